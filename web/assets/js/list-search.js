// Lists and dependent parts of a form that follow what is typed or chosen; the address follows a list's filter.
//
//   <form method="get" data-autosubmit="customers">   typing or choosing replaces #customers and writes the address
//   <input type="hidden" data-depends="machines side" data-depends-href="/faults/new">
//        on change the address is fetched with the form's hidden fields and choices, and those ids are replaced
//   <div data-replaces="log chosen" data-focus="entry">   a link in it to this same page replaces those ids and writes the
//        address; then the heading, first link or menu of #entry has the focus (a data-focus of the link's own goes first)
import { announce } from "./announce.js";
import { fetchPage, replaceRegions } from "./morph.js";

const WAIT_MS = 200;
let abort = null;
let timer = null;
let typedSince = false; // one step back in the browser for one search, not for each letter

export function start() {
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.matches("form[data-autosubmit]") || event.target.matches("select, [type=checkbox], [type=radio]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => search(form), WAIT_MS);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-depends]")) depend(event.target);
    const form = event.target.form;
    if (form?.matches("form[data-autosubmit]") && event.target.matches("select, [type=checkbox], [type=radio], [type=hidden], [type=date]")) search(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-autosubmit]") || event.submitter?.matches("[data-whole]")) return;
    event.preventDefault();
    clearTimeout(timer);
    search(event.target);
  });
  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = event.target.closest?.("[data-replaces] a[href]");
    if (!plain || event.defaultPrevented || !link || link.origin + link.pathname !== location.origin + location.pathname) return;
    event.preventDefault();
    follow(link);
  });
  document.addEventListener("focusout", () => (typedSince = false));
  addEventListener("popstate", () => location.reload());
}

async function search(form) {
  const url = new URL(form.action);
  url.search = fields(form).toString();
  if (url.href === location.href) return;
  const ids = form.dataset.autosubmit.split(/\s+/);
  const page = await load(url, ids);
  if (!page) return;
  history[typedSince ? "replaceState" : "pushState"](null, "", url);
  typedSince = true;
  titled(page);
  replaceRegions(page, ids);
  announce(document.getElementById(ids[0])?.querySelector("[data-result]")?.textContent);
}

async function follow(link) {
  const url = new URL(link.href);
  const ids = link.closest("[data-replaces]").dataset.replaces.split(/\s+/);
  const focus = link.closest("[data-focus]")?.dataset.focus;
  link.closest("details.dropdown")?.removeAttribute("open");
  const page = await load(url, ids);
  if (!page) return;
  if (url.href !== location.href) history.pushState(null, "", url);
  titled(page);
  replaceRegions(page, ids);
  const there = focus && document.getElementById(focus)?.querySelector("h2, th a, summary");
  if (there?.matches("h2")) there.setAttribute("tabindex", "-1");
  there?.focus({ preventScroll: true });
}

// What of the frame tells which list is shown: its title, and the ways to another moment.
function titled(page) {
  document.title = page.title || document.title;
  for (const [way, says] of [["form[data-now] input[name=page]", "value"], ["#looking-back a[data-now]", "href"]]) {
    const now = page.querySelector(way)?.getAttribute(says);
    for (const element of now ? document.querySelectorAll(way) : []) element.setAttribute(says, now);
  }
}

async function depend(input) {
  const url = new URL(input.dataset.dependsHref ?? location.href, location.origin);
  // choices, and fields that say so: what people write else does not belong in an address
  for (const control of input.form.querySelectorAll("input[type=hidden], select, input:checked, input.input[data-depends]")) {
    if (control.name && control.value) url.searchParams.set(control.name, control.value);
  }
  const ids = input.dataset.depends.split(/\s+/);
  const page = await load(url, ids);
  if (page) replaceRegions(page, ids);
}

// Empty fields stay out of the address, so that it reads well when it is shared.
function fields(form) {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== ""));
}

async function load(url, ids) {
  abort?.abort();
  abort = new AbortController();
  const regions = ids.map((id) => document.getElementById(id)).filter(Boolean);
  regions.forEach((region) => region.setAttribute("aria-busy", "true"));
  try {
    const { response, page } = await fetchPage(url, { signal: abort.signal });
    // What was typed so far may be no day yet: the page says so, and typing goes on. What is being filled shows how far it is.
    const told = response.ok || response.status === 422 || page.getElementById("filling");
    if (told && !response.redirected) return page;
    location.assign(url);
  } catch (problem) {
    if (problem.name === "AbortError") return null;
    location.assign(url); // the browser says best that there is no connection
  } finally {
    regions.forEach((region) => region.removeAttribute("aria-busy"));
  }
  return null;
}
