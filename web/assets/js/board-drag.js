// Lifting a card with mouse or finger and letting it go over a cell, or pulling at its end; knows nothing of planning.

const HOLD_MS = 250; // a finger presses this long to lift, so that a short swipe still scrolls
const SLOP_PX = 6; // a mouse moves this far to lift, so that a click stays a click
const EDGE_PX = 40; // this near to the edge of what scrolls, it scrolls along

/**
 * Calls `drop(card, target, point)` when a [data-card][data-move] of `root` is let go over a [data-cell] or [data-queue], and
 * `over(card, target, point)` on the way (target is null beside them); point holds the card's left edge too.
 * A card that is pulled at its [data-resize] calls `pull(card, {x, y})` with how far, and `pulled(card, {x, y})` at the end.
 * `rest()` is called whenever nothing is in hand any more.
 */
export function dragging(root, { drop, over, pull, pulled, rest }) {
  let held = null;

  root.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || event.button !== 0 || event.target.closest("button, [data-schedule]")) return;
    if (!card.hasAttribute("data-move") || card.getAttribute("aria-busy") === "true") return; // done, or not ours to move
    const touch = event.pointerType === "touch";
    const point = { x: event.clientX, y: event.clientY };
    const end = event.target.closest("[data-resize]") !== null;
    held = { card, touch, end, id: event.pointerId, from: point, at: point, target: null, ghost: null };
    if (end) begin();
    else if (touch) held.timer = setTimeout(lift, HOLD_MS);
  });
  root.addEventListener("dragstart", (event) => event.target.closest("[data-card]") && event.preventDefault());

  addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    held.at = { x: event.clientX, y: event.clientY };
    if (held.end) return pull(held.card, way());
    if (held.ghost) return place();
    if (Math.hypot(held.at.x - held.from.x, held.at.y - held.from.y) <= SLOP_PX) return;
    if (held.touch) stop();
    else lift();
  });
  addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const { card, target, ghost, end } = held;
    const [far, at] = [way(), point()];
    stop();
    if (!ghost && !end) return;
    swallowClick();
    if (end) return pulled(card, far);
    const same = target?.matches("[data-queue]") && target.contains(card);
    if (target && !same && root.contains(card)) drop(card, target, at);
  });
  addEventListener("pointercancel", stop);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(held?.ghost || held?.end)) return;
    event.preventDefault();
    stop();
  });
  root.addEventListener("touchmove", (event) => (held?.ghost || held?.end) && event.preventDefault(), { passive: false });
  root.addEventListener("contextmenu", (event) => held?.touch && event.preventDefault());

  const way = () => ({ x: held.at.x - held.from.x, y: held.at.y - held.from.y });
  const point = () => ({ ...held.at, left: held.at.x - (held.grip?.x ?? 0) });

  function begin() {
    getSelection()?.removeAllRanges();
    document.documentElement.setAttribute("data-dragging", ""); // live changes wait, see live.js
  }

  function lift() {
    const box = held.card.getBoundingClientRect();
    held.grip = { x: held.from.x - box.left, y: held.from.y - box.top };
    held.ghost = held.card.cloneNode(true);
    for (const element of [held.ghost, ...held.ghost.querySelectorAll("[id]")]) element.removeAttribute("id");
    held.ghost.setAttribute("aria-hidden", "true");
    held.ghost.inert = true;
    held.ghost.classList.add("dragging");
    held.ghost.style.inlineSize = `${Math.min(box.width, 300)}px`;
    held.card.classList.add("lifted");
    begin();
    document.body.append(held.ghost);
    place();
  }

  function place() {
    const { at, grip, ghost } = held;
    ghost.style.transform = `translate(${at.x - grip.x}px, ${at.y - grip.y}px)`;
    const under = document.elementFromPoint(at.x, at.y);
    if (scrollAlong(under, at)) held.frame ??= requestAnimationFrame(onwards);
    const target = under?.closest("[data-cell], [data-queue]") ?? null;
    if (target !== held.target) {
      held.target?.classList.remove("drop", "doubtful");
      held.target = target && root.contains(target) ? target : null;
      held.target?.classList.add("drop");
    }
    over(held.card, held.target, point());
  }

  // At the edge it goes on while the pointer rests.
  function onwards() {
    if (!held) return;
    held.frame = null;
    if (held.ghost) place();
  }

  function stop() {
    if (!held) return;
    clearTimeout(held.timer);
    cancelAnimationFrame(held.frame);
    held.card.classList.remove("lifted");
    held.target?.classList.remove("drop", "doubtful");
    const inHand = held.ghost || held.end;
    held.ghost?.remove();
    held = null;
    if (!inHand) return;
    rest();
    document.documentElement.removeAttribute("data-dragging");
    document.dispatchEvent(new Event("werkbank:dropped"));
  }
}

/** Whether there was anything left to scroll to. */
function scrollAlong(under, { x, y }) {
  const view = under?.closest(".board-wrap");
  if (!view) return false;
  const before = [view.scrollLeft, view.scrollTop];
  const box = view.getBoundingClientRect();
  const push = (low, high, value) => (value < low + EDGE_PX ? -1 : value > high - EDGE_PX ? 1 : 0) * 12;
  view.scrollBy(push(box.left, box.right, x), push(box.top, box.bottom, y));
  return before[0] !== view.scrollLeft || before[1] !== view.scrollTop;
}

// A mouse drag ends with a click on the card's link, a touch drag does not: the listener must go away by itself,
// or it would eat the next real click.
function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
}
