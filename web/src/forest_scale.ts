// SPDX-License-Identifier: GPL-3.0-or-later
// What of an answer can be plotted, and where: no elements here.
import type { Claim, DocumentCard, Measure, Study } from "./contract";
import { named } from "./format";

export interface ForestRow {
  study: Study;
  claim: Claim;
  document: DocumentCard | null;
  value: number;
  low: number;
  high: number;
}

/** Rows that share measure, endpoint and unit, so that one axis is true of all. */
export interface ForestGroup {
  measure: Measure;
  endpoint: string;
  unit: string | null;
  level: number | null;
  rows: ForestRow[];
}

export interface LeftOut {
  reason: string;
  claims: number;
}

export interface Forest {
  groups: ForestGroup[];
  leftOut: LeftOut[];
}

export interface Scale {
  logarithmic: boolean;
  /** The value of no effect. */
  none: number;
  low: number;
  high: number;
  ticks: number[];
  /** 0 at `low`, 1 at `high`; values beyond are beyond. */
  at(value: number): number;
}

const ratios: ReadonlySet<Measure> = new Set<Measure>(["risk_ratio", "odds_ratio", "hazard_ratio", "rate_ratio"]);

export function isRatio(measure: Measure): boolean {
  return ratios.has(measure);
}

/** Why the claim is not in the plot, in words; null where it is. */
function whyNot(claim: Claim, document: DocumentCard | null): string | null {
  const { effect } = claim;
  if (document?.retracted) return "the report was retracted";
  if (claim.status === "rejected") return "rejected by a curator";
  if (claim.species === "animal" || claim.species === "in_vitro") return "not a study in people";
  if (effect.measure === "arm_values" || (effect.value === null && claim.arms.length > 0)) return "each arm's figures only, no comparison";
  if (effect.value === null) return "no estimate given";
  if (effect.measure === null) return "what the estimate measures is not known here";
  if (effect.ci_low === null || effect.ci_high === null) return "no confidence interval given";
  if (effect.ci_low > effect.value || effect.ci_high < effect.value) return "the estimate lies outside its interval: check the source";
  if (isRatio(effect.measure) && effect.ci_low <= 0) return "a ratio with an interval that reaches 0";
  return null;
}

function groupKey(claim: Claim): string {
  const { measure, unit, ci_level } = claim.effect;
  return [measure, claim.endpoint.concept ?? named(claim.endpoint).toLowerCase(), unit ?? "", ci_level ?? ""].join("\u0000");
}

/** The claims that answer the question, in the answer's order, sorted into plots. */
export function forestOf(studies: Study[]): Forest {
  const groups = new Map<string, ForestGroup>();
  const leftOut = new Map<string, number>();
  for (const study of studies) {
    for (const claim of study.claims.slice(0, study.answering ?? study.claims.length)) {
      const document = study.documents.find(({ id }) => id === claim.document) ?? null;
      const reason = whyNot(claim, document);
      const { measure, value, ci_low: low, ci_high: high, unit, ci_level: level } = claim.effect;
      if (reason !== null || measure === null || value === null || low === null || high === null) {
        leftOut.set(reason ?? "incomplete", (leftOut.get(reason ?? "incomplete") ?? 0) + 1);
        continue;
      }
      const key = groupKey(claim);
      const group = groups.get(key) ?? { measure, endpoint: named(claim.endpoint), unit, level, rows: [] };
      group.rows.push({ study, claim, document, value, low, high });
      groups.set(key, group);
    }
  }
  return {
    groups: [...groups.values()],
    leftOut: [...leftOut].map(([reason, claims]) => ({ reason, claims })),
  };
}

/** Round steps of 1, 2, 2.5 or 5 times a power of ten that cut the span into about `wanted` parts. */
function linearTicks(low: number, high: number, wanted: number): number[] {
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high + step * 1e-9; i += 1) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

function logTicks(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const factor of [1, 2, 5]) ticks.push(Number((factor * 10 ** power).toPrecision(12)));
  }
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  return inside.length <= 7 ? inside : inside.filter((tick) => Number.isInteger(Math.log10(tick)) || tick === 1);
}

/** An axis that holds these values and the line of no effect, with a margin. */
export function axisOf(logarithmic: boolean, values: number[]): Scale {
  const none = logarithmic ? 1 : 0;
  const forth = logarithmic ? Math.log : (value: number): number => value;
  const back = logarithmic ? Math.exp : (value: number): number => value;
  const least = forth(Math.min(none, ...values));
  const most = forth(Math.max(none, ...values));
  const margin = (most - least || 1) * 0.08;
  const [from, to] = [least - margin, most + margin];
  const [low, high] = [back(from), back(to)];
  return {
    logarithmic,
    none,
    low,
    high,
    ticks: logarithmic ? logTicks(low, high) : linearTicks(low, high, 5),
    at: (value) => (forth(value) - from) / (to - from),
  };
}

/** The axis of a group: all its intervals. */
export function scaleOf(group: ForestGroup): Scale {
  return axisOf(isRatio(group.measure), group.rows.flatMap(({ low, high }) => [low, high]));
}
