// SPDX-License-Identifier: GPL-3.0-or-later
// What the reports of one study disagree on, under the study's title.
import { discrepancies } from "../api";
import type { Discrepancy, Study } from "../contract";
import { h } from "../dom";
import { sourceLinks } from "../links";

function matter({ kind, endpoint }: Discrepancy): string {
  switch (kind) {
    case "n_randomised":
      return "how many were randomised";
    case "primary_endpoint":
      return "the primary endpoint";
    case "effect":
      return endpoint ? `the effect on ${endpoint}` : "the effect";
    case "journal":
      return "the journal";
  }
}

function line(study: Study, discrepancy: Discrepancy): HTMLElement {
  const nameOf = (id: string): string => {
    const document = study.documents.find((one) => one.id === id);
    return (document && sourceLinks(document)[0]?.label) ?? id;
  };
  return h(
    "li",
    {},
    h("strong", {}, `Reports disagree on ${matter(discrepancy)}: `),
    ...discrepancy.positions.flatMap(({ document, says }, i) => [i > 0 ? "; " : "", `${says} (${nameOf(document)})`]),
  );
}

/** A row that fills itself where the study's reports disagree; null where there is but one report. */
export function disagreementRow(study: Study, columns: number): HTMLTableRowElement | null {
  if (study.documents.length < 2) return null;
  const list = h("ul", { class: "disagreements" });
  const row = h("tr", { class: "disagreement", hidden: true }, h("td", { colspan: columns }, list));
  discrepancies(study.id).then(
    (found) => {
      list.append(...found.map((one) => line(study, one)));
      row.hidden = found.length === 0;
    },
    (error: unknown) => {
      list.append(h("li", {}, `Whether its reports disagree could not be read: ${error instanceof Error ? error.message : String(error)}.`));
      row.hidden = false;
    },
  );
  return row;
}
