// SPDX-License-Identifier: GPL-3.0-or-later
// The API counts text in Unicode code points; JavaScript's strings count UTF-16 units.

/** The UTF-16 offset of a code point offset; the text's end where it lies beyond. */
export function unitOffset(text: string, codePointOffset: number): number {
  let unit = 0;
  for (let point = 0; point < codePointOffset && unit < text.length; point += 1) {
    const code = text.codePointAt(unit);
    unit += code !== undefined && code > 0xffff ? 2 : 1;
  }
  return unit;
}

export interface Context {
  before: string;
  quote: string;
  after: string;
  /** True where the text goes on beyond what is given. */
  cutBefore: boolean;
  cutAfter: boolean;
}

/** How far back or on a context may reach for a word's or line's edge, in UTF-16 units. */
const slack = 40;

function beginNear(text: string, wanted: number): number {
  if (wanted <= 0) return 0;
  const line = text.indexOf("\n", wanted - 1);
  if (line >= 0 && line < wanted + slack) return line + 1;
  const space = text.indexOf(" ", wanted);
  return space >= 0 && space < wanted + slack ? space + 1 : wanted;
}

function endNear(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length;
  const line = text.lastIndexOf("\n", wanted);
  if (line > wanted - slack) return line;
  const space = text.lastIndexOf(" ", wanted);
  return space > wanted - slack ? space : wanted;
}

/**
 * The quote at code points [start, end) with about `width` UTF-16 units of text on either side; null where the text
 * at that place is not the quote, so that no reader is shown the wrong words.
 */
export function contextOf(text: string, quote: string, start: number, end: number, width: number): Context | null {
  const from = unitOffset(text, start);
  const to = from + unitOffset(text.slice(from), end - start);
  if (text.slice(from, to) !== quote) return null;
  const begin = Math.min(beginNear(text, from - width), from);
  const finish = Math.max(endNear(text, to + width), to);
  return {
    before: text.slice(begin, from),
    quote,
    after: text.slice(to, finish),
    cutBefore: begin > 0,
    cutAfter: finish < text.length,
  };
}
