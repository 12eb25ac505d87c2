// The service worker: keeps what a technician needs on the device. Served at /worker.js, so that it sees every page.
// Styles, scripts and fonts come with each version (__ASSETS__ and __BUILD__ are filled in by build.mjs); pages are kept for one colleague.
import { post, alone, flush } from "./js/outbox/send.js";
import * as store from "./js/outbox/store.js";
import * as pages from "./js/worker-pages.js";

const OURS = `assets-${__BUILD__}`;
const SOON_MS = 5_000; // a line slower than this is as good as none, where there is a copy

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(OURS)
      .then((cache) => cache.addAll([...__ASSETS__, "/offline"]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { user, keeps, here } = event.data;
  event.waitUntil(pages.whose(user).then(() => keeps && pages.ahead(user, here).then((whole) => fetchedAhead(whole, event.source))));
});

async function fetchedAhead(whole, page) {
  page?.postMessage("fetched-ahead");
  await dropOldAssets(whole);
}

// Kept pages of the version before need its styles and scripts; when all were fetched anew they go.
async function dropOldAssets(whole) {
  if (!whole) return;
  for (const name of await caches.keys()) if (name.startsWith("assets-") && name !== OURS) await caches.delete(name);
}

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendAll());
});

async function sendAll() {
  const user = await pages.user();
  if (!user) return;
  const ended = await alone(() => flush(store, user, post), { wait: false });
  new BroadcastChannel("werkbank-outbox").postMessage("changed");
  if (ended === "network") throw new Error("no network yet"); // the browser asks again
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === "/session/end") return event.respondWith(signOut(request));
  if (request.method !== "GET" || url.pathname === "/events" || url.pathname.startsWith("/api/")) return;
  if (url.pathname.startsWith("/assets/")) return event.respondWith(asset(request));
  // a page that refreshes itself has something newer than the copy
  if (request.headers.has("x-live")) return;
  if (url.pathname === "/suggest/parts") return event.respondWith(parts(request, url));
  const page = request.mode === "navigate" || request.headers.get("accept")?.includes("text/html");
  if (page || request.destination === "image") event.respondWith(shown(request, page));
});

const asset = async (request) => (await caches.match(request)) ?? fetch(request);

async function shown(request, page) {
  if (page && !(await pages.signedOutFor(good))) return offline();
  const copy = await pages.copy(request.url);
  try {
    const answer = await (copy ? inTime(fetch(request)) : fetch(request));
    // A proxy answers for a server that is not there; every answer of ours has a policy.
    const theirs = answer.status >= 500 && !answer.headers.has("content-security-policy");
    return theirs && copy ? copy() : answer;
  } catch (problem) {
    if (copy) return copy();
    if (page) return offline();
    throw problem;
  }
}

const inTime = (answer) =>
  Promise.race([answer, new Promise((_, late) => setTimeout(() => late(new TypeError("too slow")), SOON_MS))]);

const offline = async () => (await caches.match("/offline")) ?? Response.error();

async function parts(request, url) {
  const list = await pages.copy(`${url.origin}/suggest/parts?all=true`);
  try {
    return await (list ? inTime(fetch(request)) : fetch(request));
  } catch (problem) {
    if (!list) throw problem;
    return pages.narrowed(await list(), url.searchParams.get("q") ?? "");
  }
}

// Nobody who picks the tablet up later sees what was kept, also when the server could not be told yet.
async function signOut(request) {
  await pages.whose(null);
  try {
    return await fetch(request);
  } catch {
    await pages.signOutLater();
    return Response.redirect("/offline", 303);
  }
}

const good = (answer) => answer.ok || answer.status === 401 || answer.type === "opaqueredirect";
