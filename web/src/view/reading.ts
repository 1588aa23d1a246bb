// SPDX-License-Identifier: GPL-3.0-or-later
// How the question was read, as chips that can be taken out.
import type { Answer, Interpretation, ReadConcept } from "../contract";
import { h } from "../dom";
import { queryOfReading } from "../query";
import { addressOf, withoutWords } from "../question";

export type Ask = (question: string) => void;

const kinds = [
  ["intervention", "Intervention"],
  ["comparator", "Compared with"],
  ["endpoint", "Endpoint"],
  ["condition", "Condition"],
  ["design", "Design"],
  ["excluded", "Not"],
] as const;

interface Removal {
  question: string;
  words: string | undefined;
  label: string;
}

function removeButton({ question, words, label }: Removal, ask: Ask): HTMLElement | null {
  const rest = words === undefined ? null : withoutWords(question, words);
  if (rest === null) return null;
  return h(
    "button",
    { type: "button", class: "chip-remove", "aria-label": `Ask without ${label}`, title: `Ask without “${label}”`, onclick: () => ask(rest) },
    "×",
  );
}

/** The names that were searched as well: shown when the chip is opened. */
function nameOf({ label, expanded }: ReadConcept): HTMLElement {
  const others = expanded.filter((name) => name.toLowerCase() !== label.toLowerCase());
  if (others.length === 0) return h("span", { class: "chip-name" }, label);
  return h(
    "details",
    { class: "chip-name" },
    h("summary", { title: `also: ${others.join(", ")}` }, label, h("span", { class: "chip-more" }, `+${others.length}`)),
    h("div", { class: "chip-names" }, h("p", {}, "Also searched as"), h("ul", {}, ...others.map((name) => h("li", {}, name)))),
  );
}

function chip(kind: string, name: HTMLElement, removal: Removal, ask: Ask, style = ""): HTMLElement {
  return h("li", { class: `chip ${style}` }, h("span", { class: "chip-kind" }, kind), name, removeButton(removal, ask));
}

/** A link that asks as an entry in the box would, and may be opened elsewhere. */
export function askLink(question: string, text: string, ask: Ask): HTMLElement {
  return h(
    "a",
    {
      href: addressOf(question),
      onclick: (event) => {
        if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
        event.preventDefault();
        ask(question);
      },
    },
    text,
  );
}

function queryReading(read: Interpretation): HTMLElement {
  const names = kinds.flatMap(([field, kind]) => (read[field] ?? []).map((item) => h("li", { class: "chip" }, h("span", { class: "chip-kind" }, kind), nameOf(item))));
  return h(
    "section",
    { class: "reading", "aria-label": "How the query was read" },
    h("h2", {}, "Read as the query"),
    h("p", {}, h("code", { class: "query" }, read.query ?? "")),
    h("ul", { class: "chips" }, ...names),
    ...(read.notes ?? []).map((note) => h("p", { class: "note" }, note)),
  );
}

export function readingView({ question, interpretation }: Answer, ask: Ask): HTMLElement {
  return interpretation.read_as === "query" ? queryReading(interpretation) : questionReading(question, interpretation, ask);
}

function questionReading(question: string, read: Interpretation, ask: Ask): HTMLElement {
  const query = queryOfReading(read);
  const chips: HTMLElement[] = [];
  for (const [field, kind] of kinds) {
    for (const item of read[field] ?? []) {
      chips.push(chip(kind, nameOf(item), { question, words: item.words ?? item.label, label: item.label }, ask));
    }
  }
  for (const { label, words } of read.filters ?? []) {
    chips.push(chip("Only", h("span", { class: "chip-name" }, label), { question, words, label }, ask));
  }
  for (const word of read.terms.split(/\s+/).filter(Boolean)) {
    chips.push(chip("Text", h("span", { class: "chip-name" }, `“${word}”`), { question, words: word, label: word }, ask, "chip-text"));
  }
  return h(
    "section",
    { class: "reading", "aria-label": "How the question was read" },
    h("h2", {}, "Read as"),
    chips.length > 0 ? h("ul", { class: "chips" }, ...chips) : h("p", { class: "quiet" }, "nothing that could be looked for"),
    ...(read.notes ?? []).map((note) => h("p", { class: "note" }, note)),
    query !== null && h("p", { class: "as-query" }, askLink(query, "Edit it as a query", ask)),
  );
}
