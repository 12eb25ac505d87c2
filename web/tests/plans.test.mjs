// Recurring maintenance in the browser: a plan is made, its visit stands to be agreed, days are mailed, it is planned, closed, and the next one comes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, customer, machine, planner, technician, marek;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", phone: "030 555 01 42", email: "info@delinde.example", visiting })).id;
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", place: "Oost" } })).id;
  planner = await signIn(browser, werkbank.url, "youssef");
  technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

/** So many days from today, as Werkbank's day there. */
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
const plan = (id) => boss.ask(`maintenance-plans/${id}`);

test("a plan is made by form, and its visit stands to be agreed at its place", async () => {
  await planner.goto(`/maintenance-plans/new?customer=${customer}&machine=${machine}`);
  assert.equal(await planner.locator(`input[name=machines][value="${machine}"]`).isChecked(), true);
  await clean(planner);
  await planner.fill("#task", "Ontkalken en filter vervangen");
  await planner.fill("#schedule-first", inDays(12));
  await planner.fill("#schedule-every", "6");
  await planner.locator("input[name='schedule.season'][value='13']").count();
  await Promise.all([planner.waitForURL(/\/maintenance-plans\/[0-9a-f-]{36}$/), planner.click("main form .primary")]);
  assert.match(await planner.textContent("main"), /Elke 6 maanden/);
  await planner.waitForSelector("#occurrences >> text=B-");
  await clean(planner);
  await planner.goto("/maintenance-plans/to-plan");
  const place = planner.locator("#area-37");
  assert.match(await place.textContent(), /Zeist/);
  assert.match(await place.textContent(), /Ontkalken en filter vervangen/);
  assert.equal(await place.locator("a[href^='tel:']").count(), 1);
  await clean(planner);
});

test("what is wrong with a schedule is said at its field", async () => {
  await planner.goto(`/maintenance-plans/new?customer=${customer}`);
  await planner.fill("#task", "Ontkalken");
  await planner.selectOption("#schedule-nth", "first");
  await planner.click("main form .primary");
  await planner.waitForSelector(".error-summary");
  assert.equal(await planner.locator("#schedule-weekday-error").count(), 1);
  await clean(planner);
});

test("days are mailed to the customer, who is then shown as asked", async () => {
  await planner.goto("/maintenance-plans/to-plan");
  await planner.locator("#area-37 a[href$='/days']").first().click();
  await planner.waitForSelector("dialog[open] #form-title");
  assert.notEqual(await planner.inputValue("dialog #days-0"), "");
  await clean(planner);
  await planner.click("dialog[open] [type=submit]");
  await planner.waitForSelector("#area-37 >> text=Gemaild");
  // It waits until the company says from which address it mails.
  const mail = await until("the mail", async () => (await boss.ask("mails?state=waiting")).rows.find((row) => row.purpose === "visit-days"));
  assert.match(mail.subject, /Onderhoud plannen/);
});

test("it is planned, closed by the technician with another day for the next one, and both lead to each other", async () => {
  const [{ proposals: [{ visit }] }] = await boss.ask("planning/to-plan");
  await boss.order(`visits/${visit.id}/schedule`, { technician: marek, slot: { on: inDays(1), from: "09:00", until: "10:00" }, overrule: "Afgesproken" });
  await boss.order(`visits/${visit.id}/start`, { overrule: "Kan vandaag" }).catch(() => undefined);
  const begin = await technician.request.post(`/api/v1/visits/${visit.id}/start`, { data: { overrule: "Kan vandaag" } });
  assert.ok(begin.ok(), await begin.text());
  await technician.goto(`/my-work?visit=${visit.id}`);
  await technician.fill("#findings", "Veel kalk");
  await technician.fill("#work", "Ontkalkt");
  await technician.fill("#worked", "60");
  await technician.locator("input[name=solved][value=true]").check();
  await technician.locator("input[name=charge][value=contract]").check();
  const next = inDays(200);
  await technician.fill("#next_on", next);
  await clean(technician);
  await Promise.all([technician.waitForURL(/\/my-work$/), technician.click(".sheet-foot [type=submit]")]);
  const closed = await until("the next one", async () => {
    const card = await plan(visit.plan);
    return card.plan.due === next && card;
  });
  assert.deepEqual(closed.occurrences.map((one) => one.outcome), [null, "done"]);
  await planner.goto(`/visits/${visit.id}`);
  await planner.waitForSelector("#chain >> text=P-1");
  await planner.locator("#chain a[href$='/next']").click();
  await planner.waitForSelector("dialog[open] #to");
  await planner.fill("dialog #to", inDays(190));
  await planner.click("dialog[open] [type=submit]");
  await until("it is moved", async () => (await plan(visit.plan)).plan.due === inDays(190));
  await clean(planner);
});

test("a plan rests, goes on, and is ended with a reason; what was done is taken back", async () => {
  const made = await boss.order("maintenance-plans/make", { customer, task: "Filter", schedule: { first: inDays(100), every: 1, unit: "year" } });
  await planner.goto(`/maintenance-plans/${made.id}`);
  for (const [page, state] of [["rest", "paused"], ["go-on", "running"], ["stop", "ended"]]) {
    await planner.locator(`a[href$='/${page}']`).click();
    await planner.waitForSelector("dialog[open] #form-title");
    if (page !== "go-on") await planner.fill("dialog #reason", "Verbouwing");
    await planner.click("dialog[open] [type=submit]");
    await until(state, async () => (await plan(made.id)).plan.state === state);
    await planner.goto(`/maintenance-plans/${made.id}`);
  }
  await clean(planner);
  await planner.goto("/maintenance-plans?state=ended");
  assert.match(await planner.textContent("#plan-list"), /Filter/);
  await clean(planner);
});
