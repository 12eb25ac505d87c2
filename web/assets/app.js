// Starts every behaviour; the planning board, signing, the call timer and trying the API are fetched only by pages that have one.
import * as columns from "./js/columns.js";
import * as combobox from "./js/combobox.js";
import * as dialog from "./js/dialog.js";
import * as draft from "./js/draft.js";
import * as filling from "./js/filling.js";
import * as forms from "./js/forms.js";
import * as keys from "./js/keys.js";
import * as listSearch from "./js/list-search.js";
import * as live from "./js/live.js";
import * as offline from "./js/offline.js";
import * as outbox from "./js/outbox.js";
import * as photos from "./js/photos.js";
import * as rows from "./js/rows.js";
import * as scan from "./js/scan.js";
import * as tables from "./js/tables.js";

// combobox before keys, outbox before dialog and dialog before forms: who handles an event first prevents the other
for (const behaviour of [offline, combobox, outbox, dialog, listSearch, forms, rows, draft, tables, columns, keys, live, filling, photos, scan]) behaviour.start();

async function extras() {
  if (document.querySelector("[data-board]")) (await import("./js/board.js")).board();
  if (document.querySelector("[data-try-api]:not([data-started])")) (await import("./js/try-api.js")).tryApi();
  if (document.querySelector("[data-call-timer]:not([data-started])")) (await import("./js/call-timer.js")).callTimer();
  if (document.querySelector("canvas[data-signature]")) (await import("./js/signature.js")).signatures();
}
document.addEventListener("werkbank:replaced", extras);
extras();
document.documentElement.setAttribute("data-ready", ""); // for whoever has to wait until the page listens
