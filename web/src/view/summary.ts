// SPDX-License-Identifier: GPL-3.0-or-later
import type { Answer } from "../contract";
import { h } from "../dom";
import { count, plural } from "../format";

/** The files that a reader is most likely to want; the API has more. */
const formats = [
  ["csv", "table (CSV)"],
  ["ris", "references (RIS)"],
  ["metafor", "comparisons for R (metafor)"],
] as const;

function downloads(question: string): HTMLElement[] {
  return formats.map(([format, name]) => h("a", { href: `/api/v1/export?${new URLSearchParams({ question, format })}`, download: "" }, name));
}

/** What the studies shown report, counted; one vote a study. */
export function summaryView({ question, summary, total, studies }: Answer): HTMLElement {
  const votes: [string, string, number][] = [
    ["favour the intervention", "vote-intervention", summary.favours_intervention],
    ["no difference", "vote-none", summary.no_difference],
    ["favour the comparator", "vote-comparator", summary.favours_comparator],
  ];
  const cast = votes.filter(([, , studiesFor]) => studiesFor > 0);
  return h(
    "section",
    { class: "summary", "aria-label": "Summary" },
    h(
      "p",
      { class: "summary-line" },
      h("strong", {}, plural(total, "study", "studies")),
      summary.participants > 0 && [", ", h("strong", {}, plural(summary.participants, "participant", "participants")), " randomised where reported"],
      total > studies.length && `; the first ${count(studies.length)} are shown`,
    ),
    cast.length > 0 &&
      h(
        "ul",
        { class: "votes", "aria-label": "What the studies report" },
        ...cast.map(([label, style, studiesFor]) => h("li", { class: style }, h("b", {}, count(studiesFor)), ` ${label}`)),
      ),
    h(
      "p",
      { class: "quiet" },
      "As reported by the sources, one count a study; not weighed or pooled.",
    ),
    h(
      "p",
      { class: "quiet" },
      "All as ",
      ...downloads(question).flatMap((link, i) => [i > 0 ? ", " : "", link]),
      "; ",
      h("a", { href: `/api/v1/export/record?${new URLSearchParams({ question })}`, download: "search.json" }, "how they were searched for"),
      ".",
    ),
  );
}
