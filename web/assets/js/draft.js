// Keeps what is typed in <form data-draft="new-fault"> in this tab until it is saved. The name says what it is about, also
// the customer in the page's address: the draft of another one stays there. Of a form that works without network (outbox.js) it is
// kept on the device, for who is signed in, until it is sent or they sign out: a tablet that restarts loses nothing.
// The draft goes when a page comes that does not hold the form, after it was sent, that says
// [data-draft-done="new-fault"], or by the way out of the form, a link with data-dialog-close; passwords, files,
// [data-draft-skip] and what says which request and page it was (_request, _revision, _page, _next, _done) are never kept.
//   <span data-draft-state data-text="Concept bewaard om {time}">   says when it was kept
//   <template id="draft-template">   the line that says what was put back, with a button that throws it away
import { announce } from "./announce.js";
import { fillRows } from "./rows.js";

const WAIT_MS = 400;
const SENT = "draft-sent";
const STAYS = "draft-stays"; // another form of its page was sent: who comes back here never went away
const begun = new WeakSet();
let timer = null;
let pending = []; // values whose field is not there yet, such as the machines of a customer just chosen

export function start() {
  const form = document.querySelector("form[data-draft]");
  dropSaved(form?.dataset.draft);
  const stayed = sessionStorage.getItem(STAYS);
  sessionStorage.removeItem(STAYS);
  if (form) begin(form, stayed);
  document.addEventListener("submit", ({ target }) => target.getAttribute("action") === "/session/end" && dropKept());
  // a form that the page shows later, such as that of a visit that began without network
  document.addEventListener("werkbank:replaced", ({ detail }) => {
    const later = detail.region?.querySelector?.("form[data-draft]");
    if (later && later !== form && !later.closest("dialog") && !begun.has(later)) begin(later, null);
  });
}

function begin(form, stayed) {
  begun.add(form);
  // after an error the server's own page holds everything
  if (!document.querySelector("main .error-summary")) restore(form, stayed === form.dataset.draft);
  document.addEventListener("werkbank:replaced", () => (pending = fill(form, pending)));
  form.addEventListener("input", () => later(form));
  form.addEventListener("change", () => later(form));
  addEventListener("pagehide", () => timer && keep(form));
  document.addEventListener("submit", (event) => {
    if (!form.isConnected || (event.target !== form && !timer && !shelf(form).getItem(key(form)))) return;
    if (event.target === form || timer) keep(form);
    if (event.target !== form && (!event.defaultPrevented || lasts(event.target))) stay();
    else if (!event.defaultPrevented) sessionStorage.setItem(SENT, form.dataset.draft);
  });
  document.addEventListener("click", (event) => {
    const out = event.target.closest("a[data-dialog-close]");
    if (out && !out.closest("dialog") && !event.ctrlKey && !event.metaKey && !event.shiftKey) drop(form);
  });
}

const lasts = (form) => form.elements.namedItem("_offline") !== null;
const shelf = (form) => (lasts(form) ? localStorage : sessionStorage);
const named = (name) => `draft:${name}`;
const key = (form) => named(lasts(form) ? `${document.querySelector(".shell")?.dataset.user}:${form.dataset.draft}` : form.dataset.draft);

function dropKept() {
  for (const name of Object.keys(localStorage)) if (name.startsWith("draft:")) localStorage.removeItem(name);
}

function dropSaved(present) {
  const done = document.querySelector("[data-draft-done]")?.dataset.draftDone;
  if (done) sessionStorage.removeItem(named(done));
  // whose session ended comes by the page that signs in, and the form was not taken
  if (document.querySelector("form[action='/sign-in']")) return;
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (!sent || sent === present) return;
  sessionStorage.removeItem(named(sent));
  localStorage.removeItem(named(`${document.querySelector(".shell")?.dataset.user}:${sent}`));
}

/** The page comes again by itself: nobody went away, so nothing is told of what is put back. */
export function stay() {
  const form = document.querySelector("form[data-draft]");
  if (form) sessionStorage.setItem(STAYS, form.dataset.draft);
}

/** Lets go of what was kept of a form. */
export function drop(form) {
  clearTimeout(timer);
  timer = null;
  if (form.dataset.draft) shelf(form).removeItem(key(form));
}

function later(form) {
  clearTimeout(timer);
  timer = setTimeout(() => keep(form), WAIT_MS);
}

const kept = (control) =>
  control.name &&
  !/^_(request|revision|page|next|done|offline|at)$/.test(control.name) &&
  !control.matches("button, [type=password], [type=file], [data-draft-skip]");

function keep(form) {
  clearTimeout(timer);
  timer = null;
  const values = [...form.elements]
    .filter(kept)
    .map((control) => [control.name, control.value, /^(radio|checkbox)$/.test(control.type) ? control.checked : null]);
  shelf(form).setItem(key(form), JSON.stringify({ at: Date.now(), values }));
  const state = document.querySelector("[data-draft-state]");
  if (!state) return;
  state.textContent = state.dataset.text.replace("{time}", clock(Date.now(), { second: "2-digit" }));
  state.hidden = false;
}

function clock(at, more) {
  const lang = document.documentElement.lang || "nl";
  const time = new Date(at).toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit", ...more });
  return lang === "nl" ? time.replaceAll(":", ".") : time;
}

function restore(form, stayed) {
  const { at, values } = JSON.parse(shelf(form).getItem(key(form)) ?? "{}");
  if (!values || elsewhere(values)) return;
  fillRows(form, values.map(([name]) => name));
  pending = fill(form, values);
  if (!stayed) tell(form, at);
}

// What the address says wins: who went on with another customer than the one it names does not get that one here.
function elsewhere(values) {
  const asked = new URLSearchParams(location.search);
  return values.some(([name, value, checked]) => asked.has(name) && checked !== false && asked.get(name) !== value);
}

function tell(form, at) {
  const line = document.getElementById("draft-template")?.content.firstElementChild.cloneNode(true);
  if (!line) return;
  const said = line.querySelector("[data-draft-text]");
  said.textContent = said.dataset.draftText.replace("{time}", clock(at));
  line.querySelector("button").addEventListener("click", () => {
    drop(form);
    location.assign(location.pathname + location.search);
  });
  form.before(line);
  announce(said.textContent);
}

// Writes the values into the form; returns those that found no field.
function fill(form, values) {
  const missing = [];
  for (const [name, value, checked] of values) {
    const controls = [...form.elements].filter((control) => control.name === name && kept(control));
    const control = checked === null ? controls[0] : controls.find((one) => one.value === value);
    if (!control) missing.push([name, value, checked]);
    if (!control || (checked === null ? control.value === value : control.checked === checked)) continue;
    if (checked === null) control.value = value;
    else control.checked = checked;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return missing;
}
