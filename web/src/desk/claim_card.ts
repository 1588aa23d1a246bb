// SPDX-License-Identifier: GPL-3.0-or-later
// One claim on the desk: what it says, where it stands, and what a curator makes of it.
import type { Claim, FullDocument } from "../contract";
import { freshId, h } from "../dom";
import { armFigure, armUnit, directionName, dose, estimate, favoursName, interval, measureName, named, ownWords, participants, pValue } from "../format";
import { quoteInContext } from "../view/details";
import { history, review, type Review } from "./api";
import { corrected, fields } from "./correction";

function sentence(claim: Claim, document: FullDocument): string {
  const { effect } = claim;
  const parts = [
    `${named(claim.intervention)}${claim.dose ? ` (${dose(claim.dose)})` : ""}${claim.comparator ? ` v ${named(claim.comparator)}` : ""}`,
    `${named(claim.endpoint)}${ownWords(claim.endpoint) ? ` (“${claim.endpoint.text}”)` : ""}`,
    [directionName(effect), favoursName(effect)].filter(Boolean).join(", "),
    [effect.measure && measureName(effect.measure), estimate(effect), interval(effect), pValue(effect)].filter(Boolean).join(" "),
    [claim.arms.map((arm) => `${arm.name}: ${armFigure(arm) ?? "no figure"}`).join("; "), armUnit(effect)].filter(Boolean).join(" "),
    participants(claim, document).join(", "),
  ];
  return parts.filter(Boolean).join(" · ");
}

function correctionForm(claim: Claim): { form: HTMLElement; written: () => Map<string, string> } {
  const inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();
  const rows = fields.map(({ name, label, kind, get }) => {
    const id = freshId("field");
    const value = String(get(claim) ?? "");
    const input =
      typeof kind === "string"
        ? h("input", { id, value, inputmode: kind === "number" ? "decimal" : "text", autocomplete: "off" })
        : h("select", { id }, ...["", ...kind].map((option) => h("option", { value: option, selected: option === value }, option.replaceAll("_", " ") || "not said")));
    inputs.set(name, input);
    return h("div", { class: "field" }, h("label", { for: id }, label), input);
  });
  return { form: h("div", { class: "correction", hidden: true }, ...rows), written: () => new Map([...inputs].map(([name, { value }]) => [name, value])) };
}

function historyView(claim: Claim): HTMLElement {
  const list = h("ol", { class: "history" });
  const details = h("details", {}, h("summary", {}, "History"), list);
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    history(claim.id).then(
      (events) => {
        const items = events.map(({ at, who, why, after }) => h("li", {}, `${at.replace("T", " ").replace("Z", " UTC")}: ${after.status} by ${who}: ${why}`));
        list.replaceChildren(...(items.length > 0 ? items : [h("li", { class: "quiet" }, "nobody has reviewed it")]));
      },
      (error: unknown) => list.replaceChildren(h("li", { class: "warn" }, `could not be read: ${String(error instanceof Error ? error.message : error)}`)),
    );
  });
  return details;
}

export interface Desk {
  document: FullDocument;
  /** The token as typed now. */
  token(): string;
  said(text: string): void;
}

export function claimCard(desk: Desk, claim: Claim): HTMLElement {
  const why = h("input", { class: "why", "aria-label": "Why", placeholder: "why (kept with the review)", maxlength: 1000 });
  const message = h("p", { class: "warn", role: "alert", hidden: true });
  const { form, written } = correctionForm(claim);
  const fail = (text: string): void => {
    message.textContent = text;
    message.hidden = false;
  };
  const buttons: HTMLButtonElement[] = [];
  const send = (body: Omit<Review, "why">): void => {
    if (!why.value.trim()) return fail("Say why first: the next reader will want to know.");
    if (!desk.token()) return fail("A curator's token is needed: ekb token add NAME --role curator.");
    for (const button of buttons) button.disabled = true;
    review(claim.id, { ...body, why: why.value.trim() }, desk.token()).then(
      (after) => {
        card.replaceWith(claimCard(desk, after));
        desk.said(`The claim is ${after.status}.`);
      },
      (error: unknown) => {
        for (const button of buttons) button.disabled = false;
        fail(`Nothing was written: ${error instanceof Error ? error.message : String(error)}.`);
      },
    );
  };
  const button = (label: string, onclick: () => void): HTMLButtonElement => {
    const made = h("button", { type: "button", class: "toggle", onclick });
    made.textContent = label;
    buttons.push(made);
    return made;
  };
  const correct = button("Correct", () => {
    if (form.hidden) {
      form.hidden = false;
      correct.textContent = "Write the correction";
      form.querySelector("input")?.focus();
      return;
    }
    const made = corrected(claim, written());
    if ("error" in made) fail(made.error);
    else send({ verdict: "corrected", correction: made.claim });
  });
  const card: HTMLElement = h(
    "li",
    { class: `desk-claim is-${claim.status}`, "data-claim": claim.id },
    h("p", { class: "desk-says" }, h("span", { class: "tag" }, claim.status), " ", sentence(claim, desk.document)),
    ...claim.evidence.map((evidence) => quoteInContext(desk.document.text, evidence, 160)),
    form,
    h(
      "div",
      { class: "desk-actions" },
      why,
      button("Accept", () => send({ verdict: "accepted" })),
      correct,
      button("Reject", () => send({ verdict: "rejected" })),
      claim.status !== "unreviewed" && button("Take back", () => send({ verdict: "unreviewed" })),
    ),
    message,
    historyView(claim),
  );
  return card;
}
