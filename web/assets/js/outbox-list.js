// Shows what waits in the outbox, wherever a page has a place for it:
//
//   <section id="outbox" data-outbox data-keep hidden>… <ul data-outbox-list>    everything of who is signed in
//   <section data-outbox-of="/visits/1" data-keep hidden>… <ul data-outbox-list>  what was done to this thing
//   <span data-outbox-badge="/visits/1" hidden>                                  says that something of it waits
//   <a data-outbox-count hidden><b></b>                                          how much waits
//   <span data-outbox-time="/visits/1/start">                                    when that was done; with data-outbox-plus="minutes" so many
//                                                                                minutes later as its field of that name says
//   <template data-outbox-after="/visits/1/start">                               what the element of the same id looks like after it
//   <template data-outbox-after="/visits/1/note-time" data-outbox-with="step=pause">   likewise, where that was posted
//
// template#outbox-entry is a line; its buttons have data-outbox-act; dialog#outbox-discard asks before something is thrown away.
import { text } from "./announce.js";
import { renewRequests } from "./morph.js";
import { REFUSED, inOrder, isHeld } from "./outbox/rules.js";

/** Ids of what this page is sending right now: nobody has to be told that it waits, unless it takes long. */
export const underWay = new Set();

let acts = {};
let shown = [];

/** What its buttons do: `again`, `change` and `discard`, each with the entry. */
export function listen(does) {
  acts = does;
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-outbox-act]");
    const entry = button && shown.find(({ seq }) => String(seq) === button.closest("[data-seq]")?.dataset.seq);
    if (!entry) return;
    if (button.dataset.outboxAct === "discard") ask(entry);
    else acts[button.dataset.outboxAct](entry);
  });
}

function ask(entry) {
  const dialog = document.getElementById("outbox-discard");
  dialog.querySelector("[data-what]").textContent = entry.what;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => dialog.returnValue === "discard" && acts.discard(entry), { once: true });
  dialog.showModal();
}

/** Whether this page is a copy that was kept on the device. */
export const pageIsOld = () => document.documentElement.hasAttribute("data-stored");

/** Shows what waits; of others only how much. */
export function show(everything, user) {
  const entries = inOrder(everything.filter((entry) => entry.user === user && !underWay.has(entry.id)));
  shown = entries;
  overlay(entries);
  const others = everything.filter((entry) => entry.user !== user).length;
  for (const place of document.querySelectorAll("[data-outbox]")) list(place, entries, others);
  for (const place of document.querySelectorAll("[data-outbox-of]")) list(place, of(entries, place.dataset.outboxOf));
  for (const badge of document.querySelectorAll("[data-outbox-badge]")) {
    const own = of(entries, badge.dataset.outboxBadge);
    badge.hidden = own.length === 0;
    badge.querySelector("[data-outbox-refused]")?.toggleAttribute("hidden", !own.some(({ state }) => state === REFUSED));
    badge.querySelector("[data-outbox-waiting]")?.toggleAttribute("hidden", own.every(({ state }) => state === REFUSED));
  }
  for (const count of document.querySelectorAll("[data-outbox-count]")) {
    count.hidden = entries.length === 0;
    count.querySelector("b").textContent = String(entries.length);
    count.classList.toggle("refused", entries.some(({ state }) => state === REFUSED));
  }
  for (const time of document.querySelectorAll("[data-outbox-time]")) {
    const entry = entries.findLast(({ action, state }) => action === time.dataset.outboxTime && state !== REFUSED);
    const plus = Number(entry?.fields.find(([name]) => name === time.dataset.outboxPlus)?.[1] ?? 0);
    time.textContent = entry ? clock(entry.at + plus * 60_000) : "";
  }
  document.dispatchEvent(new CustomEvent("werkbank:outbox", { detail: { entries } }));
}

const of = (entries, about) => entries.filter((entry) => entry.about === about);

/** A moment as people read it: the time, and the day where it is another. */
export function clock(at) {
  const lang = document.documentElement.lang || "nl";
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { weekday: "short", day: "numeric", month: "short" };
  const said = new Date(at).toLocaleString(lang, { ...day, hour: "2-digit", minute: "2-digit" });
  return lang === "nl" ? said.replace(/(\d{2}):(\d{2})/, "$1.$2") : said;
}

function list(place, entries, others = 0) {
  const into = place.querySelector("[data-outbox-list]");
  const known = new Map([...into.children].map((line) => [line.dataset.seq, line]));
  const lines = entries.map((entry) => line(entry, known.get(String(entry.seq))));
  into.replaceChildren(...lines);
  const count = place.querySelector("[data-outbox-number]");
  if (count) count.textContent = String(entries.length);
  const note = place.querySelector("[data-outbox-others]");
  if (note) {
    note.hidden = others === 0;
    note.textContent = note.dataset.outboxOthers.replace("{count}", others);
  }
  place.hidden = entries.length + others === 0;
}

// What is wrong with a field, behind what the form calls it.
const named = ({ field, message }, { labels }) => (labels?.[field] ? `${labels[field]}: ${message}` : message);

function line(entry, before) {
  const element = before ?? document.getElementById("outbox-entry").content.firstElementChild.cloneNode(true);
  const part = (name) => element.querySelector(`[data-${name}]`);
  element.dataset.seq = entry.seq;
  part("what").textContent = entry.what;
  part("kept").textContent = part("kept").dataset.kept.replace("{time}", clock(entry.at));
  const state = entry.state === REFUSED ? "refused" : isHeld(entry, shown) ? "held" : "waiting";
  for (const badge of element.querySelectorAll("[data-state]")) badge.hidden = badge.dataset.state !== state;
  const reason = part("reason");
  reason.hidden = state !== "refused";
  const errors = (entry.reason?.errors ?? []).map((error) => named(error, entry));
  reason.textContent = errors.length > 0 ? errors.join(" ") : (entry.reason?.title ?? "");
  const details = part("typed");
  if (state === "refused" && before?.dataset.state !== state) details.open = true;
  element.dataset.state = state;
  const facts = details.querySelector("dl");
  facts.replaceChildren(
    ...entry.typed.map(([label, value]) => {
      const row = document.createElement("div");
      const [dt, dd] = ["dt", "dd"].map((name) => row.appendChild(document.createElement(name)));
      [dt.textContent, dd.textContent] = [label, value];
      return row;
    }),
  );
  element.querySelector("[data-outbox-act=change]").hidden = entry.typed.length === 0 && state !== "refused";
  for (const button of element.querySelectorAll("[data-outbox-act]")) {
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${entry.what}`);
  }
  return element;
}

// The last act that waits decides what the page looks like; what was refused, what waits for that, and what is being changed, is not done.
function overlay(entries) {
  const changing = entries.find(({ id }) => location.hash === `#change-${id}`);
  const done = entries.filter((entry) => (!changing || entry.seq < changing.seq) && entry.state !== REFUSED && !isHeld(entry, entries));
  const looks = new Map();
  let replaced = false;
  for (const template of document.querySelectorAll("template[data-outbox-after]")) {
    const id = template.content.firstElementChild.id;
    const at = done.findLastIndex((entry) => isAfter(entry, template.dataset));
    const best = looks.get(id);
    if (!best || at > best.at) looks.set(id, { at, template });
  }
  for (const [id, { at, template }] of looks) {
    const old = document.getElementById(id);
    const { outboxAfter, outboxWith } = template.dataset;
    const now = at < 0 ? "" : [outboxAfter, outboxWith].filter(Boolean).join("?");
    if (!old || (old.dataset.outboxShown ?? "") === now) continue;
    const fresh = now ? template.content.firstElementChild.cloneNode(true) : old.original;
    fresh.original = old.original ?? old;
    if (now) {
      fresh.dataset.outboxShown = now;
      renewRequests(fresh);
    }
    const focused = old.contains(document.activeElement);
    old.replaceWith(fresh);
    replaced = true;
    document.dispatchEvent(new CustomEvent("werkbank:replaced", { detail: { region: fresh } }));
    const heading = focused && fresh.querySelector("h1, h2, h3");
    if (!heading) continue;
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  }
  // What came in may hold parts that look otherwise too.
  if (replaced) overlay(entries);
}

const isAfter = ({ action, fields }, { outboxAfter, outboxWith }) =>
  action === outboxAfter && (!outboxWith || fields.some(([name, value]) => `${name}=${value}` === outboxWith));

/** Writes what an entry holds into its form. */
export function fill(form, entry) {
  for (const control of form.elements) {
    const values = entry.fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (values.length === 0 || /^_(request|page|next|done|at|offline)$/.test(control.name)) continue;
    // what an empty box posts
    if (control.type === "hidden" && form.querySelector(`[type=checkbox][name="${CSS.escape(control.name)}"]`)) continue;
    if (control.type === "file") {
      const held = new DataTransfer();
      for (const file of values.filter(({ name }) => name)) held.items.add(file);
      control.files = held.files;
    } else if (/^(radio|checkbox)$/.test(control.type)) control.checked = values.includes(control.value);
    else control.value = values.at(-1);
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (entry.reason) say(form, entry);
  const first = [...form.elements].find((control) => control.matches("input:not([type=hidden]), select, textarea"));
  (form.querySelector(".error-summary") ?? first)?.focus();
}

function say(form, { reason: { title, errors }, labels }) {
  form.querySelector(".error-summary")?.remove();
  const summary = document.createElement("div");
  Object.assign(summary, { className: "error-summary", role: "alert", tabIndex: -1 });
  summary.appendChild(document.createElement("h2")).textContent = title ?? text("refused");
  for (const error of (errors ?? []).filter(({ message }) => message !== title)) {
    summary.appendChild(document.createElement("p")).textContent = named(error, { labels });
  }
  form.prepend(summary);
}
