// The planning board: a visit is dragged to a technician's day with mouse or finger, or moved with the keyboard.
// Dragging never changes the page: it says "this card, to that cell"; the server decides and the board is fetched again.
//
//   <div id="board" data-board data-live="maintenance">            the queue and the table of days
//     <section data-queue>                                         dropping here asks why it is taken back (data-unplan)
//     <li data-card data-visit="<id>" data-revision="4" data-action="/visits/<id>/schedule" data-duration="90"
//         data-minutes="600" data-unplan="/visits/<id>/take-back">  minutes: its start after midnight, absent in the queue
//       <a href>…</a> <a data-schedule data-dialog-href href>      the button that does the same in a dialog
//     <td id data-cell data-technician="<id>" data-day="2026-11-17" data-from="480" data-until="1020"
//         data-earliest="855" [data-scale]>                        working day in minutes; earliest: today's now;
//                                                                  scale: height is time (day view)
//   <dialog id="refusal"> with [data-refusal-title], [data-refusal-detail], ul[data-refusal-errors] and
//     form[data-refusal-form] holding textarea[name=overrule] and its button
//
// Posted: technician, slot.on, slot.from and slot.until (HH:MM), _revision, _request, and overrule with a reason after a
// refusal that allows it (problem+json with "overrule"). Keyboard: arrows walk, P or V opens data-schedule, Esc lets go.
import { dragging } from "./board-drag.js";
import { walk } from "./board-walk.js";
import { text, toast } from "./announce.js";
import { openPage } from "./dialog.js";
import { refresh } from "./morph.js";

const STEP = 15; // minutes; visits start on a quarter
const ready = new WeakSet();

/** Makes the board of this page work; safe to call again after it was replaced. */
export function board() {
  const root = document.querySelector("[data-board]");
  if (!root || ready.has(root)) return;
  ready.add(root);
  dragging(root, drop);
  walk(root);
}

function drop(card, target, point) {
  if (target.matches("[data-queue]")) {
    if (card.dataset.unplan) openPage(card.dataset.unplan); // the customer hears of it, so a reason is asked
    return;
  }
  const start = startIn(target, card, point);
  send(card, card.dataset.action, {
    technician: target.dataset.technician,
    "slot.on": target.dataset.day,
    "slot.from": clock(start),
    "slot.until": clock(Math.min(start + Number(card.dataset.duration), 1439)), // a visit ends on its own day
    _revision: card.dataset.revision,
  });
}

/** Minutes after midnight at which a card dropped at `point` starts in `cell`. */
export function startIn(cell, card, point) {
  const from = Math.max(Number(cell.dataset.from ?? 480), Number(cell.dataset.earliest ?? 0));
  const until = Number(cell.dataset.until ?? 1020);
  if (cell.hasAttribute("data-scale")) {
    const box = cell.getBoundingClientRect();
    const start = Number(cell.dataset.from ?? 480);
    const share = Math.min(1, Math.max(0, (point.y - box.top) / box.height));
    return Math.max(up(from), Math.round((start + share * (until - start)) / STEP) * STEP);
  }
  const others = [...cell.querySelectorAll("[data-card]")].filter((other) => other !== card);
  const above = others.filter((other) => middle(other) <= point.y).length;
  const length = Number(card.dataset.duration);
  let start = up(from);
  // the first gap it fits in at or below the place where it was let go; below all of them is always free
  for (const [index, other] of others.entries()) {
    const begin = Number(other.dataset.minutes);
    if (index >= above && start + length <= begin) break;
    start = Math.max(start, up(begin + Number(other.dataset.duration)));
  }
  return Math.min(start, 1440 - STEP);
}

const up = (minutes) => Math.ceil(minutes / STEP) * STEP;
const clock = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

function middle(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

async function send(card, url, fields) {
  card.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ ...fields, _request: newKey() }),
    });
    if (response.status === 401) return location.reload();
    if (response.ok) await refresh([document.querySelector("[data-board]")], { mark: true });
    else if (response.status === 409 || response.status === 422) refuse(await response.json(), card, url, fields);
    else toast({ text: text("failed") });
  } catch {
    toast({ text: text("failed") });
  } finally {
    card.removeAttribute("aria-busy");
  }
}

// randomUUID needs a secure context, which an office network without a certificate is not.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function refuse(problem, card, url, fields) {
  const dialog = document.getElementById("refusal");
  if (!dialog) return toast({ text: problem.detail ?? problem.title });
  dialog.querySelector("[data-refusal-title]").textContent = problem.title ?? "";
  dialog.querySelector("[data-refusal-detail]").textContent = problem.detail ?? "";
  const errors = (problem.errors ?? []).map(({ message }) => {
    const item = document.createElement("li");
    item.textContent = message;
    return item;
  });
  dialog.querySelector("[data-refusal-errors]").replaceChildren(...errors);
  const form = dialog.querySelector("[data-refusal-form]");
  form.hidden = !problem.overrule;
  form.reset();
  form.onsubmit = (event) => {
    event.preventDefault();
    const reason = form.elements.overrule.value.trim();
    if (reason === "") return form.elements.overrule.focus();
    dialog.close();
    send(card, url, { ...fields, overrule: reason });
  };
  dialog.showModal();
  if (problem.overrule) form.elements.overrule.focus();
  // someone else may have moved it: show how it is now, behind the question
  refresh([document.querySelector("[data-board]")]).catch(() => {});
}
