// SPDX-License-Identifier: GPL-3.0-or-later
// "Nothing found" and "could not be answered" are never confused, and data never becomes markup.
import assert from "node:assert/strict";
import { readdir, truncate } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { answerWith, launch, questionUrl, withPage } from "./browser.mjs";
import { knowledgeBase, server } from "./program.mjs";

let kb, empty, ekb, emptyEkb, browser;

before(async () => {
  kb = await knowledgeBase();
  empty = await knowledgeBase({ starter: false });
  ekb = await server(kb.folder);
  emptyEkb = await server(empty.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await emptyEkb?.stop();
  await empty?.remove();
  await ekb?.stop();
  await kb?.remove();
});

const askRoute = /\/api\/v1\/ask/;
const failed = /Failed to load resource/;
const state = (page) => page.waitForSelector("[data-state]").then((found) => found.getAttribute("data-state"));

test("a question without evidence says that none was found, and what that does not mean", () =>
  withPage(browser, questionUrl(ekb.url, "edaravone in asthma"), async (page, url) => {
    await page.goto(url);
    assert.equal(await state(page), "no-evidence");
    const text = await page.textContent("#results");
    assert.match(text, /No evidence found/);
    assert.match(text, /not evidence that there is no effect/);
    assert.doesNotMatch(text, /could not/);
    assert.ok((await page.locator(".chip").count()) > 0, "how the question was read is shown all the same");
    await page.waitForSelector(".why-told table");
    const rows = await page.$$eval(".why-told tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.ok(rows.some(([part, alone]) => part.includes("edaravone") && Number(alone) > 0), "what each part finds alone");
    assert.ok(rows.some(([part, alone]) => part.includes("asthma") && alone === "0"), "and which takes all away");
  }));

const failures = [
  ["an error of the server", { status: 500, type: "application/problem+json", body: { type: "urn:ekb:problem:internal", title: "x", status: 500, detail: "the server could not make the answer", hint: "try again" } }, /The server could not make the answer\..*Try again\./s],
  ["a reply that is not JSON", { body: "<html>proxy</html>", type: "text/html" }, /could not be read/],
  ["a reply that is cut short", { body: '{"question":"x","stu' }, /could not be read/],
  ["a proxy's bare error", { status: 502, body: "Bad Gateway", type: "text/html" }, /answered 502/],
];
for (const [name, reply, shown] of failures) {
  test(`${name} is shown as an error, never as no evidence`, () =>
    withPage(
      browser,
      questionUrl(ekb.url, "B12"),
      async (page, url) => {
        await answerWith(page, askRoute, reply);
        await page.goto(url);
        assert.equal(await state(page), "error");
        const text = await page.textContent("#results");
        assert.match(text, shown);
        assert.match(text, /says nothing about the evidence/);
        assert.doesNotMatch(text, /No evidence found/);
      },
      { expected: failed },
    ));
}

test("a server that is gone is shown as an error, and the question can be tried again", () =>
  withPage(
    browser,
    questionUrl(ekb.url, "which B12 trials used ALSFRS-R"),
    async (page, url) => {
      await page.route(askRoute, (route) => route.abort());
      await page.goto(url);
      assert.equal(await state(page), "error");
      assert.match(await page.textContent("#results"), /cannot be reached/);
      await page.unroute(askRoute);
      await page.click("text=Try again");
      await page.waitForSelector(".evidence-table");
    },
    { expected: failed },
  ));

test("a source's text that cannot be read is said to be so, beside the quote", () =>
  withPage(
    browser,
    questionUrl(ekb.url, "which B12 trials used ALSFRS-R"),
    async (page, url) => {
      await page.route(/\/api\/v1\/documents\//, (route) => route.abort());
      await page.goto(url);
      await page.click("button.toggle");
      await page.waitForSelector(".details .warn");
      assert.match(await page.textContent(".details .warn"), /text could not be read/);
    },
    { expected: failed },
  ));

test("an empty knowledge base says that it is empty", () =>
  withPage(browser, emptyEkb.url, async (page, url) => {
    await page.goto(url);
    await page.waitForFunction(() => /is empty/.test(document.querySelector("#contents").textContent));
    await page.goto(questionUrl(url, "B12"));
    assert.equal(await state(page), "no-evidence");
  }));

test("the last question asked is the one answered, however late the first answer comes", () =>
  withPage(browser, questionUrl(ekb.url, "edaravone"), async (page, url) => {
    await page.route(askRoute, async (route) => {
      if (route.request().url().includes("edaravone")) await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => {});
    });
    await page.goto(url);
    await page.waitForSelector(".loading");
    assert.equal(await page.getAttribute("#results", "aria-busy"), "true");
    await page.fill("#q", "methylcobalamin");
    await page.press("#q", "Enter");
    await page.waitForSelector(".evidence-table");
    await page.waitForTimeout(1800);
    assert.doesNotMatch(await page.textContent(".evidence-table"), /edaravone/i);
    assert.equal(await page.getAttribute("#results", "aria-busy"), null);
  }));

/** Answers with what the knowledge base does not hold, its studies agreed on all. */
async function answerMade(page, body) {
  await answerWith(page, askRoute, { body });
  await answerWith(page, /\/discrepancies$/, { body: { discrepancies: [], suggestions: [] } });
}

/** An answer of one claim, every text of it hostile. */
function hostileAnswer(text) {
  const named = { text, concept: null, label: text };
  const effect = { direction: "increased", favours: "intervention", measure: "mean_difference", value: 1, unit: text, ci_low: 0, ci_high: 2, ci_level: 95, p: null, p_op: null };
  const claim = {
    id: text, document: "pmid:1", study: "pmid:1", intervention: named, dose: null, comparator: named, condition: named, species: "human",
    n: { randomised: 1, analysed: null, intervention: null, comparator: null },
    endpoint: { ...named, role: "primary", timepoint: text }, effect, arms: [],
    evidence: [{ quote: "𝛼 <b>quote</b>", section: text, start: 4, end: 18 }], method: "text", confidence: null, status: "unreviewed",
  };
  const document = { id: "pmid:1", type: "web_page", title: text, published: text, retracted: true, identifiers: { pmid: null, pmcid: null, doi: null, registry: [text], url: "javascript:alert(1)" }, design: { type: text, phase: text, masking: text, species: "animal" } };
  return {
    question: text, interpretation: { intervention: [{ concept: null, label: text, expanded: [text, "b"], words: "x" }], endpoint: [], condition: [], design: [], terms: text, notes: [text] },
    summary: { studies: 1, participants: 1, favours_intervention: 0, favours_comparator: 0, no_difference: 0 }, total: 1,
    studies: [{ id: "pmid:1", title: text, score: 1, documents: [document], claims: [claim] }],
  };
}

test("what a source wrote is shown as text, never run", () =>
  withPage(browser, questionUrl(ekb.url, "x"), async (page, url) => {
    const text = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
    await answerMade(page, hostileAnswer(text));
    await answerWith(page, /\/api\/v1\/documents\//, { body: { id: "pmid:1", text: `𝛼𝛽𝛾 𝛼 <b>quote</b> ${text}` } });
    await page.goto(url);
    await page.click("button.toggle");
    // The offsets count the wide letters before the quote as one each.
    assert.equal(await page.textContent(".details mark"), "𝛼 <b>quote</b>");
    assert.equal(await page.locator("#results img, #results script, #results b b").count(), 0);
    assert.ok((await page.textContent(".study-title")).includes(text));
    assert.doesNotMatch(await page.title(), /^run$/);
    const hrefs = await page.$$eval("#results a", (links) => links.map((link) => link.protocol));
    assert.ok(hrefs.every((protocol) => protocol === "https:" || protocol === "http:"), hrefs.join());
  }));

test("a retracted report and an animal study are flagged where the eye begins", () =>
  withPage(browser, questionUrl(ekb.url, "x"), async (page, url) => {
    await answerMade(page, hostileAnswer("t"));
    await page.goto(url);
    const title = page.locator(".study-title");
    assert.match(await title.textContent(), /^RETRACTED\s*Animal study\s*t$/);
    assert.equal(await page.locator("tr.claim .retracted").count(), 1);
    assert.match(await page.textContent(".left-out"), /1 claim \(the report was retracted\)/);
  }));

test("what the reports of a study disagree on stands under its title", () =>
  withPage(
    browser,
    questionUrl(ekb.url, "which B12 trials used ALSFRS-R"),
    async (page, url) => {
      await page.route(/\/discrepancies$/, (route) =>
        route.request().url().includes("NCT03548311")
          ? route.fulfill({ json: { discrepancies: [{ kind: "n_randomised", endpoint: "", positions: [{ document: "nct:NCT03548311", says: "130", claims: [] }, { document: "pmid:35532908", says: "131", claims: [] }] }] } })
          : route.fulfill({ status: 500, body: "" }),
      );
      await page.goto(url);
      const rows = page.locator(".disagreement:visible");
      await rows.nth(1).waitFor();
      const said = (await rows.allTextContents()).sort();
      assert.match(said[0], /^Reports disagree on how many were randomised: 130 \(NCT03548311\); 131 \(PubMed 35532908\)$/);
      assert.match(said[1], /could not be read/);
    },
    { expected: failed },
  ));

test("an index that cannot be read is an error from the start, never an empty answer", async () => {
  const broken = await knowledgeBase();
  const index = path.join(broken.folder, "index");
  const [generation] = (await readdir(index)).filter((name) => name.startsWith("generation-"));
  await truncate(path.join(index, generation, "postlist.glass"), 100);
  await assert.rejects(server(broken.folder), /ended with 1 before it listened/);
  await broken.remove();
});

test("the server ends on SIGTERM with status 0", async () => {
  const other = await server(kb.folder);
  assert.equal((await fetch(`${other.url}/api/v1/health`)).status, 200);
  assert.equal(await other.stop(), 0);
});

const refused = [
  ["a bracket left open", "intervention:(edaravone", /bracket is not closed/, "("],
  ["an unknown field", "endpoint:survival interventoin:B12", /no field is called "interventoin": did you mean intervention\?/i, "interventoin"],
  ["a value that is no number", "n:>=many", /neither a number nor a range/, ">=many"],
];
for (const [name, query, shown, marked] of refused) {
  test(`${name} is marked where it stands, and nothing is searched`, () =>
    withPage(
      browser,
      questionUrl(ekb.url, query),
      async (page, url) => {
        await page.goto(url);
        assert.equal(await state(page), "refused");
        assert.match(await page.textContent("#results"), shown);
        assert.match(await page.textContent("#results"), /Nothing was searched/);
        assert.equal(await page.textContent(".error-place"), query);
        assert.equal(await page.textContent(".error-place mark"), marked);
        assert.equal(await page.inputValue("#q"), query, "to be put right");
      },
      { expected: failed },
    ));
}

test("a query is read as one, and its files are of the query", () =>
  withPage(browser, questionUrl(ekb.url, "intervention:B12 endpoint:ALSFRS-R n:>200"), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".evidence-table");
    assert.match(await page.textContent(".query"), /\(intervention:B12 AND endpoint:ALSFRS-R AND n:>200/);
    assert.equal(await page.locator("tbody[data-study]").count(), 1);
    assert.match(await page.textContent("tbody[data-study]"), /NCT00444613/);
    const hrefs = await page.$$eval(".summary a", (links) => links.map((link) => link.href));
    for (const href of hrefs) {
      const reply = await fetch(href);
      assert.equal(reply.status, 200, href);
      const text = await reply.text();
      assert.ok(!text.includes("NCT03548311"), `${href}: of the query, not of its words`);
    }
  }));

test("an identifier alone finds its trial", () =>
  withPage(browser, questionUrl(ekb.url, "https://doi.org/10.1136/jnnp-2018-319294"), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".evidence-table");
    assert.deepEqual(await page.$$eval("tbody[data-study]", (all) => all.map((one) => one.dataset.study)), ["nct:NCT00444613"]);
  }));

test("a reading is edited as a query", () =>
  withPage(browser, questionUrl(ekb.url, "which B12 trials used ALSFRS-R"), async (page, url) => {
    await page.goto(url);
    await page.click(".as-query a");
    await page.waitForSelector(".query");
    assert.equal(await page.inputValue("#q"), 'intervention:"vitamin B12" AND endpoint:"ALSFRS-R"');
    assert.equal(await page.locator("tbody[data-study]").count(), 2);
  }));

test("a trial with many claims and estimates does not bury the next, and its rows are told apart", () =>
  withPage(browser, questionUrl(ekb.url, "x"), async (page, url) => {
    const answer = hostileAnswer("pain");
    const [study] = answer.studies;
    const [one] = study.claims;
    const weeks = Array.from({ length: 20 }, (_, week) => `Change From Baseline in the Average Daily Pain Score of the Index Joint: Week ${week + 1}`);
    study.documents[0].retracted = false;
    study.claims = weeks.map((text, i) => ({ ...one, id: String(i), document: "pmid:1", species: "human", endpoint: { ...one.endpoint, text, label: "pain" } }));
    study.documents[0].id = "pmid:1";
    await answerMade(page, answer);
    await page.goto(url);
    await page.waitForSelector(".evidence-table");
    assert.equal(await page.locator("tr.claim").count(), 12);
    await page.click("button.more:has-text('Show 8 more claims')");
    assert.equal(await page.locator("tr.claim").count(), 20);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "In context: pain, pain");
    assert.match(await page.textContent(".forest-group figcaption"), /20 estimates of 1 study/);
    const rows = await page.locator(".forest-row").allTextContents();
    assert.equal(new Set(rows).size, 20, "each says which it is");
  }));

test("the reader stays where the answer is, and hears which it is of", () =>
  withPage(browser, questionUrl(ekb.url, "which B12 trials used ALSFRS-R"), async (page, url) => {
    await page.goto(url);
    await page.focus(".chip-remove");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".chip").length === 1);
    await page.waitForFunction(() => document.activeElement.id === "results");
    assert.match(await page.textContent("h1"), /^What the trials report: /);
  }));

test("a trial that may be shown twice is told at both places", () =>
  withPage(browser, questionUrl(ekb.url, "which B12 trials used ALSFRS-R"), async (page, url) => {
    await page.route(/\/discrepancies$/, (route) =>
      route.fulfill({ json: { discrepancies: [], suggestions: [{ documents: ["nct:NCT03548311", "nct:NCT00444613"], score: 5, reasons: [{ kind: "intervention", values: ["a", "b"] }, { kind: "n_randomised", values: ["130", "130"] }] }] } }),
    );
    await page.goto(url);
    await page.waitForFunction(() => document.querySelectorAll(".disagreement:not([hidden])").length === 2);
    const told = await page.locator(".disagreement").allTextContents();
    assert.ok(told.every((text) => /May be the same trial as .*alike in intervention, number randomised.*counted twice/.test(text)), told.join());
  }));

test("more studies join those shown, and a twin among these is told", () =>
  withPage(browser, questionUrl(ekb.url, "which B12 trials used ALSFRS-R"), async (page, url) => {
    await page.route(askRoute, async (route) => {
      const reply = await route.fetch({ url: route.request().url().replace(/&offset=1/, "") });
      const answer = await reply.json();
      const from = route.request().url().includes("offset=1") ? 1 : 0;
      const summary = { ...answer.summary, studies: 1, participants: from ? 130 : 373 };
      await route.fulfill({ json: { ...answer, summary, studies: answer.studies.slice(from, from + 1) } });
    });
    await page.route(/\/discrepancies$/, (route) =>
      route.fulfill({ json: { discrepancies: [], suggestions: [{ documents: ["nct:NCT03548311", "nct:NCT00444613"], score: 5, reasons: [{ kind: "intervention", values: ["a", "b"] }] }] } }),
    );
    await page.goto(url);
    assert.equal(await page.textContent(".summary-line"), "2 studies; the first 1 are shown, with 373 participants where reported");
    await page.click(".more-studies");
    await page.waitForFunction(() => document.querySelectorAll(".disagreement:not([hidden])").length === 1);
    assert.equal(await page.locator("tbody[data-study]").count(), 2);
    assert.match(await page.locator("tbody[data-study]").nth(1).locator(".disagreement").textContent(), /May be the same trial/);
    assert.equal(await page.textContent(".summary-line"), "2 studies, 503 participants where reported");
    assert.equal(await page.locator(".more-studies").count(), 0);
    assert.equal(await page.locator(".evidence-table > tbody > tr:not([role=row])").count(), 0, "every row is one where the table is laid out as blocks, too");
  }));

test("a question of filters alone shows what meets them, and one of nothing says so", () =>
  withPage(browser, questionUrl(ekb.url, "trials with more than 300 participants"), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".evidence-table");
    assert.equal(await page.textContent(".chip-name"), "more than 300 participants");
    await page.goto(questionUrl(ekb.url, "which trials"));
    assert.equal(await state(page), "no-evidence");
    assert.match(await page.textContent(".reading"), /nothing that could be looked for.*names nothing to look for/);
  }));

test("what is too long is refused whole, not cut and searched", () =>
  withPage(
    browser,
    ekb.url,
    async (page, url) => {
      await page.goto(url);
      await page.focus("#q");
      await page.keyboard.insertText("ALSFRS-R ".repeat(300));
      await page.keyboard.press("Enter");
      assert.equal(await state(page), "refused");
      assert.match(await page.textContent(".error-detail"), /bytes long; 2000 are taken/);
    },
    { expected: failed },
  ));
