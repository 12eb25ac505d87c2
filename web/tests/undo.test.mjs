// Taking back in the browser: from a customer's story, the log and the review; what stands in the way; by keyboard and without script.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser, openPage } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const visiting = { street: "Kade 9", postcode: "3511 AD", city: "Utrecht" };
const brasa = { kind: "company", name: "Restaurant Brasa", visiting };
let data, werkbank, browser, boss, mila, sanne, sannesId, customer;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-undo-"));
  [werkbank, browser] = await Promise.all([startWerkbank({ data }), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  for (const rule of ["sample", "out-of-hours"]) await boss.order("settings/company/set-review-rule", { rule, applies: false });
  await colleague(boss, "mila", "Mila van der Berg", ["management"]);
  sannesId = await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(boss, "marek", "Marek Nowak", ["technician"]);
  [mila, sanne] = await Promise.all(["mila", "sanne"].map((login) => signIn(browser, werkbank.url, login)));
  for (const page of [mila, sanne]) page.order = (path, data) => order(page, path, data);
  customer = (await sanne.order("customers/register", { ...brasa, payment_days: 14 })).id;
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

async function order(page, path, data = {}) {
  const answer = await page.request.post(`/api/v1/${path}`, { data });
  const body = await answer.json();
  assert.ok(answer.ok(), `${path}: ${answer.status()} ${JSON.stringify(body)}`);
  return body;
}

const asked = async (page, path) => (await page.request.get(`/api/v1/${path}`)).json();
const change = (fields) => sanne.order(`customers/${customer}/change`, { ...brasa, ...fields });

const known = async () => (await asked(sanne, `customers/${customer}`)).customer;

/** The entry of the customer's story that says something. */
const told = (page, text) => page.locator("#story li.event", { hasText: text }).first();

test("from a customer's story a change is looked at, taken back by keyboard, and both tell of each other", async () => {
  await change({ payment_days: 60 });
  await sanne.goto(`/customers/${customer}`);
  await told(sanne, "Betaaltermijn").locator("a.undo").focus();
  await sanne.keyboard.press("Enter");
  await sanne.waitForURL(/\/undo\//);
  assert.match(await sanne.textContent("h1"), /Terugdraaien: Betaaltermijn gewijzigd/);
  assert.deepEqual([await sanne.textContent("#undo del"), await sanne.textContent("#undo ins")].map((text) => text.trim()), ["60 dagen", "14 dagen"]);
  assert.deepEqual([await sanne.textContent("#was del"), await sanne.textContent("#was ins")].map((text) => text.trim()), ["14 dagen", "60 dagen"]);
  await clean(sanne);
  await sanne.focus("#undo button[type=submit]");
  await sanne.keyboard.press("Enter");
  await sanne.waitForURL(new RegExp(`/customers/${customer}$`));
  await sanne.waitForSelector(".toast >> text=Teruggedraaid");
  const story = await sanne.textContent("#story");
  assert.match(story, /Draait terug: Betaaltermijn gewijzigd[^]*Teruggedraaid door Sanne de Wit/);
  await clean(sanne);
  assert.equal((await known()).payment_days, 14);
});

test("what was changed since is taken back first, and the way there is shown", async () => {
  await change({ payment_days: 14, name: "Brasa Eén" });
  await change({ payment_days: 14, name: "Brasa Twee" });
  await sanne.goto(`/customers/${customer}`);
  const renamed = sanne.locator("#story li.event", { hasText: "Brasa Eén" }).last();
  await renamed.locator("a.undo").click();
  await sanne.waitForSelector("#undo >> text=Sindsdien gewijzigd door Sanne de Wit");
  assert.equal(await sanne.locator("#undo form").count(), 0);
  await clean(sanne);
  await sanne.click("#undo .notice a");
  await sanne.waitForSelector("#undo ins");
  assert.match(await sanne.textContent("#undo"), /Brasa Twee[^]*Brasa Eén/);
  await sanne.click("#undo button[type=submit]");
  await sanne.waitForSelector(".toast >> text=Teruggedraaid");
  assert.equal((await known()).name, "Brasa Eén");
});

test("what somebody else did meanwhile is told before anything happens", async () => {
  await change({ payment_days: 45, name: "Brasa Eén" });
  const { rows } = await asked(mila, `log?customer=${customer}`);
  const event = rows.find((row) => row.type === "payment_term_changed").event;
  await sanne.goto(`/undo/${event}?from=/customers/${customer}`);
  await mila.order(`customers/${customer}/add-note`, { text: "Belt morgen" });
  await sanne.click("#undo button[type=submit]");
  await sanne.waitForSelector("#undo .error-summary");
  await sanne.click("#undo button[type=submit]");
  await sanne.waitForURL(new RegExp(`/customers/${customer}$`));
  assert.equal((await known()).payment_days, 14);
});

test("what was written stays, and the card says so; a rule that stands against it is set aside by a reason", async () => {
  await sanne.goto(`/customers/${customer}`);
  await told(sanne, "Belt morgen").locator("a.undo", { hasText: "Blijft staan" }).click();
  await sanne.waitForSelector("#undo >> text=Wat gezegd of geschreven is, blijft staan");
  const other = (await sanne.order("customers/register", { ...brasa, name: "Dubbel" })).id;
  await sanne.order("faults/report", { customer: other, problem: "Lekt" });
  await until("the log", async () => (await asked(mila, `log?customer=${other}`)).rows.length > 1);
  const { rows } = await asked(mila, `log?customer=${other}`);
  const page = await openPage(browser, werkbank.url, { allow: [/422/], storageState: await sanne.context().storageState() });
  await page.goto(`/undo/${rows.find((row) => row.type === "customer_registered").event}`);
  await clean(page);
  await page.click("#undo button[type=submit]");
  await page.waitForSelector("#undo .error-summary >> text=Waarom");
  await clean(page);
  await page.fill("#reason", "Dubbel ingevoerd");
  await page.click("#undo button[type=submit]");
  await page.waitForSelector(".toast >> text=Teruggedraaid");
  await page.context().close();
});

test("the review's third answer is to take it back, by one key; the act is closed as taken back", async () => {
  await change({ payment_days: 90, name: "Brasa Eén" });
  const one = async () => (await asked(mila, `reviews?rule=payment-terms&person=${sannesId}`)).rows[0];
  await until("a review", async () => (await one())?.entry.type === "payment_term_changed" && (await one()).state === "open");
  const review = await one();
  await mila.goto(`/reviews?review=${review.id}`);
  await clean(mila);
  await mila.keyboard.press("u");
  await mila.waitForURL(/\/undo\//);
  await clean(mila);
  await mila.click("#undo button[type=submit]");
  await mila.waitForURL(/\/reviews/);
  assert.equal((await asked(mila, `reviews/${review.id}`)).state, "undone");
  await mila.goto(`/reviews?state=undone&review=${review.id}`);
  assert.match(await mila.textContent("#entry"), /Teruggedraaid[^]*Teruggedraaid door[^]*Mila van der Berg/);
  await clean(mila);
  await mila.goto("/log");
  assert.match(await mila.textContent("#log tbody"), /Betaaltermijn gewijzigd[^]*Teruggedraaid/);
  await mila.locator("#log tbody tr", { hasText: "Teruggedraaid" }).first().locator("th a").click();
  await mila.waitForSelector("#entry .undone >> text=Teruggedraaid door Mila van der Berg");
  assert.equal(await mila.locator("#entry a.button[href^='/undo/']").count(), 0);
  await clean(mila);
});

test("it works without script, in Polish, on a tablet in the dark, and a reason is said where the command says one", async () => {
  const fault = (await sanne.order("faults/report", { customer, problem: "Lekt" })).id;
  const state = await sanne.context().storageState();
  const plain = await openPage(browser, werkbank.url, { javaScriptEnabled: false, storageState: state });
  await plain.goto(`/faults/${fault}`);
  await plain.locator("#story li.event", { hasText: "gemeld" }).locator("a.undo").click();
  await plain.fill("#reason", "Verkeerde klant");
  await plain.click("#undo button[type=submit]");
  await plain.waitForURL(new RegExp(`/faults/${fault}$`));
  assert.match(await plain.textContent("#story"), /Verkeerde klant/);
  plain.assertClean();
  await plain.context().close();
  await sanne.order(`users/${sannesId}/set-preferences`, { language: "pl", theme: "dark" });
  const tablet = await openPage(browser, werkbank.url, { viewport: SIZES.tablet, colorScheme: "dark", storageState: state });
  await tablet.goto(`/faults/${fault}`);
  await tablet.locator("#story a.undo").first().click();
  await tablet.waitForSelector("h1 >> text=Cofnij");
  await clean(tablet);
  const width = await tablet.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(width[0] <= width[1], width.join(" "));
  await tablet.goto(`/customers/${customer}`);
  await clean(tablet);
  await tablet.context().close();
  await sanne.order(`users/${sannesId}/set-preferences`, { language: "nl", theme: "auto" });
});

test("who may not is not offered it and is told who may; nothing is offered of the past", async () => {
  const marek = await signIn(browser, werkbank.url, "marek");
  await marek.goto(`/customers/${customer}`);
  assert.equal(await marek.locator("#story a.undo").count(), 0);
  const { rows } = await asked(mila, `log?customer=${customer}`);
  const event = rows.find((row) => row.type === "customer_renamed").event;
  await marek.goto(`/undo/${event}`);
  assert.match(await marek.textContent("#undo"), /U mag dit niet terugdraaien\. Vraag het aan: Sales en klantenservice, Directie/);
  const refused = await marek.request.post(`/api/v1/undo/${event}`);
  assert.equal(refused.status(), 403);
  await clean(marek);
  await marek.context().close();
  const position = rows[0].position;
  await sanne.goto(`/customers/${customer}?as_of=${position}`);
  assert.equal(await sanne.locator("#story a.undo").count(), 0);
  assert.equal((await sanne.request.get(`/undo/${event}?as_of=${position}`)).status(), 404);
});

test("the administrator finds on a colleague's page what changed, and takes a right back", async () => {
  await boss.order(`users/${sannesId}/change`, { name: "Sanne de Wit", roles: ["sales", "finance"] });
  const wim = (await colleague(boss, "wim", "Wim Bakker", ["administrator"])) && (await signIn(browser, werkbank.url, "wim"));
  await wim.goto(`/users/${sannesId}`);
  await wim.locator("#history li", { hasText: "Rollen" }).first().locator("a.undo").click();
  await wim.waitForSelector("#undo ins");
  await clean(wim);
  await wim.click("#undo button[type=submit]");
  await wim.waitForURL(new RegExp(`/users/${sannesId}$`));
  assert.match(await wim.textContent("#history"), /Teruggedraaid door Wim Bakker/);
  await clean(wim);
  for (const page of ["/settings"]) {
    await wim.goto(page);
    await clean(wim);
  }
  await wim.context().close();
});

test("what was done with several customers at once is taken back at once, but for what stays", async () => {
  const ids = [];
  for (const name of ["Linde", "Kroon"]) ids.push((await sanne.order("customers/register", { ...brasa, name, payment_days: 14 })).id);
  await sanne.goto(`/customers/chosen?act=terms&${ids.map((id) => `chosen=${id}`).join("&")}`);
  await sanne.fill("#payment_days", "45");
  await sanne.click("main form button[type=submit]");
  await sanne.waitForSelector("#outcome");
  await clean(sanne);
  await sanne.order(`customers/${ids[1]}/change`, { ...brasa, name: "Kroon", payment_days: 50 });
  await sanne.click("main a[href^='/undo/together/']");
  await sanne.waitForSelector("#acts");
  assert.match(await sanne.textContent("#undo"), /Gaat terug: 1[^]*Blijft: 1/);
  assert.match(await sanne.textContent("#acts"), /45 dagen → 14 dagen|45 → 14/);
  assert.match(await sanne.textContent("#acts tbody tr:first-child"), /blijft[^]*Sindsdien gewijzigd door Sanne de Wit/);
  await clean(sanne);
  assert.equal(await sanne.locator("#undo .actions a").getAttribute("href"), "/customers", "back to where it came from");
  await sanne.click("#undo button[type=submit]");
  await sanne.waitForSelector(".toast >> text=Teruggedraaid, maar 1 blijft staan");
  assert.match(await sanne.textContent("#undo"), /Al teruggedraaid: 1[^]*Blijft: 1/);
  const days = async (id) => (await asked(sanne, `customers/${id}`)).customer.payment_days;
  assert.deepEqual([await days(ids[0]), await days(ids[1])], [14, 50]);
  await sanne.goto(`/customers/${ids[0]}`);
  await told(sanne, "Betaaltermijn").locator("a.undo").click();
  await sanne.click("a[href^='/undo/together/']");
  await sanne.waitForSelector("#acts");
  await clean(sanne);
});
