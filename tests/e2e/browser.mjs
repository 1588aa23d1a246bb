// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: quiet });
}

/**
 * A page at `url` that fails its test on any script error, and on any message of the console that `expected` does
 * not match. On a failure its picture is left in output/.
 */
export async function withPage(browser, url, body, { expected = null, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000); // a loaded machine is slow, not broken
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !(expected?.test(message.text()) ?? false)) complaints.push(message.text());
  });
  try {
    await body(page, url);
    assert.deepEqual(complaints, [], "the browser complained");
  } catch (error) {
    await mkdir(new URL("output", import.meta.url), { recursive: true });
    const name = (error.message ?? "failure").replace(/[^a-z0-9]+/gi, "-").slice(0, 60);
    await page.screenshot({ path: new URL(`output/${name}.png`, import.meta.url).pathname, fullPage: true }).catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}

export const questionUrl = (base, question) => `${base}/?${new URLSearchParams({ q: question })}`;

/** Answers the API's address with this instead of the server. */
export function answerWith(page, pattern, { status = 200, body, type = "application/json" }) {
  return page.route(pattern, (route) => route.fulfill({ status, contentType: type, body: typeof body === "string" ? body : JSON.stringify(body) }));
}
