// SPDX-License-Identifier: GPL-3.0-or-later
import type { Study } from "../contract";
import { freshId, h, svg } from "../dom";
import { forestOf, isRatio, scaleOf, type Forest, type ForestGroup, type ForestRow, type Scale } from "../forest_scale";
import { interval, measureName, named, number, plural, year } from "../format";

const rowHeight = 48;
/** Where a plot stands between its labels and its figures, in the picture's own units. */
export const frame = { width: 1000, left: 390, right: 800 } as const;

/** The place of a value on the plot's axis. */
export function placeOn(scale: Scale): (value: number) => number {
  return (value) => frame.left + scale.at(value) * (frame.right - frame.left);
}

export function short(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.lastIndexOf(" ", length);
  return `${text.slice(0, cut > length / 2 ? cut : length)}…`;
}

/** Registries tell their outcomes apart at the end of a long name. */
function withoutMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = text.slice(-Math.floor(length / 2));
  return `${short(text, Math.ceil(length / 2))} ${tail.slice(tail.indexOf(" ") + 1)}`;
}

/** The study; who was given what; what was measured, in the report's words: a trial may give many estimates of one endpoint. */
function rowLabel({ study, claim, document }: ForestRow): string[] {
  const registry = study.documents.flatMap(({ identifiers }) => identifiers.registry)[0];
  const when = document ? year(document) : null;
  const amount = claim.dose ? ` ${short(claim.dose.text, 14)}` : "";
  const against = claim.comparator ? ` v ${short(named(claim.comparator), 20)}` : "";
  const { text, timepoint } = claim.endpoint;
  return [
    short(study.title || study.id, 50),
    [`${short(named(claim.intervention), 24)}${amount}${against}`, registry ?? when, document?.type === "registry_record" ? "registry" : null].filter(Boolean).join(" · "),
    withoutMiddle(timepoint && !text.includes(timepoint) ? `${text} · ${timepoint}` : text, 60),
  ];
}

function rowMarks(row: ForestRow, scale: Scale, y: number): SVGElement {
  const x = placeOn(scale);
  const [name = "", given = "", measured = ""] = rowLabel(row);
  const figures = `${number(row.value)} (${number(row.low)} to ${number(row.high)})`;
  return svg(
    "g",
    { class: "forest-row" },
    svg("title", {}, `${row.study.title}: ${row.claim.endpoint.text}: ${figures}`),
    svg("text", { x: 0, y: y - 9, class: "forest-name" }, name),
    svg("text", { x: 0, y: y + 5, class: "forest-under" }, given),
    svg("text", { x: 0, y: y + 18, class: "forest-under" }, measured),
    svg("line", { x1: x(row.low), x2: x(row.high), y1: y, y2: y, class: "forest-interval" }),
    svg("line", { x1: x(row.low), x2: x(row.low), y1: y - 4, y2: y + 4, class: "forest-interval" }),
    svg("line", { x1: x(row.high), x2: x(row.high), y1: y - 4, y2: y + 4, class: "forest-interval" }),
    svg("rect", { x: x(row.value) - 4, y: y - 4, width: 8, height: 8, class: "forest-point" }),
    svg("text", { x: frame.width, y: y + 4, class: "forest-figures", "text-anchor": "end" }, figures),
  );
}

/** The axis below the rows, and the line of no effect through them. */
export function axis(scale: Scale, top: number, bottom: number): SVGElement {
  const x = placeOn(scale);
  return svg(
    "g",
    {},
    svg("line", { x1: frame.left, x2: frame.right, y1: bottom, y2: bottom, class: "forest-axis" }),
    ...scale.ticks.flatMap((tick) => [
      svg("line", { x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 4, class: "forest-axis" }),
      svg("text", { x: x(tick), y: bottom + 17, class: "forest-tick", "text-anchor": "middle" }, number(tick)),
    ]),
    svg("line", { x1: x(scale.none), x2: x(scale.none), y1: top, y2: bottom, class: "forest-none" }),
  );
}

/** That a row is an estimate, and not a study. */
function rowsOf({ rows }: ForestGroup): string {
  const studies = new Set(rows.map(({ study }) => study.id)).size;
  return rows.length > studies ? `; ${plural(rows.length, "estimate", "estimates")} of ${plural(studies, "study", "studies")}` : "";
}

function groupTitle(group: ForestGroup): string {
  const unit = group.unit ? `, ${group.unit}` : "";
  return `${group.endpoint}: ${measureName(group.measure)}${unit}`;
}

function groupView(group: ForestGroup): HTMLElement {
  const scale = scaleOf(group);
  const top = 8;
  const bottom = top + group.rows.length * rowHeight + 6;
  const title = freshId("forest");
  const first = group.rows[0];
  const level = first ? interval(first.claim.effect)?.split(" CI")[0] : undefined;
  return h(
    "figure",
    { class: "forest-group" },
    h("figcaption", { id: title }, h("strong", {}, groupTitle(group)), h("span", { class: "quiet" }, ` with ${level && level !== "CI" ? `${level} ` : ""}CI; the line is at ${isRatio(group.measure) ? "1, no difference; logarithmic axis" : "0, no difference"}${rowsOf(group)}`)),
    h(
      "div",
      { class: "forest-scroll", tabindex: "0", role: "group", "aria-labelledby": title },
      svg(
        "svg",
        { viewBox: `0 0 ${frame.width} ${bottom + 24}`, class: "forest", role: "img", "aria-labelledby": title },
        axis(scale, top, bottom),
        ...group.rows.map((row, i) => rowMarks(row, scale, top + rowHeight * i + rowHeight / 2)),
      ),
    ),
  );
}

function leftOutView({ leftOut }: Forest): HTMLElement | null {
  if (leftOut.length === 0) return null;
  return h(
    "p",
    { class: "quiet left-out" },
    "Not plotted: ",
    leftOut.map(({ reason, claims }) => `${plural(claims, "claim", "claims")} (${reason})`).join("; "),
    ".",
  );
}

/** So many plots are shown at once. */
const shownAtOnce = 6;

/** Drawn when they are wanted. */
function moreGroups(groups: ForestGroup[]): HTMLElement {
  const details = h("details", { class: "more-plots" }, h("summary", {}, `${plural(groups.length, "more plot", "more plots")}, of other endpoints, measures and units`));
  details.addEventListener("toggle", () => details.append(...groups.map(groupView)), { once: true });
  return details;
}

/** The estimates that have an interval, one plot for each measure and endpoint; and what is not in them, and why. */
export function forestView(studies: Study[]): HTMLElement {
  const forest = forestOf(studies);
  return h(
    "section",
    { class: "forest-section", "aria-label": "Forest plot" },
    h("h2", {}, "Forest plot"),
    forest.groups.length === 0
      ? h("p", { class: "quiet" }, "None of the claims gives an estimate with its confidence interval.")
      : forest.groups.slice(0, shownAtOnce).map(groupView),
    forest.groups.length > shownAtOnce && moreGroups(forest.groups.slice(shownAtOnce)),
    leftOutView(forest),
    forest.groups.length > 0 && h("p", { class: "quiet" }, "Estimates as reported, not pooled. Which side of the line is better depends on what was measured, and how it was counted: see Direction in the table."),
  );
}
