// SPDX-License-Identifier: GPL-3.0-or-later
// What the evidence table's columns are, and a row over all of them.
import { h, type Child } from "../dom";

export const columns = ["Intervention and dose", "Comparator", "Endpoint", "n", "Effect", "Direction", "Quote and source"] as const;

/** A row of one cell. Roles are said, because a table that a small screen lays out as blocks is a table no longer. */
export function wideRow(style: string, ...content: Child[]): HTMLTableRowElement {
  return h("tr", { class: style, role: "row" }, h("td", { colspan: columns.length, role: "cell" }, ...content));
}
