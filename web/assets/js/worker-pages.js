// The pages that the worker keeps for one colleague: those of their visits, fetched ahead, each with the moment at which it was so.

const PAGES = "pages-";
const LATER = "sign-out-later";
const STORED = "x-stored-at";
const FRESH_MS = 5 * 60_000;
const KEPT_MS = 3 * 24 * 60 * 60_000;
const MOST_BYTES = 120 * 1024 * 1024;

const names = async () => (await caches.keys()).filter((name) => name.startsWith(PAGES));

/** Whose pages are kept. */
export const user = async () => (await names())[0]?.slice(PAGES.length) ?? null;

/** From now on pages are kept for this colleague, or for nobody: what was kept for another goes. */
export async function whose(user) {
  for (const name of await names()) if (name !== PAGES + user) await caches.delete(name);
}

/** The copy of a page, if there is one that is not too old: a function that gives it, marked with its moment. */
export async function copy(url) {
  const [name] = await names();
  const kept = name && (await (await caches.open(name)).match(url, { ignoreVary: true }));
  const at = Number(kept?.headers.get(STORED));
  if (!kept || Date.now() - at > KEPT_MS) return null;
  return async () => {
    if (!kept.headers.get("content-type")?.includes("text/html")) return kept;
    const html = (await kept.text()).replace("<html ", `<html data-stored="${at}" `);
    return new Response(html, { headers: kept.headers });
  };
}

let turn = Promise.resolve();

/**
 * Fetches what the server says is needed, the page that is open first, and lets go of the rest. True when all pages are there.
 * A server that knows nobody any more has ended the session: then nothing is kept.
 */
export function ahead(user, here, most = MOST_BYTES) {
  turn = turn.then(() => fetchAhead(user, here, most)).catch(() => false);
  return turn;
}

async function fetchAhead(user, here, most) {
  const answer = await fetch("/my-work/ahead", { headers: { accept: "application/json" }, redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect" || answer.status === 401) await whose(null);
  if (!answer.ok) return false;
  const said = await answer.json();
  if (said.user !== user) return false;
  const cache = await caches.open(PAGES + user);
  const order = [...said.pages.filter((page) => page === here), ...said.pages.filter((page) => page !== here)];
  const wanted = new Set();
  const links = new Set();
  let room = most;
  let whole = true;
  for (const page of order) {
    const kept = await keep(cache, page, page === here || page === "/my-work", room);
    if (!kept) {
      whole = false;
      continue;
    }
    if (kept.bytes > room) continue;
    room -= kept.bytes;
    wanted.add(page);
    for (const link of kept.links) links.add(link);
  }
  // Pages come first; of pictures and papers as many as there is room for, those of the next visit before others.
  for (const link of links) {
    if (wanted.has(link)) continue;
    const kept = await keep(cache, link, false, room);
    if (!kept || kept.bytes > room) continue;
    room -= kept.bytes;
    wanted.add(link);
  }
  for (const request of whole ? await cache.keys() : []) {
    const { pathname, search } = new URL(request.url);
    if (!wanted.has(pathname + search)) await cache.delete(request);
  }
  return whole;
}

// Gives how large it is and which addresses it says are needed with it; nothing when it can't be had. What there is no room for
// is not kept.
async function keep(cache, page, now, room) {
  let kept = await cache.match(page, { ignoreVary: true });
  const age = kept ? Date.now() - Number(kept.headers.get(STORED)) : Infinity;
  // A file is called by what is in it, so it is never another one; it is fetched again before its copy is too old to be shown.
  const fresh = page.startsWith("/files/") ? KEPT_MS / 3 : FRESH_MS;
  if (now || age > fresh) {
    // what was just done is said once, in the page that a person sees
    // a visit's small forms lead back to where they are opened from
    const visit = page.match(/^\/visits\/([^/]+)\//)?.[1];
    const referrer = visit ? `/my-work?visit=${visit}` : "/my-work";
    const answer = await fetch(page, { headers: { "x-ahead": "1" }, referrer, redirect: "manual", cache: "no-store" });
    if (!answer.ok) return answer.status === 403 || answer.status === 404 ? { bytes: 0, links: [] } : null;
    const said = Number(answer.headers.get("content-length"));
    if (said > room) {
      await answer.body?.cancel(); // what can't be kept is not sent over a weak line
      return { bytes: said, links: [] };
    }
    const headers = new Headers(answer.headers);
    headers.set(STORED, String(Date.now()));
    headers.delete("content-encoding");
    const body = await answer.blob();
    if (body.size > room) return { bytes: body.size, links: [] };
    kept = new Response(body, { headers });
    await cache.put(page, kept.clone());
  }
  const blob = await kept.blob();
  const links = blob.type.includes("text/html") ? linked(await blob.text()) : [];
  return { bytes: blob.size, links };
}

/** Addresses of links and pictures that are marked with `data-ahead`: manuals, photos; its value is another address that is needed. */
export function linked(html) {
  const marked = html.matchAll(/<(?:a|img)\b[^>]*\sdata-ahead[\s>=][^>]*>|<(?:a|img)\b[^>]*\sdata-ahead>/g);
  const found = [...marked].flatMap(([tag]) => [...tag.matchAll(/\s(?:href|src|data-ahead)="(\/[^"]*)"/g)]);
  const addresses = found.map(([, address]) => address.replaceAll("&amp;", "&"));
  return addresses.filter((address) => address && !address.startsWith("//"));
}

/** The list of parts with only those that have all words of the search in them. */
export async function narrowed(answer, search) {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const html = await answer.text();
  const fits = (option) => words.every((word) => folded(option.replace(/<[^>]*>/g, " ")).includes(word));
  const MOST = 12;
  let count = 0;
  const kept = html.replace(/<li\b.*?<\/li>/gs, (option) => (fits(option) && (count += 1) <= MOST ? option : ""));
  const status = kept.replace(/data-status="[^"]*"/, `data-status="${Math.min(count, MOST)}"`);
  return new Response(status, { headers: { "content-type": "text/html; charset=utf-8" } });
}

const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** Notes that the server is to be told that the colleague signed out. */
export const signOutLater = () => caches.open(LATER);

/** Tells it, if that is still to be done. True when nothing is left to tell. */
export async function signedOutFor(good) {
  if (!(await caches.has(LATER))) return true;
  try {
    const answer = await fetch("/session/end", { method: "POST", redirect: "manual" });
    if (good(answer)) await caches.delete(LATER);
    return good(answer);
  } catch {
    return false;
  }
}
