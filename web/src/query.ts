// SPDX-License-Identifier: GPL-3.0-or-later
// A reading as a query in the query language: no elements here.
import type { Interpretation } from "./contract";

/** Whom a trial was on ("older people") is no condition that it names: in a question it may stand anywhere. */
const parts = [["intervention", "intervention:"], ["comparator", "comparator:"], ["endpoint", "endpoint:"], ["condition", ""]] as const;

/** What was read in a question, as a query with named fields to be edited; null where it would not be read as one, or say less than the question. */
export function queryOfReading(read: Interpretation): string | null {
  const quoted = (name: string): string => `"${name.replaceAll('"', "")}"`;
  const named = parts.flatMap(([part, prefix]) => {
    const labels = (read[part] ?? []).map(({ label }) => prefix + quoted(label));
    return labels.length > 1 ? [`(${labels.join(" OR ")})`] : labels;
  });
  const filters = (read.filters ?? []).map(({ query }) => query);
  const words = read.terms.split(/\s+/).filter(Boolean).map((word) => `text:${quoted(word)}`);
  const all = [...named, ...filters, ...words];
  const isQuery = all.length > 1 || /^\(|^[a-z]+:/.test(all[0] ?? "");
  return named.length + filters.length > 0 && isQuery ? all.join(" AND ") : null;
}
