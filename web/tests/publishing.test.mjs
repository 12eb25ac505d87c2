// Changes of the planning that are collected: marked on the board, counted, looked at, sent in one go, by two planners at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, customers, marek, planner, second, days;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  await colleague(boss, "noor", "Noor Jansen", ["planner"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customers = [];
  for (const [name, email] of [["Zorggroep De Linde", "info@delinde.example"], ["Café De Tol", undefined]]) {
    customers.push((await boss.order("customers/register", { kind: "company", name, email, visiting })).id);
  }
  planner = await signIn(browser, werkbank.url, "youssef");
  second = await signIn(browser, werkbank.url, "noor");
  // The week after next: far enough ahead to wait.
  const ahead = new Date();
  ahead.setDate(ahead.getDate() + 14 - ((ahead.getDay() + 6) % 7));
  await planner.goto(`/planning?week=${ahead.toISOString().slice(0, 10)}`);
  days = await planner.locator("td[data-cell]").evaluateAll((cells) => cells.slice(0, 4).map((cell) => cell.dataset.day));
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function planned(customer, on, from) {
  const { id } = await boss.order("visits/request", { customer, kind: "intake", task: "Kennismaken", expected: 60 });
  await move(id, on, from);
  return id;
}

const move = (id, on, from) => boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on, from, until: from.replace(":00", ":45") }, overrule: "Afgesproken" });
const mails = async () => (await boss.ask("mails?state=sent")).rows.concat((await boss.ask("mails?state=waiting")).rows);
const open = (page, address = `/planning?week=${days[0]}`) => page.goto(address);
const bar = (page) => page.locator("#board-told");

async function clean(...pages) {
  for (const page of pages) {
    assert.deepEqual(await axe(page), []);
    page.assertClean();
  }
}

test("management chooses that changes are collected, and says until when", async () => {
  await boss.goto("/settings");
  await boss.check("#telling input[type=checkbox]");
  await boss.fill("#telling [name=hours]", "99");
  await boss.click("#telling button[type=submit]");
  await boss.locator("#telling .error >> text=72").first().waitFor();
  await boss.fill("#telling [name=hours]", "12");
  await Promise.all([boss.waitForEvent("load"), boss.click("#telling button[type=submit]")]);
  assert.equal(await boss.inputValue("#telling [name=hours]"), "12");
  assert.ok(await boss.isChecked("#telling input[type=checkbox]"));
  await clean(boss);
});

test("what changed is marked and counted on the board of everybody, and nobody is told", async () => {
  await Promise.all([open(planner), open(second)]);
  assert.equal(await bar(planner).textContent(), "");
  const id = await planned(customers[0], days[0], "09:00");
  for (const page of [planner, second]) {
    await page.locator(`#card-${id}`).getByText("nog niet verstuurd").waitFor();
    await bar(page).getByText("1 wijziging nog niet verstuurd").waitFor();
  }
  await move(id, days[1], "10:00");
  await planned(customers[1], days[2], "09:00");
  await bar(planner).getByText("2 wijzigingen nog niet verstuurd").waitFor();
  assert.equal((await mails()).length, 0);
  await clean(planner, second);
});

test("the preview says who hears what and how; what is not ticked goes on waiting; two planners send at once and tell it once", async () => {
  await Promise.all([planner, second].map(async (page) => {
    await open(page);
    await page.locator("#board-told a").click();
    await page.locator("h1", { hasText: "Planning versturen" }).waitFor();
  }));
  const rows = planner.locator("#changes tbody tr");
  assert.match(await rows.filter({ hasText: "De Linde" }).textContent(), /weten nog van niets.*10\.00.*Marek Kowalski.*mail aan info@delinde\.example/s);
  assert.match(await rows.filter({ hasText: "De Tol" }).textContent(), /wordt gebeld/);
  await clean(planner);
  for (const page of [planner, second]) await page.locator("#changes tr", { hasText: "De Tol" }).locator("input").uncheck();
  await Promise.all([planner, second].map(async (page) => {
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/planning(\?|$|#)/);
  }));
  await open(planner);
  await bar(planner).getByText("1 wijziging nog niet verstuurd").waitFor();
  const told = await until("the mail", async () => (await mails()).length && mails());
  assert.equal(told.length, 1);
  await clean(planner);
});

test("what is put back as it was told waits no more, and taking a move back tells nobody anything", async () => {
  await open(planner);
  const id = await planner.locator(".job", { hasText: "De Linde" }).first().getAttribute("data-visit");
  await planner.locator(`#card-${id} a`).first().focus();
  await planner.keyboard.press("Space");
  await planner.keyboard.press("Shift+ArrowDown");
  await planner.keyboard.press("Enter");
  await bar(planner).getByText("2 wijzigingen nog niet verstuurd").waitFor();
  await planner.keyboard.press("u");
  await bar(planner).getByText("1 wijziging nog niet verstuurd").waitFor();
  await planner.goto("/planning/publish");
  assert.equal(await planner.locator("#changes tbody tr").count(), 1);
  await Promise.all([planner.waitForURL(/\/planning(\?|$|#)/), planner.click("form[action$=publish] .primary")]);
  assert.equal(await bar(planner).textContent(), "");
  await planner.goto("/planning/publish");
  await planner.getByText("Alles is verstuurd").waitFor();
  assert.equal((await mails()).length, 1, "who is called gets no mail");
  await clean(planner);
});

test("the technician sees one notice, and what the customer does not know yet in their own work", async () => {
  const id = await planned(customers[0], days[0], "14:00");
  const technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
  await technician.goto("/my-work");
  await technician.locator(`#stop-${id}`).getByText("nog niet verstuurd").waitFor();
  await clean(technician);
  await technician.goto("/tasks");
  assert.ok((await technician.getByText(/In je planning/).count()) >= 1);
  await technician.context().close();
});

test("bar and preview are right on a tablet and in the dark", async () => {
  for (const options of [{ viewport: SIZES.tablet }, { colorScheme: "dark" }]) {
    const page = await signIn(browser, werkbank.url, "youssef", options);
    for (const address of [`/planning?week=${days[0]}`, "/planning/publish"]) {
      await page.goto(address);
      assert.deepEqual(await axe(page), [], `${address} ${JSON.stringify(options)}`);
      assert.doesNotMatch(await page.textContent("main"), /⟦/, address);
    }
    page.assertClean();
    await page.context().close();
  }
});
