// The page that tries the API: chosen by keyboard, filled by the schema, sent with the session, told in words.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, page;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  page = await found(browser, werkbank.url);
  await colleague(page, "marek", "Marek Kowalski", ["technician"]);
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function choose(on, operation) {
  await on.goto("/api");
  await on.locator("#api-operation option").first().waitFor({ state: "attached" });
  await on.selectOption("#api-operation", operation);
}

async function send(on) {
  const before = await on.textContent("#api-status");
  await on.click("#api-form button[type=submit]");
  await on.waitForFunction(
    (before) => /^\d{3}/.test(document.getElementById("api-status").textContent) && document.getElementById("api-status").textContent !== before,
    before,
  );
  return on.textContent("#api-status");
}

test("a command is found by words, filled in by its schema, and told wrong and right in words", async () => {
  await page.goto("/api");
  await page.locator("#api-operation option").first().waitFor({ state: "attached" });
  assert.deepEqual(await axe(page, "main"), []);
  await page.focus("#api-search");
  await page.keyboard.type("customers register");
  const options = await page.locator("#api-operation option").allTextContents();
  assert.ok(options.length > 0 && options.every((option) => /customers.*register/i.test(option)), options.join("\n"));
  assert.match(await page.textContent("#api-found"), new RegExp(`^${options.length} `));
  await page.selectOption("#api-operation", "POST /api/v1/customers/register");
  await page.fill("[id='try-body-name']", "Bakkerij d'Oude");
  assert.match(await page.textContent("#api-curl"), /curl -X POST 'http:.*customers\/register'[^]*Bakkerij d'\\''Oude/);
  assert.deepEqual(await axe(page, "main"), []);
  assert.match(await send(page), /^422/);
  assert.match(await page.textContent("#api-errors"), /kind: [^]*visiting/);
  assert.deepEqual(await axe(page, "main"), []);
  await page.selectOption("[id='try-body-kind']", "company");
  await page.fill("[id='try-body-visiting.street']", "Lindelaan 1");
  await page.fill("[id='try-body-visiting.postcode']", "3701 CL");
  await page.fill("[id='try-body-visiting.city']", "Zeist");
  await page.focus("[id='try-body-name']");
  await page.keyboard.press("Enter");
  await page.locator("#api-status", { hasText: /^201/ }).waitFor();
  assert.equal(await page.isHidden("#api-errors"), true);
  const { id } = JSON.parse(await page.textContent("#api-answer"));
  assert.match(id, /^[0-9a-f-]{36}$/);

  await choose(page, "GET /api/v1/customers");
  await page.fill("[id='try-query-search']", "oude");
  assert.match(await send(page), /^200/);
  assert.match(await page.textContent("#api-answer"), /Bakkerij d'Oude/);
  await choose(page, "POST /api/v1/customers/{id}/archive");
  await page.fill("[id='try-path-id']", id);
  await page.fill("[id='try-body-reason']", "Gestopt");
  assert.match(await send(page), /^200/);
  page.assertClean();
});

test("a list is typed as JSON, and the body holds it as such", async () => {
  await choose(page, "POST /api/v1/invoices/draft");
  await page.fill("[id='try-body-items']", '[{"description": "Uur", "quantity": "1", "price": "92.50"}]');
  assert.match(await page.textContent("#api-curl"), /"items": \[\s*\{\s*"description": "Uur"/);
});

test("who may not do a thing is told so by the server, in the page's own language", async () => {
  const marek = await signIn(browser, werkbank.url, "marek");
  await choose(marek, "GET /api/v1/invoices");
  const status = await send(marek);
  assert.match(status, /^403.*: \S/);
  assert.deepEqual(await axe(marek, "main"), []);
  const stranger = await browser.newContext();
  assert.match((await stranger.request.get(`${werkbank.url}/api`)).url(), /sign-in/);
  await stranger.close();
});
