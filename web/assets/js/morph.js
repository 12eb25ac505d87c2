// Brings parts of a freshly fetched page into this one: same ids, focus and typed text kept.
import "./htmx-config.js";
import htmx from "htmx.org";

const CHANGED_MS = 2000; // how long a row that others changed stays marked
let asked = 0; // fetches of this page, in order
let shown = 0; // the newest of them that is on the page
let api;

htmx.registerExtension("werkbank", {
  init: (internal) => {
    api = internal;
  },
  // An opened menu or part stays open although the server does not know that it is.
  htmx_before_morph_attr: (element, { attrName }) => !(attrName === "open" && element.matches("details")),
});

/** Fetches a page of our own; resolves to { response, page } where page is the parsed document. */
export async function fetchPage(url, options = {}) {
  const headers = { Accept: "text/html", ...options.headers };
  const response = await fetch(url, { cache: "no-store", credentials: "same-origin", ...options, headers });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (page.documentElement.hasAttribute("data-stored")) renewRequests(page); // a copy, whose ids may be used up
  return { response, page };
}

/** Gives each form below an id of its own: what is sent with it is another request. */
export function renewRequests(root) {
  for (const request of root.querySelectorAll("input[name=_request]")) request.value = crypto.randomUUID();
}

/** Morphs `fresh` over `old` and tells the other modules. */
export function replace(old, fresh, { mark = false } = {}) {
  const before = mark ? rowsOf(old) : null;
  const focus = document.activeElement;
  const holder = document.createDocumentFragment();
  holder.append(document.importNode(fresh, true));
  api.morph(old, holder, false);
  const now = document.getElementById(fresh.id);
  if (before) markChanges(now, before);
  if (focus !== document.body && !focus.isConnected) focusHeading(now);
  else if (focus !== document.activeElement) focus.focus({ preventScroll: true }); // it was moved along
  document.dispatchEvent(new CustomEvent("werkbank:replaced", { detail: { region: now } }));
}

/** Replaces every id of `ids` that both this document and `page` hold. */
export function replaceRegions(page, ids, options) {
  for (const id of ids) {
    const old = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (old && fresh) replace(old, fresh, options);
  }
}

const whole = (page) => page.querySelector("[data-whole]")?.dataset.whole;

/** Whether somebody holds a card of the board: nothing is replaced under their hands. */
export const held = () => document.documentElement.hasAttribute("data-dragging");

/** Fetches this page again and replaces the elements given. True when it worked; false, too, when `wait()` says by then that nothing may be replaced. */
export async function refresh(elements, { wait, ...options } = {}) {
  const ids = elements.map((element) => element.id).filter(Boolean);
  if (ids.length === 0) return true;
  const turn = ++asked;
  const { response, page } = await fetchPage(location.href, { headers: { "X-Live": "1" } });
  if (response.status === 401) location.reload(); // signed out elsewhere: the server shows the sign-in page
  if (!response.ok || response.redirected) return false;
  // What makes a page another one, not only a region of it: then it is fetched as a whole.
  if (whole(page) !== whole(document)) {
    location.reload();
    return true;
  }
  if (wait?.()) return false;
  if (turn < shown) return refresh(elements, { wait, ...options }); // overtaken: this is older than what is there
  shown = turn;
  document.title = page.title;
  replaceRegions(page, ids, options);
  return true;
}

function rowsOf(region) {
  return new Map([...region.querySelectorAll("tr[id], li[id]")].map((row) => [row.id, row.textContent]));
}

function markChanges(region, before) {
  for (const row of region?.querySelectorAll("tr[id], li[id]") ?? []) {
    if (before.get(row.id) === row.textContent) continue;
    row.classList.add("changed");
    setTimeout(() => row.classList.remove("changed"), CHANGED_MS);
  }
}

// The focused element went away: the heading of the new part takes over.
function focusHeading(region) {
  const heading = region?.querySelector("h1, h2, h3") ?? region;
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}
