// SPDX-License-Identifier: GPL-3.0-or-later
// The API's shapes. A value that the source does not give is null.

export interface Named {
  text: string;
  concept: string | null;
  label: string | null;
}

export interface Dose {
  text: string;
  amount: number | null;
  amount_high: number | null;
  unit: string | null;
  route: string | null;
  frequency: string | null;
  per_day: number | null;
  duration: string | null;
  duration_days: number | null;
}

export interface ArmFigures {
  name: string;
  n: number | null;
  mean: number | null;
  sd: number | null;
  se: number | null;
  median: number | null;
  q1: number | null;
  q3: number | null;
  events: number | null;
  total: number | null;
  text: string;
}

export type Measure =
  | "mean_difference"
  | "standardised_mean_difference"
  | "risk_ratio"
  | "odds_ratio"
  | "hazard_ratio"
  | "rate_ratio"
  | "risk_difference"
  | "percent_change"
  | "arm_values";

export interface Effect {
  direction: "increased" | "decreased" | "no_difference" | null;
  favours: "intervention" | "comparator" | "neither" | null;
  measure: Measure | null;
  value: number | null;
  unit: string | null;
  ci_low: number | null;
  ci_high: number | null;
  ci_level: number | null;
  p: number | null;
  p_op: "=" | "<" | ">" | null;
}

export interface Evidence {
  quote: string;
  section: string;
  /** Unicode code points of the document's text, end exclusive. */
  start: number | null;
  end: number | null;
}

export interface Claim {
  id: string;
  document: string;
  study: string | null;
  intervention: Named;
  dose: Dose | null;
  comparator: Named | null;
  condition: Named | null;
  species: "human" | "animal" | "in_vitro" | null;
  n: { randomised: number | null; analysed: number | null; intervention: number | null; comparator: number | null };
  endpoint: {
    text: string;
    concept: string | null;
    label: string | null;
    role: "primary" | "secondary" | "other" | null;
    timepoint: string | null;
  };
  effect: Effect;
  arms: ArmFigures[];
  evidence: Evidence[];
  method: "registry" | "text" | "curator";
  confidence: number | null;
  status: "unreviewed" | "accepted" | "corrected" | "rejected";
}

export interface Identifiers {
  pmid: string | null;
  pmcid: string | null;
  doi: string | null;
  registry: string[];
  url: string | null;
}

export interface Design {
  type: string | null;
  phase: string | null;
  masking: string | null;
  species: "human" | "animal" | "in_vitro" | null;
}

export interface DocumentCard {
  id: string;
  type: "article" | "registry_record" | "web_page";
  title: string;
  journal?: string | null;
  published: string | null;
  identifiers: Identifiers;
  retracted?: boolean;
  design?: Design;
  n?: { randomised: number | null; analysed: number | null; quote: string | null };
}

export interface FullDocument extends DocumentCard {
  text: string;
  claims: Claim[];
}

export interface Study {
  id: string;
  title: string;
  score: number;
  /** How many of `claims`, from the first, are about what was asked. */
  answering?: number;
  documents: DocumentCard[];
  claims: Claim[];
  /** How many it has; `claims` may hold fewer. */
  claims_total?: number;
}

export interface ReadConcept {
  concept: string | null;
  label: string;
  expanded: string[];
  /** The question's own words. */
  words?: string;
}

export interface ReadFilter {
  query: string;
  label: string;
  words?: string;
}

export interface Interpretation {
  /** In plain words, or in the query language. */
  read_as: "question" | "query";
  intervention: ReadConcept[];
  comparator?: ReadConcept[];
  endpoint: ReadConcept[];
  condition: ReadConcept[];
  design: ReadConcept[];
  /** Of a query: what stands behind a NOT. */
  excluded?: ReadConcept[];
  filters?: ReadFilter[];
  terms: string;
  notes?: string[];
  query?: string;
}

export interface Summary {
  studies: number;
  participants: number;
  favours_intervention: number;
  favours_comparator: number;
  no_difference: number;
}

export interface Answer {
  question: string;
  interpretation: Interpretation;
  /** Of a question alone; of the studies given, not of all that were found. */
  summary?: Summary;
  total: number;
  sequence?: number;
  studies: Study[];
}

export interface Discrepancy {
  kind: "n_randomised" | "primary_endpoint" | "effect" | "journal";
  /** For an effect: of which endpoint. */
  endpoint: string | null;
  positions: { document: string; says: string; claims: string[] }[];
}

/** Two documents of different studies that look like reports of one. */
export interface Suggestion {
  documents: string[];
  reasons: { kind: string; values: string[] }[];
}

export interface Health {
  status: string;
  documents: number;
  claims: number;
  sequence: number;
}

/** The body of every error (application/problem+json). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  parameter?: string;
  /** Of what was not understood, in code points. */
  position?: Place;
  hint?: string;
}

export interface Place {
  offset: number;
  length: number;
}

/** A pooled effect on the scale that the reports use, with 95% intervals. */
export interface Pooled {
  estimate: number;
  ci_low: number;
  ci_high: number;
  ci_level: number;
  p: number;
  prediction_low: number | null;
  prediction_high: number | null;
  tau2: number;
  i2: number;
  q: number;
  q_p: number;
}

export interface PooledStudy {
  study: string;
  title: string;
  /** The effect size and its variance: of a ratio, its logarithm's. */
  yi: number;
  vi: number;
  /** In percent. */
  weight: number;
  claim: Claim;
  /** The pooled effect without this study. */
  without?: Pooled;
}

export interface Synthesis {
  endpoint: string;
  measure: Measure;
  unit: string | null;
  species: "human" | "animal" | "in_vitro";
  timepoint: string;
  scale: "log" | "raw";
  pooled: Pooled;
  /** What was given, each once. */
  interventions: string[];
  studies: PooledStudy[];
  /** Of ten studies or more. */
  egger: { intercept: number; t: number; df: number; p: number } | null;
}

/** What each part of a query does, and whether it finds a trial. */
export interface Explanation {
  query_read: string;
  total: number;
  study: string | null;
  matched: boolean | null;
  clauses: { clause: string; trials: number; without: number; matched: boolean | null }[];
}

export type PoolingModel = "reml_hartung_knapp" | "dersimonian_laird" | "fixed_effect";

export interface SynthesisReport {
  model: PoolingModel;
  syntheses: Synthesis[];
  left_out: { study: string; claim: string; reason: string }[];
}
