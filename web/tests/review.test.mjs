// Review in the browser: what colleagues did waits for management, who approve it by keyboard or ask; who did it answers.
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
let data, werkbank, browser, boss, mila, sanne, sannesId, customer;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-review-"));
  [werkbank, browser] = await Promise.all([startWerkbank({ data }), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await boss.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.",
    address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840",
    vat_number: "NL004495445B01",
    iban: "NL91ABNA0417164300",
    phone: "030 555 01 42",
    email: "administratie@koffietechniek.example",
  });
  // Neither chance nor the hour at which this runs is to point at anything.
  for (const rule of ["sample", "out-of-hours"]) await boss.order("settings/company/set-review-rule", { rule, applies: false });
  await colleague(boss, "mila", "Mila van der Berg", ["management"]);
  sannesId = await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  [mila, sanne] = await Promise.all(["mila", "sanne"].map((login) => signIn(browser, werkbank.url, login)));
  sanne.order = (path, data) => order(sanne, path, data);
  mila.order = (path, data) => order(mila, path, data);
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
const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });

/** The review of what somebody did by a rule, as soon as it is there. */
async function raised(rule, person) {
  const one = async () => (await asked(mila, `reviews?rule=${rule}&person=${person}`)).rows[0];
  await until(`a review by ${rule}`, one);
  return one();
}

test("other terms of payment and a contract that is ended early wait for management, who see in the menu how many", async () => {
  const brasa = { kind: "company", name: "Restaurant Brasa", visiting };
  customer = (await sanne.order("customers/register", { ...brasa, payment_days: 14 })).id;
  await sanne.order(`customers/${customer}/change`, { ...brasa, payment_days: 60 });
  const terms = { kind: "service", machines: [], monthly_fee: "100.00 EUR", starts: today(), first_term: 12, renewal: 12, notice: 1 };
  const contract = (await sanne.order("contracts/draft", { customer, terms })).id;
  await sanne.order(`contracts/${contract}/sign-on-screen`, { name: "Thiago Alves", drawing: "M0 0L1 1" });
  await sanne.order(`contracts/${contract}/end`, { on: today(), reason: "De zaak sluit" });
  await Promise.all([raised("payment-terms", sannesId), raised("contract-ended", sannesId)]);
  await mila.goto("/reviews");
  assert.match(await mila.textContent("nav a[href='/reviews'] .count"), /^\d+/);
  const row = mila.locator("#reviews tbody tr", { hasText: "Betaaltermijn gewijzigd" });
  assert.match(await row.textContent(), /Sanne de Wit[^]*Restaurant Brasa[^]*Na te kijken[^]*Lange betaaltermijn/);
  await clean(mila);
});

test("an act is approved by keyboard alone, and the next one stands ready", async () => {
  await mila.goto(`/reviews?person=${sannesId}`);
  assert.deepEqual(await mila.locator("#reviews tbody th a").allTextContents(), ["Contract beëindigd", "Betaaltermijn gewijzigd"]);
  await mila.keyboard.press("j");
  await mila.keyboard.press("j");
  await mila.keyboard.press("Enter");
  await mila.waitForURL(/review=/);
  await mila.waitForSelector("#entry h2 >> text=Betaaltermijn gewijzigd");
  assert.deepEqual([await mila.textContent("#entry del"), await mila.textContent("#entry ins")].map((text) => text.trim()), ["14 dagen", "60 dagen"]);
  await clean(mila);
  await mila.keyboard.press("a");
  await mila.waitForSelector(".toast >> text=Goedgekeurd");
  await mila.waitForSelector("#entry h2 >> text=Contract beëindigd");
  assert.deepEqual(await mila.locator("#reviews tbody th a").allTextContents(), ["Contract beëindigd"]);
  await mila.goto("/reviews?state=approved");
  await mila.click("#reviews tbody th a");
  assert.match(await mila.textContent("#entry"), /Gezien[^]*Goedgekeurd door[^]*Mila van der Berg/);
});

test("a question goes to who did it, who finds it among their tasks and answers without seeing the review", async () => {
  const review = await raised("contract-ended", sannesId);
  await mila.goto(`/reviews?person=${sannesId}&review=${review.id}`);
  await mila.keyboard.press("v");
  await mila.keyboard.type("Waarom per vandaag?");
  await mila.keyboard.press("Control+Enter");
  await mila.waitForSelector(".toast >> text=De vraag is gesteld");
  assert.match(await mila.textContent("#reviews tbody"), /Vraag gesteld/);
  assert.match(await mila.textContent("#coverage tbody tr:first-child td:last-child"), /^1$/);
  assert.equal((await sanne.request.get("/reviews")).status(), 403);
  assert.equal((await sanne.request.get("/api/v1/reviews")).status(), 403);
  assert.equal((await asked(sanne, `reviews/${review.id}`)).question, "Waarom per vandaag?", "a program can answer as well");
  await until("the task", async () => {
    await sanne.goto("/tasks");
    return sanne.locator("#tasks li", { hasText: "De directie heeft een vraag" }).count();
  });
  await sanne.click("#tasks li:has-text('De directie heeft een vraag') a:has-text('Antwoorden')");
  await sanne.waitForURL(/\/reviews\/[0-9a-f-]{36}$/);
  assert.match(await sanne.textContent("#question"), /Vraag van Mila van der Berg[^]*Waarom per vandaag\?/);
  assert.equal(await sanne.locator("#question button:has-text('Goedkeuren')").count(), 0);
  await clean(sanne);
  await sanne.click("#question button[type=submit]");
  await sanne.locator("#answer-error").waitFor();
  await sanne.fill("#answer", "De eigenaar stopt, de huur is al opgezegd");
  await sanne.click("#question button[type=submit]");
  await sanne.waitForURL(/\/tasks$/);
  await until("the task to be done", async () => {
    await sanne.goto("/tasks");
    return (await sanne.locator("#tasks li", { hasText: "De directie heeft een vraag" }).count()) === 0;
  });
  await mila.goto(`/reviews?state=answered&review=${review.id}`);
  assert.match(await mila.textContent("#entry"), /Beantwoord[^]*De eigenaar stopt/);
  await clean(mila);
  await mila.keyboard.press("a");
  await mila.waitForSelector("#reviews .empty");
});

test("nobody signs off what they did themselves, by page or by program", async () => {
  const brasa = { kind: "company", name: "Restaurant Brasa", visiting };
  await mila.order(`customers/${customer}/change`, { ...brasa, payment_days: 90 });
  const own = (await asked(mila, "users")).rows.find((user) => user.login === "mila").id;
  const review = await raised("payment-terms", own);
  await mila.goto(`/reviews?review=${review.id}`);
  assert.match(await mila.textContent("#entry"), /U deed dit zelf/);
  assert.equal(await mila.locator("#entry form").count(), 0);
  await clean(mila);
  const refused = await mila.request.post(`/api/v1/reviews/${review.id}/approve`);
  assert.equal(refused.status(), 409);
  assert.match((await refused.json()).title, /kijkt een collega na/);
  // Who is somebody else may.
  await boss.order(`reviews/${review.id}/approve`);
});

test("management sets a threshold, which is itself looked at; the administrator can't", async () => {
  await mila.goto("/settings/review/payment-terms");
  await clean(mila);
  await mila.fill("#limit", "200");
  await mila.click("main button.dark");
  await mila.waitForSelector(".error-summary");
  await mila.fill("#limit", "100");
  await mila.click("main button.dark");
  await mila.waitForURL(/\/settings/);
  assert.match(await mila.textContent("#review-rules"), /Lange betaaltermijn\s*ja\s*100 dagen/);
  await clean(mila);
  await mila.goto("/log?kind=settings");
  assert.match(await mila.textContent("#log tbody tr:first-child"), /Mila van der Berg[^]*Regel van de controle vastgesteld/);
  const own = (await asked(mila, "users")).rows.find((user) => user.login === "mila").id;
  await raised("rules", own);
  await colleague(boss, "wim", "Wim Bakker", ["administrator"]);
  const wim = await signIn(browser, werkbank.url, "wim");
  const refused = await wim.request.post("/api/v1/settings/company/set-review-rule", { data: { rule: "permissions", applies: false } });
  assert.equal(refused.status(), 403);
  await wim.context().close();
});

test("on a tablet and in the dark the chosen act lies over the list until it is closed", async () => {
  const options = { viewport: SIZES.tablet, colorScheme: "dark", storageState: await mila.context().storageState() };
  const tablet = await openPage(browser, werkbank.url, options);
  await tablet.goto("/reviews");
  assert.equal(await tablet.locator("#chosen").isVisible(), false);
  await tablet.click("#reviews tbody tr:first-child th a");
  await tablet.locator("#chosen.open").waitFor();
  await clean(tablet);
  const width = await tablet.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(width[0] <= width[1], width.join(" "));
  await tablet.click("#chosen a[aria-label=Sluiten]");
  await tablet.locator("#chosen").waitFor({ state: "hidden" });
  await tablet.context().close();
});
