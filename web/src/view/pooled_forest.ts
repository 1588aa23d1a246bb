// SPDX-License-Identifier: GPL-3.0-or-later
// The forest plot of a synthesis: each study's square as large as its weight, the pooled diamond, the prediction interval.
import type { PooledStudy, Synthesis } from "../contract";
import { svg } from "../dom";
import type { Scale } from "../forest_scale";
import { computed, computedEstimate, computedSpan } from "../format";
import { estimateOf, pooledAxis } from "../synthesis_scale";
import { axis, frame, placeOn, short } from "./forest";

const rowHeight = 26;

function studyRow(synthesis: Synthesis, study: PooledStudy, scale: Scale, y: number): SVGElement {
  const x = placeOn(scale);
  const { value, low, high } = estimateOf(synthesis, study);
  const half = 3 + 6 * Math.sqrt(study.weight / 100);
  return svg(
    "g",
    { class: "pooled-row" },
    svg("title", {}, `${study.title || study.study}: ${computedEstimate(value, low, high)}, weight ${computed(study.weight)}%`),
    svg("text", { x: 0, y: y + 4, class: "forest-name" }, short(study.title || study.study, 48)),
    svg("line", { x1: x(low), x2: x(high), y1: y, y2: y, class: "forest-interval" }),
    svg("rect", { x: x(value) - half, y: y - half, width: 2 * half, height: 2 * half, class: "forest-point" }),
    svg("text", { x: frame.width, y: y + 4, class: "forest-figures", "text-anchor": "end" }, computedEstimate(value, low, high)),
  );
}

function diamond({ pooled }: Synthesis, scale: Scale, y: number): SVGElement {
  const x = placeOn(scale);
  const corners = [[x(pooled.ci_low), y], [x(pooled.estimate), y - 8], [x(pooled.ci_high), y], [x(pooled.estimate), y + 8]];
  return svg(
    "g",
    {},
    svg("text", { x: 0, y: y + 4, class: "forest-name" }, "Pooled"),
    svg("polygon", { points: corners.map((corner) => corner.join(",")).join(" "), class: "diamond" }),
    svg("text", { x: frame.width, y: y + 4, class: "forest-figures", "text-anchor": "end" }, computedEstimate(pooled.estimate, pooled.ci_low, pooled.ci_high)),
  );
}

function prediction({ pooled }: Synthesis, scale: Scale, y: number): SVGElement | null {
  const { prediction_low: low, prediction_high: high } = pooled;
  if (low === null || high === null) return null;
  const x = placeOn(scale);
  return svg(
    "g",
    {},
    svg("text", { x: 0, y: y + 4, class: "forest-name" }, "95% prediction interval"),
    svg("line", { x1: x(low), x2: x(high), y1: y, y2: y, class: "prediction-line" }),
    svg("text", { x: frame.width, y: y + 4, class: "forest-figures", "text-anchor": "end" }, computedSpan(low, high)),
  );
}

/** `labelled` is the id of the element that names it, `described` that of the table with its figures. */
export function pooledForest(synthesis: Synthesis, labelled: string, described: string): SVGElement {
  const scale = pooledAxis(synthesis);
  const top = 6;
  const { studies, pooled } = synthesis;
  const row = (i: number): number => top + rowHeight * i + rowHeight / 2;
  const bottom = row(studies.length + (pooled.prediction_low === null ? 0 : 1)) + rowHeight / 2 + 4;
  const x = placeOn(scale)(pooled.estimate);
  return svg(
    "svg",
    { viewBox: `0 0 ${frame.width} ${bottom + 24}`, class: "forest pooled-forest", role: "img", "aria-labelledby": labelled, "aria-describedby": described },
    axis(scale, top, bottom),
    svg("line", { x1: x, x2: x, y1: top, y2: row(studies.length), class: "pooled-line" }),
    ...studies.map((study, i) => studyRow(synthesis, study, scale, row(i))),
    diamond(synthesis, scale, row(studies.length)),
    prediction(synthesis, scale, row(studies.length + 1)),
  );
}
