// Speaks to the endpoints of MapCreditsApi.

import { settings } from "./settings.js";
import { texts } from "./texts.js";

/** What was answered instead of what was asked for; its message is for people. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? texts.problems.unexpected(status));
    this.status = status;
    this.code = body.code;
    this.field = body.field;
    this.fate = body.fate;
    this.operation = body.operation;
  }
}

const walletAddress = () => `${settings.api}/wallets/${encodeURIComponent(settings.wallet)}`;

export const query = (fields) => new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== "")).toString();

export const address = (path, fields = {}) => {
  const text = query(fields);
  return `${walletAddress()}/${path}${text && "?" + text}`;
};

export const read = (path, fields) => send(address(path, fields));

export const readGeneral = (path) => send(`${settings.api}/${path}`);

let token;

/** Writes once, however often it has to be sent: the key names what the person wants. */
export async function write(method, path, body, key) {
  for (let attempt = 1; ; attempt++) {
    token ??= await readGeneral("antiforgery");
    try {
      return await send(address(path), {
        method,
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", [token.header]: token.token, "Idempotency-Key": key },
      });
    } catch (problem) {
      if (problem.code !== "antiforgery_token_invalid" || attempt > 1) throw problem;
      token = undefined;
    }
  }
}

/** One key for one wish: the same body again, after a failure, is the same wish. */
export function wish() {
  let last, key;
  return (body) => {
    const content = JSON.stringify(body);
    if (content !== last) {
      last = content;
      key = newKey();
    }
    return key;
  };
}

// crypto.randomUUID is missing where a page came over plain HTTP.
const newKey = () => "page-" + Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function send(url, options = {}) {
  let response;
  try {
    // A redirect leads to the host's sign-in page, which is no answer.
    response = await fetch(url, { credentials: "same-origin", redirect: "manual", ...options });
  } catch {
    throw new Problem(0, { detail: texts.problems.unreachable, code: "unreachable" });
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw new Problem(401, { detail: texts.problems.signedOut, code: "signed_out" });
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.includes("json")) throw new Problem(response.status, {});
  const answer = await response.json();
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}
