// SPDX-License-Identifier: GPL-3.0-or-later
// Every reply of the API is what its own description says, no field more and none less.
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { knowledgeBase, root, server } from "./program.mjs";

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
  const body = type.includes("json") ? JSON.parse(text) : text;
  fits(schemaName(described, type), body);
  return { status: response.status, body };
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
