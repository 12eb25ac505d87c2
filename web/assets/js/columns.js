// Which columns a list shows: a tick is kept at once, and the list is shown anew while the menu stays open.
//
//   <form method="post" action="/columns/customers" data-columns="customers">   holds the boxes; #customers is the list
import { refresh } from "./morph.js";

let turn = Promise.resolve(); // one after the other, so that the last tick is the one that is kept

export function start() {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("form[data-columns]")) return;
    turn = turn.then(() => keep(form)).catch(() => form.requestSubmit()); // the browser says best what is wrong
  });
}

async function keep(form) {
  const body = new URLSearchParams(new FormData(form));
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
  await refresh([document.getElementById(form.dataset.columns)]);
}
