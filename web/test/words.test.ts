// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { armFigure, armUnit, count, dose, estimate, interval, number, ownWords, pValue, whyUnread } from "../src/format";
import { sourceLinks } from "../src/links";
import { addressOf, questionOf, withoutWords } from "../src/question";
import { card, effect } from "./samples";

test("numbers keep every digit and gain none", () => {
  assert.equal(number(-2.66), "−2.66");
  assert.equal(number(0.1), "0.1");
  assert.equal(count(1234567), "1\u202f234\u202f567");
  assert.equal(count(130), "130");
  assert.equal(estimate(effect({ value: 45, unit: "%" })), "45%");
  assert.equal(estimate(effect({ value: 0, unit: "points" })), "0 points");
  assert.equal(estimate(effect()), null);
  assert.equal(interval(effect({ ci_low: -3.2, ci_high: 5.5, ci_level: 95 })), "95% CI −3.2 to 5.5");
  assert.equal(interval(effect({ ci_low: 0.5 })), "CI 0.5 to …");
  assert.equal(interval(effect()), null);
  assert.equal(pValue(effect({ p: 0.001, p_op: "<" })), "p < 0.001");
  assert.equal(pValue(effect()), null);
});

test("an arm's figure is the source's words, else its parts", () => {
  const empty = { name: "a", n: null, mean: null, sd: null, se: null, median: null, q1: null, q3: null, events: null, total: null, text: "" };
  assert.equal(armFigure({ ...empty, text: "9.5 months", median: 9.5 }), "9.5 months");
  assert.equal(armFigure({ ...empty, mean: -5.01, se: 0.64 }), "−5.01, SE 0.64");
  assert.equal(armFigure({ ...empty, events: 0, total: 65 }), "0/65");
  assert.equal(armFigure({ ...empty, events: 30, total: 2476, text: "30" }), "30/2476", "a count has its denominator");
  assert.equal(armFigure({ ...empty, events: 458, text: "458" }), "458 events");
  assert.equal(armFigure({ ...empty, events: 89, text: "89 (81.7)" }), "89 (81.7)");
  assert.equal(armFigure(empty), null);
});

test("no claims is not told as no evidence", () => {
  const article = card();
  assert.match(whyUnread([card({ type: "registry_record" })]), /registered; what its register gave/);
  assert.match(whyUnread([card({ design: { type: "protocol", phase: null, masking: null, species: null } })]), /planned/);
  assert.match(whyUnread([card({ design: { type: "other", phase: null, masking: null, species: null } })]), /no report of a trial/);
  assert.match(whyUnread([article]), /could be read/);
  assert.match(whyUnread([article, card({ type: "registry_record" })]), /could be read/);
});

test("the arms' figures have the unit of the effect where it is theirs", () => {
  assert.equal(armUnit(effect({ measure: "arm_values", unit: "mmHg" })), "mmHg");
  assert.equal(armUnit(effect({ measure: "mean_difference", unit: "points" })), "points");
  assert.equal(armUnit(effect({ measure: "percent_change", unit: "%" })), null);
  assert.equal(armUnit(effect({ measure: null, unit: "points" })), null);
});

test("the source's own words are told where the preferred name is another", () => {
  assert.equal(ownWords({ text: "decline in the ALSFRS-R total score", label: "ALSFRS-R" }), "decline in the ALSFRS-R total score");
  assert.equal(ownWords({ text: "Survival", label: "survival" }), null);
  assert.equal(ownWords({ text: "survival", label: null }), null);
});

test("a dose says what the source says, and no part twice", () => {
  const parts = { amount: 50, amount_high: null, unit: "mg", frequency: null, per_day: null, duration_days: null };
  assert.equal(dose({ ...parts, text: "50 mg intramuscularly", route: "intramuscular", duration: "16 weeks" }), "50 mg intramuscularly, 16 weeks");
  assert.equal(dose({ ...parts, text: "50 mg", route: null, duration: null }), "50 mg");
});

test("a link leads to the source's own place, and never runs a script", () => {
  const identifiers = { pmid: "1", pmcid: "PMC2", doi: "10.1000/a<b#c", registry: ["NCT00706147", "JPRN-UMIN1"], url: "javascript:alert(1)" };
  const hrefs = sourceLinks(card({ type: "article", identifiers })).map(({ href }) => href);
  assert.deepEqual(hrefs, [
    "https://pubmed.ncbi.nlm.nih.gov/1/",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/",
    "https://doi.org/10.1000/a%3Cb%23c",
    "https://clinicaltrials.gov/study/NCT00706147",
    "https://trialsearch.who.int/Trial2.aspx?TrialID=JPRN-UMIN1",
  ]);
  const itself = { ...identifiers, pmid: null, pmcid: null, doi: null, registry: ["NCT00706147"], url: "https://clinicaltrials.gov/study/NCT00706147" };
  assert.deepEqual(sourceLinks(card({ type: "registry_record", identifiers: itself })).map(({ label }) => label), ["NCT00706147"]);
  assert.equal(sourceLinks(card({ type: "registry_record", identifiers }))[0]?.label, "NCT00706147");
  assert.equal(sourceLinks(card({ type: "web_page", identifiers: { ...identifiers, url: "https://example.org/x" } }))[0]?.label, "example.org");
});

test("a chip takes its own words out of the question", () => {
  assert.equal(withoutWords("which B12 trials used ALSFRS-R", "B12"), "which trials used ALSFRS-R");
  assert.equal(withoutWords("which B12 trials used alsfrs-r", "ALSFRS-R"), "which B12 trials used");
  assert.equal(withoutWords("trials with  more than\n100 participants", "more than 100 participants"), "trials with");
  assert.equal(withoutWords("B120 trials", "B12"), null, "not a part of a word");
  assert.equal(withoutWords("anything", ""), null);
  assert.equal(withoutWords("what is (x)?", "(x)"), "what is ?");
});

test("the address carries the question", () => {
  assert.equal(addressOf("a & b+c"), "/?q=a+%26+b%2Bc");
  assert.equal(questionOf(addressOf("a & b+c").slice(1)), "a & b+c");
  assert.equal(questionOf(""), "");
  assert.equal(addressOf(""), "/");
});
