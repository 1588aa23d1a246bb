// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a claim that a curator may correct, and the claim that they make: no elements here.
import type { Claim } from "../contract";

interface Field {
  name: string;
  label: string;
  /** The values it may have; a text where it is "text", a number where it is "number". */
  kind: "text" | "number" | readonly string[];
  get(claim: Claim): string | number | null;
  set(claim: Claim, value: string | number | null): void;
}

const directions = ["increased", "decreased", "no_difference"] as const;
const sides = ["intervention", "comparator", "neither"] as const;
const measures = [
  "mean_difference", "standardised_mean_difference", "risk_ratio", "odds_ratio", "hazard_ratio", "rate_ratio", "risk_difference", "percent_change", "arm_values",
] as const;
const relations = ["=", "<", ">"] as const;

function effectField(name: keyof Claim["effect"], label: string, kind: Field["kind"]): Field {
  return { name, label, kind, get: (claim) => claim.effect[name], set: (claim, value) => Object.assign(claim.effect, { [name]: value }) };
}

function countField(name: keyof Claim["n"], label: string): Field {
  return { name: `n_${name}`, label, kind: "number", get: (claim) => claim.n[name], set: (claim, value) => Object.assign(claim.n, { [name]: value }) };
}

export const fields: readonly Field[] = [
  { name: "intervention", label: "Intervention", kind: "text", get: (claim) => claim.intervention.text, set: (claim, value) => rename(claim.intervention, value) },
  {
    name: "comparator",
    label: "Comparator",
    kind: "text",
    get: (claim) => claim.comparator?.text ?? null,
    set: (claim, value) => {
      if (value === null) claim.comparator = null;
      else if (claim.comparator) rename(claim.comparator, value);
      else claim.comparator = { text: String(value), concept: null, label: null };
    },
  },
  { name: "endpoint", label: "Endpoint", kind: "text", get: (claim) => claim.endpoint.text, set: (claim, value) => rename(claim.endpoint, value) },
  { name: "timepoint", label: "Timepoint", kind: "text", get: (claim) => claim.endpoint.timepoint, set: (claim, value) => Object.assign(claim.endpoint, { timepoint: value }) },
  effectField("direction", "Direction", directions),
  effectField("favours", "Favours", sides),
  effectField("measure", "Measure", measures),
  effectField("value", "Value", "number"),
  effectField("unit", "Unit", "text"),
  effectField("ci_low", "CI from", "number"),
  effectField("ci_high", "CI to", "number"),
  effectField("ci_level", "CI level, %", "number"),
  effectField("p_op", "p is", relations),
  effectField("p", "p value", "number"),
  countField("randomised", "n randomised"),
  countField("analysed", "n analysed"),
  countField("intervention", "n, intervention"),
  countField("comparator", "n, comparator"),
];

/** New words are no longer the old words' concept. */
function rename(named: { text: string; concept: string | null; label: string | null }, value: string | number | null): void {
  const text = value === null ? "" : String(value);
  if (text === named.text) return;
  Object.assign(named, { text, concept: null, label: null });
}

/** What was written as a number; null where nothing was, undefined where it is none. */
export function numberOf(written: string): number | null | undefined {
  const text = written.trim().replace("−", "-");
  if (text === "") return null;
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** The claim with what was written in the fields, or what is wrong with the first bad one. */
export function corrected(claim: Claim, written: ReadonlyMap<string, string>): { claim: Claim } | { error: string } {
  const copy = structuredClone(claim);
  for (const { name, label, kind, set } of fields) {
    const text = written.get(name);
    if (text === undefined) continue;
    const value = kind === "number" ? numberOf(text) : text.trim() || null;
    if (value === undefined) return { error: `${label}: “${text}” is not a number` };
    set(copy, value);
  }
  return { claim: copy };
}
