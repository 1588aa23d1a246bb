// SPDX-License-Identifier: GPL-3.0-or-later
// One synthesis: what was pooled, its plots, and every figure of them in a table.
import type { Synthesis } from "../contract";
import { freshId, h } from "../dom";
import { isRatio } from "../forest_scale";
import { computed, computedEstimate, computedP, computedSpan, measureName, plural } from "../format";
import { contourOf, contours, estimateOf } from "../synthesis_scale";
import { funnelPlot } from "./funnel";
import { pooledForest } from "./pooled_forest";

const speciesNames = { human: "people", animal: "animals", in_vitro: "cells" } as const;
const fewestForFunnel = 10;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function measureOf({ measure, unit }: Synthesis): string {
  if (measure === "mean_difference" && !unit) return `${measureName(measure)}, in a unit that no report gives`;
  return unit ? `${measureName(measure)}, ${unit}` : measureName(measure);
}

function circumstances({ species, timepoint, studies }: Synthesis): string {
  const time = timepoint === "not stated" ? "time not stated" : timepoint;
  return `${plural(studies.length, "study", "studies")} in ${speciesNames[species]}, ${time}`;
}

function pooledWords({ pooled, measure }: Synthesis): HTMLElement {
  const none = isRatio(measure) ? 1 : 0;
  const holdsNone = pooled.ci_low <= none && pooled.ci_high >= none;
  const predicted = pooled.prediction_low !== null && pooled.prediction_high !== null;
  return h(
    "p",
    { class: "pooled-words" },
    h("strong", {}, `Pooled ${computed(pooled.estimate)}`),
    `, ${pooled.ci_level}% CI ${computedSpan(pooled.ci_low, pooled.ci_high)}, ${computedP(pooled.p)}${holdsNone ? `; the interval holds ${none}, no difference` : ""}. `,
    predicted && `95% prediction interval ${computedSpan(pooled.prediction_low ?? 0, pooled.prediction_high ?? 0)}: where the effect of a further study would be expected. `,
    `Heterogeneity: I² ${computed(pooled.i2)}%, tau² ${computed(pooled.tau2)}, Q ${computed(pooled.q)} (${computedP(pooled.q_p)}).`,
  );
}

/** The figures of both plots: what a reader without the pictures reads. */
function figuresTable(synthesis: Synthesis, id: string): HTMLElement {
  const withFunnel = synthesis.studies.length >= fewestForFunnel;
  const leavesOut = synthesis.studies.some(({ without }) => without !== undefined);
  const heads = ["Study", "Estimate (95% CI)", "Weight", ...(withFunnel ? ["Standard error", "Contour"] : []), ...(leavesOut ? ["Pooled without it (95% CI)"] : [])];
  const rows = synthesis.studies.map((study) => {
    const { value, low, high } = estimateOf(synthesis, study);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, study.title || study.study, h("span", { class: "quiet study-id" }, ` ${study.study}`)),
      h("td", {}, computedEstimate(value, low, high)),
      h("td", {}, `${computed(study.weight)}%`),
      withFunnel && h("td", {}, computed(Math.sqrt(study.vi))),
      withFunnel && h("td", {}, contours[contourOf(study)]?.name ?? ""),
      leavesOut && h("td", {}, study.without ? computedEstimate(study.without.estimate, study.without.ci_low, study.without.ci_high) : "–"),
    );
  });
  return h(
    "div",
    { class: "figures-scroll", tabindex: "0", role: "group", "aria-labelledby": id },
    h(
      "table",
      { class: "figures-table" },
      h("caption", { id }, `Figures of ${synthesis.endpoint}${leavesOut ? ", and the pooled effect without each study in turn" : ""}`),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...rows),
    ),
  );
}

/** A figure over several treatments is not to be taken for the effect of one. */
function givenWords({ interventions }: Synthesis): HTMLElement | null {
  if (interventions.length < 2) return null;
  return h("p", { class: "warn several-given" }, `${interventions.length} different interventions are pooled: ${interventions.join(", ")}. The figure is the effect of none of them alone; ask about one to have its own.`);
}

function eggerWords({ egger, studies }: Synthesis): string {
  if (studies.length < fewestForFunnel) {
    return `Funnel plot and Egger’s test are not shown: with ${plural(studies.length, "study", "studies")} (fewer than ${fewestForFunnel}) they cannot tell chance from asymmetry.`;
  }
  if (egger === null) return "Egger’s test cannot be made: the studies do not differ in their precision.";
  return `Egger’s test for small-study effects: intercept ${computed(egger.intercept)}, t ${computed(egger.t)} with ${egger.df} degrees of freedom, ${computedP(egger.p)}. Asymmetry may come of missing studies, and of other things: differing populations, poorer methods in small trials, chance.`;
}

function funnelPart(synthesis: Synthesis, described: string): HTMLElement | null {
  if (synthesis.studies.length < fewestForFunnel) return null;
  const labelled = freshId("funnel");
  return h(
    "div",
    { class: "funnel-part" },
    h("h4", { id: labelled }, "Contour-enhanced funnel plot"),
    funnelPlot(synthesis, capital(measureOf(synthesis)), labelled, described),
  );
}

export function synthesisFigure(synthesis: Synthesis): HTMLElement {
  const title = freshId("synthesis");
  const table = freshId("figures");
  const funnel = funnelPart(synthesis, table);
  return h(
    "figure",
    { class: "synthesis-group" },
    h("figcaption", {}, h("h3", { id: title }, `${synthesis.endpoint}: ${measureOf(synthesis)}`), h("p", { class: "quiet" }, circumstances(synthesis))),
    pooledWords(synthesis),
    givenWords(synthesis),
    h("div", { class: "forest-scroll", tabindex: "0", role: "group", "aria-labelledby": title }, pooledForest(synthesis, title, table)),
    funnel,
    h("p", { class: funnel ? "egger" : "egger quiet" }, eggerWords(synthesis)),
    figuresTable(synthesis, table),
  );
}
