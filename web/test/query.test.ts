// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { isQuery, queryOf, queryOfReading } from "../src/query";

test("a field, known or not, or an operator in capitals makes a query", () => {
  for (const query of ["intervention:B12", "interventoin:B12", "n:>=100", "intervention:(edaravone", "zinc NOT:x", 'zinc year:2015..2024', "riluzole AND survival", '"grip strength" NEAR/5 decline']) {
    assert.ok(isQuery(query), query);
  }
  for (const question of ["which B12 trials used ALSFRS-R", "riluzole and survival", "Background: what helps", "ratio of 2:1", "EFFECT OF RILUZOLE AND SURVIVAL", "see https://example.org/x", "a NOTE on zinc"]) {
    assert.ok(!isQuery(question), question);
  }
});

test("an identifier alone is looked up, not searched as text", () => {
  assert.equal(queryOf(" NCT03548311 "), 'id:"NCT03548311"');
  assert.equal(queryOf("pmid: 35532908"), 'id:"35532908"');
  assert.equal(queryOf("35532908"), 'id:"35532908"');
  assert.equal(queryOf("doi:10.1136/jnnp-2018-319294"), 'id:"10.1136/jnnp-2018-319294"');
  assert.equal(queryOf("https://doi.org/10.1136/jnnp-2018-319294"), 'id:"10.1136/jnnp-2018-319294"');
  assert.equal(queryOf("10.1136/jnnp-2018-319294"), 'id:"10.1136/jnnp-2018-319294"');
  for (const european of ["2013-000615-24", "EUCTR2013-000615-24", "EUCTR2013-000615-24-BE", "euctr:EUCTR2013-000615-24", "EudraCT 2013-000615-24", "EudraCT: 2013-000615-24"]) {
    assert.equal(queryOf(european), 'id:"EUCTR2013-000615-24"', european);
  }
  for (const id of ["2022-500123-42-00", "ISRCTN12345678", "ACTRN12605000302628", "ChiCTR2000029308", "PMC6613532"]) assert.equal(queryOf(id), `id:"${id}"`);
  for (const question of ["trials like NCT03548311", "B12", "LY3298176", "since 2013"]) assert.equal(queryOf(question), null, question);
});

test("a reading becomes a query that names its fields", () => {
  const concept = (label: string) => ({ concept: null, label, expanded: [] });
  const read = { intervention: [concept("vitamin B12")], endpoint: [concept("ALSFRS-R")], condition: [concept("children"), concept("adults")], design: [], terms: "slow", filters: [{ query: "n:>100", label: "more than 100 participants" }] };
  const query = queryOfReading(read);
  assert.equal(query, 'intervention:"vitamin B12" AND endpoint:"ALSFRS-R" AND ("children" OR "adults") AND n:>100 AND text:"slow"');
  assert.ok(isQuery(query ?? ""));
  assert.equal(queryOfReading({ ...read, intervention: [], endpoint: [], condition: [], terms: "" }), "n:>100");
  assert.equal(queryOfReading({ intervention: [], endpoint: [], condition: [], design: [], terms: "slow" }), null);
});
