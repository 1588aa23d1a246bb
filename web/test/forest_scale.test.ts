// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { forestOf, scaleOf } from "../src/forest_scale";
import { card, claim, effect, study } from "./samples";

const difference = effect({ measure: "mean_difference", value: 1.97, ci_low: 0.44, ci_high: 3.5, ci_level: 95, unit: "points" });
const hazard = effect({ measure: "hazard_ratio", value: 0.5, ci_low: 0.25, ci_high: 1, ci_level: 95 });

function groupOf(of: typeof difference) {
  const group = forestOf([study([claim({ effect: of })])]).groups[0];
  assert.ok(group);
  return group;
}

test("a difference has a linear axis that holds its interval and 0", () => {
  const scale = scaleOf(groupOf(difference));
  assert.equal(scale.logarithmic, false);
  assert.equal(scale.none, 0);
  assert.ok(scale.low < 0 && scale.high > 3.5);
  assert.deepEqual(scale.ticks, [0, 1, 2, 3]);
  assert.ok(Math.abs(scale.at((scale.low + scale.high) / 2) - 0.5) < 1e-9);
});

test("a ratio has a logarithmic axis around 1", () => {
  const scale = scaleOf(groupOf(hazard));
  assert.equal(scale.logarithmic, true);
  assert.equal(scale.none, 1);
  assert.ok(Math.abs(scale.at(0.5) - 0.5) < 1e-9, "half way between a quarter and one");
  assert.ok(scale.at(0.25) > 0 && scale.at(1) < 1);
  assert.ok(scale.ticks.includes(0.5) && scale.ticks.includes(1));
});

test("an interval without width still has an axis", () => {
  const scale = scaleOf(groupOf(effect({ measure: "mean_difference", value: 0, ci_low: 0, ci_high: 0 })));
  assert.ok(scale.low < 0 && scale.high > 0);
  assert.ok(Number.isFinite(scale.at(0)));
});

test("a negative difference keeps its sign", () => {
  const scale = scaleOf(groupOf(effect({ measure: "mean_difference", value: -250, ci_low: -400, ci_high: -100 })));
  assert.deepEqual(scale.ticks, [-400, -300, -200, -100, 0]);
});

test("what cannot be plotted is counted with its reason", () => {
  const leftOut = (parts: Parameters<typeof claim>[0], document = card()) => forestOf([study([claim(parts)], { documents: [document] })]).leftOut[0]?.reason;
  assert.equal(leftOut({ effect: effect({ measure: "mean_difference", value: 1 }) }), "no confidence interval given");
  assert.equal(leftOut({ effect: effect({ measure: "arm_values" }) }), "each arm's figures only, no comparison");
  assert.equal(leftOut({ effect: effect({ measure: "odds_ratio" }) }), "no estimate given");
  assert.equal(leftOut({ effect: effect({ direction: "no_difference" }) }), "no estimate given", "a claim in words has no figures");
  assert.equal(leftOut({ effect: effect({ value: 0.24, ci_low: 0.1, ci_high: 0.4 }) }), "what the estimate measures is not known here");
  assert.equal(leftOut({ effect: effect({ measure: "odds_ratio", value: 1, ci_low: 0, ci_high: 2 }) }), "a ratio with an interval that reaches 0");
  assert.equal(leftOut({ effect: effect({ measure: "mean_difference", value: 9, ci_low: 1, ci_high: 2 }) }), "the estimate lies outside its interval: check the source");
  assert.equal(leftOut({ effect: difference, species: "animal" }), "not a study in people");
  assert.equal(leftOut({ effect: difference, status: "rejected" }), "rejected by a curator");
  assert.equal(leftOut({ effect: difference }, card({ retracted: true })), "the report was retracted");
  assert.equal(leftOut({ effect: difference }), undefined);
});

test("figures share a plot only where measure, endpoint, unit and level are the same", () => {
  const endpoint = (text: string) => ({ text, concept: null, label: null, role: null, timepoint: null });
  const forest = forestOf([
    study([
      claim({ effect: difference }),
      claim({ effect: { ...difference, unit: "%" } }),
      claim({ effect: { ...difference, ci_level: 90 } }),
      claim({ effect: difference, endpoint: endpoint("pain") }),
      claim({ effect: hazard }),
      claim({ effect: difference, endpoint: endpoint("Survival") }),
    ]),
  ]);
  assert.deepEqual(forest.groups.map(({ rows }) => rows.length), [2, 1, 1, 1, 1]);
});

test("claims that do not answer the question are not plotted", () => {
  const forest = forestOf([study([claim({ effect: difference }), claim({ effect: difference })], { answering: 1 })]);
  assert.deepEqual(forest.groups.map(({ rows }) => rows.length), [1]);
  assert.deepEqual(forest.leftOut, []);
});
