// SPDX-License-Identifier: GPL-3.0-or-later
// The comparable claims of an answer, pooled when the reader asks for it.
import { ApiError, synthesise } from "../api";
import type { PoolingModel, SynthesisReport } from "../contract";
import { freshId, h } from "../dom";
import { plural } from "../format";
import { poolingOf, withPooling, type Pooling } from "../question";
import { synthesisFigure } from "./synthesis_figure";

const models: Record<PoolingModel, string> = {
  reml_hartung_knapp: "Random effects: REML, Hartung–Knapp",
  dersimonian_laird: "Random effects: DerSimonian–Laird",
  fixed_effect: "Fixed effect",
};

function leftOutView({ left_out }: SynthesisReport): HTMLElement | null {
  if (left_out.length === 0) return null;
  const byReason = new Map<string, { studies: Set<string>; claims: number }>();
  for (const { study, reason } of left_out) {
    const group = byReason.get(reason) ?? { studies: new Set(), claims: 0 };
    group.studies.add(study);
    group.claims += 1;
    byReason.set(reason, group);
  }
  return h(
    "details",
    { class: "pooling-left-out" },
    h("summary", {}, `Not pooled: ${plural(left_out.length, "claim", "claims")}, and why`),
    h("ul", {}, ...[...byReason].map(([reason, { studies, claims }]) => h("li", {}, `${plural(claims, "claim", "claims")} of ${plural(studies.size, "study", "studies")}: ${reason}`))),
  );
}

function reportView(report: SynthesisReport): HTMLElement[] {
  const leftOut = leftOutView(report);
  const figures = report.syntheses.map(synthesisFigure);
  const nothing = h("p", { class: "panel" }, "Nothing can be pooled: no two studies have a claim on the same endpoint with the same measure, unit and time whose figures can be pooled.");
  return [...(figures.length > 0 ? figures : [nothing]), ...(leftOut ? [leftOut] : [])];
}

function failureView(error: unknown): HTMLElement {
  const hint = error instanceof ApiError && error.hint !== null ? ` ${error.hint}.` : "";
  return h("p", { class: "panel error", role: "alert" }, `The claims could not be pooled: ${error instanceof Error ? error.message : String(error)}.${hint} This says nothing about the evidence.`);
}

/** What is pooled now; a later request takes the place of an earlier one. */
function pooler(question: string, results: HTMLElement, said: HTMLElement): (pooling: Pooling) => void {
  let running: AbortController | null = null;
  return ({ model, retractedToo }) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    said.textContent = "Pooling";
    results.setAttribute("aria-busy", "true");
    synthesise(question, model, retractedToo, mine.signal)
      .then(
        (report) => {
          results.replaceChildren(...reportView(report));
          said.textContent = report.syntheses.length > 0 ? `${plural(report.syntheses.length, "synthesis", "syntheses")} made` : "Nothing to pool";
        },
        (error: unknown) => {
          if (mine.signal.aborted) return;
          results.replaceChildren(failureView(error));
          said.textContent = "";
        },
      )
      .finally(() => {
        if (running === mine) results.removeAttribute("aria-busy");
      });
  };
}

/** The choice of a model and, once asked for, the syntheses of a question or a query. The address keeps the choice, so that it can be shared. */
export function synthesisView(question: string): HTMLElement {
  const title = freshId("pooling");
  const results = h("div", { class: "syntheses" });
  const said = h("p", { class: "hidden", role: "status", "aria-live": "polite" });
  const asked = poolingOf(location.search);
  const select = h("select", { name: "model" }, ...Object.entries(models).map(([value, name]) => h("option", { value, selected: value === asked?.model }, name)));
  const retracted = h("input", { type: "checkbox", name: "include_retracted", checked: asked?.retractedToo ?? false });
  const run = pooler(question, results, said);
  const submit = (event: Event): void => {
    event.preventDefault();
    const pooling: Pooling = { model: select.value as PoolingModel, retractedToo: retracted.checked };
    history.replaceState(null, "", withPooling(question, pooling));
    run(pooling);
  };
  if (asked) run(asked);
  return h(
    "section",
    { class: "synthesis-section", "aria-labelledby": title },
    h("h2", { id: title }, "Synthesis"),
    h("p", { class: "quiet" }, "Pools claims that share endpoint, measure, unit, species and band of time, one a study. As reported and not reviewed for bias: look at the quotes before you rely on a pooled figure."),
    h(
      "form",
      { class: "options-form pooling", onsubmit: submit },
      h("label", {}, "Model ", select),
      h("label", {}, retracted, " Retracted reports too"),
      h("button", { type: "submit" }, "Pool the claims"),
    ),
    said,
    results,
  );
}
