// Says results once (role=status), shows toasts, and finds the translated texts the server put in the page.

const STAY_MS = 8000;
const MOST = 3;

/** A text of the `#texts` element: text("failed") reads data-failed. */
export function text(name) {
  return document.getElementById("texts")?.dataset[name] ?? "";
}

/** Says something to who cannot see it. */
export function announce(message) {
  const region = document.getElementById("status");
  if (region && message) region.textContent = message;
}

/**
 * Shows a toast from `template#toast-template` in `#toasts`; it stays while it is pointed at or focused. With an `action` it has a
 * button with that text, which runs it once.
 */
export function toast({ text: message, href, action }) {
  const holder = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!holder || !template || !message) return;
  const element = template.content.firstElementChild.cloneNode(true);
  element.querySelector("[data-toast-text]").textContent = message;
  const link = element.querySelector("[data-toast-link]");
  if (href?.startsWith("/")) link.href = href;
  else link.remove();
  const button = element.querySelector("[data-toast-action]");
  if (action) {
    Object.assign(button, { textContent: action.text, hidden: false });
    button.addEventListener("click", () => {
      element.remove();
      action.run();
    });
  } else button.remove();
  element.querySelector("[data-toast-close]").addEventListener("click", () => element.remove());
  let timer = setTimeout(() => element.remove(), STAY_MS);
  const hold = () => clearTimeout(timer);
  const letGo = () => {
    clearTimeout(timer);
    timer = setTimeout(() => element.remove(), STAY_MS);
  };
  element.addEventListener("pointerenter", hold);
  element.addEventListener("focusin", hold);
  element.addEventListener("pointerleave", () => element.contains(document.activeElement) || letGo());
  element.addEventListener("focusout", () => element.matches(":hover") || letGo());
  holder.append(element);
  while (holder.children.length > MOST) holder.firstElementChild.remove();
}
