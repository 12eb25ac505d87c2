// Walking through the planning board with the arrows, and opening the dialog of the card in focus with P or V, or that of its stretches with S.
import { openPage } from "./dialog.js";

/** Listens on the board `root` (see board.js for its markup). */
export function walk(root) {
  for (const cell of root.querySelectorAll("[data-cell]")) cell.tabIndex = -1;
  root.addEventListener("keydown", (event) => {
    if (root.querySelector("[data-grabbed]")) return; // see board-carry.js
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const key = event.key;
    if (/^[psvPSV]$/.test(key) && document.documentElement.dataset.keys !== "off") {
      const card = event.target.closest("[data-card][data-move]");
      if (!card) return;
      event.preventDefault();
      openPage(`/visits/${card.dataset.visit}/${/s/i.test(key) || card.dataset.stretch ? "split" : "plan"}`);
    } else if (key.startsWith("Arrow")) {
      const next = neighbour(root, event.target, key);
      if (!next) return;
      event.preventDefault();
      focus(next);
    }
  });
}

function neighbour(root, at, key) {
  const queue = root.querySelector("[data-queue]");
  const card = at.closest("[data-card]");
  if (queue?.contains(at)) {
    const cards = [...queue.querySelectorAll("[data-card]")];
    const index = cards.indexOf(card);
    if (key === "ArrowDown") return cards[index + 1];
    if (key === "ArrowUp") return cards[index - 1];
    return key === "ArrowRight" ? stop(root.querySelector("[data-cell]"), 0) : null;
  }
  const cell = at.closest("[data-cell]");
  if (!cell) return stop(root.querySelector("[data-cell]"), 0);
  const cards = [...cell.querySelectorAll("[data-card]")];
  const index = Math.max(0, cards.indexOf(card));
  const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (down !== 0) {
    if (card && cards[index + down]) return cards[index + down];
    const rows = [...root.querySelectorAll("tr")].filter((row) => row.querySelector("[data-cell]"));
    const row = rows[rows.indexOf(cell.closest("tr")) + down];
    const below = row?.querySelector(`[data-cell][data-day="${cell.dataset.day}"]`);
    return below && stop(below, down > 0 ? 0 : Infinity);
  }
  const row = [...cell.closest("tr").querySelectorAll("[data-cell]")];
  const beside = row[row.indexOf(cell) + (key === "ArrowRight" ? 1 : -1)];
  if (beside) return stop(beside, index);
  return key === "ArrowLeft" ? queue?.querySelector("[data-card]") : null;
}

// The card at that place in the cell, or the cell itself when it is empty.
function stop(cell, index) {
  const cards = cell ? [...cell.querySelectorAll("[data-card]")] : [];
  return cards[Math.min(index, cards.length - 1)] ?? cell;
}

/** Gives a card, or a cell without one, the keyboard. */
export function focus(element) {
  const target = element.matches("[data-card]") ? element.querySelector("a, button") : element;
  if (!target) return;
  if (!target.matches("a, button")) target.tabIndex = -1; // a refresh may have taken it away
  target.focus();
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
}
