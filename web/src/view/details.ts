// SPDX-License-Identifier: GPL-3.0-or-later
// A claim opened: the quote where it stands, and all figures.
import { fullDocument } from "../api";
import { contextOf } from "../code_points";
import type { ArmFigures, Claim, DocumentCard, Evidence } from "../contract";
import { h, type Child } from "../dom";
import { armFigure, armUnit, count, dose, estimate, interval, measureName, named, number, ownWords, participants, pValue } from "../format";
import { sourceLinks } from "../links";

const contextWidth = 420;

export function quoteInContext(text: string, { quote, start, end }: Evidence, width = contextWidth): HTMLElement {
  if (start === null || end === null) return h("p", { class: "quiet" }, "This is a registry field's own value; it stands in no running text.");
  const context = contextOf(text, quote, start, end, width);
  if (!context) return h("p", { class: "warn" }, "The text has changed since: the quote no longer stands at its place.");
  return h(
    "p",
    { class: "context" },
    context.cutBefore && "… ",
    context.before,
    h("mark", {}, context.quote),
    context.after,
    context.cutAfter && " …",
  );
}

function contextView(claim: Claim, evidence: Evidence): HTMLElement {
  const place = h("div", {}, h("p", { class: "quiet" }, "Reading the source…"));
  fullDocument(claim.document).then(
    (document) => place.replaceChildren(quoteInContext(document.text, evidence)),
    (error: unknown) =>
      place.replaceChildren(
        h("p", { class: "warn", role: "alert" }, `The source's text could not be read: ${error instanceof Error ? error.message : String(error)}.`),
      ),
  );
  return h(
    "div",
    { class: "evidence" },
    h("blockquote", {}, evidence.quote),
    evidence.section ? h("p", { class: "section-name" }, evidence.section.split("/").join(" › ")) : null,
    place,
  );
}

const armColumns: { name: string; of: (arm: ArmFigures) => number | null }[] = [
  { name: "n", of: (arm) => arm.n },
  { name: "Mean", of: (arm) => arm.mean },
  { name: "SD", of: (arm) => arm.sd },
  { name: "SE", of: (arm) => arm.se },
  { name: "Median", of: (arm) => arm.median },
  { name: "Q1", of: (arm) => arm.q1 },
  { name: "Q3", of: (arm) => arm.q3 },
  { name: "Events", of: (arm) => arm.events },
  { name: "Of", of: (arm) => arm.total },
];

function armTable({ arms, effect }: Claim): HTMLElement | null {
  if (arms.length === 0) return null;
  const unit = armUnit(effect);
  const columns = armColumns.filter(({ of }) => arms.some((arm) => of(arm) !== null));
  const row = (arm: ArmFigures): HTMLElement =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, arm.name),
      ...columns.map(({ of }) => {
        const value = of(arm);
        return h("td", { class: "figure" }, value === null ? "" : number(value));
      }),
      columns.length === 0 || arms.some(({ text }) => text !== "") ? h("td", {}, armFigure(arm) ?? "") : null,
    );
  return h(
    "table",
    { class: "arms" },
    h("caption", {}, `Figures of each arm${unit ? `, ${unit}` : ""}`),
    h(
      "thead",
      {},
      h("tr", {}, h("th", { scope: "col" }, "Arm"), ...columns.map(({ name }) => h("th", { scope: "col" }, name)),
        columns.length === 0 || arms.some(({ text }) => text !== "") ? h("th", { scope: "col" }, "As written") : null),
    ),
    h("tbody", {}, ...arms.map(row)),
  );
}

function fact(name: string, value: Child): Child {
  return value === null || value === undefined || value === "" ? null : [h("dt", {}, name), h("dd", {}, value)];
}

/** The claim's parts in the source's own words, where the table shows preferred names. */
function facts(claim: Claim, document: DocumentCard | null): HTMLElement {
  const { effect, endpoint, n } = claim;
  const perArm = n.intervention === null && n.comparator === null ? null : `${n.intervention === null ? "…" : count(n.intervention)} v ${n.comparator === null ? "…" : count(n.comparator)}`;
  return h(
    "dl",
    { class: "facts" },
    fact("Intervention, as written", ownWords(claim.intervention)),
    fact("Dose", claim.dose && dose(claim.dose)),
    fact("Comparator, as written", claim.comparator && ownWords(claim.comparator)),
    fact("Endpoint, as written", ownWords(endpoint)),
    fact("Endpoint’s role", endpoint.role),
    fact("Timepoint", endpoint.timepoint),
    fact("Condition", claim.condition && named(claim.condition)),
    fact("Participants", participants(claim, document).join(", ")),
    fact("Intervention v comparator", perArm),
    fact("Measure", effect.measure && measureName(effect.measure)),
    fact("Estimate", [estimate(effect), interval(effect)].filter(Boolean).join(", ")),
    fact("p value", pValue(effect)),
    fact("How it was read", methodText(claim)),
    fact("Review", claim.status),
  );
}

function methodText({ method, confidence }: Claim): string {
  const certainty = confidence === null ? "" : `; claims read like this are right in about ${Math.round(confidence * 100)} of 100 cases`;
  if (method === "registry") return `from a registry’s fields${certainty}`;
  return method === "curator" ? "entered by a curator" : `from the text, by program${certainty}`;
}

export function linkList(document: DocumentCard): HTMLElement {
  return h(
    "ul",
    { class: "links" },
    ...sourceLinks(document).map(({ label, href }) => h("li", {}, h("a", { href, rel: "noreferrer", target: "_blank" }, label))),
  );
}

export function detailsView(claim: Claim, document: DocumentCard | null): HTMLElement {
  return h(
    "div",
    { class: "details" },
    h(
      "section",
      { "aria-label": "The quote in its context" },
      document && h("p", { class: "details-source" }, document.title),
      document && linkList(document),
      h("p", {}, h("a", { href: `/desk.html?${new URLSearchParams({ document: claim.document })}` }, "Review its claims")),
      ...claim.evidence.map((evidence) => contextView(claim, evidence)),
    ),
    h("section", { "aria-label": "All figures" }, facts(claim, document), armTable(claim)),
  );
}
