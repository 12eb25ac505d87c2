// Native dialogs, and pages whose form opens in one. Every link works as a page too.
//
//   <button data-dialog="keys-help">       opens that dialog;  [data-dialog-close] closes the one it is in
//   <a href="/visits/1/schedule" data-dialog-href="/visits/1/schedule">
//        the page's <form data-dialog-part aria-labelledby="…"> is shown in dialog#page-dialog; a 422 shows it again with
//        its errors, an answer that leads back to this page refreshes it, any other is followed; what was done is said there
import { announce, text, toast } from "./announce.js";
import { busy } from "./forms.js";
import { fetchPage, replace } from "./morph.js";

export function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.("details.dropdown[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}

function onClick(event) {
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-dialog]");
  if (opener) return document.getElementById(opener.dataset.dialog)?.showModal();
  const closer = event.target.closest("[data-dialog-close]");
  if (closer?.closest("dialog")) {
    event.preventDefault();
    return closer.closest("dialog").close();
  }
  const link = event.target.closest("[data-dialog-href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  openPage(link.dataset.dialogHref);
}

/** Shows the form of a page in a dialog; goes to that page when it has none. */
export async function openPage(url) {
  let page;
  try {
    ({ page } = await fetchPage(url, { headers: { "X-Dialog": "1" } }));
  } catch {
    return location.assign(url);
  }
  if (!show(page)) location.assign(url);
}

function show(page) {
  const part = page.querySelector("[data-dialog-part]");
  if (!part) return false;
  const dialog = pageDialog();
  dialog.replaceChildren(document.importNode(part, true));
  dialog.setAttribute("aria-labelledby", part.getAttribute("aria-labelledby") ?? "");
  if (!dialog.open) dialog.showModal();
  document.dispatchEvent(new CustomEvent("werkbank:replaced", { detail: { region: dialog } }));
  (dialog.querySelector(".error-summary") ?? dialog.querySelector("[autofocus]") ?? firstField(dialog))?.focus();
  return true;
}

const firstField = (dialog) => dialog.querySelector("input:not([type=hidden]), select, textarea, button");

function pageDialog() {
  const found = document.getElementById("page-dialog");
  if (found) return found;
  const dialog = document.createElement("dialog");
  dialog.id = "page-dialog";
  dialog.className = "dialog";
  dialog.addEventListener("close", () => dialog.replaceChildren()); // no second copy of its ids stays behind
  document.body.append(dialog);
  return dialog;
}

async function onSubmit(event) {
  const form = event.target;
  const dialog = form.closest("dialog#page-dialog");
  if (!dialog || form.method !== "post" || event.defaultPrevented) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  busy(form, event.submitter, true);
  const data = new FormData(form, event.submitter);
  const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  try {
    const { response, page } = await fetchPage(event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action, { method: "POST", body });
    if (show(page)) return;
    dialog.close();
    arrive(response, page);
  } catch {
    announce(text("failed"));
    form.querySelector("[data-failed]")?.removeAttribute("hidden");
  } finally {
    busy(form, event.submitter, false);
  }
}

function arrive(response, page) {
  const here = new URL(response.url).pathname === location.pathname;
  const main = page.querySelector("main[id]");
  const own = document.querySelector("main[id]");
  const done = page.querySelector("[data-done]");
  // the form is not on its page any more: somebody was quicker
  if (!response.ok && main) return toast({ text: page.querySelector("main .error-summary, main h1")?.textContent.trim() });
  if (!response.ok || !here || !main || !own) {
    // the answer that was just read has used it up
    if (done) document.cookie = `done=${done.dataset.done}; path=/; max-age=20; samesite=lax`;
    return location.assign(response.url);
  }
  document.title = page.title || document.title;
  replace(own, main, { mark: true });
  if (!done) return;
  document.querySelector(".toasts.done")?.remove();
  toast({ text: done.textContent.trim() });
}
