// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a real question on the starter set, as a clinician meets it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, questionUrl, withPage } from "./browser.mjs";
import { knowledgeBase, server } from "./program.mjs";

const question = "which B12 trials used ALSFRS-R";
let kb, ekb, browser;

before(async () => {
  kb = await knowledgeBase();
  ekb = await server(kb.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await ekb?.stop();
  await kb?.remove();
});

const jetals = "NCT03548311";
const e0302 = "NCT00444613";

async function studiesOf(page) {
  await page.waitForSelector(".evidence-table");
  return page.$$eval(".evidence-table tbody", (bodies) => bodies.map((body) => body.textContent));
}

test("the first page offers questions, and one click answers one", () =>
  withPage(browser, ekb.url, async (page, url) => {
    await page.goto(url);
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.click(`.examples a:text-is("${question}")`);
    await page.waitForSelector(".evidence-table");
    assert.equal(await page.inputValue("#q"), question);
    assert.equal(new URL(page.url()).searchParams.get("q"), question);
    assert.match(await page.title(), /which B12 trials/);
    assert.match(await page.textContent("#contents"), /\d+ documents, \d+ claims/);
  }));

test("the B12 trials that used ALSFRS-R are shown, and no other drug's", () =>
  withPage(browser, ekb.url, async (page, url) => {
    await page.goto(url);
    await page.fill("#q", question);
    await page.press("#q", "Enter");
    const studies = await studiesOf(page);
    assert.equal(studies.length, 2);
    assert.ok(studies.some((text) => text.includes(jetals)), "JETALS");
    assert.ok(studies.some((text) => text.includes(e0302)), "E0302");
    assert.ok(!studies.some((text) => /edaravone/i.test(text)), "not edaravone");
    assert.match(await page.textContent(".summary-line"), /2 studies, .*503 participants/);
    assert.equal(await page.textContent("#status"), "2 studies found");
  }));

test("a row tells intervention, dose, comparator, endpoint, effect and direction, with links to the sources", () =>
  withPage(browser, questionUrl(ekb.url, question), async (page, url) => {
    await page.goto(url);
    const row = page.locator("tr.claim", { has: page.locator("td.effect", { hasText: "1.97" }), hasText: "registry" }).first();
    assert.match(await row.locator("td.intervention").textContent(), /methylcobalamin.*50 mg/);
    assert.match(await row.locator("td.comparator").textContent(), /placebo/i);
    assert.match(await row.locator("td.endpoint").textContent(), /ALSFRS-R/);
    assert.match(await row.locator("td.n").textContent(), /130 randomised/);
    assert.match(await row.locator("td.effect").textContent(), /MD 1\.97 points95% CI 0\.44 to 3\.5/);
    assert.match(await row.locator("td.direction-cell").textContent(), /Increased/);
    const hrefs = await page.$$eval(".evidence-table a", (links) => links.map((link) => link.href));
    assert.ok(hrefs.includes(`https://clinicaltrials.gov/study/${jetals}`));
    assert.ok(hrefs.includes("https://pubmed.ncbi.nlm.nih.gov/35532908/"));
    assert.ok(hrefs.includes("https://doi.org/10.1136/jnnp-2018-319294"));
  }));

test("chips say how the question was read and which names were searched, and can be taken out", () =>
  withPage(browser, questionUrl(ekb.url, question), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".chip");
    const chips = page.locator(".chip");
    assert.equal(await chips.count(), 2);
    await page.click(".chip summary:has-text('vitamin B12')");
    const names = await page.$$eval("details[open] .chip-names li", (items) => items.map((item) => item.textContent));
    for (const name of ["methylcobalamin", "mecobalamin", "cyanocobalamin"]) assert.ok(names.includes(name), name);
    await page.click(".chip-remove[aria-label='Ask without vitamin B12']");
    await page.waitForFunction(() => document.querySelectorAll(".chip").length === 1);
    assert.equal(await page.inputValue("#q"), "which trials used ALSFRS-R");
    assert.ok((await studiesOf(page)).some((text) => /edaravone/i.test(text)), "edaravone measured ALSFRS-R too");
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll(".chip").length === 2);
    assert.equal(await page.inputValue("#q"), question);
    assert.ok(!(await studiesOf(page)).some((text) => /edaravone/i.test(text)));
  }));

test("a quote is shown where it stands in its source", () =>
  withPage(browser, questionUrl(ekb.url, question), async (page, url) => {
    await page.goto(url);
    const row = page.locator("tr.claim", { hasText: "doi:10.1136/jnnp-2018-319294" }).first();
    const quote = await row.locator("q").textContent();
    await row.locator("button.toggle").click();
    assert.equal(await row.locator("button.toggle").getAttribute("aria-expanded"), "true");
    const mark = page.locator(".details mark").first();
    assert.equal(await mark.textContent(), quote);
    const context = await page.locator(".details .context").first().textContent();
    assert.ok(context.length > quote.length + 50, "the text around it is shown too");
    await row.locator("button.toggle").click();
    assert.equal(await page.locator(".details").count(), 0);
  }));

test("a study's other claims are shown when they are wanted", () =>
  withPage(browser, questionUrl(ekb.url, "methylcobalamin and survival"), async (page, url) => {
    await page.goto(url);
    const more = page.locator("button.more").first();
    const body = page.locator("tbody", { has: more }).first();
    const study = await body.getAttribute("data-study");
    const wanted = Number(/\d+/.exec(await more.textContent())[0]);
    const before = await body.locator("tr.claim").count();
    await more.click();
    const rows = page.locator(`tbody[data-study="${study}"] tr.claim`);
    await page.waitForFunction(([id, n]) => document.querySelectorAll(`tbody[data-study="${id}"] tr.claim`).length === n, [study, before + wanted]);
    const claims = await rows.evaluateAll((all) => all.map((row) => row.dataset.claim));
    assert.equal(new Set(claims).size, before + wanted, "none twice");
  }));

test("what has an interval is plotted, and what has none is named", () =>
  withPage(browser, questionUrl(ekb.url, "ALSFRS-R"), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".forest-figures");
    const figures = await page.locator(".forest-figures").allTextContents();
    assert.ok(figures.includes("1.97 (0.44 to 3.5)"), figures.join());
    assert.ok(figures.includes("2.49 (0.99 to 3.98)"), figures.join());
    assert.equal(await page.locator(".forest-none").count(), await page.locator("svg.forest").count());
    assert.match(await page.textContent(".left-out"), /Not plotted: .*claim/);
    // The marks stand where the axis says: the estimate inside its own interval's line.
    const inside = await page.$$eval(".forest-row", (rows) =>
      rows.every((row) => {
        const [line, point] = [row.querySelector(".forest-interval"), row.querySelector(".forest-point")];
        const x = Number(point.getAttribute("x")) + 4;
        return Number(line.getAttribute("x1")) <= x && x <= Number(line.getAttribute("x2"));
      }),
    );
    assert.ok(inside);
  }));

test("a trial that is missing is told why, and what is not held is said", () =>
  withPage(browser, questionUrl(ekb.url, "methylcobalamin and ALSFRS-R with more than 200 participants"), async (page, url) => {
    await page.goto(url);
    await page.click(".why-not summary");
    await page.fill(".why-not input", jetals);
    await page.press(".why-not input", "Enter");
    await page.waitForSelector(".why-told table");
    assert.match(await page.textContent(".why-told"), /nct:NCT03548311 is held, and the question leaves it out/);
    assert.deepEqual(await page.$$eval(".why-told .unmatched code", (codes) => codes.map((code) => code.textContent)), ["n:>200"]);
    await page.fill(".why-not input", "NCT99999999");
    await page.click(".why-not button");
    await page.waitForFunction(() => /holds no trial known as NCT99999999/.test(document.querySelector(".why-told").textContent));
    await page.fill(".why-not input", e0302);
    await page.click(".why-not button");
    await page.waitForFunction(() => /NCT00444613 is found/.test(document.querySelector(".why-told").textContent));
  }));

test("all that was found can be taken away as files, with how it was searched for", () =>
  withPage(browser, questionUrl(ekb.url, question), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".summary a");
    const hrefs = await page.$$eval(".summary a", (links) => links.map((link) => link.href));
    assert.equal(hrefs.length, 4);
    for (const href of hrefs) {
      const reply = await fetch(href);
      assert.equal(reply.status, 200, href);
      assert.ok((await reply.text()).length > 100, href);
    }
    const table = await (await fetch(hrefs[0])).text();
    assert.match(table, /^study,document,/);
    for (const trial of [jetals, e0302]) assert.ok(table.includes(`nct:${trial}`));
    assert.equal((await (await fetch(hrefs[3])).json()).counts.studies, 2);
  }));

test("everything can be done from the keyboard", () =>
  withPage(browser, questionUrl(ekb.url, question), async (page, url) => {
    await page.goto(url);
    await page.waitForSelector(".evidence-table");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    assert.equal(await page.inputValue("#q"), question, "the key itself is not typed");
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.matches("button.toggle"))) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForSelector(".details");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-expanded")), "true");
    const unnamed = await page.$$eval("button, a, input", (all) =>
      all.filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length)).length,
    );
    assert.equal(unnamed, 0, "every control has a name");
  }));

test("a small screen shows all without scrolling sideways", () =>
  withPage(
    browser,
    questionUrl(ekb.url, question),
    async (page, url) => {
      await page.goto(url);
      await page.click("button.toggle");
      await page.waitForSelector(".details mark, .details .quiet");
      await page.click(".chip summary >> nth=1");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      assert.ok(await page.locator("td.effect").first().isVisible());
    },
    { viewport: { width: 380, height: 800 } },
  ));

test("the narrowest table cuts no word of its figures", () =>
  withPage(
    browser,
    questionUrl(ekb.url, question),
    async (page, url) => {
      await page.goto(url);
      await page.waitForSelector(".claim");
      const words = await page.$$eval(".claim .n-part, .claim .direction", (all) =>
        all.flatMap(({ lastChild: text }) =>
          [...text.data.matchAll(/\p{L}+/gu)].map((word) => {
            const place = document.createRange();
            place.setStart(text, word.index);
            place.setEnd(text, word.index + word[0].length);
            return { word: word[0], lines: place.getClientRects().length };
          }),
        ),
      );
      assert.ok(words.some(({ word }) => word === "randomised"));
      assert.deepEqual(words.filter(({ lines }) => lines > 1), []);
    },
    { viewport: { width: 1000, height: 800 } },
  ));

test("the page follows the system's dark colours", () =>
  withPage(
    browser,
    ekb.url,
    async (page, url) => {
      await page.goto(url);
      const luminance = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
      assert.ok((await luminance()) < 200);
      await page.emulateMedia({ colorScheme: "light" });
      assert.ok((await luminance()) > 600);
    },
    { colorScheme: "dark" },
  ));
