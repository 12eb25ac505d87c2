// What of a place on the board can be told before the server is asked: where a card would come, and what speaks against it.
// The rules are the server's (domain/src/visit); here they only warn.

const STEP = 15; // minutes; visits start on a quarter

export const up = (minutes) => Math.ceil(minutes / STEP) * STEP;
export const clock = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
const lang = () => document.documentElement.lang || "nl";
/** A time as people read it: `13.15` in Dutch. */
const told = (minutes) => (lang() === "nl" ? clock(minutes).replace(":", ".") : clock(minutes));
/** How long something takes: `1,5 uur`. */
export function lasts(minutes) {
  const [value, unit] = minutes < 60 ? [minutes, "minute"] : [minutes / 60, "hour"];
  return value.toLocaleString(lang(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 2 });
}
export const length = (card) => Number(card.dataset.duration);

/** Texts of `#board-texts` with what stands in braces filled in. */
export function say(name, values = {}) {
  const text = document.getElementById("board-texts")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** The other cards of a cell. */
const others = (cell, card) => [...cell.querySelectorAll("[data-card]")].filter((other) => other.dataset.visit !== card.dataset.visit || other.dataset.stretch !== card.dataset.stretch);

/** Minutes after midnight at which a card dropped at `point` starts in `cell`. */
export function startIn(cell, card, point) {
  const from = Math.max(Number(cell.dataset.from ?? 480), Number(cell.dataset.earliest ?? -1) + 1);
  if (cell.hasAttribute("data-scale")) {
    const box = cell.getBoundingClientRect();
    const [begin, end] = [Number(cell.dataset.begin), Number(cell.dataset.end)];
    const share = Math.min(1, Math.max(0, ((point.left ?? point.x) - box.left) / box.width));
    const start = Math.round((begin + share * (end - begin)) / STEP) * STEP;
    return Math.min(Math.max(up(Number(cell.dataset.earliest ?? -1) + 1), start), 1440 - STEP);
  }
  const rest = others(cell, card);
  const above = rest.filter((other) => middle(other) <= point.y).length;
  let start = up(from);
  // the first gap it fits in at or below the place where it was let go; below all of them is always free
  for (const [index, other] of rest.entries()) {
    const begin = Number(other.dataset.minutes);
    if (index >= above && start + length(card) <= begin) break;
    start = Math.max(start, up(begin + length(other)));
  }
  return Math.min(start, 1440 - STEP);
}

function middle(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

/** Who, which day and which hours, in words. */
export function at(cell, start, until, customer) {
  const column = [...cell.parentElement.children].indexOf(cell);
  const day = cell.closest("table").querySelector("thead tr:last-child").children[column]?.dataset.label ?? "";
  const values = { technician: cell.parentElement.dataset.name, day, from: told(start), until: told(until), customer };
  return say(customer === undefined ? "at" : "moved", values);
}

/** What speaks against a card in a cell at these minutes; nothing is good. */
export function doubts(card, cell, start, until) {
  const { kind, model, postcode, due } = card.dataset;
  const { kinds, models, areas } = cell.parentElement.dataset;
  const { off, from, until: end, day, earliest } = cell.dataset;
  const found = [];
  if (earliest !== undefined && start <= Number(earliest)) found.push(say("past"));
  if (off) found.push(off);
  else if (from !== undefined && (start < Number(from) || until > Number(end))) found.push(say("outside", { from: told(Number(from)), until: told(Number(end)) }));
  const crossed = others(cell, card).filter((other) => !other.matches(".done") && Number(other.dataset.minutes) < until && start < Number(other.dataset.minutes) + length(other));
  if (crossed.length > 0) found.push(say("overlap", { others: crossed.map((other) => other.querySelector("b").textContent).join(", ") }));
  if (kinds && kind && !kinds.split(" ").includes(kind)) found.push(say("work"));
  if (model && !begins(models, model)) found.push(say("model", { model }));
  if (postcode && !begins(areas, postcode)) found.push(say("area", { postcode }));
  if (due && `${day}T${clock(start)}` > due) found.push(say("late"));
  return found;
}

const letters = (text) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");

function begins(beginnings, text) {
  const whole = letters(text);
  return !beginnings || whole === "" || beginnings.split(",").some((one) => whole.startsWith(letters(one)));
}

/** A note beside what is in hand: where it would come, and what speaks against it. */
export function note(place, box, words, against = []) {
  const element = document.querySelector(".board-note") ?? document.body.appendChild(Object.assign(document.createElement("p"), { className: "board-note" }));
  element.setAttribute("aria-hidden", "true"); // the live region says it
  const line = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  element.replaceChildren(line("b", words), ...against.map((doubt) => line("span", doubt)));
  place?.classList.toggle("doubtful", against.length > 0);
  const [left, top] = [Math.min(box.x + 14, innerWidth - element.offsetWidth - 8), Math.min(box.y + 18, innerHeight - element.offsetHeight - 8)];
  element.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
}

export function unnote() {
  document.querySelector(".board-note")?.remove();
}
