// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown where there is no table: "nothing found" and "could not be answered" never look alike.
import { ApiError } from "../api";
import type { Answer } from "../contract";
import { h } from "../dom";
import { addressOf } from "../question";
import { readingView, type Ask } from "./reading";
import { whyNotView } from "./why_not";

const examples = [
  "which B12 trials used ALSFRS-R",
  "edaravone and ALSFRS-R",
  "did minocycline slow decline in ALS",
  "riluzole and survival",
  "placebo-controlled trials in ALS with more than 300 participants",
];

export function exampleList(ask: Ask): HTMLElement {
  const link = (question: string): HTMLElement =>
    h(
      "a",
      {
        href: addressOf(question),
        onclick: (event) => {
          if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
          event.preventDefault();
          ask(question);
        },
      },
      question,
    );
  return h("ul", { class: "examples" }, ...examples.map((question) => h("li", {}, link(question))));
}

export function homeView(ask: Ask): HTMLElement {
  return h(
    "section",
    { class: "home" },
    h("h1", {}, "What did the trials report?"),
    h(
      "p",
      { class: "lead" },
      "Ask in your own words. The answer is a table of claims from trial reports and registries: who was given what, against what, and what was measured, each with the exact words it comes from.",
    ),
    h("h2", {}, "For example"),
    exampleList(ask),
  );
}

export function loadingView(): HTMLElement {
  return h(
    "section",
    { class: "loading", "aria-hidden": "true" },
    ...["short", "", "", ""].map((width) => h("div", { class: `bar ${width}` })),
  );
}

export function nothingView(answer: Answer, ask: Ask): HTMLElement {
  return h(
    "div",
    {},
    readingView(answer.question, answer.interpretation, ask),
    h(
      "section",
      { class: "panel", "data-state": "no-evidence" },
      h("h2", {}, "No evidence found"),
      h(
        "p",
        {},
        "This knowledge base was searched and holds no study that matches everything above. That is not evidence that there is no effect, and other sources may hold such a study.",
      ),
      whyNotView(answer.interpretation.query, true),
      h("p", {}, "Take out a part of the question with its ×, or ask in other words. For example:"),
      exampleList(ask),
    ),
  );
}

/** The API's sentences begin with a small letter and have no full stop. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

export function errorView(error: unknown, retry: () => void): HTMLElement {
  const message = sentence(error instanceof Error ? error.message : String(error));
  const hint = error instanceof ApiError ? error.hint : null;
  return h(
    "section",
    { class: "panel error", role: "alert", "data-state": "error" },
    h("h2", {}, "The question could not be answered"),
    h("p", { class: "error-detail" }, message),
    hint !== null && h("p", {}, sentence(hint)),
    h("p", {}, "This says nothing about the evidence: nothing was searched to its end."),
    h("button", { type: "button", onclick: retry }, "Try again"),
  );
}
