// SPDX-License-Identifier: GPL-3.0-or-later
// The synthesis of an answer: pooled when asked for, readable without its pictures, from the keyboard and on paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answerWith, launch, questionUrl, withPage } from "./browser.mjs";
import { command, knowledgeBase, server } from "./program.mjs";
import { zincTrials } from "./zinc_trials.mjs";

const question = "zinc and body weight";
let kb, ekb, browser;

before(async () => {
  kb = await knowledgeBase({ starter: false });
  const trials = await zincTrials(12);
  await command(kb.folder, "import", trials.folder);
  await trials.remove();
  ekb = await server(kb.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await ekb?.stop();
  await kb?.remove();
});

const pooledUrl = (model) => `${questionUrl(ekb.url, question)}&pool=${model}`;
const pool = (model) => fetch(`${ekb.url}/api/v1/synthesise?${new URLSearchParams({ q: question, model })}`).then((reply) => reply.json());
const minus = (text) => text.replaceAll("−", "-");

test("nothing is pooled before it is asked for; then figures and plots are those of the API", () =>
  withPage(browser, questionUrl(ekb.url, question), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".pooling");
    assert.equal(await page.locator(".synthesis-group").count(), 0);
    await page.selectOption(".pooling select", "dersimonian_laird");
    await page.click(".pooling button");
    await page.waitForSelector(".synthesis-group");
    const [of] = (await pool("dersimonian_laird")).syntheses;
    const words = minus(await page.textContent(".pooled-words"));
    assert.ok(words.includes(`Pooled ${Number(of.pooled.estimate.toPrecision(3))}`), words);
    assert.match(words, /95% prediction interval/);
    assert.equal(await page.locator(".pooled-row").count(), 12);
    assert.equal(await page.locator(".funnel-point").count(), 12);
    assert.match(minus(await page.textContent(".egger")), new RegExp(`Egger’s test.*t ${Number(of.egger.t.toPrecision(3))} with 10 degrees of freedom`));
    assert.equal(new URL(page.url()).searchParams.get("pool"), "dersimonian_laird");
  }));

test("every figure of the plots is in a table, with the pooled effect without each study", () =>
  withPage(browser, pooledUrl("reml_hartung_knapp"), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".figures-table");
    const [of] = (await pool("reml_hartung_knapp")).syntheses;
    const rows = await page.$$eval(".figures-table tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.equal(rows.length, of.studies.length);
    for (const [i, row] of rows.entries()) {
      const study = of.studies[i];
      assert.ok(row[0].includes(study.study));
      assert.ok(minus(row[1]).startsWith(`${Number(study.yi.toPrecision(3))} (`), row[1]);
      assert.equal(row[2], `${Number(study.weight.toPrecision(3))}%`);
      assert.ok(minus(row[5]).startsWith(`${Number(study.without.estimate.toPrecision(3))} (`), row[5]);
    }
    // Each picture has a name, and names the table.
    const named = await page.$$eval(".synthesis-group svg[role=img]", (all) => all.map((plot) => ["aria-labelledby", "aria-describedby"].map((name) => document.getElementById(plot.getAttribute(name))?.textContent ?? "")));
    assert.equal(named.length, 2);
    for (const [label, description] of named) assert.ok(label.length > 5 && description.startsWith("Figures of"), label);
  }));

test("the marks stand where the axes say", () =>
  withPage(browser, pooledUrl("reml_hartung_knapp"), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".funnel-point");
    const { squares, none, circles } = await page.evaluate(() => ({
      squares: [...document.querySelectorAll(".pooled-row")].map((row) => {
        const [line, square] = [row.querySelector("line"), row.querySelector("rect")];
        return [line.getAttribute("x1"), Number(square.getAttribute("x")) + Number(square.getAttribute("width")) / 2, line.getAttribute("x2")].map(Number);
      }),
      none: Number(document.querySelector(".pooled-forest .forest-none").getAttribute("x1")),
      circles: [...document.querySelectorAll(".funnel-point")].map((circle) => [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))]),
    }));
    const { studies } = (await pool("reml_hartung_knapp")).syntheses[0];
    for (const [i, [low, at, high]] of squares.entries()) {
      assert.ok(low < at && at < high);
      assert.equal(at < none, studies[i].yi < 0);
    }
    const byError = [...studies.keys()].sort((a, b) => studies[a].vi - studies[b].vi);
    assert.deepEqual([...circles.keys()].sort((a, b) => circles[a][1] - circles[b][1]), byError, "precise studies at the top");
  }));

test("it is asked for from the keyboard, and said when it is there", () =>
  withPage(browser, questionUrl(ekb.url, question), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".pooling");
    await page.focus(".pooling select");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".synthesis-group");
    assert.equal(await page.textContent(".synthesis-section [role=status]"), "1 synthesis made");
    assert.match(page.url(), /pool=dersimonian_laird/);
  }));

test("nothing to pool, and a failure, are told apart", async () => {
  await withPage(browser, pooledUrl("fixed_effect"), async (page, url) => {
    await answerWith(page, /\/api\/v1\/synthesise/, { body: { model: "fixed_effect", syntheses: [], left_out: [{ study: "s", claim: "c", reason: "its report is retracted" }] } });
    await page.goto(url);
    await page.waitForSelector(".syntheses .panel");
    assert.match(await page.textContent(".syntheses"), /Nothing can be pooled.*1 claim of 1 study: its report is retracted/s);
  });
  await withPage(
    browser,
    pooledUrl("fixed_effect"),
    async (page, url) => {
      await answerWith(page, /\/api\/v1\/synthesise/, { status: 500, type: "application/problem+json", body: { detail: "the server could not make the answer" } });
      await page.goto(url);
      await page.waitForSelector(".syntheses [role=alert]");
      assert.match(await page.textContent(".syntheses"), /could not be pooled: the server could not make the answer.*says nothing about the evidence/);
      assert.equal(await page.locator(".evidence-table").count(), 1, "the answer itself stays");
    },
    { expected: /Failed to load resource/ },
  );
});

test("it fits a narrow screen, and a printed page shows it whole", () =>
  withPage(
    browser,
    pooledUrl("reml_hartung_knapp"),
    async (page, url) => {
      await page.goto(url);
      await page.waitForSelector(".funnel-point");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 760, height: 1000 });
      assert.equal(await page.isVisible(".pooling button"), false);
      const cut = await page.$$eval(".synthesis-group .forest-scroll, .synthesis-group .figures-scroll", (all) => all.filter((box) => box.scrollWidth > box.clientWidth + 1).length);
      assert.equal(cut, 0, "nothing is cut off where no one can scroll");
    },
    { viewport: { width: 390, height: 844 } },
  ));
