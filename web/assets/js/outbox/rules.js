// What the outbox decides without a browser: what goes next, what an answer means, how long to wait before it is tried again.
// An entry is a posted form that is kept until the server answered it:
//   { seq, id, user, about: "/visits/…", action, fields, state, reason, tries, … }; seq is the order in which things were done.

export const WAITING = "waiting";
export const REFUSED = "refused";

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * The next entry to send: the oldest, but nothing that was done after a refused one to the same thing, since it may depend on that;
 * nor anything to the things in `held`.
 */
export function next(entries, held = new Set()) {
  const behind = new Set(held);
  for (const entry of inOrder(entries)) {
    if (behind.has(entry.about)) continue;
    if (entry.state !== REFUSED) return entry;
    behind.add(entry.about);
  }
  return null;
}

/** Whether an entry waits until the person decides about a refused one before it. */
export const isHeld = (entry, entries) =>
  entry.state !== REFUSED && entries.some((other) => other.seq < entry.seq && other.about === entry.about && other.state === REFUSED);

export const inOrder = (entries) => [...entries].sort((one, other) => one.seq - other.seq);

/**
 * What an answer means. Only our own "yes" counts as one: a page of a hotel's network does not. `body` is what was read as JSON;
 * status 0: no answer came.
 * @returns {{done: object} | {refused: object} | {again: "network" | "sign-in" | "thing"}}
 */
export function verdict({ status, body }) {
  if (status === 401) return { again: body?.code ? "sign-in" : "network" };
  if (status >= 200 && status < 300) return body?.id ? { done: body } : { again: "network" };
  // what is not ours says nothing about the command
  if (!body?.code) return { again: "network" };
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { again: "thing" };
  const { title, errors = [], overrule = null, code } = body;
  return { refused: { title, errors, overrule, code } };
}

/** How long to wait after so many times without an answer. */
export const pauseMs = (tries) => Math.min(FIRST_PAUSE_MS * 2 ** Math.min(tries, 10), LONGEST_PAUSE_MS);
