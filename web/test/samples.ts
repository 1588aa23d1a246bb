// SPDX-License-Identifier: GPL-3.0-or-later
import type { Claim, DocumentCard, Effect, Study } from "../src/contract";

export function effect(parts: Partial<Effect> = {}): Effect {
  return { direction: null, favours: null, measure: null, value: null, unit: null, ci_low: null, ci_high: null, ci_level: null, p: null, p_op: null, ...parts };
}

export function claim(parts: Partial<Claim> = {}): Claim {
  return {
    id: "c",
    document: "pmid:1",
    study: "pmid:1",
    intervention: { text: "x", concept: null, label: null },
    dose: null,
    comparator: null,
    condition: null,
    species: "human",
    n: { randomised: null, analysed: null, intervention: null, comparator: null },
    endpoint: { text: "survival", concept: null, label: null, role: null, timepoint: null },
    effect: effect(),
    arms: [],
    evidence: [],
    method: "text",
    confidence: null,
    status: "unreviewed",
    ...parts,
  };
}

export function card(parts: Partial<DocumentCard> = {}): DocumentCard {
  return { id: "pmid:1", type: "article", title: "t", published: null, identifiers: { pmid: "1", pmcid: null, doi: null, registry: [], url: null }, ...parts };
}

export function study(claims: Claim[], parts: Partial<Study> = {}): Study {
  return { id: "pmid:1", title: "t", score: 1, documents: [card()], claims, ...parts };
}
