// SPDX-License-Identifier: GPL-3.0-or-later
import { withMore } from "./answer";
import { ask as askApi, health } from "./api";
import type { Answer } from "./contract";
import { h } from "./dom";
import { count, plural } from "./format";
import { addressOf, questionOf } from "./question";
import { forestView } from "./view/forest";
import { readingView } from "./view/reading";
import { errorView, homeView, loadingView, nothingView } from "./view/states";
import { summaryView } from "./view/summary";
import { synthesisView } from "./view/synthesis";
import { extendTable, tableView } from "./view/table";
import { whyNotView } from "./view/why_not";
import "./style/base.css";
import "./style/answer.css";
import "./style/table.css";
import "./style/forest.css";
import "./style/synthesis.css";
import "./style/why_not.css";
import "./style/print.css";

function element<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
  return found;
}

const form = element("search", HTMLFormElement);
const box = element("q", HTMLInputElement);
const results = element("results", HTMLElement);
const status = element("status", HTMLElement);

let running: AbortController | null = null;

function show(view: HTMLElement[], said: string): void {
  results.replaceChildren(...view);
  status.textContent = said;
}

function replaced(old: HTMLElement, by: HTMLElement): HTMLElement {
  old.replaceWith(by);
  return by;
}

function moreButton(answer: Answer, table: HTMLElement, summary: HTMLElement, forest: HTMLElement): HTMLElement | null {
  let shown = answer;
  if (answer.total <= shown.studies.length) return null;
  let counted = summary;
  let plot = forest;
  const button = h("button", { type: "button", class: "more-studies" }, `Show more of the ${count(answer.total)} studies`);
  button.addEventListener("click", () => {
    button.disabled = true;
    askApi(answer.question, shown.studies.length, new AbortController().signal).then(
      (next) => {
        shown = withMore(shown, next);
        extendTable(table, next.studies, shown.studies);
        counted = replaced(counted, summaryView(shown));
        plot = replaced(plot, forestView(shown.studies));
        button.disabled = false;
        if (shown.studies.length >= answer.total || next.studies.length === 0) button.remove();
      },
      (error: unknown) => {
        button.disabled = false;
        button.after(h("p", { class: "warn", role: "alert" }, `The rest could not be read: ${error instanceof Error ? error.message : String(error)}.`));
      },
    );
  });
  return button;
}

function showAnswer(answer: Answer): void {
  if (answer.total === 0) {
    show([nothingView(answer, go)], "No evidence found");
    return;
  }
  const table = tableView(answer.studies);
  const forest = forestView(answer.studies);
  const summary = summaryView(answer);
  const more = moreButton(answer, table, summary, forest);
  const reading = readingView(answer, go);
  const missing = whyNotView(answer.interpretation.query, false);
  const head = h("div", { class: "head" }, reading, summary);
  const title = h("h1", { class: "hidden" }, `What the trials report: ${answer.question}`);
  show([title, head, table, ...(more ? [more] : []), ...(missing ? [missing] : []), forest, synthesisView(answer.question)], `${plural(answer.total, "study", "studies")} found`);
}

/** Shows the answer to the question that the address names. */
async function load(): Promise<void> {
  running?.abort();
  const question = questionOf(location.search);
  box.value = question;
  document.title = question ? `${question} · Evidence KB` : "Evidence KB";
  if (!question) {
    show([homeView(go)], "");
    box.focus();
    return;
  }
  const mine = new AbortController();
  running = mine;
  // What had the focus is gone with the answer that it stood in: the reader goes on at the new one.
  const wasInside = results.contains(document.activeElement);
  show([loadingView()], "Searching");
  results.setAttribute("aria-busy", "true");
  try {
    showAnswer(await askApi(question, 0, mine.signal));
    if (wasInside) results.focus();
  } catch (error) {
    if (mine.signal.aborted) return;
    show([errorView(error, question, () => void load())], "");
  } finally {
    if (running === mine) results.removeAttribute("aria-busy");
  }
}

/** Asks the question, as a step that "back" undoes. */
function go(question: string): void {
  history.pushState(null, "", addressOf(question));
  window.scrollTo(0, 0);
  void load();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(box.value.trim());
});
element("home", HTMLAnchorElement).addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go("");
});
window.addEventListener("popstate", () => void load());
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  box.select();
});

health().then(
  ({ documents, claims, sequence }) => {
    const text = documents === 0 ? "The knowledge base is empty: import something with ekb import." : `${plural(documents, "document", "documents")}, ${plural(claims, "claim", "claims")}, as of change ${count(sequence)}.`;
    element("contents", HTMLElement).textContent = text;
  },
  () => {
    element("contents", HTMLElement).textContent = "The knowledge base could not be read.";
  },
);

void load();
