// Shortcuts. Single letters only outside fields, and not at all with <html data-keys="off"> (a person's setting).
//
//   data-key="n"      on a link or button: that key clicks it; on a field: focuses it; on another element: its first field
//   data-key="g k"    two keys after each other; data-key="alt+1" works inside fields too
//   J K               next and previous row of a .table or .worklist in main; Enter opens it, X picks it, E its data-key="e"
//   Ctrl+Enter        the form's .primary button; ? opens dialog#keys-help

const SEQUENCE_MS = 1200;
const FIELDS = "input, textarea, select, [contenteditable]";
let waiting = "";
let waitingTimer = null;

export function start() {
  document.addEventListener("keydown", onKey);
}

function onKey(event) {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submit(event);
  if (event.altKey && !event.ctrlKey && /^Digit\d$/.test(event.code)) return act(event, `alt+${event.code.slice(5)}`);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest?.(FIELDS);
  if (field && !field.matches("[type=checkbox], [type=radio]")) return;
  if (document.documentElement.dataset.keys === "off") return;
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.key === "?") return help(event);
  if (onSequence(event, key) || onRow(event, key) || field) return;
  act(event, key);
}

function onSequence(event, key) {
  const both = `${waiting} ${key}`;
  const second = waiting && find(both);
  clearTimeout(waitingTimer);
  waiting = "";
  if (second) {
    act(event, both);
    return true;
  }
  // a key that starts a sequence waits for the second, unless it does something itself
  if (!find(key) && document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) {
    waiting = key;
    waitingTimer = setTimeout(() => (waiting = ""), SEQUENCE_MS);
    return true;
  }
  return false;
}

function find(key, root = document) {
  return [...root.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(
    (element) => element.checkVisibility() || element.closest("details.dropdown:not([open])")?.checkVisibility(),
  );
}

function act(event, key) {
  const row = document.activeElement?.closest("tr, li");
  const element = (row && find(key, row)) ?? find(key);
  if (!element) return;
  event.preventDefault();
  if (element.matches(FIELDS)) {
    element.focus();
    element.select?.();
  } else if (element.matches("a, button, summary")) {
    if (element.matches("summary")) element.focus(); // what opens comes next
    element.click();
  } else {
    element.querySelector("input:not([type=hidden]), select, textarea, a, button")?.focus();
  }
}

function onRow(event, key) {
  const rows = [...document.querySelectorAll("main .table tbody > tr, main .worklist > li")].filter((row) =>
    row.querySelector("a"),
  );
  const focused = document.activeElement?.closest("main .table tbody > tr, main .worklist > li");
  // Whoever reads the chosen row's detail goes on from that row.
  const at = rows.indexOf(rows.includes(focused) ? focused : document.querySelector("main tr[aria-current]"));
  if (key === "j" || key === "k") {
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)))];
    if (!next) return false;
    event.preventDefault();
    next.setAttribute("tabindex", "-1");
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }
  if (at < 0 || rows[at] !== focused) return false;
  const row = rows[at];
  const target =
    key === "Enter" && document.activeElement === row
      ? row.querySelector("th a, .title a, a")
      : key === "x"
        ? row.querySelector("input[type=checkbox]")
        : null;
  if (!target) return false;
  event.preventDefault();
  target.click();
  return true;
}

function submit(event) {
  const form = event.target.form ?? event.target.closest("form") ?? mainForm();
  if (!form || form.method !== "post") return;
  event.preventDefault();
  const buttons = [...form.elements].filter((element) => element.matches("button[type=submit], button:not([type])"));
  form.requestSubmit(buttons.find((button) => button.matches(".primary, .dark")) ?? buttons[0] ?? null);
}

function mainForm() {
  return document.querySelector(".button.primary[type=submit]")?.form;
}

function help(event) {
  const dialog = document.getElementById("keys-help");
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
}
