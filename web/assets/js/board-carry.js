// Moving a card of the planning board by keyboard alone: picked up, carried from cell to cell, put down or let go; each step is said.
import { announce } from "./announce.js";
import { at, doubts, lasts, length, note, say, startIn, unnote, up } from "./board-fits.js";
import { focus } from "./board-walk.js";

const STEP = 15;

/** Space on a card of `root` picks it up; Enter or Space calls `put(card, cell, start, until)`. */
export function carrying(root, put) {
  let held = null;

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (held) return step(event);
    const card = event.target.closest("[data-card]");
    if (event.key !== " " || !card || event.target.matches("button, [data-schedule]")) return;
    if (!card.hasAttribute("data-move") || card.getAttribute("aria-busy") === "true") return;
    event.preventDefault();
    lift(card);
  });
  root.addEventListener("focusout", (event) => held && !held.putting && event.target.closest("[data-card]") === held.card && event.relatedTarget && letGo());

  function lift(card) {
    const own = card.closest("[data-cell]");
    const cell = own ?? root.querySelector("[data-cell]");
    if (!cell) return;
    const start = own ? Number(card.dataset.minutes) : startIn(cell, card, { y: Infinity, x: 0, left: 0 });
    held = { card, cell, start, length: length(card) };
    card.classList.add("lifted");
    card.setAttribute("data-grabbed", "");
    document.documentElement.setAttribute("data-dragging", "");
    show(say("grabbed", { customer: name(card) }));
  }

  function step(event) {
    const { key, shiftKey } = event;
    if (key === "Tab") return letGo();
    const acts = { Escape: letGo, Enter: drop, " ": drop, u: () => {}, U: () => {} };
    if (!acts[key] && !key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (acts[key]) return acts[key]();
    const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    const along = held.cell.hasAttribute("data-scale");
    if (shiftKey && across) held.length = Math.max(STEP, held.length + across * STEP);
    else if (shiftKey) held.start += down * STEP;
    else if (along && across) held.start += across * STEP;
    else carry(across, down);
    held.start = Math.min(Math.max(0, up(held.start)), 1440 - STEP);
    show();
  }

  function carry(across, down) {
    const rows = [...root.querySelectorAll("tbody tr")].filter((row) => row.querySelector("[data-cell]"));
    const row = rows.indexOf(held.cell.closest("tr"));
    const cells = [...held.cell.closest("tr").querySelectorAll("[data-cell]")];
    const next = down
      ? rows[row + down]?.querySelector(`[data-cell][data-day="${held.cell.dataset.day}"]`)
      : cells[cells.indexOf(held.cell) + across];
    if (!next) return;
    held.cell.classList.remove("drop", "doubtful");
    held.cell = next;
  }

  function show(first) {
    const { card, cell, start } = held;
    const until = end();
    cell.classList.add("drop");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    const against = doubts(card, cell, start, until);
    const box = cell.getBoundingClientRect();
    const words = at(cell, start, until);
    note(cell, { x: box.left, y: box.bottom - 18 }, `${words} (${lasts(until - start)})`, against);
    announce([first?.replace(/\.$/, ""), words, ...against].filter(Boolean).join(". "));
  }

  const end = () => Math.min(held.start + held.length, 1439); // a visit ends on its own day

  function clear() {
    held.cell.classList.remove("drop", "doubtful");
    held.card.classList.remove("lifted");
    held.card.removeAttribute("data-grabbed");
    held = null;
    unnote();
    document.documentElement.removeAttribute("data-dragging");
    document.dispatchEvent(new Event("werkbank:dropped"));
  }

  function letGo() {
    const { card } = held;
    clear();
    announce(say("dropped"));
    focus(card);
  }

  async function drop() {
    const { card, cell, start } = held;
    const until = end();
    clear();
    await put(card, cell, start, until);
    const now = document.getElementById(card.id);
    if (now && !document.querySelector("dialog[open]")) focus(now);
  }
}

const name = (card) => card.querySelector("b")?.textContent ?? "";
