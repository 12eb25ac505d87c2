// Search while typing: the server answers with a list of options, the keyboard stays in the field (ARIA 1.2 combobox).
//
//   <input role="combobox" data-suggest="/suggest/customers" data-suggest-into="customer-id" …>
//   answer: <ul role="listbox" data-status="3 gevonden"><li role="option" data-value="…" data-label="…">…</li></ul>
//
// An option with data-href is a place to go to; the others are written into the hidden input `data-suggest-into`,
// which then fires `change`; a hidden input with the field's id and "-typed" keeps the words that found it.
// An option with aria-disabled="true" only says something ("Niets gevonden").
import { announce } from "./announce.js";

const WAIT_MS = 120;
const state = new WeakMap();

export function start() {
  document.addEventListener("input", (event) => isOurs(event.target) && ask(event.target));
  document.addEventListener("keydown", (event) => isOurs(event.target) && onKey(event));
  document.addEventListener("focusout", (event) => isOurs(event.target) && close(event.target));
  // mousedown, because a click would first take the focus away and close the list
  document.addEventListener("mousedown", (event) => {
    const list = event.target.closest?.(".suggest");
    if (!list) return;
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option && event.button === 0) choose(document.getElementById(list.dataset.of), option);
  });
}

const isOurs = (element) => element.matches?.("input[data-suggest]");

function ask(input) {
  const own = state.get(input) ?? {};
  state.set(input, own);
  clearTimeout(own.timer);
  own.abort?.abort();
  const hidden = target(input);
  if (hidden?.value) set(hidden, ""); // the words no longer say what was chosen
  if (input.value.trim() === "") return close(input);
  own.timer = setTimeout(() => load(input, own), WAIT_MS);
}

async function load(input, own) {
  own.abort = new AbortController();
  const url = new URL(input.dataset.suggest, location.origin);
  url.searchParams.set("q", input.value.trim());
  try {
    const response = await fetch(url, { signal: own.abort.signal, headers: { Accept: "text/html" } });
    if (response.ok && !response.redirected) open(input, await response.text());
  } catch (problem) {
    if (problem.name !== "AbortError") close(input); // no connection: the field is still a field
  }
}

function open(input, html) {
  const list = new DOMParser().parseFromString(html, "text/html").querySelector("[role=listbox]");
  if (!list || document.activeElement !== input) return close(input);
  listOf(input)?.remove();
  list.id = `${input.id}-list`;
  list.classList.add("suggest");
  list.dataset.of = input.id;
  list.setAttribute("data-keep", "");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? input.getAttribute("aria-label") ?? "");
  list.querySelectorAll("[role=option]").forEach((option, index) => {
    option.id = `${input.id}-option-${index}`;
    option.setAttribute("aria-selected", "false");
  });
  input.parentElement.classList.add("suggest-anchor");
  input.after(document.importNode(list, true));
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "true");
  input.removeAttribute("aria-activedescendant");
  announce(list.dataset.status);
}

function close(input) {
  const own = state.get(input);
  clearTimeout(own?.timer);
  own?.abort?.abort();
  listOf(input)?.remove();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

const listOf = (input) => document.getElementById(`${input.id}-list`);
const target = (input) => document.getElementById(input.dataset.suggestInto ?? "");
const active = (input) => document.getElementById(input.getAttribute("aria-activedescendant") ?? "");

function onKey(event) {
  const input = event.target;
  const list = listOf(input);
  const options = [...(list?.querySelectorAll("[role=option]:not([aria-disabled=true])") ?? [])];
  const at = options.indexOf(active(input));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    if (!list) return ask(input);
    if (options.length > 0) mark(input, options, options[(to + options.length) % options.length]);
  } else if (event.key === "Enter" && list && !event.ctrlKey) {
    // Enter without a choice in a field that leads to a value takes the first; in the search box it searches.
    const option = options[at] ?? (input.dataset.suggestInto ? options[0] : null);
    if (!option) return;
    event.preventDefault();
    choose(input, option);
  } else if (event.key === "Escape" && list) {
    event.preventDefault();
    event.stopPropagation();
    close(input);
  }
}

function mark(input, options, chosen) {
  for (const option of options) option.setAttribute("aria-selected", String(option === chosen));
  input.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function choose(input, option) {
  if (!input || option.getAttribute("aria-disabled") === "true") return;
  const { href, label, value } = option.dataset;
  if (href) return location.assign(href);
  const typed = document.getElementById(`${input.id}-typed`);
  if (typed) typed.value = input.value;
  input.value = label ?? option.textContent.trim();
  close(input);
  const hidden = target(input);
  if (hidden) set(hidden, value ?? "");
  else input.dispatchEvent(new Event("change", { bubbles: true }));
}

function set(hidden, value) {
  hidden.value = value;
  hidden.dispatchEvent(new Event("change", { bubbles: true }));
}
