// Sends what waits, one at a time and in order, each with its own command id: what is answered twice was done once.
// Pages and the worker use it; only one of them sends at a time.
import { REFUSED, next, verdict } from "./rules.js";

const LOCK = "werkbank-outbox";
const ANSWER_MS = 30_000;
const FILES_MS = 180_000;

/**
 * Sends all that can go. `store` keeps the entries (see store.js), `post` sends one and gives `{status, body}`, `told` hears of each
 * that went out with what was answered.
 * @returns {Promise<"done" | "network" | "sign-in" | "thing">} why it ended
 */
export async function flush(store, user, post, told = () => {}) {
  const held = new Set();
  for (;;) {
    const entry = next(await store.all(user), held);
    if (!entry) return held.size > 0 ? "thing" : "done";
    const { done, refused, again } = verdict(await post(entry));
    if (done) {
      await store.remove(entry.seq);
      told(entry, done);
    } else if (refused) {
      await store.change(entry.seq, { state: REFUSED, reason: refused });
    } else {
      await store.change(entry.seq, { tries: (entry.tries ?? 0) + 1 });
      if (again !== "thing") return again;
      held.add(entry.about);
    }
  }
}

/** Posts an entry as its form would have been. How long ago it was done is told, since clocks differ. */
export async function post(entry, send = fetch) {
  const data = [...entry.fields, ["_user", entry.user], ["_at", String(entry.at)], ["_ago", String(Math.max(0, Date.now() - entry.at))]];
  let body = new URLSearchParams();
  if (entry.multipart) body = new FormData();
  for (const [name, value] of data) body.append(name, value);
  const signal = AbortSignal.timeout(entry.multipart ? FILES_MS : ANSWER_MS);
  try {
    const headers = { Accept: "application/json" };
    const answer = await send(entry.action, { method: "POST", body, headers, signal, redirect: "manual", cache: "no-store" });
    const said = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
    return { status: answer.status, body: said };
  } catch {
    return { status: 0, body: null };
  }
}

/** Does something while nobody else sends; with `wait: false` not at all if somebody does. */
export const alone = (work, { wait = true } = {}) =>
  navigator.locks.request(LOCK, { ifAvailable: !wait }, (lock) => (lock ? work() : null));
