// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { corrected, fields, numberOf } from "../src/desk/correction";
import { claim, effect } from "./samples";

const sample = () =>
  claim({ intervention: { text: "drug", concept: "ekb:drug", label: "Drug" }, effect: effect({ value: 1.5, ci_low: 1, direction: "increased", measure: "mean_difference" }) });

function made(written: Record<string, string>) {
  const result = corrected(sample(), new Map(Object.entries(written)));
  assert.ok("claim" in result, JSON.stringify(result));
  return result.claim;
}

test("what was not touched stays as it was", () => {
  const same = corrected(sample(), new Map(fields.map(({ name, get }) => [name, String(get(sample()) ?? "")])));
  assert.deepEqual(same, { claim: sample() });
});

test("figures are corrected, and taken out where nothing is written", () => {
  const after = made({ value: "−2.66", ci_low: "", n_randomised: "130", direction: "" });
  assert.equal(after.effect.value, -2.66);
  assert.equal(after.effect.ci_low, null);
  assert.equal(after.effect.direction, null);
  assert.equal(after.n.randomised, 130);
});

test("new words lose the old words' concept", () => {
  assert.deepEqual(made({ intervention: "another" }).intervention, { text: "another", concept: null, label: null });
  assert.deepEqual(made({ comparator: "placebo" }).comparator, { text: "placebo", concept: null, label: null });
  assert.equal(made({ comparator: " " }).comparator, null);
});

test("what is no number is refused by name", () => {
  assert.deepEqual(corrected(sample(), new Map([["value", "about 3"]])), { error: "Value: “about 3” is not a number" });
  for (const bad of ["1,5", "0x1", "1e", "--1", "NaN", "Infinity"]) assert.equal(numberOf(bad), undefined, bad);
  for (const [good, value] of [[".05", 0.05], ["1e-3", 0.001], ["-0", -0], ["3.", 3]] as const) assert.equal(numberOf(good), value);
  assert.equal(numberOf(" "), null);
});
