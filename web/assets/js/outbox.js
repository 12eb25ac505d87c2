// Forms that work without network. A form that holds <input type="hidden" name="_offline" value="what it does" data-about="/visits/1">
// is kept on this device before it is sent, so that no lost line and no restart takes what was typed, and goes out by itself.
//
// With a connection it is as without this: the next page comes, or the form again with what is wrong. Without one the page says
// that it waits; see outbox-list.js for how, and outbox/ for what is kept and how it is sent.
import { announce, text, toast } from "./announce.js";
import { drop } from "./draft.js";
import { busy } from "./forms.js";
import { renewRequests } from "./morph.js";
import { fill, listen, pageIsOld, show, underWay } from "./outbox-list.js";
import { REFUSED, WAITING, pauseMs } from "./outbox/rules.js";
import { alone, flush, post } from "./outbox/send.js";
import * as store from "./outbox/store.js";

const SOON_MS = 4_000; // a line that is slower than this does not hold anybody up
const THROUGH = "outbox-through"; // the refused entry that stands in the page that comes
const answers = new Map(); // by seq, of what this page sent
const channel = "BroadcastChannel" in self ? new BroadcastChannel("werkbank-outbox") : null;
let user = null;
let timer = null;

export function start() {
  user = document.querySelector(".shell")?.dataset.user;
  if (!user || !self.indexedDB || !navigator.locks || !crypto.randomUUID) return;
  if (pageIsOld()) renewRequests(document);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("werkbank:replaced", ({ detail }) => (taken(), detail.region?.id !== "sheet" && tell()));
  listen({ again, change, discard });
  channel?.addEventListener("message", tell);
  addEventListener("online", () => send());
  document.addEventListener("werkbank:connection", ({ detail }) => detail.on && send());
  document.addEventListener("visibilitychange", () => document.hidden || send());
  addEventListener("hashchange", fromAddress);
  taken();
  tell().then(fromAddress).then(() => send());
}

const tell = async () => show(await store.everything(), user);

const told = () => (channel?.postMessage("changed"), tell());

const field = (form, name) => form.elements?.namedItem?.(name);

// The same form is sent again without the page coming anew: that is another request.
function renew(form) {
  const request = field(form, "_request");
  if (!field(form, "_offline") || !request) return;
  request.value = crypto.randomUUID();
  field(form, "_at")?.remove();
}

function onSubmit(event) {
  const form = event.target;
  const mark = field(form, "_offline");
  if (!mark || event.defaultPrevented) return;
  if (form.hasAttribute("data-through")) return form.removeAttribute("data-through");
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  busy(form, event.submitter, true);
  keep(form, event.submitter, entryOf(form, event.submitter, mark));
}

function entryOf(form, submitter, mark) {
  const own = (name) => field(form, name)?.value ?? null;
  const fields = [...new FormData(form, submitter)].filter(([name]) => !["_offline", "_at"].includes(name));
  return {
    id: own("_request"),
    user,
    about: mark.dataset.about,
    what: mark.value,
    action: new URL(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action).pathname,
    page: own("_page"),
    next: own("_next"),
    done: own("_done"),
    multipart: form.enctype === "multipart/form-data",
    fields,
    typed: typed(form),
    labels: Object.fromEntries(shown(form).map((control) => [control.name, legendOf(control) || labelOf(control)])),
    at: Number(own("_at")) || Date.now(),
    state: WAITING,
    reason: null,
    tries: 0,
  };
}

const shown = (form) => [...form.elements].filter((control) => control.name && !control.disabled && !control.matches("[type=hidden], button"));

const isChoice = (control) => /^(radio|checkbox)$/.test(control.type);

// Without the keys and remarks that stand in it.
function words(element) {
  const copy = element?.cloneNode(true);
  for (const more of copy?.querySelectorAll("kbd, .hint, .optional, input, select") ?? []) more.remove();
  return copy?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

const labelOf = (control) => words(control.labels?.[0]);

const legendOf = (control) => (isChoice(control) ? words(control.closest("fieldset")?.querySelector("legend")) : "");

// What a person typed or chose, in the words of the form.
function typed(form) {
  const lines = shown(form).map((control) => {
    const label = labelOf(control);
    if (isChoice(control)) return control.checked ? [legendOf(control), label] : null;
    if (control.type === "file") return [label, [...control.files].map(({ name }) => name).join(", ")];
    if (control.matches("select")) return [label, control.selectedOptions[0]?.textContent.trim() ?? ""];
    return [label, control.value.trim()];
  });
  return lines.filter((line) => line?.[1]);
}

async function keep(form, submitter, entry) {
  underWay.add(entry.id);
  try {
    entry.seq = await store.put(entry);
  } catch {
    return through(form, submitter); // nothing can be kept here: it is sent as any form
  }
  renew(form);
  await told();
  if (navigator.onLine) await Promise.race([send(), new Promise((soon) => setTimeout(soon, SOON_MS))]);
  const now = (await store.all(user)).find((one) => one.seq === entry.seq);
  if (!now) return arrive(form, entry, answers.get(entry.seq));
  if (now.state !== REFUSED || !navigator.onLine) return kept(form, submitter, entry);
  // Who stands before the form hears of it there, as of any other.
  sessionStorage.setItem(THROUGH, entry.id);
  field(form, "_request").value = entry.id;
  hidden(form, "_at", entry.at);
  through(form, submitter);
}

function hidden(form, name, value) {
  const input = field(form, name) ?? Object.assign(document.createElement("input"), { type: "hidden", name });
  input.value = value;
  form.append(input);
}

function through(form, submitter) {
  busy(form, submitter, false);
  form.setAttribute("data-through", "");
  form.requestSubmit(submitter ?? undefined);
}

// The page that shows a refused form again has taken it over, unless something waits behind it. Where another page came, it was taken this time, or the line broke:
// that is asked once more.
async function taken() {
  const id = sessionStorage.getItem(THROUGH);
  if (!id || pageIsOld() || document.querySelector("form[aria-busy=true]")) return;
  sessionStorage.removeItem(THROUGH);
  underWay.delete(id);
  const entry = (await store.all(user)).find((one) => one.id === id && one.state === REFUSED);
  if (!entry) return;
  if (![...document.forms].some((form) => field(form, "_request")?.value === id)) return again(entry);
  // What was done to the same thing afterwards waits for it: until the form is sent again it keeps its place.
  if (!(await store.all(user)).some((other) => other.about === entry.about && other.seq > entry.seq)) await store.remove(entry.seq);
  await told();
}

const here = () => location.pathname + location.search;

function arrive(form, entry, answer) {
  drop(form);
  const next = entry.next ?? `/${entry.action.split("/")[1]}/{id}`;
  const done = entry.done ?? "done-saved";
  if (done) document.cookie = `done=${encodeURIComponent(done)}; path=/; max-age=20; samesite=lax`;
  // another page sent it: only it knows the answer
  goTo(answer || !next.includes("{id}") ? next.replace("{id}", answer?.id) : entry.page);
}

// An address that differs in what is behind # alone is no other page: this one is fetched again.
function goTo(next) {
  const to = new URL(next, location.origin);
  if (to.pathname + to.search !== here()) return location.assign(to);
  history.replaceState(null, "", to);
  location.reload();
}

async function kept(form, submitter, entry) {
  underWay.delete(entry.id);
  busy(form, submitter, false);
  drop(form);
  form.reset();
  for (const search of form.querySelectorAll("[data-suggest-into]")) {
    const chosen = document.getElementById(search.dataset.suggestInto);
    if (chosen) chosen.value = "";
  }
  form.closest("dialog")?.close();
  const next = entry.next && !entry.next.includes("{id}") ? new URL(entry.next, location.origin) : null;
  if (next && next.pathname + next.search !== here() && navigator.serviceWorker?.controller) return location.assign(next);
  if (location.hash.startsWith("#change-")) history.replaceState(null, "", here());
  await tell();
  announce(text("kept"));
  toast({ text: `${entry.what}. ${text("kept")}` });
}

/** Sends what waits, unless another page does; then it is tried again after a while as long as something waits. */
async function send() {
  clearTimeout(timer);
  const before = answers.size;
  const ended = await alone(() => flush(store, user, post, (entry, answer) => answers.set(entry.seq, answer)));
  document.querySelector(".shell")?.toggleAttribute("data-signed-out", ended === "sign-in");
  await told();
  const left = await store.all(user);
  if (ended !== "done") timer = setTimeout(send, pauseMs(Math.max(0, ...left.map(({ tries }) => tries - 1))));
  if (answers.size > before) document.dispatchEvent(new CustomEvent("werkbank:sent"));
}

async function again(entry) {
  await alone(() => store.change(entry.seq, { state: WAITING, reason: null, tries: 0 }));
  await send();
}

async function discard(entry) {
  await alone(() => store.remove(entry.seq));
  await told();
  await send();
}

// With a connection the server shows the form with what is wrong and what may be done about it; without one it is filled in here.
function change(entry) {
  if (!navigator.onLine || pageIsOld() || entry.state !== REFUSED) {
    const page = new URL(entry.page ?? here(), location.origin);
    page.hash = `change-${entry.id}`;
    if (page.pathname + page.search !== here()) return location.assign(page);
    location.hash = page.hash;
    return fromAddress();
  }
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: entry.action, hidden: true });
  if (entry.multipart) form.enctype = "multipart/form-data";
  const files = new Map();
  for (const [name, value] of entry.fields) {
    if (typeof value === "string") form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    else files.set(name, [...(files.get(name) ?? []), value]);
  }
  for (const [name, list] of files) {
    const input = Object.assign(document.createElement("input"), { type: "file", name, multiple: true });
    const held = new DataTransfer();
    for (const file of list) held.items.add(file);
    input.files = held.files;
    form.append(input);
  }
  sessionStorage.setItem(THROUGH, entry.id);
  document.body.append(form);
  hidden(form, "_at", entry.at);
  form.submit();
}

// /my-work?visit=1#change-<id>: the form of that entry, filled in again.
async function fromAddress() {
  const id = location.hash.match(/^#change-(.+)$/)?.[1];
  const entry = id && (await store.all(user)).find((one) => one.id === id);
  if (!entry) return;
  await tell();
  const form = [...document.forms].find((one) => field(one, "_offline") && new URL(one.action).pathname === entry.action && !one.hidden);
  if (!form) return announce(text("formGone"));
  field(form, "_request").value = entry.id;
  hidden(form, "_at", entry.at);
  fill(form, entry);
}
