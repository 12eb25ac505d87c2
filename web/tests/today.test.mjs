// The homes: what waits comes live, the button in the row does the next thing, what is only to know goes once it is seen.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { clean, launchBrowser } from "./support/browser.mjs";
import { found, signIn } from "./support/company.mjs";
import { fill, LOGINS } from "./support/filled.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, things;
const people = {};

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  things = await fill(boss);
  for (const role of ["sales", "finance", "technician", "purchasing", "administrator"]) people[role] = await signIn(browser, werkbank.url, LOGINS[role]);
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

/** Raises a task for a role; the answer is its id. */
async function raise(role, weight, note) {
  const task = randomUUID();
  await boss.order(`tasks/${task}/raise`, { kind: "note", assignee: { role }, weight, about: `customer-${things.customer}`, customer: things.customer, note });
  return task;
}

test("a task appears on an open home by itself, is taken there, and everybody sees by whom", async () => {
  const { sales } = people;
  await sales.goto("/");
  const before = Number((await sales.locator("#bell .dot").textContent({ timeout: 1_000 }).catch(() => "0")).match(/\d+/)[0]);
  const task = await raise("sales", "task", "Bel mevrouw Postma terug");
  await sales.locator(`#task-${task}`, { hasText: "Bel mevrouw Postma terug" }).waitFor();
  await until("the bell", async () => Number((await sales.locator("#bell .dot").textContent()).match(/\d+/)[0]) === before + 1);
  await sales.click(`#task-${task} button:has-text("Oppakken")`);
  await sales.locator(`#task-${task}`, { hasText: "Sanne de Wit" }).waitFor();
  assert.equal(new URL(sales.url()).pathname, "/");
  await clean(sales);
});

test("what is only to know stands at the side, and goes once it is seen", async () => {
  const { sales } = people;
  const notice = await raise("sales", "notice", "De nieuwe prijslijst is er");
  await sales.goto("/");
  await sales.locator(`#notice-${notice}`, { hasText: "De nieuwe prijslijst is er" }).waitFor();
  assert.equal(await sales.locator(`#task-${notice}`).count(), 0);
  await sales.click("#notices button[type=submit]");
  await sales.locator("#notices .feed").waitFor({ state: "detached" });
  await sales.goto("/tasks?view=done");
  assert.match(await sales.locator(`#task-${notice}`).textContent(), /Sanne de Wit/);
  await clean(sales);
});

test("nobody marks another department's notices as seen", async () => {
  const notice = await raise("purchasing", "notice", "Voor inkoop alleen");
  const answer = await people.sales.request.post("/today/seen", { form: { task: notice } });
  assert.ok(answer.ok());
  await people.purchasing.goto("/");
  await people.purchasing.locator(`#notice-${notice}`).waitFor();
});

test("finance sends a draft from its row, and the figures change along", async () => {
  const { finance } = people;
  await finance.goto("/");
  const drafts = () => finance.locator("a.kpi[href='/invoices?view=draft'] .figure").textContent();
  const count = Number(await drafts());
  await finance.click(`#todo-${things.invoiceDraft} button[type=submit]`);
  await finance.locator(`#todo-${things.invoiceDraft}`).waitFor({ state: "detached" });
  await until("the figure", async () => Number(await drafts()) === count - 1);
  const { number } = await boss.ask(`invoices/${things.invoiceDraft}`);
  assert.match(number, /^\d{4}-\d{4}$/);
  await clean(finance);
});

test("every home has four figures that lead to their list, work and notices", async () => {
  for (const [role, page] of Object.entries(people)) {
    await page.goto("/");
    assert.equal(await page.locator("#figures a.kpi").count(), 4, role);
    for (const href of await page.locator("#figures a.kpi").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
      const answer = await page.request.get(href.startsWith("#") ? `/${href}` : href);
      assert.equal(answer.status(), 200, `${role} ${href}`);
    }
    for (const part of ["#work", "#notices"]) await page.locator(part).waitFor();
    await clean(page);
  }
});
