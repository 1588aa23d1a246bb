// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence table: one body a study, one row a claim.
import { claimsOf } from "../api";
import type { Claim, DocumentCard, Effect, Study } from "../contract";
import { freshId, h, type Child } from "../dom";
import {
  allocated, armFigure, armUnit, designParts, directionName, dose, estimate, favoursName, interval, measureAbbreviation, measureName, named, ownWords, participants, plural, pValue, whyUnread, year,
} from "../format";
import { sourceLinks } from "../links";
import { detailsView } from "./details";
import { disagreementRow } from "./disagreement";
import { columns, wideRow } from "./wide_row";

const documentTypes = { article: "article", registry_record: "registry", web_page: "web page" } as const;

function tag(text: string, style: string, title: string): HTMLElement {
  return h("span", { class: `tag ${style}`, title }, text);
}

function claimTags(claim: Claim): Child[] {
  return [
    claim.method === "registry" && tag("registry", "tag-registry", "Read from a registry’s own fields"),
    claim.method === "text" && tag("text", "tag-text", "Read from the text by program: check the quote"),
    claim.method === "curator" && tag("curator", "tag-curator", "Entered by a curator"),
    claim.status === "accepted" && tag("accepted", "tag-good", "A curator has checked this claim"),
    claim.status === "corrected" && tag("corrected", "tag-good", "A curator has corrected this claim"),
    claim.status === "rejected" && tag("rejected", "tag-bad", "A curator has rejected this claim"),
  ];
}

function armsLine(claim: Claim): HTMLElement | null {
  const figures = claim.arms.map((arm) => ({ name: arm.name, figure: armFigure(arm) })).filter(({ figure }) => figure !== null);
  if (figures.length === 0) return null;
  // The columns before tell which is whose only where there are the two.
  const inTurn = claim.comparator !== null && figures.length === 2 && claim.arms.length === 2;
  const unit = armUnit(claim.effect);
  return h(
    "span",
    { class: "arms-line" },
    ...figures.slice(0, 2).flatMap(({ name, figure }, i) => [i > 0 ? " v " : "", h("span", { title: name }, inTurn ? figure : `${name}: ${figure}`)]),
    figures.length > 2 && ` (+${figures.length - 2})`,
    unit && ` ${unit}`,
  );
}

function effectCell(claim: Claim): Child[] {
  const { effect } = claim;
  const value = estimate(effect);
  const measure = effect.measure !== null && effect.measure !== "arm_values" ? effect.measure : null;
  return [
    value !== null &&
      h("span", { class: "estimate" }, measure && h("abbr", { title: measureName(measure) }, measureAbbreviation(measure)), measure && " ", value),
    interval(effect) !== null && h("span", { class: "interval" }, interval(effect)),
    value !== null && effect.measure === null && h("span", { class: "interval" }, "of what: see the quote"),
    armsLine(claim),
    pValue(effect) !== null && h("span", { class: "interval" }, pValue(effect)),
    value === null && claim.arms.length === 0 && effect.p === null && h("span", { class: "quiet" }, "no figures read"),
  ];
}

function directionCell(effect: Effect): Child[] {
  const direction = directionName(effect);
  if (direction === null && effect.favours === null) return [h("span", { class: "quiet", title: "The source gives figures and no reading of them" }, "not stated")];
  const arrow = effect.direction === "increased" ? "↑" : effect.direction === "decreased" ? "↓" : "=";
  return [
    direction !== null && h("span", { class: "direction" }, h("span", { class: "arrow", "aria-hidden": "true" }, arrow), ` ${direction}`),
    effect.favours !== null && (effect.favours !== "neither" || direction === null) && h("span", { class: `favours favours-${effect.favours}` }, favoursName(effect)),
  ];
}

/** The preferred name and, where the source says more or other than it, the source's own words. */
function namedCell(value: { text: string; label: string | null }): Child[] {
  return [h("span", { class: "name" }, named(value)), ownWords(value) && h("span", { class: "under" }, `“${value.text}”`)];
}

/** A decline of a score that "decreased" is no score that decreased: the direction is of the source's own words. */
function endpointCell({ endpoint }: Claim): Child[] {
  return [
    h("span", { class: "name" }, named(endpoint)),
    ownWords(endpoint) && h("span", { class: "under" }, `“${endpoint.text}”`),
    h(
      "span",
      { class: "under" },
      [endpoint.role === "primary" && "primary", endpoint.timepoint].filter((part) => part !== false && part !== null).join(" · "),
    ),
  ];
}

function quoteCell(claim: Claim, document: DocumentCard | null, toggle: HTMLElement): Child[] {
  const quote = claim.evidence[0]?.quote;
  const link = document ? sourceLinks(document)[0] : undefined;
  return [
    quote ? h("q", { class: "quote" }, quote) : h("span", { class: "quiet" }, "no quote"),
    h(
      "span",
      { class: "under" },
      toggle,
      document !== null && document.retracted === true && h("strong", { class: "retracted" }, "RETRACTED"),
      link && h("a", { href: link.href, rel: "noreferrer", target: "_blank" }, link.label),
      ...claimTags(claim),
    ),
  ];
}

function cell(column: number, style: string, content: Child[]): HTMLElement {
  return h("td", { class: style, role: "cell", "data-label": columns[column] }, ...content);
}

/** The claim's row and, while it is open, the row of its details. */
function claimRow(claim: Claim, document: DocumentCard | null): HTMLTableRowElement {
  const id = freshId("details");
  let details: HTMLTableRowElement | null = null;
  const toggle = h("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-controls": id });
  const label = (text: string): void => {
    toggle.textContent = text;
    toggle.setAttribute("aria-label", `${text}: ${named(claim.intervention)}, ${named(claim.endpoint)}`);
  };
  label("In context");
  const row = h(
    "tr",
    { class: `claim ${claim.status === "rejected" ? "is-rejected" : ""}`, role: "row", "data-claim": claim.id },
    cell(0, "intervention", [...namedCell(claim.intervention), claim.dose && h("span", { class: "under" }, dose(claim.dose))]),
    cell(1, "comparator", claim.comparator ? namedCell(claim.comparator) : [h("span", { class: "quiet" }, "not stated")]),
    cell(2, "endpoint", endpointCell(claim)),
    cell(3, "n", participants(claim, document).map((part) => h("span", { class: "n-part" }, part))),
    cell(4, "effect", effectCell(claim)),
    cell(5, "direction-cell", directionCell(claim.effect)),
    cell(6, "quote-cell", quoteCell(claim, document, toggle)),
  );
  toggle.addEventListener("click", () => {
    if (details) {
      details.remove();
      details = null;
    } else {
      details = wideRow("details-row", detailsView(claim, document));
      details.id = id;
      row.after(details);
    }
    toggle.setAttribute("aria-expanded", String(details !== null));
    label(details ? "Close" : "In context");
    row.classList.toggle("is-open", details !== null);
  });
  return row;
}

function documentLinks(study: Study): HTMLElement {
  return h(
    "ul",
    { class: "links" },
    ...study.documents.map((document) => {
      const link = sourceLinks(document)[0];
      const label = link ? link.label : document.id.startsWith("sha256:") ? "no identifier" : document.id;
      const name = link ? h("a", { href: link.href, rel: "noreferrer", target: "_blank", title: document.title }, label) : label;
      return h("li", {}, name, h("span", { class: "quiet" }, ` ${[documentTypes[document.type], year(document)].filter(Boolean).join(", ")}`));
    }),
  );
}

/** By the first of its reports that says it. */
function studySize(study: Study): string | null {
  for (const { n, design } of study.documents) if (n && n.randomised !== null) return allocated(n.randomised, design);
  return null;
}

function studyFlags(study: Study): Child[] {
  const retracted = study.documents.some((document) => document.retracted);
  const allAnimal = study.claims.length > 0 && study.claims.every(({ species }) => species === "animal");
  return [
    retracted && h("strong", { class: "retracted" }, "RETRACTED"),
    (allAnimal || study.documents.some(({ design }) => design?.species === "animal")) && h("strong", { class: "animal" }, "Animal study"),
    study.documents.some(({ design }) => design?.species === "in_vitro") && h("strong", { class: "animal" }, "Laboratory study"),
  ];
}

function studyRow(study: Study): HTMLElement {
  const size = studySize(study);
  return h(
    "tr",
    { class: "study", role: "row" },
    h(
      "th",
      { scope: "rowgroup", role: "rowheader", colspan: columns.length },
      h("span", { class: "study-title" }, ...studyFlags(study), study.title || study.id),
      h(
        "span",
        { class: "study-facts" },
        ...designParts(study.documents).map((part) => h("span", { class: "design" }, part)),
        size !== null && h("span", { class: "design" }, size),
        documentLinks(study),
      ),
    ),
  );
}

/** The study's claims that are not about what was asked, fetched when they are wanted. */
function otherClaimsRow(study: Study, shown: Claim[], others: number): HTMLTableRowElement {
  const text = shown.length > 0 ? `Show ${others} other ${others === 1 ? "claim" : "claims"} of this study` : `No claim of it is about all that was asked; show its ${others}`;
  const button = h("button", { type: "button", class: "more" }, text);
  const onPaper = h("span", { class: "paper" }, `${shown.length > 0 ? "" : "No claim of it is about all that was asked. "}${plural(others, "other claim", "other claims")} of this study not printed.`);
  const row = wideRow("others", button, onPaper);
  button.addEventListener("click", () => {
    button.disabled = true;
    claimsOf(study.id).then(
      (claims) => {
        const known = new Set(shown.map(({ id }) => id));
        const rows = claims.filter(({ id }) => !known.has(id)).map((claim) => claimRow(claim, documentOf(study, claim)));
        row.replaceWith(...rows);
        rows[0]?.querySelector<HTMLElement>("button.toggle")?.focus();
      },
      (error: unknown) => {
        button.disabled = false;
        button.after(h("span", { class: "warn", role: "alert" }, ` They could not be read: ${error instanceof Error ? error.message : String(error)}.`));
      },
    );
  });
  return row;
}

/** So many claims of a study are shown at once: a registry's results may hold hundreds. */
const shownAtOnce = 12;

/** Those of the claims about what was asked that are beyond the first, shown when they are wanted. */
function restRow(study: Study, rest: Claim[]): HTMLTableRowElement {
  const button = h("button", { type: "button", class: "more" }, `Show ${plural(rest.length, "more claim", "more claims")} about what was asked`);
  const onPaper = h("span", { class: "paper" }, `${plural(rest.length, "more claim", "more claims")} about what was asked not printed.`);
  const row = wideRow("others", button, onPaper);
  button.addEventListener("click", () => {
    const rows = rest.map((claim) => claimRow(claim, documentOf(study, claim)));
    row.replaceWith(...rows);
    rows[0]?.querySelector<HTMLElement>("button.toggle")?.focus();
  });
  return row;
}

function documentOf(study: Study, claim: Claim): DocumentCard | null {
  return study.documents.find(({ id }) => id === claim.document) ?? null;
}

/** `among` is every study shown with it. */
function studyBody(study: Study, among: Study[]): HTMLTableSectionElement {
  const shown = study.claims.slice(0, study.answering ?? study.claims.length);
  const others = (study.claims_total ?? study.claims.length) - shown.length;
  const body = h(
    "tbody",
    { "data-study": study.id, role: "rowgroup" },
    studyRow(study),
    disagreementRow(study, among),
    ...shown.slice(0, shownAtOnce).map((claim) => claimRow(claim, documentOf(study, claim))),
    shown.length > shownAtOnce && restRow(study, shown.slice(shownAtOnce)),
  );
  if (others > 0) {
    body.append(otherClaimsRow(study, shown, others));
  } else if (shown.length === 0) {
    body.append(wideRow("others", h("span", { class: "quiet" }, whyUnread(study.documents))));
  }
  return body;
}

export function tableView(studies: Study[]): HTMLElement {
  return h(
    "section",
    { "aria-label": "Evidence table" },
    h(
      "table",
      { class: "evidence-table", role: "table" },
      h("caption", { class: "hidden" }, "Claims of the studies that match, study by study"),
      h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, name)))),
      ...studies.map((study) => studyBody(study, studies)),
    ),
  );
}

/** Adds more studies to a table that is shown; `among` is every study shown then. */
export function extendTable(section: HTMLElement, studies: Study[], among: Study[]): void {
  section.querySelector("table")?.append(...studies.map((study) => studyBody(study, among)));
}
