// SPDX-License-Identifier: GPL-3.0-or-later
// Every reply of the API is what its own description says, no field more and none less.
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { command, knowledgeBase, root, server } from "./program.mjs";

let kb, ekb, description, ajv;

before(async () => {
  kb = await knowledgeBase();
  ekb = await server(kb.folder);
  description = await (await fetch(`${ekb.url}/api/v1/openapi.json`)).json();
  ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ $id: "api", components: closed(structuredClone(description.components)) });
});
after(async () => {
  await ekb?.stop();
  await kb?.remove();
});

/** The schemas with every object closed, so that a field which the description does not tell of is found. */
function closed(value) {
  if (Array.isArray(value)) value.forEach(closed);
  else if (typeof value === "object" && value !== null) {
    if (value.type === "object" && typeof value.properties === "object") value.additionalProperties = false;
    Object.values(value).forEach(closed);
  }
  return value;
}

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })));

function fits(name, body) {
  const validate = ajv.compile({ $ref: `api#/components/schemas/${name}` });
  assert.ok(validate(body), `${name}: ${ajv.errorsText(validate.errors)}`);
}

const schemaName = (response, type) => response.content[type].schema.$ref.split("/").pop();

/** Asks and checks the reply against the operation's description. */
async function ask(operationId, { path = {}, query = {} } = {}) {
  const operation = operations().find((one) => one.operationId === operationId);
  assert.ok(operation, operationId);
  const target = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name]));
  const response = await fetch(`${ekb.url}${target}?${new URLSearchParams(query)}`, { method: operation.method.toUpperCase() });
  const described = response.ok ? operation.responses["200"] : operation.responses.default;
  const type = response.headers.get("content-type").split(";")[0];
  assert.ok(type in described.content, `${operationId} gives ${type}`);
  const text = await response.text();
  const body = type.includes("json") && !type.includes("ndjson") ? JSON.parse(text) : text;
  fits(schemaName(described, type), body);
  return { status: response.status, headers: response.headers, body };
}

test("the description is valid OpenAPI 3.1", async () => {
  const result = await new Validator().validate(description);
  assert.ok(result.valid, JSON.stringify(result.errors));
  assert.equal(description.openapi, "3.1.0");
  const ids = operations().map(({ operationId }) => operationId);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length >= 9);
});

test("answers, documents, studies and claims are as described", async () => {
  const { status, body: answer } = await ask("ask", { query: { q: "ALSFRS-R", limit: 3 } });
  assert.equal(status, 200);
  assert.equal(answer.studies.length, 3);
  assert.ok(answer.total > 3);
  for (const study of answer.studies) {
    const { body: whole } = await ask("study", { path: { id: study.id } });
    assert.deepEqual(whole.documents.map(({ id }) => id).sort(), study.documents.map(({ id }) => id).sort());
    assert.equal((await ask("discrepancies", { path: { id: study.id } })).status, 200);
    for (const { id } of study.documents) {
      const { body: document } = await ask("document", { path: { id } });
      const points = [...document.text];
      for (const claim of document.claims) {
        assert.deepEqual((await ask("claim", { path: { id: claim.id } })).body, claim);
        for (const { quote, start, end } of claim.evidence) {
          if (start !== null) assert.equal(points.slice(start, end).join(""), quote, `${claim.id} quotes what stands there`);
        }
      }
    }
  }
});

test("limit and offset divide one order", async () => {
  const all = (await ask("ask", { query: { q: "ALSFRS-R" } })).body.studies.map(({ id }) => id);
  const parts = [];
  for (let offset = 0; offset < all.length; offset += 2) parts.push(...(await ask("ask", { query: { q: "ALSFRS-R", limit: 2, offset } })).body.studies.map(({ id }) => id));
  assert.deepEqual(parts, all);
});

test("a list read by its cursor is the list, of one snapshot, to its end", async () => {
  for (const [operation, q] of [["search", "endpoint:ALSFRS-R"], ["ask", "ALSFRS-R"]]) {
    const all = (await ask(operation, { query: { q, limit: 1000 } })).body;
    const parts = [];
    let next;
    do {
      const { body } = await ask(operation, { query: next ? { q, limit: 2, cursor: next } : { q, limit: 2 } });
      assert.deepEqual(body.snapshot, all.snapshot);
      parts.push(...body.studies.map(({ id }) => id));
      ({ next } = body);
    } while (next !== null);
    assert.deepEqual(parts, all.studies.map(({ id }) => id));
    assert.equal(parts.length, all.total);
  }
});

test("a snapshot can be asked again, and what came since is told", async () => {
  const q = "endpoint:ALSFRS-R";
  const { body: now } = await ask("search", { query: { q } });
  assert.match(now.snapshot.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  for (const as_of of [String(now.snapshot.sequence), now.snapshot.time, now.snapshot.time.slice(0, 10)]) {
    assert.deepEqual((await ask("search", { query: { q, as_of } })).body, now);
  }
  const { body: nothing } = await ask("search", { query: { q, as_of: "2001-01-01" } });
  assert.equal(nothing.total, 0);
  assert.deepEqual(nothing.snapshot, { sequence: 0, time: null });
  const { body: diff } = await ask("diff", { query: { since: "0", q } });
  assert.equal(diff.totals.studies.came, now.total);
  assert.equal(diff.total, now.total);
  assert.ok(diff.studies.every(({ change }) => change === "came"));
  assert.equal((await ask("diff", { query: { since: now.snapshot.sequence } })).body.total, 0);
  assert.equal((await ask("search", { query: { q, as_of: "99999999" } })).status, 400);
  const study = now.studies[0];
  const id = study.documents[0].id;
  assert.deepEqual((await ask("document", { path: { id }, query: { as_of: now.snapshot.sequence } })).body, (await ask("document", { path: { id } })).body);
  assert.equal((await ask("study", { path: { id }, query: { as_of: "0" } })).status, 404);
});

test("a query tells why it finds a trial, and why not another", async () => {
  const q = "intervention:methylcobalamin endpoint:ALSFRS-R n:>=200";
  const { body: found } = await ask("explain", { query: { q, id: "NCT00444613" } });
  assert.equal(found.study, "nct:NCT00444613");
  assert.ok(found.matched && found.clauses.every(({ matched }) => matched));
  const { body: not } = await ask("explain", { query: { q, id: "NCT03548311" } });
  assert.equal(not.matched, false);
  assert.deepEqual(not.clauses.filter(({ matched }) => !matched).map(({ clause }) => clause), ["n:>=200"]);
  assert.equal((await ask("explain", { query: { q, id: "NCT99999999" } })).body.study, null);
  const wrong = await ask("explain", { query: { q: "methylcobalamin or zinc" } });
  assert.equal(wrong.status, 400);
  assert.deepEqual(wrong.body.position, { offset: 16, length: 2 });
  assert.match(wrong.body.hint, /write OR in capitals/);
});

test("an export holds every study in the order of the search, in every format, with its record", async () => {
  const q = "endpoint:ALSFRS-R";
  const { body: found } = await ask("search", { query: { q, limit: 1000 } });
  const { body: file } = await ask("export", { query: { q } });
  assert.deepEqual(file.studies.map(({ id }) => id), found.studies.map(({ id }) => id));
  assert.equal(file.search.counts.found, found.total);
  assert.equal(file.search.counts.studies, found.total);
  assert.ok(file.search.concepts[0].searched.length > 1);
  const { body: record } = await ask("search_record", { query: { q, as_of: found.snapshot.sequence } });
  assert.deepEqual({ ...record, run: null }, { ...file.search, run: null });
  const documents = file.studies.flatMap((study) => study.documents.map(({ id }) => id));
  const order = {
    ndjson: (text) => text.trim().split("\n").map((line) => JSON.parse(line).id),
    ris: (text) => [...text.matchAll(/^ID  - (.*?)\r?$/gm)].map(([, id]) => id),
    "csl-json": (items) => items.map(({ id }) => id),
    fhir: ({ entry }) => entry.filter(({ resource }) => resource.resourceType === "Citation").map(({ resource }) => resource.citedArtifact.identifier[0].value),
  };
  for (const format of ["csv", "ndjson", "ris", "nbib", "bibtex", "csl-json", "metafor", "arms", "fhir"]) {
    const { status, body } = await ask("export", { query: { q, format } });
    assert.equal(status, 200, format);
    assert.ok(body.length > 100 || typeof body === "object", format);
    if (format in order) assert.deepEqual(order[format](body), format === "ndjson" ? file.studies.map(({ id }) => id) : documents, format);
  }
});

test("facets, concepts and disagreements are as described, and lead where they say", async () => {
  const { body: all } = await ask("facets", { query: { q: "endpoint:ALSFRS-R" } });
  const values = all.facets.flatMap(({ field, values }) => values.map((value) => ({ field, ...value })));
  assert.ok(values.length > 10);
  for (const { field, query, count, value } of values.filter(({ field }) => ["year", "phase", "effect", "source"].includes(field))) {
    assert.equal((await ask("search", { query: { q: query, limit: 1 } })).body.total, count, `${field} ${value}`);
  }
  const { body: found } = await ask("concepts", { query: { q: "methylcob" } });
  const { body: one } = await ask("concept", { path: { id: found.concepts[0].id } });
  assert.ok(one.names.includes("mecobalamin") || one.names.length > 1);
  assert.equal((await ask("concepts", { query: { q: "metylcobalamin" } })).body.suggestions[0].text, "methylcobalamin");
  assert.equal((await ask("concept", { path: { id: "ekb:nothing" } })).status, 404);
});

test("what reports of one trial disagree on is told of the list and of the study alike", async () => {
  const other = path.join(kb.folder, "other.nbib");
  const lines = ["PMID- 99000001", "TI  - High-dose methylcobalamin in ALS, told otherwise.", "AB  - METHODS: A total of 250 patients were randomised to methylcobalamin or placebo.", "SI  - ClinicalTrials.gov/NCT00444613"];
  await writeFile(other, `${lines.join("\n")}\n`);
  await command(kb.folder, "import", other);
  const { body: disputed } = await ask("disagreements", { query: { limit: 1 } });
  assert.ok(disputed.studies.length > 0);
  for (const study of disputed.studies) {
    const { body } = await ask("discrepancies", { path: { id: study.id } });
    assert.deepEqual(body.discrepancies, study.discrepancies);
  }
});

test("a query is saved, followed by its feeds, and forgotten; a source is imported", async () => {
  const write = async (method, path, body, { token, type = "application/json" } = {}) => {
    const headers = { "Content-Type": type, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    return await fetch(`${ekb.url}${path}`, { method, headers, body });
  };
  const curator = (await command(kb.folder, "token", "add", "Ada", "--role", "curator")).trim();
  const importer = (await command(kb.folder, "token", "add", "robot", "--role", "importer")).trim();
  const saved = await write("PUT", "/api/v1/queries/als", JSON.stringify({ query: "endpoint:ALSFRS-R" }), { token: curator });
  assert.equal(saved.status, 200);
  fits("SavedQuery", await saved.json());
  assert.equal((await ask("saved_queries")).body.queries.length, 1);
  assert.equal((await ask("saved_query", { path: { name: "als" } })).body.who, "Ada");
  const { body: feed, headers } = await ask("changes_json", { path: { name: "als" } });
  assert.ok(feed.items.length > 0);
  const snapshot = headers.get("ekb-snapshot");
  const { body: then } = await ask("changes_json", { path: { name: "als" }, query: { as_of: snapshot } });
  assert.deepEqual(then.items, feed.items.map((item) => ({ ...item, url: `${item.url}?as_of=${snapshot}` })), "each leads to what was recorded then");
  assert.match(then.feed_url, new RegExp(`as_of=${snapshot}$`));
  assert.match((await ask("changes_atom", { path: { name: "als" } })).body, /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/);
  assert.equal((await ask("notices_json", { path: { name: "als" } })).status, 200);
  assert.match((await ask("notices_atom", { path: { name: "als" } })).body, /<updated>/);

  const source = "TY  - JOUR\nID  - 1\nTI  - Zinc for colds: a randomised trial\nDO  - 10.1000/zinc-for-colds\nER  - \n";
  assert.equal((await write("POST", "/api/v1/import", source, { type: "application/octet-stream" })).status, 401);
  assert.equal((await write("POST", "/api/v1/import", source, { token: curator, type: "application/octet-stream" })).status, 403);
  const imported = await write("POST", "/api/v1/import?name=refs.ris", source, { token: importer, type: "application/octet-stream" });
  const summary = await imported.json();
  fits("ImportSummary", summary);
  assert.equal(summary.imported, 1);
  assert.equal((await ask("search", { query: { q: "id:10.1000/zinc-for-colds" } })).body.total, 1);
  const broken = await (await write("POST", "/api/v1/import?name=broken.json&format=ctgov-json", "{", { token: importer, type: "application/octet-stream" })).json();
  fits("ImportSummary", broken);
  assert.equal(broken.rejected, 1);
  assert.equal(broken.errors[0].path, "broken.json");

  const forgotten = await write("DELETE", "/api/v1/queries/als", undefined, { token: curator });
  assert.equal(forgotten.status, 200);
  fits("SavedQuery", await forgotten.json());
  assert.equal((await ask("saved_query", { path: { name: "als" } })).status, 404);
});

test("a search and a comparison are as described", async () => {
  const { status, body } = await ask("search", { query: { q: "intervention:methylcobalamin AND n:>=100" } });
  assert.equal(status, 200);
  assert.ok(body.studies.some(({ documents }) => documents.some(({ identifiers }) => identifiers.registry.includes("NCT03548311"))));
  const compared = await ask("compare", { query: { intervention: "edaravone", comparator: "placebo", endpoint: "ALSFRS-R", document: "NCT01492686" } });
  assert.equal(compared.status, 200);
  assert.equal(compared.body.comparisons.length, 1);
  assert.equal(compared.body.comparisons[0].document, "nct:NCT01492686");
  const unknown = await ask("compare", { query: { intervention: "x", endpoint: "y", document: "NCT99999999" } });
  assert.equal(unknown.body.comparisons[0].reason, "unknown_document");
});

test("a synthesis is as described, and says what it left out", async () => {
  const { status, body } = await ask("synthesise", { query: { q: "ALSFRS-R", model: "fixed_effect" } });
  assert.equal(status, 200);
  assert.equal(body.model, "fixed_effect");
  for (const { studies, pooled } of body.syntheses) {
    assert.ok(studies.length >= 2);
    assert.ok(pooled.ci_low <= pooled.estimate && pooled.estimate <= pooled.ci_high);
    assert.ok(Math.abs(studies.reduce((sum, { weight }) => sum + weight, 0) - 100) < 1e-6);
  }
  assert.ok(body.left_out.every(({ reason }) => reason.length > 0));
  assert.equal((await ask("synthesise", { query: { q: "x", model: "guess" } })).status, 400);
});

test("a table has a header and a row for each claim", async () => {
  const { body } = await ask("csv", { query: { q: "which B12 trials used ALSFRS-R" } });
  const answer = (await ask("ask", { query: { q: "which B12 trials used ALSFRS-R" } })).body;
  const rows = body.trimEnd().split("\r\n");
  assert.ok(rows.length > answer.studies.length);
  assert.match(body, /1\.97/);
});

test("errors are as described, with the place of the mistake", async () => {
  const { status, body } = await ask("search", { query: { q: "edaravone AND nosuchfield:x" } });
  assert.equal(status, 400);
  assert.equal(body.type, "urn:ekb:problem:bad_query");
  assert.equal("edaravone AND nosuchfield:x".slice(body.position.offset, body.position.offset + body.position.length).replace(":", ""), "nosuchfield");
  assert.equal((await ask("ask", { query: { q: "x", nosuch: "1" } })).body.type, "urn:ekb:problem:unknown_parameter");
  for (const operation of ["document", "claim", "study"]) assert.equal((await ask(operation, { path: { id: "pmid:0/é?" } })).status, 404);
});

test("health, metrics and the description itself are as described", async () => {
  const { body } = await ask("health");
  assert.equal(body.status, "ok");
  assert.ok(body.documents > 10 && body.claims > 5);
  assert.match((await ask("metrics")).body, /^ekb_http_requests_total\{method="GET",route="\/api\/v1\/health",status="200"\} \d+$/m);
  await ask("description");
});

test("the documentation has every route, and its examples answer", async () => {
  const text = await readFile(path.join(root, "docs/http-api.md"), "utf8");
  for (const { method, path: route } of operations()) assert.ok(text.includes(`| \`${method.toUpperCase()} ${route}`), `${method} ${route}`);
  const examples = [...text.matchAll(/curl '(http:\/\/127\.0\.0\.1:8080)([^']+)'/g)].map(([, , target]) => target);
  assert.ok(examples.length >= 3);
  for (const target of examples) assert.equal((await fetch(ekb.url + target)).status, 200, target);
});
