// Promises in the browser: a service level is set and agreed, told during the call, shown at the fault, stands still and counts again, and is taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, established, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, sales, dark, customer, machine, contract, fault;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await established(boss);
  await colleague(boss, "sanne", "Sanne de Boer", ["sales", "planner"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", phone: "030 555 01 42", visiting })).id;
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", place: "Oost" } })).id;
  sales = await signIn(browser, werkbank.url, "sanne");
  dark = await signIn(browser, werkbank.url, "sanne", { viewport: SIZES.tablet, colorScheme: "dark" });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

const seen = () => boss.ask(`faults/${fault}`).then((answer) => answer.fault);

test("a service level is set by form, and what can't be is said at its field", async () => {
  await boss.goto("/settings/service-levels");
  await clean(boss);
  await boss.fill("#service_level", "Goud");
  for (const [urgency, respond, solve] of [["urgent", 2, 1], ["high", 4, 24], ["normal", 8, ""], ["low", 40, ""]]) {
    await boss.fill(`#terms-${urgency}-respond`, String(respond));
    await boss.fill(`#terms-${urgency}-solve`, String(solve));
  }
  await boss.selectOption("#terms-counts", "always");
  await boss.click("#service-level button[type=submit]");
  await boss.waitForSelector("#terms-urgent-solve-error");
  await boss.fill("#terms-urgent-solve", "8");
  await Promise.all([boss.waitForURL(/\/settings$/), boss.click("#service-level button[type=submit]")]);
  assert.match(await boss.textContent("#service-levels"), /Goud.*Dag en nacht.*2 u \/ 8 u/s);
  await clean(boss);
});

test("a contract is given its level, also while it runs", async () => {
  const terms = { kind: "service", machines: [machine], monthly_fee: "100.00 EUR", starts: new Date().toLocaleDateString("sv-SE"), first_term: 12 };
  contract = (await boss.order("contracts/draft", { customer, terms })).id;
  await boss.order(`contracts/${contract}/sign-on-screen`, { name: "Petra", undrawn: "Telefonisch" });
  await sales.goto(`/contracts/${contract}/level`);
  await clean(sales);
  await sales.selectOption("#service_level", "Goud");
  await Promise.all([sales.waitForURL(new RegExp(`/contracts/${contract}$`)), sales.click("main footer [type=submit]")]);
  await sales.waitForSelector("#terms >> text=Goud");
  await clean(sales);
});

test("who calls hears what the contract promises, as soon as they are known", async () => {
  await sales.goto(`/faults/new?customer=${customer}`);
  assert.match(await sales.textContent("#side"), /Volgens servicenorm Goud/);
  assert.doesNotMatch(await sales.textContent("#side"), /Opgelost voor/, "the usual haste promises no solution");
  await sales.check("input[name=urgency][value=urgent]");
  await sales.waitForSelector("#side >> text=Opgelost voor");
  await clean(sales);
  await sales.fill("#problem", "Water onder de machine");
  await Promise.all([sales.waitForURL(/\/faults\/[0-9a-f-]{36}$/), sales.click(".save-bar .primary")]);
  fault = sales.url().split("/").pop();
  const panel = sales.locator("#promise");
  await panel.waitFor();
  assert.match(await panel.textContent(), /Goud/);
  const { reported_at, promised_at, promise } = await seen();
  const hours = (at) => (new Date(at) - new Date(reported_at)) / 3_600_000;
  assert.deepEqual([hours(promised_at), hours(promise.solve_by)].map(Math.round), [2, 8]);
  await dark.goto(`/faults/${fault}`);
  await clean(sales, dark);
});

test("while the customer is waited for nothing counts, and the desk says when it counts again", async () => {
  await sales.goto(`/faults/${fault}`);
  await sales.click(`a[href='/faults/${fault}/waits']`);
  await sales.waitForSelector("dialog[open] #form-title");
  await clean(sales);
  await sales.check("dialog input[name=waits_for][value=customer]");
  await sales.fill("dialog #reason", "Zoekt de sleutel");
  await sales.click("dialog[open] [type=submit]");
  await sales.waitForSelector("#promise >> text=Wacht op klant");
  await sales.goto("/faults?state=pressing");
  assert.equal(await sales.locator(`#fault-${fault}`).count(), 0);
  await sales.goto("/faults?state=open&sort=promised");
  assert.match(await sales.textContent(`#fault-${fault}`), /Wacht op klant/);
  await clean(sales);
  await sales.goto(`/faults/${fault}`);
  await sales.click("form[action$='/resume'] [type=submit]");
  await until("the clock counts", async () => (await seen()).promise.waits_for === null);
  const before = await seen();
  await sales.waitForSelector("#promise >> text=Goud");
  // It stood still, so it is promised later than it was.
  assert.ok(new Date(before.promised_at) - new Date(before.reported_at) > 2 * 3_600_000);
  await clean(sales);
});

test("who is called back was answered, and that can be taken back", async () => {
  await sales.goto(`/faults/${fault}`);
  await sales.click(`a[href='/faults/${fault}/called']`);
  await sales.waitForSelector("dialog[open] #form-title");
  await clean(sales);
  await sales.fill("dialog #note", "Morgen komt iemand");
  await sales.keyboard.press("Control+Enter");
  await sales.waitForSelector("#promise >> text=Gehaald");
  assert.equal(await sales.locator(`a[href='/faults/${fault}/called']`).count(), 0);
  await clean(sales);
  await boss.order(`faults/${fault}/withdraw-answer`);
  await until("nobody answered", async () => (await seen()).promise.answered_at === null);
});

test("promises kept are reported by level, and lead to the faults", async () => {
  await boss.order(`faults/${fault}/answer`, { note: "Gebeld" });
  await boss.order(`faults/${fault}/solve`, {});
  await boss.goto("/reports/answered-in-time");
  await boss.waitForSelector("table >> text=Goud");
  assert.match(await boss.textContent("main"), /100/);
  await clean(boss);
});
