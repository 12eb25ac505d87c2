// A page without network: says that there is none, how old what it shows is and what waits; and takes the worker in that keeps the pages.
//
//   <div id="offline-notice" role="status">   filled from template#offline-notice-template
//   <div class="shell" data-user="…" data-works-offline>   whose page it is, and that their pages are kept
//   <button data-install hidden>              puts Werkbank on the device, where the browser offers that
//   <span data-ahead-mark="/files/…" hidden>  whether this device has that paper: <span data-here> or <span data-elsewhere>
import { text, toast } from "./announce.js";
import { stay } from "./draft.js";
import { clock, pageIsOld } from "./outbox-list.js";
import { isHeld } from "./outbox/rules.js";

let connected = true;
let waiting = [];

export function start() {
  const shell = document.querySelector(".shell");
  if (!shell?.dataset.user) return;
  connected = navigator.onLine;
  document.addEventListener("werkbank:connection", ({ detail }) => notice((connected = detail.on)));
  addEventListener("offline", () => notice((connected = false)));
  document.addEventListener("werkbank:outbox", ({ detail }) => notice((waiting = detail.entries)));
  document.addEventListener("werkbank:sent", freshen);
  document.addEventListener("input", ({ target }) => target.form?.method === "post" && target.form.setAttribute("data-typed", ""));
  document.addEventListener("submit", onSignOut, true);
  takeIn(shell);
  if (pageIsOld()) mark(shell.dataset.user);
  offerInstall();
  notice();
}

async function takeIn(shell) {
  if (!("serviceWorker" in navigator)) return;
  const works = shell.hasAttribute("data-works-offline");
  const known = navigator.serviceWorker.controller;
  try {
    if (works) await navigator.serviceWorker.register("/worker.js", { updateViaCache: "none" });
    else if (!(await navigator.serviceWorker.getRegistration("/"))) return;
    const { active, sync } = await navigator.serviceWorker.ready;
    navigator.serviceWorker.addEventListener("message", ({ data }) => data === "fetched-ahead" && mark(shell.dataset.user));
    const here = location.pathname + location.search;
    active?.postMessage({ user: shell.dataset.user, keeps: works && !pageIsOld(), here });
    document.addEventListener("werkbank:outbox", ({ detail }) => detail.entries.length > 0 && sync?.register("outbox").catch(() => {}));
  } catch {
    return; // no worker: pages are as without it
  }
  // Whoever comes with a new version gets its pages at the next step.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (known && !pageIsOld()) toast({ text: text("newVersion"), action: { text: text("newest"), run: () => location.reload() } });
  });
}

// Which papers open without network: said when all was fetched that there is room for, or when there is no network.
async function mark(user) {
  const kept = `pages-${user}`;
  if (!(await caches.has(kept))) return;
  const cache = await caches.open(kept);
  for (const place of document.querySelectorAll("[data-ahead-mark]")) {
    const here = Boolean(await cache.match(place.dataset.aheadMark, { ignoreVary: true }));
    place.querySelector("[data-here]").hidden = !here;
    place.querySelector("[data-elsewhere]").hidden = here;
    place.hidden = false;
  }
}

function notice() {
  const holder = document.getElementById("offline-notice");
  const template = document.getElementById("offline-notice-template");
  if (!holder || !template) return;
  const old = pageIsOld();
  const off = !connected || !navigator.onLine;
  const signedOut = document.querySelector(".shell").hasAttribute("data-signed-out");
  const refused = waiting.some(({ state }) => state === "refused");
  if (!off && !old && !signedOut && !refused) return holder.replaceChildren();
  const line = template.content.firstElementChild.cloneNode(true);
  const part = (name) => line.querySelector(`[data-part=${name}]`);
  part("off").hidden = !off;
  part("signed-out").hidden = off || !signedOut;
  part("refused").hidden = !refused;
  const goes = waiting.filter((entry) => entry.state !== "refused" && !isHeld(entry, waiting)).length;
  part("waiting").hidden = goes === 0;
  part("waiting").textContent = part("waiting").dataset.text.replace("{count}", goes);
  part("as-of").hidden = !old;
  if (old) part("as-of").textContent = part("as-of").dataset.text.replace("{time}", clock(Number(document.documentElement.dataset.stored)));
  part("newest").hidden = off || !old;
  part("newest").href = location.href.split("#")[0];
  part("outbox").hidden = waiting.length === 0;
  part("sign-in").hidden = off || !signedOut;
  part("sign-in").href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  // said again only when it says something else
  if (holder.textContent !== line.textContent || holder.childElementCount === 0) holder.replaceChildren(line);
}

// What went out shows in the page as the server has it now, unless somebody is typing.
function freshen() {
  const shows = pageIsOld() || document.querySelector("[data-outbox-shown], [data-outbox-of]");
  if (shows && !document.querySelector("form[data-typed]:not([data-draft]), dialog[open], form[aria-busy=true]")) {
    stay();
    location.reload();
  }
}

// Who signs out takes the pages along; what waits stays, sealed, until they sign in again.
function onSignOut(event) {
  const form = event.target;
  if (form.getAttribute("action") !== "/session/end" || waiting.length === 0 || form.hasAttribute("data-sure")) return;
  const dialog = document.getElementById("outbox-sign-out");
  if (!dialog) return;
  event.preventDefault();
  event.stopPropagation();
  dialog.returnValue = "";
  dialog.addEventListener("close", () => dialog.returnValue === "go" && (form.setAttribute("data-sure", ""), form.requestSubmit()), { once: true });
  dialog.showModal();
}

function offerInstall() {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    for (const button of document.querySelectorAll("[data-install]")) {
      button.hidden = false;
      button.addEventListener("click", () => event.prompt(), { once: true });
    }
  });
}
