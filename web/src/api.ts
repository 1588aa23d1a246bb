// SPDX-License-Identifier: GPL-3.0-or-later
import type { Answer, Claim, Discrepancy, Explanation, FullDocument, Health, Place, PoolingModel, Problem, Suggestion, SynthesisReport } from "./contract";

/** Why there is no answer: never to be shown as "no evidence". */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly hint: string | null = null,
    readonly status: number | null = null,
    readonly place: Place | null = null,
  ) {
    super(message);
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "detail" in value && typeof value.detail === "string";
}

/** Why the server did not do what it was asked. */
export async function apiError(response: Response): Promise<ApiError> {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/problem+json")) {
    const body: unknown = await response.json().catch(() => null);
    if (isProblem(body)) return new ApiError(body.detail, body.hint ?? null, response.status, body.position ?? null);
  }
  return new ApiError(`the server answered ${response.status} without saying why`, null, response.status);
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("the server cannot be reached", "is ekb serve still running?");
  }
  if (!response.ok) throw await apiError(response);
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("the server's answer could not be read: it is cut short or is not JSON", null, response.status);
  }
}

/** Answers what was typed: a question in plain words, a query or an identifier. Which of them it is, the server tells. */
export function ask(typed: string, offset: number, signal: AbortSignal): Promise<Answer> {
  const from: Record<string, string> = offset > 0 ? { offset: String(offset) } : {};
  return get<Answer>(`/api/v1/ask?${new URLSearchParams({ q: typed, other_claims: "0", ...from })}`, signal);
}

/** What the parts of a query find, and whether they find the trial with this identifier. */
export function explain(query: string, id: string): Promise<Explanation> {
  return get<Explanation>(`/api/v1/explain?${new URLSearchParams(id ? { q: query, id } : { q: query })}`);
}

export function synthesise(question: string, model: PoolingModel, retractedToo: boolean, signal: AbortSignal): Promise<SynthesisReport> {
  const query = new URLSearchParams({ q: question, model });
  if (retractedToo) query.set("include_retracted", "true");
  return get<SynthesisReport>(`/api/v1/synthesise?${query}`, signal);
}

const documents = new Map<string, Promise<FullDocument>>();

/** The document with its text, asked for once. */
export function fullDocument(id: string): Promise<FullDocument> {
  let document = documents.get(id);
  if (!document) {
    document = get<FullDocument>(`/api/v1/documents/${encodeURIComponent(id)}`);
    documents.set(id, document);
    document.catch(() => documents.delete(id));
  }
  return document;
}

/** All claims of a study's reports. */
export async function claimsOf(study: string): Promise<Claim[]> {
  const found = await get<{ documents: { claims: Claim[] }[] }>(`/api/v1/studies/${encodeURIComponent(study)}`);
  return found.documents.flatMap(({ claims }) => claims);
}

/** What the reports of a study disagree on, and reports of others that look like its own. */
export function discrepancies(study: string): Promise<{ discrepancies: Discrepancy[]; suggestions?: Suggestion[] }> {
  return get(`/api/v1/studies/${encodeURIComponent(study)}/discrepancies`);
}

export function health(): Promise<Health> {
  return get<Health>("/api/v1/health");
}
