// A page whose lists are being built: shows how far they are, and opens by itself when they are there.
//
//   <div id="filling">   morphed in each second, until the page has none
import { fetchPage, replaceRegions } from "./morph.js";

const AGAIN_MS = 1000;

export function start() {
  if (document.getElementById("filling")) setTimeout(again, AGAIN_MS);
}

async function again() {
  try {
    const { page } = await fetchPage(location.href);
    if (!page.getElementById("filling")) return location.reload();
    replaceRegions(page, ["filling"]);
  } catch {
    // no connection: it is asked again
  }
  setTimeout(again, AGAIN_MS);
}
