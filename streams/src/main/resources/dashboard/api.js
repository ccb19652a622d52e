import { accessKey } from "./settings.js";

const PARTICIPANTS = "/v1/participants/";

/** Why there is no answer: an RFC 9457 problem, or that the node cannot be reached. */
export class Problem extends Error {
  /** @param status 0 where there was no answer at all */
  constructor(status, detail, reason, type = "") {
    super(detail);
    this.status = status;
    this.reason = reason;
    this.type = type;
  }

  /** Whether the same request may yet have an answer. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** A path of REST from its parts; names may hold anything. */
export const path = (...parts) => "/v1/" + parts.map(encodeURIComponent).join("/");

/** The answer to a request; whatever goes wrong is a Problem. What is public needs no key, and is there with a wrong one. */
export async function request(url, { headers = {}, ...options } = {}) {
  const key = url.startsWith(PARTICIPANTS) && accessKey.get();
  const all = key ? { ...headers, Authorization: "Bearer " + key } : headers;
  let response;
  try {
    response = await fetch(url, { ...options, headers: all });
  } catch (unreachable) {
    if (unreachable.name === "AbortError") throw unreachable;
    throw new Problem(0, "The node cannot be reached.");
  }
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response) {
  const told = await response.json().catch(() => ({}));
  return new Problem(response.status, told.detail ?? "The node answered " + response.status + ".", told.reason, told.type);
}

export const get = async url => (await request(url)).json();

/** Sends a command; the same key again is the same command. */
export async function command(method, url, key, body) {
  const headers = { "Idempotency-Key": key, ...(body && { "Content-Type": "application/json" }) };
  return (await request(url, { method, headers, body: body && JSON.stringify(body) })).json();
}

/** A name for a command. Random also where the page is not served over TLS, where there is no randomUUID. */
export function newKey() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return "page-" + high.toString(36) + low.toString(36);
}
