// The browser of the tests sees what it should: each way in which a page can be unclean is noticed, a clean page is not.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { axe, launchBrowser, openPage } from "./support/browser.mjs";

const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'";
const PAGES = {
  "/clean": `<main><h1>Schoon</h1><p>Niets aan de hand.</p></main>`,
  "/inline": `<main><h1>Script</h1><script>document.title = "no"</script></main>`,
  "/console": `<main><h1>Fout</h1></main><script src="/error.js"></script>`,
  "/foreign": `<main><h1>Ver</h1><p id="far">x</p></main><script src="/foreign.js"></script>`,
  "/button": `<main><h1>Knop</h1><button></button></main>`,
};
const SCRIPTS = {
  "/error.js": `console.error("it broke"); null.length;`,
  "/foreign.js": `fetch("http://127.0.0.1:9/far").catch(() => {});`,
};
let server, origin, browser;

before(async () => {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});

function answer({ url }, response) {
  if (SCRIPTS[url]) return response.setHeader("content-type", "text/javascript").end(SCRIPTS[url]);
  const policy = url === "/foreign" ? "default-src *; script-src 'self'" : POLICY;
  response.setHeader("content-type", "text/html; charset=utf-8").setHeader("content-security-policy", policy);
  if (url === "/favicon.ico") return response.writeHead(204).end();
  if (!PAGES[url]) response.statusCode = url === "/refused" ? 422 : 500;
  response.end(`<!doctype html><html lang="nl"><title>Proef</title>${PAGES[url] ?? "<main><h1>Stuk</h1></main>"}</html>`);
}

async function visit(path, options) {
  const page = await openPage(browser, origin, options);
  await page.goto(path, { waitUntil: "networkidle" });
  return page;
}

test("a page without faults is clean, and looking at it with axe keeps it so under a strict policy", async () => {
  const page = await visit("/clean");
  assert.deepEqual(await axe(page), []);
  page.assertClean();
  await page.context().close();
});

test("a form that is sent back with 422 is no fault", async () => {
  const page = await visit("/refused");
  page.assertClean();
  await page.context().close();
});

test("axe names the rule and the place", async () => {
  const page = await visit("/button");
  const found = await axe(page);
  assert.equal(found.length, 1, found.join("\n"));
  assert.match(found[0], /^button-name \(critical\): button: /);
  assert.deepEqual(await axe(page, "h1"), []);
  await page.context().close();
});

for (const [path, problem] of [
  ["/inline", /policy: script-src-elem stopped inline/],
  ["/console", /console: it broke[^]*script: TypeError/],
  ["/foreign", /foreign host: http:\/\/127\.0\.0\.1:9\/far/],
  ["/broken", /answer 500: GET .*\/broken/],
]) {
  test(`${path.slice(1)}: the fault is noticed, once`, async () => {
    const page = await visit(path);
    assert.throws(() => page.assertClean(), problem);
    page.assertClean();
    await page.context().close();
  });
}

test("what a test provokes on purpose can be allowed", async () => {
  const page = await visit("/broken", { allow: [/500/] });
  page.assertClean();
  await page.context().close();
});
