// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown where there is no table: "nothing found" and "could not be answered" never look alike.
import { ApiError } from "../api";
import { unitOffset } from "../code_points";
import type { Answer, Place } from "../contract";
import { h } from "../dom";
import { askLink, readingView, type Ask } from "./reading";
import { whyNotView } from "./why_not";

const examples = [
  "which B12 trials used ALSFRS-R",
  "edaravone and ALSFRS-R",
  "did minocycline slow decline in ALS",
  "riluzole and survival",
  "placebo-controlled trials in ALS with more than 300 participants",
];

export function exampleList(ask: Ask): HTMLElement {
  return h("ul", { class: "examples" }, ...examples.map((question) => h("li", {}, askLink(question, question, ask))));
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
    readingView(answer, ask),
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
      h("p", {}, answer.interpretation.read_as === "query" ? "Take out a part of the query, or ask in plain words. For example:" : "Take out a part of the question with its ×, or ask in other words. For example:"),
      exampleList(ask),
    ),
  );
}

/** The API's sentences begin with a small letter and have no full stop. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

/** What was typed, with the part marked that was not understood. */
function markedPlace(typed: string, { offset, length }: Place): HTMLElement {
  const from = unitOffset(typed, offset);
  const to = from + unitOffset(typed.slice(from), Math.max(length, 1));
  return h("p", { class: "error-place" }, h("code", {}, typed.slice(0, from), h("mark", {}, typed.slice(from, to) || " "), typed.slice(to)));
}

/** What was typed is wrong: asked again as it is, it would be refused again. */
function refusedView(error: ApiError, typed: string): HTMLElement {
  const { message, hint, place } = error;
  return h(
    "section",
    { class: "panel error", role: "alert", "data-state": "refused" },
    h("h2", {}, "This was not understood"),
    h("p", { class: "error-detail" }, sentence(message)),
    place && markedPlace(typed, place),
    hint !== null && !message.includes(hint) && h("p", {}, sentence(hint)),
    h("p", {}, "Nothing was searched."),
    place && place.length > 0 && h("p", {}, "It was read in the query language, because it names a field (such as intervention:), has an operator in capitals (AND, OR, NOT) or a word with a * at its end. Without these it is a question in plain words."),
  );
}

export function errorView(error: unknown, typed: string, retry: () => void): HTMLElement {
  if (error instanceof ApiError && error.status === 400) return refusedView(error, typed);
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
