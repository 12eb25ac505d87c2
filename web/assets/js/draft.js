// Keeps what is typed in <form data-draft="new-fault"> in this tab until it is saved.
// The draft goes when a page comes that does not hold the form, after it was sent, or that says
// [data-draft-done="new-fault"]; passwords, files, [data-draft-skip] and what
// says which request and page it was (_request, _revision, _page, _next, _done) are never kept.
//   <span data-draft-state data-text="Concept bewaard om {time}">   says when it was kept
import { fillRows } from "./rows.js";

const WAIT_MS = 400;
const SENT = "draft-sent";
let timer = null;
let pending = []; // values whose field is not there yet, such as the machines of a customer just chosen

export function start() {
  const form = document.querySelector("form[data-draft]");
  dropSaved(form?.dataset.draft);
  if (!form) return;
  // after an error the server's own page holds everything
  if (!document.querySelector("main .error-summary")) restore(form);
  document.addEventListener("werkbank:replaced", () => (pending = fill(form, pending)));
  form.addEventListener("input", () => later(form));
  form.addEventListener("change", () => later(form));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(form);
    sessionStorage.setItem(SENT, form.dataset.draft);
  });
}

const key = (name) => `draft:${name}`;

function dropSaved(present) {
  const done = document.querySelector("[data-draft-done]")?.dataset.draftDone;
  if (done) sessionStorage.removeItem(key(done));
  // whose session ended comes by the page that signs in, and the form was not taken
  if (document.querySelector("form[action='/sign-in']")) return;
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent && sent !== present) sessionStorage.removeItem(key(sent));
}

function later(form) {
  clearTimeout(timer);
  timer = setTimeout(() => keep(form), WAIT_MS);
}

const kept = (control) =>
  control.name &&
  !/^_(request|revision|page|next|done)$/.test(control.name) &&
  !control.matches("button, [type=password], [type=file], [data-draft-skip]");

function keep(form) {
  const values = [...form.elements]
    .filter(kept)
    .map((control) => [control.name, control.value, /^(radio|checkbox)$/.test(control.type) ? control.checked : null]);
  sessionStorage.setItem(key(form.dataset.draft), JSON.stringify(values));
  const state = document.querySelector("[data-draft-state]");
  if (!state) return;
  const time = new Date().toLocaleTimeString(document.documentElement.lang || "nl", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  state.textContent = state.dataset.text.replace("{time}", time.replaceAll(":", document.documentElement.lang === "nl" ? "." : ":"));
  state.hidden = false;
}

function restore(form) {
  const saved = sessionStorage.getItem(key(form.dataset.draft));
  if (!saved) return;
  const values = JSON.parse(saved);
  fillRows(form, values.map(([name]) => name));
  pending = fill(form, values);
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
