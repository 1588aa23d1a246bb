// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { contextOf, unitOffset } from "../src/code_points";

test("offsets in code points become offsets in UTF-16 units", () => {
  const text = "a𝛼b🧠é";
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((point) => unitOffset(text, point)), [0, 1, 3, 4, 6, 7]);
  assert.equal(unitOffset(text, 99), text.length);
  assert.equal(unitOffset("", 3), 0);
});

test("a quote behind wide characters is found where the API says", () => {
  const text = "𝛼𝛽 before. The quote, 🧠 too. After";
  const quote = "The quote, 🧠 too.";
  const start = [..."𝛼𝛽 before. "].length;
  const context = contextOf(text, quote, start, start + [...quote].length, 1000);
  assert.deepEqual(context, { before: "𝛼𝛽 before. ", quote, after: " After", cutBefore: false, cutAfter: false });
});

test("a quote that is not at its place is not shown", () => {
  assert.equal(contextOf("The text was changed", "text", 3, 7, 100), null);
  assert.notEqual(contextOf("The text was changed", "text", 4, 8, 100), null);
});

test("a context is cut at words and says that it is cut", () => {
  const text = `${"word ".repeat(100)}QUOTE ${"other ".repeat(100)}`;
  const context = contextOf(text, "QUOTE", 500, 505, 50);
  assert.ok(context);
  assert.match(context.before, /^(word )+$/);
  assert.match(context.after, /^ (other )*other$/);
  assert.ok(context.before.length < 60 && context.after.length < 60);
  assert.deepEqual([context.cutBefore, context.cutAfter], [true, true]);
});

test("a context never loses a part of its quote", () => {
  const quote = "no spaces".replace(" ", "\n");
  const context = contextOf(`x${quote}x`, quote, 1, 10, 0);
  assert.equal(context?.quote, quote);
});
