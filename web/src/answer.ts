// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of an answer grows when more of its studies are wanted.
import type { Answer, Summary } from "./contract";

function added(a: Summary, b: Summary): Summary {
  return {
    studies: a.studies + b.studies,
    participants: a.participants + b.participants,
    favours_intervention: a.favours_intervention + b.favours_intervention,
    favours_comparator: a.favours_comparator + b.favours_comparator,
    no_difference: a.no_difference + b.no_difference,
  };
}

/** The answer with the studies that come next, counted with those it has. */
export function withMore(shown: Answer, next: Answer): Answer {
  const both = { ...shown, studies: [...shown.studies, ...next.studies] };
  return shown.summary && next.summary ? { ...both, summary: added(shown.summary, next.summary) } : both;
}
