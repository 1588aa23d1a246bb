// SPDX-License-Identifier: GPL-3.0-or-later
// The contour-enhanced funnel plot: where studies are missing is told by whether they would lie where results are not
// significant (Peters et al. 2008).
import type { Synthesis } from "../contract";
import { h, svg } from "../dom";
import { computed, number } from "../format";
import { contours, funnelOf, shownOn, type Funnel } from "../synthesis_scale";

const width = 620;
const height = 340;
const left = 64;
const right = 600;
const top = 10;
const bottom = 290;

interface Places {
  x(value: number): number;
  y(se: number): number;
}

function placesOf(funnel: Funnel): Places {
  return { x: (value) => left + funnel.axis.at(value) * (right - left), y: (se) => top + funnel.down(se) * (bottom - top) };
}

/** From no effect at the top to both sides at the bottom; the larger, the further behind. */
function contourAreas(synthesis: Synthesis, funnel: Funnel, { x, y }: Places): SVGElement[] {
  const inside = (place: number): number => Math.min(right, Math.max(left, place));
  const side = (z: number, sign: number): number => inside(x(shownOn(synthesis, sign * z * funnel.most)));
  const apex = x(funnel.axis.none);
  return [
    svg("rect", { x: left, y: top, width: right - left, height: bottom - top, class: "contour contour-0" }),
    ...contours.slice(0, -1).map(({ above }, i) =>
      svg("polygon", { points: `${apex},${top} ${side(above, 1)},${y(funnel.most)} ${side(above, -1)},${y(funnel.most)}`, class: `contour contour-${i + 1}` }),
    ),
  ];
}

function axes(funnel: Funnel, { x, y }: Places, measure: string): SVGElement[] {
  return [
    ...funnel.ticks.flatMap((se) => [
      svg("line", { x1: left - 4, x2: left, y1: y(se), y2: y(se), class: "forest-axis" }),
      svg("text", { x: left - 8, y: y(se) + 4, class: "forest-tick", "text-anchor": "end" }, number(se)),
    ]),
    ...funnel.axis.ticks.flatMap((tick) => [
      svg("line", { x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 4, class: "forest-axis" }),
      svg("text", { x: x(tick), y: bottom + 17, class: "forest-tick", "text-anchor": "middle" }, number(tick)),
    ]),
    svg("rect", { x: left, y: top, width: right - left, height: bottom - top, class: "funnel-frame" }),
    svg("text", { x: (left + right) / 2, y: height - 8, class: "forest-under", "text-anchor": "middle" }, measure),
    svg("text", { x: 14, y: (top + bottom) / 2, class: "forest-under", "text-anchor": "middle", transform: `rotate(-90 14 ${(top + bottom) / 2})` }, "Standard error"),
  ];
}

function legend(): HTMLElement {
  return h(
    "ul",
    { class: "contour-legend", "aria-label": "Shades of the funnel plot" },
    ...contours.map(({ name }, i) => h("li", {}, svg("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, svg("rect", { width: 14, height: 14, class: `contour contour-${i}` })), name)),
  );
}

/** `measure` names the effect; `labelled` and `described` are ids, as of the forest plot. */
export function funnelPlot(synthesis: Synthesis, measure: string, labelled: string, described: string): HTMLElement {
  const funnel = funnelOf(synthesis);
  const places = placesOf(funnel);
  const pooled = places.x(synthesis.pooled.estimate);
  return h(
    "div",
    {},
    h(
      "div",
      { class: "forest-scroll", tabindex: "0", role: "group", "aria-labelledby": labelled },
      svg(
        "svg",
        { viewBox: `0 0 ${width} ${height}`, class: "forest funnel", role: "img", "aria-labelledby": labelled, "aria-describedby": described },
        ...contourAreas(synthesis, funnel, places),
        svg("line", { x1: pooled, x2: pooled, y1: top, y2: bottom, class: "pooled-line" }),
        ...axes(funnel, places, measure),
        ...funnel.points.map(({ study, value, se }) =>
          svg("circle", { cx: places.x(value), cy: places.y(se), r: 4, class: "funnel-point" }, svg("title", {}, `${study.title || study.study}: ${computed(value)}, standard error ${computed(se)}`)),
        ),
      ),
    ),
    legend(),
  );
}
