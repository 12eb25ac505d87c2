// The desk and management in the browser: a task goes from hand to hand, the log says so, colleagues and settings are kept.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, sanne, marek, task;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(boss, "marek", "Marek Kowalski", ["planner"]);
  task = randomUUID();
  await boss.order(`tasks/${task}/raise`, {
    kind: "article-out",
    assignee: { role: "sales" },
    weight: "alert",
    about: `article-${randomUUID()}`,
    words: { article: "DP-1", name: "Drukpomp" },
  });
  sanne = await signIn(browser, werkbank.url, "sanne");
  marek = await signIn(browser, werkbank.url, "marek");
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function clean(page) {
  assert.deepEqual(await axe(page), []);
  page.assertClean();
}

test("a task is taken, handed on with a note, and done by the other", async () => {
  await sanne.goto("/tasks");
  await clean(sanne);
  await sanne.click(`#task-${task} button.dark`);
  await sanne.goto(`/tasks/${task}/pass`);
  await sanne.selectOption("#to-user", { label: "Marek Kowalski" });
  await sanne.fill("#note", "Jij kent de leverancier");
  await clean(sanne);
  await sanne.click("main button.primary");
  await sanne.waitForURL(/\/tasks$/);
  assert.equal(await sanne.locator(`#task-${task}`).count(), 0);
  await marek.goto("/tasks");
  assert.match(await marek.locator(`#task-${task}`).textContent(), /Jij kent de leverancier/);
  await marek.goto(`/tasks/${task}`);
  await clean(marek);
  await marek.fill("#note", "Besteld");
  await marek.click("#finish button[type=submit]");
  await marek.waitForURL(/\/tasks$/);
  await marek.goto("/tasks?view=done");
  assert.match(await marek.locator(`#task-${task}`).textContent(), /Besteld/);
});

test("the log names who did it, and shows what it was before and after", async () => {
  await boss.order("settings/company/set-payment-days", { days: 21 });
  await boss.goto("/log?kind=settings");
  await clean(boss);
  await boss.click("#log tbody tr:first-child th a");
  await boss.waitForURL(/\/log\/\d+$/);
  assert.match(await boss.locator("#about").textContent(), /Directie/);
  assert.equal(await boss.locator("#changes del").textContent(), "30");
  assert.equal(await boss.locator("#changes ins").textContent(), "21");
  await clean(boss);
});

test("who may not see the log is told so", async () => {
  const answer = await sanne.goto("/log");
  assert.equal(answer.status(), 403);
});

test("the administrator adds a colleague, who is then in the list", async () => {
  await boss.goto("/users/new");
  await boss.fill("#name", "Nadia Smit");
  await boss.fill("#login", "nadia");
  await boss.fill("#password", "kort");
  await boss.check("input[value=finance]");
  await clean(boss);
  await boss.click("main button.primary");
  await boss.locator("#password-error").waitFor();
  assert.ok(await boss.isChecked("input[value=finance]"));
  await boss.fill("#password", "een lang wachtwoord");
  await boss.click("main button.primary");
  await boss.waitForURL(/\/users\/[0-9a-f-]{36}$/);
  await clean(boss);
  await boss.goto("/users");
  assert.match(await boss.locator("#users").textContent(), /Nadia Smit/);
  await clean(boss);
});

test("a password that the administrator resets signs the colleague out at once", async () => {
  await colleague(boss, "olga", "Olga Vos", ["sales"]);
  const olga = await signIn(browser, werkbank.url, "olga");
  await boss.goto("/users");
  await boss.click("#users a:has-text('Olga Vos')");
  await boss.waitForURL(/\/users\/[0-9a-f-]{36}$/);
  await boss.fill("input[name=password]", "een ander wachtwoord");
  await Promise.all([boss.waitForEvent("load"), boss.click("form[action$='/reset-password'] button[type=submit]")]);
  await olga.goto("/customers");
  assert.match(olga.url(), /\/sign-in/);
  await boss.goto("/customers");
  assert.match(boss.url(), /\/customers$/);
});

test("settings, rights, mails and one's own account are clean", async () => {
  for (const path of ["/settings", "/settings/vat", "/settings/hourly", "/permissions", "/mails", "/account"]) {
    await boss.goto(path);
    await clean(boss);
  }
});

test("the log is searched while typing, and what is found goes out to Excel", async () => {
  await boss.goto("/log");
  await boss.fill("#log-search", "nadia");
  await boss.waitForURL(/search=nadia/);
  await boss.locator("#log tbody tr", { hasText: "Medewerker" }).first().waitFor();
  await clean(boss);
  await boss.locator(`a[href*="search=nadia"][href^="/export/log.xlsx"]`).waitFor();
  const href = await boss.locator('a[href^="/export/log.xlsx"]').getAttribute("href");
  assert.match(href, /search=nadia/);
  const whole = await boss.request.get("/export/log.xlsx?from=2020-01-01T00:00:00Z");
  const found = await boss.request.get(href);
  assert.equal(found.status(), 200);
  assert.equal((await found.body()).subarray(0, 2).toString(), "PK");
  assert.ok((await found.body()).length < (await whole.body()).length);
});

test("management sees how things stand, and every figure leads to its list", async () => {
  await colleague(boss, "mila", "Mila van der Berg", ["management"]);
  const mila = await signIn(browser, werkbank.url, "mila");
  await clean(mila);
  const hrefs = await mila.locator("a.kpi").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(hrefs.length >= 10, hrefs.join(" "));
  for (const href of new Set(hrefs)) assert.equal((await mila.request.get(href)).status(), 200, href);
  await mila.context().close();
});
