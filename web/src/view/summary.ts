// SPDX-License-Identifier: GPL-3.0-or-later
import type { Answer, Study, Summary } from "../contract";
import { h } from "../dom";
import { count, plural } from "../format";

/** The files that a reader is most likely to want; the API has more. */
const formats = [
  ["csv", "table (CSV)"],
  ["ris", "references (RIS)"],
  ["metafor", "comparisons for R (metafor)"],
] as const;

function downloads(answer: Answer): HTMLElement[] {
  return formats.map(([format, name]) => h("a", { href: `/api/v1/export?${new URLSearchParams({ question: answer.question, format })}`, download: "" }, name));
}

/** What a reader might take the numbers for, and they are not: of studies that are about something else, or retracted. */
function warnings(studies: Study[]): string[] {
  const answering = studies.filter((study) => (study.answering ?? study.claims.length) > 0).length;
  const retracted = studies.filter(({ documents }) => documents.some((document) => document.retracted)).length;
  const told: string[] = [];
  if (answering === 0) told.push("No claim that was read in them is about all that was asked.");
  else if (answering < studies.length) told.push(`Of the ${count(studies.length)} shown, ${plural(answering, "has a claim", "have claims")} about all that was asked.`);
  if (retracted > 0) told.push(`${plural(retracted, "study has a retracted report", "studies have a retracted report")}.`);
  return told;
}

function votesOf(summary: Summary): [string, string, number][] {
  const favour = (studiesFor: number): string => (studiesFor === 1 ? "favours" : "favour");
  const votes: [string, string, number][] = [
    [`${favour(summary.favours_intervention)} the intervention`, "vote-intervention", summary.favours_intervention],
    ["no difference", "vote-none", summary.no_difference],
    [`${favour(summary.favours_comparator)} the comparator`, "vote-comparator", summary.favours_comparator],
  ];
  return votes.filter(([, , studiesFor]) => studiesFor > 0);
}

/** What the studies shown report, counted; one vote a study. */
export function summaryView(answer: Answer): HTMLElement {
  const { summary, total, studies } = answer;
  const cast = summary ? votesOf(summary) : [];
  const inPart = total > studies.length;
  return h(
    "section",
    { class: "summary", "aria-label": "Summary" },
    h(
      "p",
      { class: "summary-line" },
      h("strong", {}, plural(total, "study", "studies")),
      inPart && `; the first ${count(studies.length)} are shown`,
      summary !== undefined && summary.participants > 0 && [inPart ? ", with " : ", ", h("strong", {}, plural(summary.participants, "participant", "participants")), " where reported"],
    ),
    cast.length > 0 &&
      h(
        "ul",
        { class: "votes", "aria-label": "What the studies report" },
        ...cast.map(([label, style, studiesFor]) => h("li", { class: style }, h("b", {}, count(studiesFor)), ` ${label}`)),
      ),
    cast.length > 0 && h("p", { class: "quiet" }, `As reported by the sources, one count a study${inPart ? " shown" : ""}; not weighed or pooled.`),
    ...warnings(studies).map((text) => h("p", {}, text)),
    h(
      "p",
      { class: "quiet" },
      "All as ",
      ...downloads(answer).flatMap((link, i) => [i > 0 ? ", " : "", link]),
      "; ",
      h("a", { href: `/api/v1/export/record?${new URLSearchParams({ question: answer.question })}`, download: "search.json" }, "how they were searched for"),
      ".",
    ),
  );
}
