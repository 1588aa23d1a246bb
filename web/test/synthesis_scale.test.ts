// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pooled, PooledStudy, Synthesis } from "../src/contract";
import { computed, computedP } from "../src/format";
import { poolingOf, withPooling } from "../src/question";
import { contourOf, contours, estimateOf, funnelOf, pooledAxis } from "../src/synthesis_scale";
import { claim } from "./samples";

function pooled(parts: Partial<Pooled> = {}): Pooled {
  return { estimate: 1, ci_low: 0.5, ci_high: 2, ci_level: 95, p: 0.5, prediction_low: null, prediction_high: null, tau2: 0, i2: 0, q: 1, q_p: 0.5, ...parts };
}

function part(yi: number, vi: number): PooledStudy {
  return { study: "s", title: "t", yi, vi, weight: 50, claim: claim() };
}

function synthesis(parts: Partial<Synthesis> = {}): Synthesis {
  return { endpoint: "e", measure: "odds_ratio", unit: null, species: "human", timepoint: "not stated", scale: "log", pooled: pooled(), interventions: ["x"], studies: [part(0, 0.04), part(-0.7, 0.25)], egger: null, ...parts };
}

test("a ratio is shown as itself, its interval from the variance of its logarithm", () => {
  const { value, low, high } = estimateOf(synthesis(), part(Math.log(2), 0.04));
  assert.ok(Math.abs(value - 2) < 1e-9);
  assert.ok(Math.abs(Math.log(high / 2) - 1.959964 * 0.2) < 1e-9);
  assert.ok(Math.abs(low * high - 4) < 1e-9);
  assert.equal(estimateOf({ scale: "raw" }, part(-3, 1)).value, -3);
});

test("the axis of a synthesis holds the prediction interval", () => {
  const wide = pooledAxis(synthesis({ pooled: pooled({ prediction_low: 0.01, prediction_high: 90 }) }));
  assert.ok(wide.logarithmic && wide.low < 0.01 && wide.high > 90);
  assert.ok(pooledAxis(synthesis()).low > 0.1);
});

test("a study lies in the contour of its own p value", () => {
  const at = (z: number): string | undefined => contours[contourOf(part(z * 0.5, 0.25))]?.name;
  assert.equal(at(0), "p ≥ 0.1");
  assert.equal(at(1.64), "p ≥ 0.1");
  assert.equal(at(-1.7), "0.05 ≤ p < 0.1");
  assert.equal(at(1.97), "0.01 ≤ p < 0.05");
  assert.equal(at(-2.6), "p < 0.01");
});

test("the funnel has the precise studies at the top, and all of the outermost contour on its axis", () => {
  const funnel = funnelOf(synthesis({ scale: "raw", measure: "mean_difference", pooled: pooled({ estimate: -0.5 }) }));
  assert.deepEqual(funnel.points.map(({ se }) => se), [0.2, 0.5]);
  assert.ok(funnel.down(0.2) < funnel.down(0.5) && funnel.down(0.5) < 1);
  assert.equal(funnel.down(0), 0);
  assert.ok(funnel.axis.low <= -2.575829 * funnel.most && funnel.axis.high >= 2.575829 * funnel.most);
  assert.ok(funnel.ticks.length >= 3 && funnel.ticks.length <= 6 && funnel.ticks.every((tick) => tick <= funnel.most));
  const ratio = funnelOf(synthesis());
  assert.ok(Math.abs(ratio.axis.at(Math.exp(0.3)) + ratio.axis.at(Math.exp(-0.3)) - 2 * ratio.axis.at(1)) < 1e-9, "the same to both sides of 1");
});

test("figures that were computed have three digits, and small p values no more than is known", () => {
  assert.equal(computed(-0.596123), "−0.596");
  assert.equal(computed(0), "0");
  assert.equal(computed(1234.5), "1230");
  assert.equal(computedP(0.0321), "p = 0.032");
  assert.equal(computedP(0.00004), "p < 0.001");
});

test("the address keeps how the claims were pooled", () => {
  const pooling = { model: "dersimonian_laird", retractedToo: true } as const;
  assert.deepEqual(poolingOf(withPooling("zinc & colds", pooling).slice(1)), pooling);
  assert.equal(poolingOf("?q=x"), null);
  assert.equal(poolingOf("?q=x&pool=none"), null);
});
