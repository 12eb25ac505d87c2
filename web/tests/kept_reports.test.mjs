// Reports that colleagues keep: under a name, shared or not, mailed on chosen mornings, thrown away.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let data, werkbank, browser, boss, mila, finn, sanne, report;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-kept-"));
  [werkbank, browser] = await Promise.all([startWerkbank({ data }), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  for (const [login, name, role] of [["mila", "Mila van der Berg", "management"], ["finn", "Finn Visser", "finance"], ["sanne", "Sanne de Wit", "sales"]]) {
    const id = await colleague(boss, login, name, [role]);
    await boss.order(`users/${id}/change`, { name, email: `${login}@koffietechniek.example`, roles: [role] });
  }
  [mila, finn, sanne] = await Promise.all(["mila", "finn", "sanne"].map((login) => signIn(browser, werkbank.url, login)));
  const visiting = { street: "Kade 9", postcode: "3511 AD", city: "Utrecht" };
  const customer = (await boss.order("customers/register", { kind: "company", name: "Restaurant Brasa", visiting })).id;
  await boss.order("faults/report", { customer, problem: "Lekt", urgency: "high" });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

const asked = async (page, path) => (await page.request.get(`/api/v1/${path}`)).json();

test("a report that somebody puts together is kept under a name and opens as it was asked", async () => {
  await mila.goto("/reports");
  await mila.getByText("Nog geen.").waitFor();
  await mila.goto("/reports/new?subject=faults&measure=count&by=urgency&period=last-4-week&step=week");
  await mila.click("#keep button.primary");
  await mila.getByText("Vul hier iets in.").first().waitFor();
  assert.match(await mila.textContent("#table"), /Morgen/, "what was put together still stands");
  await mila.fill("#keep input[name=name]", "Haast per week");
  assert.equal(await mila.isChecked("#keep input[name=shared]"), false, "nobody shares without saying so");
  await mila.check("#keep input[name=shared]");
  // Links right under the bar of the page are no wrong: whoever scrolls a little reaches them.
  await mila.evaluate(() => scrollTo(0, 0));
  await clean(mila);
  await mila.click("#keep button.primary");
  await mila.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
  report = mila.url().split("/").at(-1);
  assert.equal(await mila.textContent("h1"), "Haast per week");
  assert.match(await mila.textContent("#table"), /Morgen/);
  await clean(mila);
  await mila.goto("/reports");
  assert.match(await mila.textContent("#kept"), /Haast per week[^]*Van uzelf/);
  await clean(mila);
  const [saved] = (await asked(mila, "saved-reports")).reports;
  assert.deepEqual([saved.name, saved.definition.by, saved.shared], ["Haast per week", "urgency", true]);
  const answer = await asked(mila, `report?saved=${report}`);
  assert.equal(answer.table.total.above, 1);
});

test("a colleague finds what is shared and can't change it; one's own is changed", async () => {
  await until("the report", async () => (await asked(finn, "saved-reports")).reports.length === 1);
  await finn.goto(`/reports/${report}`);
  assert.equal(await finn.textContent("h1"), "Haast per week");
  assert.equal(await finn.locator("#keep, #mailing, #removal").count(), 0);
  const refused = await finn.request.post(`/api/v1/saved-reports/${report}/remove`, { data: {} });
  assert.deepEqual([refused.status(), (await refused.json()).title], [409, "Dit rapport is van een collega. Bewaar het onder een andere naam."]);
  await mila.goto(`/reports/${report}`);
  await mila.uncheck("#keep input[name=shared]");
  await mila.fill("#keep input[name=name]", "Haast, alleen voor mij");
  await mila.click("#keep button.primary");
  await mila.getByText("Het rapport is bewaard").first().waitFor();
  assert.equal((await asked(finn, "saved-reports")).reports.length, 0);
  assert.equal((await finn.request.get(`/reports/${report}`)).status(), 404);
  assert.equal((await finn.request.get(`/api/v1/report?saved=${report}`)).status(), 404);
});

test("who may not see the facts neither keeps nor finds nor asks such a report", async () => {
  const acts = { subject: "acts", measure: "count", by: "person", period: { last: { count: 12, step: "month" } } };
  const refused = await sanne.request.post("/api/v1/saved-reports/save", { data: { name: "Wie deed wat", definition: acts } });
  assert.equal(refused.status(), 409);
  assert.equal((await refused.json()).errors[0].field, "definition.subject");
  const { id } = await boss.order("saved-reports/save", { name: "Wie deed wat", definition: acts, shared: true });
  await until("the report", async () => (await asked(mila, "saved-reports")).reports.some((one) => one.id === id));
  assert.ok((await asked(sanne, "saved-reports")).reports.every((one) => one.id !== id));
  assert.equal((await sanne.request.get(`/reports/${id}`)).status(), 403);
  const wrong = { ...acts, measure: "stock_value" };
  const misfit = await boss.request.post("/api/v1/saved-reports/save", { data: { name: "Kan niet", definition: wrong } });
  assert.equal((await misfit.json()).errors[0].field, "definition.measure");
});

test("it is mailed to whom one ticks, who may see it, and thrown away again", async () => {
  await mila.setViewportSize(SIZES.tablet);
  await mila.emulateMedia({ colorScheme: "dark" });
  await mila.goto(`/reports/${report}`);
  await mila.selectOption("#every", "workday");
  await mila.getByLabel("Finn Visser").check();
  await clean(mila);
  await mila.click("#mailing button");
  await mila.getByText("De mailing is vastgelegd").first().waitFor();
  assert.equal(await mila.getByLabel("Finn Visser").isChecked(), true);
  assert.equal(await mila.locator("#every").inputValue(), "workday");
  await mila.click("#removal a");
  await mila.getByText("is gedeeld").or(mila.getByText("verdwijnt uit uw rapporten")).first().waitFor();
  await clean(mila);
  await mila.locator("form[action$='/remove'] button[type=submit]").click();
  await mila.waitForURL(/\/reports$/);
  assert.equal((await mila.request.get(`/reports/${report}`)).status(), 404);
});
