// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { withMore } from "../src/answer";
import type { Answer } from "../src/contract";
import { study } from "./samples";

const interpretation = { read_as: "question" as const, intervention: [], endpoint: [], condition: [], design: [], terms: "" };

function answer(id: string, participants: number): Answer {
  const summary = { studies: 1, participants, favours_intervention: 1, favours_comparator: 0, no_difference: 0 };
  return { question: "q", interpretation, summary, total: 2, studies: [study([], { id })] };
}

test("what is counted of the studies shown is counted of those added, too", () => {
  const both = withMore(answer("a", 100), answer("b", 30));
  assert.deepEqual(both.studies.map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(both.summary, { studies: 2, participants: 130, favours_intervention: 2, favours_comparator: 0, no_difference: 0 });
  const { summary: _, ...query } = answer("b", 30);
  assert.ok(!("summary" in withMore(query, query)), "a query's answer has none");
});
