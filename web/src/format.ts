// SPDX-License-Identifier: GPL-3.0-or-later
// Figures in words, with no digit added or lost.
import type { ArmFigures, Claim, Design, DocumentCard, Dose, Effect, Measure } from "./contract";

/** The number as it came, with a true minus sign. */
export function number(value: number): string {
  return String(value).replace("-", "−");
}

/** A figure that was computed here or by the server, to three digits. */
export function computed(value: number): string {
  return number(Number(value.toPrecision(3)));
}

/** "0.44 to 3.5": an interval that was computed. */
export function computedSpan(low: number, high: number): string {
  return `${computed(low)} to ${computed(high)}`;
}

/** "1.97 (0.44 to 3.5)": an estimate that was computed, with its interval. */
export function computedEstimate(value: number, low: number, high: number): string {
  return `${computed(value)} (${computedSpan(low, high)})`;
}

/** "p = 0.032", "p < 0.001": of a p value that was computed. */
export function computedP(value: number): string {
  return value < 0.001 ? "p < 0.001" : `p = ${number(Number(value.toFixed(3)))}`;
}

/** A count, with thin spaces between thousands. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

export function plural(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const measures: Record<Measure, { short: string; long: string }> = {
  mean_difference: { short: "MD", long: "mean difference" },
  standardised_mean_difference: { short: "SMD", long: "standardised mean difference" },
  risk_ratio: { short: "RR", long: "risk ratio" },
  odds_ratio: { short: "OR", long: "odds ratio" },
  hazard_ratio: { short: "HR", long: "hazard ratio" },
  rate_ratio: { short: "Rate ratio", long: "rate ratio" },
  risk_difference: { short: "RD", long: "risk difference" },
  percent_change: { short: "Change", long: "percent change" },
  arm_values: { short: "By arm", long: "values of each arm" },
};

export function measureName(measure: Measure): string {
  return measures[measure].long;
}

export function measureAbbreviation(measure: Measure): string {
  return measures[measure].short;
}

function withUnit(value: string, unit: string | null): string {
  if (!unit) return value;
  return unit === "%" ? `${value}%` : `${value} ${unit}`;
}

/** "1.97 points", or null where the source gives no estimate. */
export function estimate(effect: Effect): string | null {
  return effect.value === null ? null : withUnit(number(effect.value), effect.unit);
}

/** "95% CI 0.44 to 3.5"; a limit that the source does not give is an ellipsis. */
export function interval(effect: Effect): string | null {
  if (effect.ci_low === null && effect.ci_high === null) return null;
  const level = effect.ci_level === null ? "CI" : `${number(effect.ci_level)}% CI`;
  const limit = (value: number | null): string => (value === null ? "…" : number(value));
  return `${level} ${limit(effect.ci_low)} to ${limit(effect.ci_high)}`;
}

export function pValue(effect: Effect): string | null {
  return effect.p === null ? null : `p ${effect.p_op ?? "="} ${number(effect.p)}`;
}

function eventsOf(events: number, total: number | null): string {
  return total === null ? `${number(events)} events` : `${number(events)}/${number(total)}`;
}

/** One arm's figure: the source's own words where it has any; a bare count never without what it counts, and of how many. */
export function armFigure(arm: ArmFigures): string | null {
  if (arm.events !== null && arm.text && Number(arm.text) === arm.events) return eventsOf(arm.events, arm.total);
  if (arm.text) return arm.text;
  const parts: string[] = [];
  if (arm.mean !== null) parts.push(number(arm.mean));
  if (arm.median !== null) parts.push(`median ${number(arm.median)}`);
  if (arm.sd !== null) parts.push(`SD ${number(arm.sd)}`);
  if (arm.se !== null) parts.push(`SE ${number(arm.se)}`);
  if (arm.q1 !== null && arm.q3 !== null) parts.push(`IQR ${number(arm.q1)} to ${number(arm.q3)}`);
  if (arm.events !== null) parts.push(eventsOf(arm.events, arm.total));
  return parts.length > 0 ? parts.join(", ") : null;
}

/** The unit of the arms' own figures; null where the source gives none, or the effect's is another (a ratio's, a percentage). */
export function armUnit({ measure, unit }: Effect): string | null {
  return measure === "arm_values" || measure === "mean_difference" ? unit : null;
}

/** The dose in the source's own words; what it does not say of route and duration is not added. */
export function dose(value: Dose): string {
  const text = value.text.toLowerCase();
  const extra = [value.route, value.duration].filter((part): part is string => part !== null && !text.includes(part.toLowerCase()));
  return [value.text, ...extra].join(", ");
}

const directions = { increased: "Increased", decreased: "Decreased", no_difference: "No difference" } as const;
const favours = { intervention: "favours intervention", comparator: "favours comparator", neither: "favours neither" } as const;

export function directionName(effect: Effect): string | null {
  return effect.direction === null ? null : directions[effect.direction];
}

export function favoursName(effect: Effect): string | null {
  return effect.favours === null ? null : favours[effect.favours];
}

const designs: Record<string, string> = {
  parallel_rct: "RCT",
  crossover_rct: "Crossover RCT",
  cluster_rct: "Cluster RCT",
  other_rct: "RCT",
  non_randomised: "Not randomised",
  secondary_analysis: "Secondary analysis",
  protocol: "Protocol",
  other: "Other design",
};

function phaseName(phase: string): string {
  const early = /^early (.+)$/.exec(phase);
  return early ? `Early phase ${early[1]}` : `Phase ${phase}`;
}

/** "RCT", "phase 3", "double-blind": what the study's documents say, each once. */
export function designParts(documents: DocumentCard[]): string[] {
  const parts = new Set<string>();
  for (const { design } of documents) if (design?.type) parts.add(designs[design.type] ?? design.type);
  for (const { design } of documents) if (design?.phase) parts.add(phaseName(design.phase));
  for (const { design } of documents) {
    if (design?.masking) parts.add(design.masking === "none" ? "Open label" : `${design.masking[0]?.toUpperCase()}${design.masking.slice(1)} masking`);
  }
  return [...parts];
}

/** Why no claim was read in a study's reports: that none was looked for is no sign that there is no evidence. */
export function whyUnread(documents: DocumentCard[]): string {
  const all = (wanted: (document: DocumentCard) => boolean) => documents.length > 0 && documents.every(wanted);
  if (all(({ type }) => type === "registry_record")) return "The trial is registered; what its register gave has no result that was read.";
  if (all(({ design }) => design?.type === "protocol")) return "The trial is planned: a protocol gives no results.";
  if (all(({ design }) => design?.type === "other")) return "Its results were not read: it is no report of a trial.";
  return "The study matches; no result could be read from its reports.";
}

const unrandomised: ReadonlySet<string> = new Set(["non_randomised", "other"]);

/** "130 randomised"; "12 enrolled" where the report's design is no randomised one. */
export function allocated(randomised: number, design: Design | undefined): string {
  return `${count(randomised)} ${unrandomised.has(design?.type ?? "") ? "enrolled" : "randomised"}`;
}

/** How many took part, as the claim says it: "130 randomised", "126 analysed"; `document` is the report that it is of. */
export function participants({ n }: Claim, document: DocumentCard | null): string[] {
  const parts: string[] = [];
  if (n.randomised !== null) parts.push(allocated(n.randomised, document?.design));
  if (n.analysed !== null) parts.push(`${count(n.analysed)} analysed`);
  return parts;
}

export function named(value: { text: string; label: string | null }): string {
  return value.label ?? value.text;
}

/** The source's own words where the preferred name is another. */
export function ownWords(value: { text: string; label: string | null }): string | null {
  return value.label !== null && value.label.toLowerCase() !== value.text.toLowerCase() ? value.text : null;
}

export function year(document: DocumentCard): string | null {
  return document.published?.slice(0, 4) ?? null;
}
