// The planning board: a visit is dragged to a technician's day with mouse or finger, pulled at its end, or carried by keyboard.
// None of it changes the page: it says "this card, to that cell"; the server decides and the board is fetched again.
//
//   <div id="board" data-board data-live="maintenance">            the queue and the table of days
//     <section data-queue>                                         dropping here asks why it is taken back
//     <li id data-card data-visit="<id>" data-revision="4" data-duration="90" data-minutes="600" data-move data-stretch="2"
//         data-kind data-model data-postcode data-due="2026-11-17T16:41">   minutes: its start, absent in the queue; move: it may; stretch: of a visit over several days
//       <a href>…<b>customer</b></a> <a data-schedule data-dialog-href href>    the button that does the same in a dialog
//       <span data-resize>                                         its end, to be pulled
//     <tr data-name data-kinds="fault intake" data-models="K-400" data-areas="35, 36">   who, and what they can do where
//     <td id data-cell data-technician="<id>" data-day="2026-11-17" data-from="480" data-until="1020" data-off="Ziek"
//         data-earliest="855" [data-scale data-begin="420" data-end="1140"]>   working hours in minutes; earliest: today's now;
//                                                                  scale: its width is time (day view)
//   <div id="board-texts" data-…>                                  what is said, see board-fits.js
//   <dialog id="refusal"> with [data-refusal-title], [data-refusal-detail], ul[data-refusal-errors] and
//     form[data-refusal-form] holding textarea[name=overrule] and its button
//
// Posted: technician, slot.on, slot.from and slot.until (HH:MM), _revision, _request, and overrule with a reason after a
// refusal that allows it (problem+json with "overrule"). Keyboard: arrows walk, Space picks up (board-carry.js), P or V opens
// data-schedule, S the form of stretches, U takes the last move back, Esc lets go.
import { announce, text, toast } from "./announce.js";
import { carrying } from "./board-carry.js";
import { dragging } from "./board-drag.js";
import { at, clock, doubts, length, note, say, startIn, unnote } from "./board-fits.js";
import { walk } from "./board-walk.js";
import { openPage } from "./dialog.js";
import { held, refresh } from "./morph.js";

const QUARTER_PX = 12; // a card is pulled so far to be a quarter longer
const ready = new WeakSet();
let last = null; // where the last move stands in the log

/** Makes the board of this page work; safe to call again after it was replaced. */
export function board() {
  const root = document.querySelector("[data-board]");
  if (!root || ready.has(root)) return;
  ready.add(root);
  carrying(root, put);
  dragging(root, { drop, over, pull, pulled, rest: unnote });
  walk(root);
  document.addEventListener("keydown", (event) => {
    if (!root.isConnected || event.defaultPrevented || !/^[uU]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.documentElement.dataset.keys === "off" || document.querySelector("dialog[open]") || event.target.closest("input, select, textarea")) return;
    if (last) takeBack();
  });
}

const until = (card, start) => Math.min(start + length(card), 1439); // a visit ends on its own day

function drop(card, target, point) {
  if (target.matches("[data-queue]")) {
    if (card.closest("[data-cell], td")) openPage(`/visits/${card.dataset.visit}/take-back`); // the customer hears of it, so a reason is asked
    return;
  }
  const start = startIn(target, card, point);
  return put(card, target, start, until(card, start));
}

function over(card, target, point) {
  if (!target?.matches("[data-cell]")) return unnote();
  const start = startIn(target, card, point);
  const end = until(card, start);
  note(target, point, at(target, start, end), doubts(card, target, start, end));
}

/** How long a card is that is pulled so far at its end. */
function longer(card, { x, y }) {
  const cell = card.closest("td");
  const quarter = cell.hasAttribute("data-scale") ? (cell.getBoundingClientRect().width / (Number(cell.dataset.end) - Number(cell.dataset.begin))) * 15 : QUARTER_PX;
  const quarters = Math.round((cell.hasAttribute("data-scale") ? x : y) / quarter);
  const start = Number(card.dataset.minutes);
  return [cell, start, Math.min(start + Math.max(15, length(card) + quarters * 15), 1439)];
}

function pull(card, far) {
  const [cell, start, end] = longer(card, far);
  const box = card.getBoundingClientRect();
  note(null, { x: box.left, y: box.bottom }, at(cell, start, end), doubts(card, cell, start, end));
}

function pulled(card, far) {
  const [cell, start, end] = longer(card, far);
  if (end - start !== length(card)) put(card, cell, start, end);
}

function put(card, cell, start, end) {
  const { until: closes, from: opens, technician, day } = cell.dataset;
  if (!card.dataset.stretch && end - start > closes - opens && end > closes && !cell.dataset.off) {
    // more than a day's work: its stretches are proposed
    return openPage(`/visits/${card.dataset.visit}/split?technician=${technician}&on=${day}&from=${clock(start)}`);
  }
  const fields = {
    ...(card.dataset.stretch && { stretch: card.dataset.stretch }),
    technician,
    "slot.on": day,
    "slot.from": clock(start),
    "slot.until": clock(end),
    _revision: card.dataset.revision,
  };
  return send(card, fields, at(cell, start, end, card.querySelector("b")?.textContent ?? ""));
}

async function send(card, fields, words) {
  card.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(`/visits/${card.dataset.visit}/${fields.stretch ? "move-stretch" : "schedule"}`, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ ...fields, _request: newKey() }),
    });
    if (response.status === 401) return location.reload();
    if (response.ok) {
      moved((await response.json()).position, words);
      await refresh([document.querySelector("[data-board]")], { mark: true, wait: held });
    } else if (response.status === 409 || response.status === 422) refuse(await response.json(), card, fields, words);
    else toast({ text: text("failed") });
  } catch {
    toast({ text: text("failed") });
  } finally {
    card.removeAttribute("aria-busy");
    document.dispatchEvent(new Event("werkbank:dropped")); // what others changed meanwhile
  }
}

function moved(position, words) {
  if (!position) return; // it stood there already
  last = position;
  announce(words);
  toast({ text: words, action: { text: say("undo"), run: takeBack } });
}

/** Takes the last move back, as long as nobody moved the same since: the server knows. */
async function takeBack() {
  const position = last;
  if (!position) return;
  last = null;
  try {
    const response = await fetch(`/api/v1/undo/${position}`, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "Idempotency-Key": newKey() },
      body: "{}",
    });
    const problem = response.ok ? null : await response.json();
    toast({ text: problem ? (problem.title ?? text("failed")) : say("undone") });
    await refresh([document.querySelector("[data-board]")], { mark: true });
  } catch {
    last = position;
    toast({ text: text("failed") });
  }
}

// randomUUID needs a secure context, which an office network without a certificate is not.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function refuse(problem, card, fields, words) {
  const dialog = document.getElementById("refusal");
  if (!dialog) return toast({ text: problem.detail ?? problem.title });
  dialog.querySelector("[data-refusal-title]").textContent = problem.title ?? "";
  dialog.querySelector("[data-refusal-detail]").textContent = problem.detail ?? "";
  const others = (problem.errors ?? []).filter(({ message }) => message !== problem.title);
  const errors = others.map(({ message }) => {
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
    send(card, { ...fields, overrule: reason }, words);
  };
  dialog.showModal();
  if (problem.overrule) form.elements.overrule.focus();
  // someone else may have moved it: show how it is now, behind the question
  refresh([document.querySelector("[data-board]")]).catch(() => {});
}
