// SPDX-License-Identifier: GPL-3.0-or-later
// Where the marks of a synthesis stand: no elements here.
import type { PooledStudy, Synthesis } from "./contract";
import { axisOf, type Scale } from "./forest_scale";

/** 95% of a normal distribution lie within this many standard deviations. */
const z95 = 1.959964;

/** The figure on the scale that the reports use: of a ratio, no logarithm. */
export function shownOn({ scale }: Pick<Synthesis, "scale">, value: number): number {
  return scale === "log" ? Math.exp(value) : value;
}

interface StudyEstimate {
  value: number;
  low: number;
  high: number;
}

/** A study's own estimate with its 95% interval, as it was pooled. */
export function estimateOf(synthesis: Pick<Synthesis, "scale">, { yi, vi }: Pick<PooledStudy, "yi" | "vi">): StudyEstimate {
  const spread = z95 * Math.sqrt(vi);
  return { value: shownOn(synthesis, yi), low: shownOn(synthesis, yi - spread), high: shownOn(synthesis, yi + spread) };
}

/** The axis of the forest plot: every interval, the pooled one and the prediction interval too. */
export function pooledAxis(synthesis: Synthesis): Scale {
  const { pooled } = synthesis;
  const all = synthesis.studies.flatMap((study) => {
    const { low, high } = estimateOf(synthesis, study);
    return [low, high];
  });
  for (const value of [pooled.ci_low, pooled.ci_high, pooled.prediction_low, pooled.prediction_high]) if (value !== null) all.push(value);
  return axisOf(synthesis.scale === "log", all);
}

/** Between two levels of significance, seen from no effect: p < 0.01, 0.01 to 0.05, 0.05 to 0.1, and over 0.1. */
export const contours = [
  { name: "p < 0.01", above: 2.575829 },
  { name: "0.01 ≤ p < 0.05", above: z95 },
  { name: "0.05 ≤ p < 0.1", above: 1.644854 },
  { name: "p ≥ 0.1", above: 0 },
] as const;

/** Which contour's area a study lies in: its index in `contours`. */
export function contourOf({ yi, vi }: Pick<PooledStudy, "yi" | "vi">): number {
  const z = Math.abs(yi) / Math.sqrt(vi);
  return contours.findIndex(({ above }) => z >= above);
}

export interface Funnel {
  axis: Scale;
  /** The largest standard error that is shown, at the bottom; 0 is at the top. */
  most: number;
  ticks: number[];
  /** 0 at the top, 1 at the bottom. */
  down(se: number): number;
  points: { study: PooledStudy; value: number; se: number }[];
}

/** Standard errors at which a line of the grid is drawn: round ones, five at most. */
function seTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = ([1, 2, 5, 10].find((factor) => factor * power * 4 >= most) ?? 10) * power;
  const ticks: number[] = [];
  for (let i = 0; i * step <= most; i += 1) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** Effects across, standard errors down: precise studies at the top. */
export function funnelOf(synthesis: Synthesis): Funnel {
  const points = synthesis.studies.map((study) => ({ study, value: shownOn(synthesis, study.yi), se: Math.sqrt(study.vi) }));
  const most = Math.max(...points.map(({ se }) => se)) * 1.08;
  // The outermost contour is seen at the bottom, on both sides.
  const edge = contours[0].above * most;
  const values = [...points.map(({ value }) => value), synthesis.pooled.estimate, shownOn(synthesis, -edge), shownOn(synthesis, edge)];
  return { axis: axisOf(synthesis.scale === "log", values), most, ticks: seTicks(most), down: (se) => se / most, points };
}
