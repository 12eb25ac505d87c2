// A page whose lists are being built: shows how far they are, and opens by itself when they are there.
//
//   <div id="filling">   morphed in each second, until the page has none
import { fetchPage, replaceRegions } from "./morph.js";

const AGAIN_MS = 1000;
let waits = false;

export function start() {
  begin();
  document.addEventListener("werkbank:replaced", begin);
}

function begin() {
  if (waits || !document.getElementById("filling")) return;
  waits = true;
  setTimeout(again, AGAIN_MS);
}

async function again() {
  waits = false;
  try {
    const { page } = await fetchPage(location.href);
    if (!page.getElementById("filling")) return location.reload();
    replaceRegions(page, ["filling"]);
  } catch {
    // no connection: it is asked again
  }
  begin();
}
