// SPDX-License-Identifier: GPL-3.0-or-later
// Why a trial that the reader knows is not among those found: part by part of the question as it was read.
import { explain } from "../api";
import type { Explanation } from "../contract";
import { freshId, h } from "../dom";
import { count, plural } from "../format";

function verdict({ study, matched }: Explanation, id: string): string {
  if (study === null) return `This knowledge base holds no trial known as ${id}: it was not imported, which says nothing about the trial.`;
  return matched ? `${study} is found by the question.` : `${study} is held, and the question leaves it out:`;
}

function partsTable({ clauses, study }: Explanation): HTMLElement {
  const heads = ["Part of the question", ...(study === null ? [] : ["The trial matches it"]), "Trials that match it", "Trials that match all other parts"];
  return h(
    "table",
    { class: "figures-table" },
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h(
      "tbody",
      {},
      ...clauses.map(({ clause, trials, without, matched }) =>
        h("tr", { class: matched === false ? "unmatched" : "" }, h("th", { scope: "row" }, h("code", {}, clause)), study !== null && h("td", {}, matched ? "yes" : "no"), h("td", {}, count(trials)), h("td", {}, count(without))),
      ),
    ),
  );
}

function explained(explanation: Explanation, id: string): HTMLElement[] {
  return [
    h("p", {}, id ? verdict(explanation, id) : `${plural(explanation.total, "trial matches", "trials match")} every part:`),
    h("div", { class: "figures-scroll" }, partsTable(explanation)),
    h("p", { class: "quiet" }, "The question as it was read, in the query language: ", h("code", {}, explanation.query_read), ". A question in words finds trials that have nearly all of it too."),
  ];
}

/** `query` is the question as it was read; without one nothing can be told. `open`: shown at once, as where nothing was found. */
export function whyNotView(query: string | undefined, open: boolean): HTMLElement | null {
  if (!query) return null;
  const box = freshId("trial");
  const input = h("input", { id: box, type: "text", maxlength: "200", autocomplete: "off", spellcheck: "false", placeholder: "NCT00444613" });
  const told = h("div", { class: "why-told", "aria-live": "polite" });
  const tell = (id: string): void => {
    explain(query, id).then(
      (explanation) => told.replaceChildren(...explained(explanation, id)),
      (error: unknown) => told.replaceChildren(h("p", { class: "warn", role: "alert" }, `This could not be told: ${error instanceof Error ? error.message : String(error)}.`)),
    );
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    tell(input.value.trim());
  };
  if (open) tell("");
  return h(
    "details",
    { class: "why-not", open },
    h("summary", {}, open ? "What each part of the question finds" : "Is a trial missing?"),
    h("form", { class: "options-form", onsubmit: submit }, h("label", { for: box }, "A trial’s number, PMID or DOI"), input, h("button", { type: "submit" }, "Why is it not here?")),
    told,
  );
}
