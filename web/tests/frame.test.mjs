// The frame around every page: who has several departments chooses one on a tablet too, the theme stays on its page, what waits is counted live.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser, openPage } from "./support/browser.mjs";
import { PASSWORD, colleague, found, signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, anna, supplier, article, order;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  anna = await colleague(boss, "anna", "Anna van Dijk", ["sales", "purchasing"]);
  supplier = (await boss.order("suppliers/register", { name: "Onderdelenhuis Midden", email: "orders@onderdelenhuis.example", lead_days: 5 })).id;
  const prices = { purchase_price: "10.00 EUR", sales_price: "15.00 EUR", minimum: "4", order_quantity: "6" };
  const about = { name: "Kraan", unit: "stuk", supplier, ...prices };
  article = (await boss.order("articles/register", { number: "KR-1", stock: "9", article: about })).id;
  order = (await boss.order("purchase-orders/draft", { supplier, lines: [{ article, quantity: "6", price: "10.00 EUR" }] })).id;
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function close(page) {
  page.assertClean();
  await page.context().close();
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`who works for two departments goes from one to the other at the size of a ${size}`, async () => {
    const page = await signIn(browser, werkbank.url, "anna", { viewport });
    for (const [role, own] of [["purchasing", "/suppliers"], ["sales", "/opportunities"]]) {
      await page.click("summary.department");
      const choice = page.locator(`button[name=role][value=${role}]`);
      const place = await choice.boundingBox();
      assert.ok(place.x >= 0 && place.x + place.width <= viewport.width, JSON.stringify(place));
      assert.deepEqual(await axe(page, ".sidebar"), []);
      await Promise.all([page.waitForEvent("load"), choice.click()]);
      assert.equal(await page.locator(`#own-menu a[href="${own}"]`).count(), 1);
    }
    await close(page);
  });
}

test("who works for two departments sees which pages are theirs too, and what they do there is written to that role", async () => {
  const page = await signIn(browser, werkbank.url, "anna");
  assert.equal(await page.locator("#own-menu a[href='/opportunities']").count(), 1);
  assert.equal(await page.locator("#also-menu a[href='/stock']").count(), 1, "not only to look at");
  assert.equal(await page.locator("#other-menu a[href='/stock']").count(), 0);
  assert.equal(await page.locator("#other-menu a[href='/planning']").count(), 1);
  assert.deepEqual(await axe(page, ".sidebar"), []);
  await page.goto(`/articles/${article}`);
  const counted = await page.request.post(`/api/v1/articles/${article}/count`, { data: { counted: "9", reason: "Geteld" } });
  assert.equal(counted.status(), 200, await counted.text());
  const entries = (await boss.ask("log?kind=article")).rows;
  assert.equal(entries[0].role, "purchasing", "in which of their roles they did it");
  // What waits for their other department is told, and taken there it is gone.
  const task = randomUUID();
  await boss.order(`tasks/${task}/raise`, { kind: "contract-signed", assignee: { role: "purchasing" }, weight: "notice", about: `customer-${randomUUID()}`, words: { contract: "C-1" } });
  assert.match(await page.locator("#choose-role summary .count").textContent(), /1 taak wacht bij uw andere afdelingen/);
  assert.equal(await page.locator("#bell .dot").count(), 0);
  await page.click("summary.department");
  assert.match(await page.locator("button[name=role][value=purchasing]").textContent(), /1 taak wacht/);
  assert.deepEqual(await axe(page, ".sidebar"), []);
  await boss.order(`tasks/${task}/complete`);
  await page.locator("#choose-role summary .count").waitFor({ state: "detached" });
  await page.click("summary.department");
  // What they lose is gone with the next page, also when they were in that role.
  await page.click("summary.department");
  await Promise.all([page.waitForEvent("load"), page.click("button[value=purchasing]")]);
  await boss.order(`users/${anna}/change`, { name: "Anna van Dijk", roles: ["sales"] });
  assert.equal((await page.goto("/articles/new")).status(), 403);
  await page.goto("/");
  assert.equal(await page.locator("#own-menu a[href='/opportunities']").count(), 1);
  assert.equal(await page.locator("summary.department").count(), 0);
  await boss.order(`users/${anna}/change`, { name: "Anna van Dijk", roles: ["sales", "purchasing"] });
  await close(page);
});

test("the page that belongs to an entry of the menu is marked there, and so is the list above a record", async () => {
  const page = await signIn(browser, werkbank.url, "anna");
  await page.click("summary.department");
  await Promise.all([page.waitForEvent("load"), page.click("button[value=purchasing]")]);
  const marks = { "/stock": ["/stock", "page"], [`/articles/${article}`]: ["/stock", "true"], [`/purchase-orders/${order}`]: ["/purchase-orders", "true"], "/tasks": ["/", "true"] };
  for (const [path, [entry, mark]] of Object.entries(marks)) {
    await page.goto(path);
    const current = await page.locator(".menu a[aria-current]").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.ariaCurrent]));
    assert.deepEqual(current, [[entry, mark]], path);
  }
  await close(page);
});

test("the theme changes and the page stays, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await openPage(browser, werkbank.url, { javaScriptEnabled });
    await page.goto("/sign-in?next=/customers");
    await page.fill("#login", "anna");
    await page.fill("#password", PASSWORD);
    await page.click("main button[type=submit]");
    await page.goto("/customers?q=x");
    const before = await page.getAttribute("html", "data-theme");
    await page.click("[data-theme-form] button");
    await page.waitForFunction?.((was) => document.documentElement.dataset.theme !== was, before).catch(() => {});
    assert.match(page.url(), /\/customers\?q=x$/);
    assert.notEqual(await page.getAttribute("html", "data-theme"), before);
    await close(page);
  }
});

test("the bell and the menu count what waits, and count on while the page is open", async () => {
  const page = await signIn(browser, werkbank.url, "anna");
  await page.goto("/customers");
  const bell = page.locator("#bell .dot");
  assert.equal(await bell.count(), 0);
  const raise = (about) =>
    boss.order(`tasks/${randomUUID()}/raise`, { kind: "contract-signed", assignee: { user: anna }, weight: "notice", about, words: { contract: "C-1" } });

  await raise(`customer-${randomUUID()}`);

  await page.locator("#bell .dot", { hasText: /^1 taak wacht$/ }).waitFor();
  await raise(`invoice-${randomUUID()}`);
  await page.locator("#bell .dot", { hasText: /^2 taken wachten$/ }).waitFor();
  await page.locator('.menu a[href="/customers"] .count', { hasText: /^1 taak wacht$/ }).waitFor();
  assert.deepEqual(await axe(page), []);
  await close(page);
});
