// Who knew what when, and what would have been with another setting: management's questions to the history.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { clean, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let data, werkbank, browser, boss, sanne, mila, task;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-known-"));
  [werkbank, browser] = await Promise.all([startWerkbank({ data }), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(boss, "mila", "Mila van der Berg", ["management"]);
  [sanne, mila] = await Promise.all(["sanne", "mila"].map((login) => signIn(browser, werkbank.url, login)));
  task = randomUUID();
  await boss.order(`tasks/${task}/raise`, {
    kind: "article-out",
    assignee: { role: "sales" },
    weight: "alert",
    about: `article-${randomUUID()}`,
    words: { article: "DP-1", name: "Drukpomp" },
  });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

const asked = async (page, path) => (await page.request.get(`/api/v1/${path}`)).json();

test("an alert that nobody opened says so, and who opens it is known from then on", async () => {
  await mila.goto("/log");
  await mila.click("a[href='/who-knew']");
  const row = mila.locator(`#told-${task}`);
  await row.waitFor();
  assert.match(await row.textContent(), /Drukpomp \(DP-1\) is op[^]*Alarm[^]*Sales[^]*meteen[^]*door niemand[^]*door niemand/);
  await mila.selectOption("select[name=not]", "opened");
  await row.waitFor();
  await clean(mila);

  await sanne.goto(`/tasks/${task}`);
  await until("the opening", async () => (await asked(mila, "who-knew?not=opened")).rows.length === 0);
  await mila.reload();
  assert.equal(await row.count(), 0, "it was opened");
  await mila.selectOption("select[name=not]", "acted-on");
  await row.waitFor();
  assert.match(await row.textContent(), /Sanne de Wit[^]*vandaag[^]*door niemand/);
  await sanne.goto(`/tasks/${task}`);
  assert.match(await sanne.textContent("#about"), /Geopend\s*Sanne de Wit, vandaag/);
  await clean(sanne);
});

test("what is done with it is known too, and once somebody opened it that is not noted again", async () => {
  await sanne.goto(`/tasks/${task}`);
  await sanne.click("#task-head button.primary");
  await until("the taking", async () => (await asked(mila, "who-knew?not=acted-on")).rows.length === 0);
  const [told] = (await asked(mila, "who-knew?what=alert")).rows;
  assert.equal(told.task.opened_by, "Sanne de Wit");
  assert.equal(told.task.acted_by, "Sanne de Wit");
  const opened = (await asked(mila, "log?kind=task")).rows.filter((entry) => entry.type === "task_opened");
  assert.equal(opened.length, 1);
});

test("only who may read the log asks who knew, and what if only who may ask reports", async () => {
  await colleague(boss, "teun", "Teun Bakker", ["technician"]);
  const teun = await signIn(browser, werkbank.url, "teun");
  await colleague(boss, "inge", "Inge Smit", ["purchasing"]);
  const inge = await signIn(browser, werkbank.url, "inge");
  assert.equal((await inge.request.get("/what-if")).status(), 200);
  assert.equal((await inge.request.get("/what-if?about=reminders")).status(), 403, "invoices are not hers to see");
  const reminders = "/api/v1/what-if/reminders?days=7,14&from=2026-01-01&until=2026-12-31";
  assert.deepEqual([(await inge.request.get(reminders)).status(), (await mila.request.get(reminders)).status()], [404, 200]);
  for (const [page, path] of [[sanne, "/who-knew"], [sanne, "/api/v1/who-knew"], [teun, "/what-if"], [teun, "/api/v1/what-if/stock"]]) {
    assert.equal((await page.request.get(path)).status(), 403, path);
  }
});

test("with a higher minimum an article would have come to it more often: the same history, beside what was", async () => {
  const article = {
    name: "Drukpomp",
    unit: "stuk",
    purchase_price: "41.50 EUR",
    sales_price: "79.00 EUR",
    minimum: "2",
    order_quantity: "10",
    automatic: false,
  };
  const { id } = await boss.order("articles/register", { number: "DP-1", article, stock: "10" });
  for (const counted of ["5", "10", "0", "10"]) await boss.order(`articles/${id}/count`, { counted, reason: "Telling" });
  await until("the article", async () => (await boss.request.get(`/api/v1/articles/${id}`)).ok());
  await mila.goto("/who-knew");
  await mila.goto("/what-if");
  await clean(mila);
  await mila.fill("input[name=article]", "dp-1");
  await mila.fill("input[name=minimum]", "6");
  await mila.click("main button.primary");
  const row = mila.locator("#answer tbody tr", { hasText: "Keren aan het minimum" });
  await row.waitFor();
  assert.deepEqual(await row.locator("td").allTextContents(), ["1", "2", "+1"]);
  assert.match(await mila.textContent("#articles"), /Drukpomp[^]*1 → 2/);
  await clean(mila);
  const answer = await asked(mila, "what-if/stock?article=DP-1&minimum=6");
  assert.deepEqual([answer.was.alerts, answer.would.alerts, answer.was.stock_outs], [1, 2, 1]);
  const now = await asked(boss, `articles/${id}`);
  assert.equal(now.minimum ?? now.article?.minimum, "2", "nothing was changed");
  await mila.fill("input[name=minimum]", "-1");
  await mila.click("main button.primary");
  await mila.getByText("Vul een aantal in van 0 of meer").first().waitFor();
  assert.equal(await mila.locator("#answer").count(), 0);
});

test("reminders and working hours are asked alike, and a wrong list of days is told", async () => {
  await mila.goto("/what-if?about=reminders&days=30,14");
  await mila.getByText("Vul een tot vijf oplopende getallen in").first().waitFor();
  await mila.fill("input[name=days]", "14, 30");
  await mila.click("main button.primary");
  await mila.locator("#answer").waitFor();
  await mila.goto("/what-if?about=hours&opens=09:00&closes=18:00");
  await mila.locator("#answer tbody tr").first().waitFor();
  await clean(mila);
  const answer = await mila.request.get("/api/v1/what-if/reminders?days=30,14&from=2026-01-01&until=2026-12-31");
  assert.equal(answer.status(), 422);
  for (const path of ["reminders?days=7,14&from=2026-01-01&until=2026-12-31", "opening-hours?from=08:00&until=18:00&first=2026-01-01&last=2026-12-31"]) {
    assert.ok((await mila.request.get(`/api/v1/what-if/${path}`)).ok(), path);
  }
});
