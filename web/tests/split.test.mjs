// A visit over several days: proposed where there is room, a card for each part, moved by itself, on the technician's days, finished once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, customer, marek, planner, days;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", email: "info@delinde.example", visiting })).id;
  planner = await signIn(browser, werkbank.url, "youssef");
  await planner.goto("/planning");
  await Promise.all([planner.waitForURL(/week=/), planner.locator("#board-head .button-group").first().locator("a").nth(2).click()]);
  days = await planner.locator("td[data-cell]").evaluateAll((cells) => cells.map((cell) => cell.dataset.day));
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

const queued = async (expected) => (await boss.order("visits/request", { customer, kind: "installation", task: "Keuken inrichten", expected })).id;
const visit = async (id) => (await boss.ask(`visits/${id}`)).visit;
const slots = async (id) => {
  const { slot, rest } = await visit(id);
  return [slot, ...rest].map(({ on, from, until }) => [on, from, until]);
};
const open = (page) => page.goto(`/planning?week=${days[0]}&kind=installation&technician=${marek}`);
const cell = (page, on) => page.locator(`td[data-technician="${marek}"][data-day="${on}"]`);

async function clean(page) {
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  assert.deepEqual(await axe(page), []);
  page.assertClean();
}

test("twelve hours that are put on a day are proposed in parts where there is room, by keyboard alone", async () => {
  const id = await queued(720);
  await open(planner);
  await planner.locator(`#card-${id} a`).first().focus();
  await planner.keyboard.press("Space");
  await planner.keyboard.press("Enter");
  await planner.locator("#page-dialog[open] fieldset").first().waitFor();
  await clean(planner);
  await planner.keyboard.press("Control+Enter");
  await cell(planner, days[0]).locator(`#card-${id}`).getByText("deel 1 van 2").waitFor();
  await cell(planner, days[1]).locator(`#card-${id}-2`).getByText("deel 2 van 2").waitFor();
  assert.deepEqual(await slots(id), [[days[0], "08:00", "17:00"], [days[1], "08:00", "11:00"]]);
  await clean(planner);
  const mail = await until("the mail", async () => (await Promise.all(["sent", "waiting"].map((state) => boss.ask(`mails?state=${state}`)))).flatMap(({ rows }) => rows).find(({ purpose }) => purpose === "visits-changed"));
  assert.ok(mail, "both parts are told in one mail");
});

test("each part moves by itself, and U takes that back", async () => {
  await open(planner);
  const second = planner.locator("[id^=card-][data-stretch='2']");
  const id = await second.getAttribute("data-visit");
  await second.locator("a").first().focus();
  for (const key of ["Space", "ArrowRight", "Enter"]) await planner.keyboard.press(key);
  await cell(planner, days[2]).locator(`#card-${id}-2`).waitFor();
  assert.deepEqual((await slots(id))[0], [days[0], "08:00", "17:00"], "the first stays");
  await clean(planner);
  await planner.keyboard.press("u");
  await cell(planner, days[1]).locator(`#card-${id}-2`).waitFor();
  await clean(planner);
});

test("S opens its parts: one is added, overlapping ones are refused, and in one again it is a card", async () => {
  const id = await planner.locator("[data-stretch='1']").getAttribute("data-visit");
  await open(planner);
  await planner.locator(`#card-${id} a`).first().focus();
  await planner.keyboard.press("s");
  const field = (name) => planner.locator(`#page-dialog [name="${name}"]`);
  await field("rest.1.on").fill(days[0]);
  await field("rest.1.from").fill("9:00");
  await field("rest.1.until").fill("10:00");
  await planner.click("#page-dialog .primary");
  await planner.locator("#page-dialog >> text=vallen in dezelfde uren").first().waitFor();
  await field("rest.1.on").fill(days[3]);
  await clean(planner);
  await planner.click("#page-dialog .primary");
  await cell(planner, days[3]).locator(`#card-${id}-3`).waitFor();
  assert.equal((await slots(id)).length, 3);
  await clean(planner);
});

test("the technician has each part on its day, goes on the next day, and finishes it once", async () => {
  const id = await planner.locator("[data-stretch='1']").getAttribute("data-visit");
  const technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
  await technician.goto("/my-work");
  for (const part of ["", "-2", "-3"]) await technician.locator(`#stop-${id}${part}`).waitFor();
  await clean(technician);
  await technician.context().close();
  await planner.goto(`/visits/${id}`);
  await clean(planner);
  for (const options of [{ colorScheme: "dark" }, { viewport: SIZES.tablet }]) {
    const page = await signIn(browser, werkbank.url, "youssef", options);
    for (const address of [`/planning?week=${days[0]}`, `/visits/${id}/split`]) {
      await page.goto(address);
      assert.deepEqual(await axe(page), [], address);
      assert.doesNotMatch(await page.textContent("main"), /⟦/, address);
    }
    page.assertClean();
    await page.context().close();
  }
});
