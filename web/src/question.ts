// SPDX-License-Identifier: GPL-3.0-or-later
// The question is in the address, so that it can be shared and gone back to.
import type { PoolingModel } from "./contract";

export function questionOf(search: string): string {
  return new URLSearchParams(search).get("q")?.trim() ?? "";
}

export function addressOf(question: string): string {
  return question ? `/?${new URLSearchParams({ q: question })}` : "/";
}

/** How the claims of an answer are to be pooled. */
export interface Pooling {
  model: PoolingModel;
  retractedToo: boolean;
}

const models: ReadonlySet<string> = new Set<PoolingModel>(["reml_hartung_knapp", "dersimonian_laird", "fixed_effect"]);

function isModel(name: string): name is PoolingModel {
  return models.has(name);
}

/** What the address asks to be pooled; null where it does not. */
export function poolingOf(search: string): Pooling | null {
  const parameters = new URLSearchParams(search);
  const model = parameters.get("pool");
  return model !== null && isModel(model) ? { model, retractedToo: parameters.get("retracted") === "true" } : null;
}

export function withPooling(question: string, { model, retractedToo }: Pooling): string {
  return `/?${new URLSearchParams({ q: question, pool: model, ...(retractedToo ? { retracted: "true" } : {}) })}`;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * The question without these of its words, where they stand as whole words; null where it does not hold them, so
 * that nothing is offered that would change nothing.
 */
export function withoutWords(question: string, words: string): string | null {
  const parts = words.trim().split(/\s+/).filter(Boolean).map(escaped);
  if (parts.length === 0) return null;
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${parts.join("\\s+")}(?![\\p{L}\\p{N}])`, "iu").exec(question);
  if (!found) return null;
  const rest = question.slice(0, found.index) + question.slice(found.index + found[0].length);
  return rest.replace(/\s+/g, " ").trim();
}
