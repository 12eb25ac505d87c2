// Forms: pressed twice is sent once, the error summary gets the focus, digits choose, parts show when they apply.
//
//   data-when="billable=yes"      shown (and sent) while that field of the form has that value; a=b|c for more values
//   data-theme-form               a form whose button[name=theme] switches the theme at once and posts it
//   data-submit-on-change         a switch or select that works at once
//   data-print                    a button that prints the page
//   data-reveal="id"              a button that shows or hides the password in that field

export function start() {
  document.addEventListener("submit", onSubmit);
  addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[aria-busy]").forEach((form) => busy(form, null, false)));
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onDigit);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit-on-change]")) event.target.form?.requestSubmit();
    else if (event.target.form) showParts(event.target.form);
  });
  document.addEventListener("werkbank:replaced", ({ detail }) => showAll(detail.region));
  document.querySelector("main .error-summary")?.focus();
  showAll(document);
}

/** Marks a form and the button pressed as waiting for the server, or not any more. */
export function busy(form, button, on) {
  const marked = on ? [form, button] : [form, ...form.elements];
  for (const element of marked) {
    if (on) element?.setAttribute("aria-busy", "true");
    else element?.removeAttribute("aria-busy");
  }
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.matches("[data-theme-form]")) return switchTheme(event);
  if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
  busy(form, event.submitter, true);
}

function onClick(event) {
  const reveal = event.target.closest("[data-reveal]");
  if (reveal) {
    const field = document.getElementById(reveal.dataset.reveal);
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    reveal.setAttribute("aria-pressed", String(!shown));
    return;
  }
  if (event.target.closest("[data-print]")) return print();
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const inner = field.matches("input, select, textarea, button, a") ? field : field.querySelector("input:not([type=hidden]), select, textarea");
  (inner ?? field).focus();
  (field.labels?.[0] ?? field).scrollIntoView({ block: "nearest" });
}

function onDigit(event) {
  if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.target.matches?.("input[type=radio]")) return;
  const group = event.target.closest("fieldset, .choices");
  const choice = [...(group?.querySelectorAll("input[type=radio]") ?? [])].filter(
    (radio) => radio.name === event.target.name && !radio.disabled,
  )[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  choice.click();
}

function showAll(root) {
  const forms = new Set([...(root?.querySelectorAll("[data-when]") ?? [])].map((part) => part.closest("form")));
  for (const form of forms) if (form) showParts(form);
}

function showParts(form) {
  const parts = form.querySelectorAll("[data-when]");
  if (parts.length === 0) return;
  for (const part of parts) {
    const [name, values = ""] = part.dataset.when.split("=");
    part.hidden = !values.split("|").includes(valueOf(form, name));
  }
  // what is not shown is not sent
  for (const part of parts) {
    for (const control of part.querySelectorAll("input, select, textarea, button")) {
      const off = control.closest("[data-when][hidden]") !== null;
      if (off && !control.disabled) control.dataset.whenOff = "";
      if (off) control.disabled = true;
      else if (control.dataset.whenOff !== undefined) {
        control.disabled = false;
        delete control.dataset.whenOff;
      }
    }
  }
}

function valueOf(form, name) {
  const controls = [...form.elements].filter((control) => control.name === name);
  const chosen = controls.find((control) => (/^(radio|checkbox)$/.test(control.type) ? control.checked : control.type !== "hidden"));
  return chosen?.value ?? "";
}

function switchTheme(event) {
  event.preventDefault();
  const root = document.documentElement;
  const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "light" : "dark";
  const body = new URLSearchParams(new FormData(event.target));
  body.set("theme", root.dataset.theme);
  const button = event.submitter;
  if (button) button.value = dark ? "dark" : "light";
  fetch(event.target.action, { method: "POST", body, redirect: "manual" }).catch(() => {}); // this page has it anyway
}
