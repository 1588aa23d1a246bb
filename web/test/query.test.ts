// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOfReading } from "../src/query";

test("a reading becomes a query that names its fields", () => {
  const concept = (label: string) => ({ concept: null, label, expanded: [] });
  const read = { read_as: "question" as const, intervention: [concept("vitamin B12")], endpoint: [concept("ALSFRS-R")], condition: [concept("children"), concept("adults")], design: [], terms: "slow", filters: [{ query: "n:>100", label: "more than 100 participants" }] };
  const query = queryOfReading(read);
  assert.equal(query, 'intervention:"vitamin B12" AND endpoint:"ALSFRS-R" AND ("children" OR "adults") AND n:>100 AND text:"slow"');
  assert.equal(queryOfReading({ ...read, intervention: [], endpoint: [], condition: [], terms: "" }), "n:>100");
  assert.equal(queryOfReading({ ...read, intervention: [], endpoint: [], condition: [], terms: "slow", filters: [] }), null);
});
