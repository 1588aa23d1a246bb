// SPDX-License-Identifier: GPL-3.0-or-later
// The curators' desk: the claims of a document, to accept, correct or reject.
import { fullDocument } from "../api";
import type { FullDocument } from "../contract";
import { h } from "../dom";
import { plural } from "../format";
import { linkList } from "../view/details";
import { claimCard } from "./claim_card";
import "../style/base.css";
import "../style/answer.css";
import "../style/table.css";
import "../style/desk.css";

function element<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
  return found;
}

const form = element("open", HTMLFormElement);
const box = element("document", HTMLInputElement);
const tokenBox = element("token", HTMLInputElement);
const desk = element("desk", HTMLElement);
const status = element("status", HTMLElement);

// For this tab alone, and gone with it.
const tokenKey = "ekb-token";
tokenBox.value = sessionStorage.getItem(tokenKey) ?? "";
tokenBox.addEventListener("change", () => sessionStorage.setItem(tokenKey, tokenBox.value.trim()));

function documentView(found: FullDocument): HTMLElement {
  const shared = { document: found, token: () => tokenBox.value.trim(), said: (text: string) => (status.textContent = text) };
  return h(
    "section",
    {},
    h("h1", { class: "desk-title" }, found.title || found.id),
    linkList(found),
    h("p", { class: "quiet" }, plural(found.claims.length, "claim", "claims")),
    h("ol", { class: "desk-claims" }, ...found.claims.map((claim) => claimCard(shared, claim))),
  );
}

async function load(): Promise<void> {
  const id = new URLSearchParams(location.search).get("document") ?? "";
  box.value = id;
  if (!id) {
    desk.replaceChildren(h("p", { class: "quiet" }, "Open a document to review its claims."));
    box.focus();
    return;
  }
  desk.replaceChildren(h("p", { class: "quiet" }, "Reading…"));
  try {
    desk.replaceChildren(documentView(await fullDocument(id)));
  } catch (error) {
    desk.replaceChildren(h("p", { class: "warn", role: "alert" }, `The document could not be opened: ${error instanceof Error ? error.message : String(error)}.`));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams({ document: box.value.trim() })}`);
  void load();
});
window.addEventListener("popstate", () => void load());
void load();
