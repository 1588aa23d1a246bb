// SPDX-License-Identifier: GPL-3.0-or-later
// What curators ask of the API and write to it.
import { apiError } from "../api";
import type { Claim } from "../contract";

export interface ReviewEvent {
  sequence: number;
  at: string;
  who: string;
  why: string;
  before: Claim | null;
  after: Claim;
}

export interface Review {
  verdict: Claim["status"];
  why: string;
  correction?: Claim;
}

export async function review(claim: string, body: Review, token: string): Promise<Claim> {
  const response = await fetch(`/api/v1/claims/${encodeURIComponent(claim)}/review`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await apiError(response);
  return (await response.json()) as Claim;
}

export async function history(claim: string): Promise<ReviewEvent[]> {
  const response = await fetch(`/api/v1/claims/${encodeURIComponent(claim)}/history`);
  if (!response.ok) throw await apiError(response);
  return ((await response.json()) as { events: ReviewEvent[] }).events;
}
