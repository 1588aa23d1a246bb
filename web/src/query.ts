// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed is a question in plain words, a query in the query language, or an identifier: no elements here.
import type { Interpretation } from "./contract";

const field = /(?<![\p{L}\p{N}:/])[a-z][a-z_-]*:(?=[^\s:/])/iu;
const operator = /(?<![\p{L}\p{N}])(?:AND|OR|NOT|NEAR(?:\/\d+)?)(?![\p{L}\p{N}])/u;

/** Whether it is written in the query language: it names a field, known or not, or stands with an operator in capitals among small letters. */
export function isQuery(text: string): boolean {
  return field.test(text) || (operator.test(text) && /\p{Ll}/u.test(text));
}

/** How identifiers are written, and what stands before the group in an id of this knowledge base. */
const identifiers: readonly { pattern: RegExp; before?: string }[] = [
  { pattern: /^https?:\/\/(?:dx\.)?doi\.org\/(10\.[^\s"]+)$/i },
  // The EU register has a record a member state, and one number.
  { pattern: /^(?:(?:EUCTR|EudraCT)[\s:]*)*(20\d\d-\d{6}-\d\d)(?:-[A-Z]{2})?$/i, before: "EUCTR" },
  { pattern: /^(?:CTIS\s*:?\s*)?(20\d\d-5\d{5}-\d\d-\d\d)$/i },
  { pattern: /^(?:doi|pmid|pmcid|nct|isrctn)\s*:\s*([^\s"]+)$/i },
  { pattern: /^(10\.\d{4,9}\/[^\s"]+)$/ },
  // Of any registry: no name of a drug or a scale has so many digits.
  { pattern: /^(PMC\d{5,8}|[a-z]{3,6}\d{8,15})$/i },
  { pattern: /^(\d{6,8})$/ },
];

/** The query that finds the report or trial with this identifier; null where the text is not one and nothing else. */
function identifierQuery(text: string): string | null {
  for (const { pattern, before = "" } of identifiers) {
    const id = pattern.exec(text)?.[1];
    if (id !== undefined) return `id:"${before}${id}"`;
  }
  return null;
}

/** The query that was typed or meant; null where it is a question in plain words. */
export function queryOf(typed: string): string | null {
  return identifierQuery(typed.trim()) ?? (isQuery(typed) ? typed : null);
}

/** Whom a trial was on ("older people") is no condition that it names: in a question it may stand anywhere. */
const parts = [["intervention", "intervention:"], ["comparator", "comparator:"], ["endpoint", "endpoint:"], ["condition", ""]] as const;

/** What was read in a question, as a query with named fields to be edited; null where that would say less than the question. */
export function queryOfReading(read: Interpretation): string | null {
  const quoted = (name: string): string => `"${name.replaceAll('"', "")}"`;
  const named = parts.flatMap(([part, prefix]) => {
    const labels = (read[part] ?? []).map(({ label }) => prefix + quoted(label));
    return labels.length > 1 ? [`(${labels.join(" OR ")})`] : labels;
  });
  const filters = (read.filters ?? []).map(({ query }) => query);
  const words = read.terms.split(/\s+/).filter(Boolean).map((word) => `text:${quoted(word)}`);
  const query = [...named, ...filters, ...words].join(" AND ");
  return named.length + filters.length > 0 && isQuery(query) ? query : null;
}
