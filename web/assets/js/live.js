// Keeps the page up to date: one event stream a tab, elements with data-live="<departments>" are fetched and morphed in.
//
//   <section id="queue" data-live="maintenance sales">   refreshed when one of these departments' data changed
//   <span class="live" data-connection data-on="…" data-off="…" data-position="11">   says whether the stream is open;
//        position: the last event this page knows, asked for as /events?after=11 so that nothing falls in between
//
// Messages: {"departments":["maintenance"],"position":12} or {"toast":{"text":"…","href":"/…"}}.
import { toast } from "./announce.js";
import { held, refresh } from "./morph.js";

const TOGETHER_MS = 200; // messages this close lead to one fetch
const RETRY_MS = 5000;
const dirty = new Set();
let source = null;
let timer = null;
let broken = false;

export function start() {
  if (!document.querySelector("[data-connection]")) return; // signed out
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : resume()));
  addEventListener("offline", () => show(false));
  addEventListener("online", resume);
  // The browser closes the stream itself when it leaves; a page that comes back from its cache needs a new one.
  addEventListener("pageshow", (event) => event.persisted && resume());
  addEventListener("pagehide", close);
  document.addEventListener("werkbank:dropped", schedule);
  if (!document.hidden) open();
}

function open() {
  if (source) return;
  const after = document.querySelector("[data-connection]").dataset.position;
  source = new EventSource(after ? `/events?after=${after}` : "/events");
  source.onopen = () => {
    show(true);
    if (broken) changed(null); // whatever happened while we were away
    broken = false;
  };
  source.onmessage = (message) => {
    const data = JSON.parse(message.data);
    if (data.position) document.querySelector("[data-connection]").dataset.position = data.position;
    if (data.toast) toast(data.toast);
    if (data.departments) changed(data.departments);
  };
  source.onerror = () => {
    broken = true;
    show(false);
    if (source?.readyState !== EventSource.CLOSED) return; // it tries again by itself
    close();
    setTimeout(() => document.hidden || open(), RETRY_MS);
  };
}

function close() {
  source?.close();
  source = null;
}

function resume() {
  broken = true;
  if (!source) open();
}

function show(on) {
  document.dispatchEvent(new CustomEvent("werkbank:connection", { detail: { on } }));
  for (const element of document.querySelectorAll("[data-connection]")) {
    element.textContent = on ? element.dataset.on : element.dataset.off;
    element.classList.toggle("off", !on);
  }
}

// null means every department
function changed(departments) {
  for (const element of document.querySelectorAll("[data-live][id]")) {
    const own = element.dataset.live.split(/\s+/);
    if (!departments || departments.some((name) => own.includes(name))) dirty.add(element.id);
  }
  schedule();
}

function schedule() {
  if (dirty.size > 0) timer ??= setTimeout(update, TOGETHER_MS);
}

async function update() {
  timer = null;
  if (wait()) return; // werkbank:dropped asks again
  const elements = [...dirty].map((id) => document.getElementById(id)).filter(Boolean);
  dirty.clear();
  // a region inside another one comes along with it
  const outer = elements.filter((one) => !elements.some((other) => other !== one && other.contains(one)));
  try {
    if (!(await refresh(outer, { mark: true, wait }))) again(outer);
  } catch {
    again(outer); // no connection: the next open brings them
  }
}

// While a card is held, or was let go and the server did not answer yet: what is fetched now may not know of it.
const wait = () => held() || document.querySelector("[data-card][aria-busy=true]") !== null;

function again(elements) {
  for (const element of elements) dirty.add(element.id);
}
