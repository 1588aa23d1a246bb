// SPDX-License-Identifier: GPL-3.0-or-later
// The curators' desk: what a curator writes is kept, and what they may not write is not.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, questionUrl, withPage } from "./browser.mjs";
import { command, knowledgeBase, server } from "./program.mjs";

let kb, ekb, browser, curator, importer;
const refused = /Failed to load resource: the server responded with a status of 40[13]/;

before(async () => {
  kb = await knowledgeBase();
  curator = (await command(kb.folder, "token", "add", "Dr. Ada", "--role", "curator")).trim();
  importer = (await command(kb.folder, "token", "add", "loader", "--role", "importer")).trim();
  ekb = await server(kb.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await ekb?.stop();
  await kb?.remove();
});

const deskUrl = () => `${ekb.url}/desk.html?document=NCT03548311`;

async function openDesk(page, token) {
  await page.goto(deskUrl());
  await page.fill("#token", token);
  await page.press("#token", "Tab");
  await page.waitForSelector(".desk-claim");
  return page.locator(".desk-claim").first();
}

test("a claim is accepted with a reason, and the reason is kept", () =>
  withPage(browser, deskUrl(), async (page) => {
    const card = await openDesk(page, curator);
    await card.locator("button", { hasText: "Accept" }).click();
    assert.match(await card.locator("[role=alert]").textContent(), /Say why/);
    await card.locator(".why").fill("agrees with the registry");
    await card.locator("button", { hasText: "Accept" }).click();
    await page.waitForSelector(".desk-claim.is-accepted");
    await card.locator("summary").click();
    await page.waitForSelector(".history li");
    assert.match(await page.textContent(".history"), /accepted by Dr\. Ada: agrees with the registry/);
    await page.goto(questionUrl(ekb.url, "which B12 trials used ALSFRS-R"));
    await page.waitForSelector("tr.claim .tag-good");
    assert.equal(await page.textContent("tr.claim .tag-good"), "accepted", "answers know of it at once");
  }));

test("a figure is corrected, and the answer shows it", () =>
  withPage(browser, deskUrl(), async (page) => {
    const card = await openDesk(page, curator);
    await card.locator("button", { hasText: "Correct" }).click();
    await card.getByLabel("n analysed").fill("126");
    await card.getByLabel("Value", { exact: true }).fill("about two");
    await card.locator(".why").fill("from the article");
    await card.locator("button", { hasText: "Write the correction" }).click();
    assert.match(await card.locator("[role=alert]").textContent(), /is not a number/);
    await card.getByLabel("Value", { exact: true }).fill("1.97");
    await card.locator("button", { hasText: "Write the correction" }).click();
    await page.waitForSelector(".desk-claim.is-corrected");
    await page.goto(questionUrl(ekb.url, "which B12 trials used ALSFRS-R"));
    await page.waitForSelector("tr.claim");
    assert.match(await page.textContent(".evidence-table"), /126 analysed/);
  }));

for (const [name, token, said] of [
  ["no token", () => "", /token is needed/],
  ["a token that nobody gave", () => "ekb_99_nonsense", /not known, or was revoked/],
  ["an importer's token", () => importer, /role is importer/],
]) {
  test(`nothing is written with ${name}`, () =>
    withPage(
      browser,
      deskUrl(),
      async (page) => {
        const card = await openDesk(page, token());
        const before = await card.getAttribute("class");
        await card.locator(".why").fill("x");
        await card.locator("button", { hasText: "Reject" }).click();
        await card.locator("[role=alert]:visible").waitFor();
        assert.match(await card.locator("[role=alert]").textContent(), said);
        await page.reload();
        await page.waitForSelector(".desk-claim");
        assert.equal(await page.locator(".desk-claim").first().getAttribute("class"), before);
      },
      { expected: refused },
    ));
}

test("a document that is not there is said to be so", () =>
  withPage(
    browser,
    ekb.url,
    async (page, url) => {
      await page.goto(`${url}/desk.html?document=NCT99999999`);
      await page.waitForSelector("[role=alert]");
      assert.match(await page.textContent("#desk"), /holds no document "NCT99999999"/);
    },
    { expected: /status of 404/ },
  ));
