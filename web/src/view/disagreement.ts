// SPDX-License-Identifier: GPL-3.0-or-later
// What the reports of one study disagree on, and which other study shown may be the same trial, under the study's title.
import { discrepancies } from "../api";
import type { Discrepancy, Study, Suggestion } from "../contract";
import { h } from "../dom";
import { sourceLinks } from "../links";
import { wideRow } from "./wide_row";

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

const likenesses: Record<string, string> = { n_randomised: "number randomised" };

/** That a study of the same answer may be this one, counted twice; null where the other is not shown. */
function twinLine(study: Study, shown: Study[], { documents, reasons }: Suggestion): HTMLElement | null {
  const twin = shown.find((other) => other.id !== study.id && other.documents.some(({ id }) => documents.includes(id)));
  if (!twin) return null;
  const alike = reasons.map(({ kind }) => likenesses[kind] ?? kind).join(", ");
  return h("li", {}, h("strong", {}, `May be the same trial as “${twin.title || twin.id}”`), `: alike in ${alike}. Nobody has joined or separated them; if they are one, it is counted twice.`);
}

/** A row that fills itself where the study's reports disagree, or where another of those shown may be the same trial. */
export function disagreementRow(study: Study, among: Study[]): HTMLTableRowElement {
  const list = h("ul", { class: "disagreements" });
  const row = wideRow("disagreement", list);
  row.hidden = true;
  discrepancies(study.id).then(
    (found) => {
      const twins = (found.suggestions ?? []).map((one) => twinLine(study, among, one)).filter((one) => one !== null);
      list.append(...found.discrepancies.map((one) => line(study, one)), ...twins);
      row.hidden = list.childElementCount === 0;
    },
    (error: unknown) => {
      list.append(h("li", {}, `Whether its reports disagree could not be read: ${error instanceof Error ? error.message : String(error)}.`));
      row.hidden = false;
    },
  );
  return row;
}
