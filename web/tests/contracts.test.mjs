// Contracts in the browser: drawn up, signed by drawing, extended, given notice, ended; with the dates that follow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, sales, technician, linde;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await boss.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.",
    address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840",
    vat_number: "NL004495445B01",
    iban: "NL91ABNA0417164300",
    phone: "030 555 01 42",
    email: "administratie@koffietechniek.example",
  });
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  const details = { kind: "company", name: "Zorggroep De Linde", phone: "030 555 01 42", email: "info@delinde.example", visiting };
  linde = (await boss.order("customers/register", details)).id;
  await boss.order("machines/install", { customer: linde, machine: { model: "K-400 Pro", serial: "400-22817", place: "Oost" } });
  sales = await signIn(browser, werkbank.url, "sanne");
  technician = await signIn(browser, werkbank.url, "marek");
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

const inDialog = async (action, fill, done) => {
  await action();
  for (const [field, value] of Object.entries(fill)) await sales.fill(`dialog[open] ${field}`, value);
  await clean(sales);
  await sales.click("dialog[open] button[type=submit]");
  await sales.locator(".page-head .badge", { hasText: done }).waitFor();
};
const more = (what) => async () => {
  await sales.click(".page-head details.dropdown summary");
  await sales.click(`.page-head a[href$='/${what}']`);
};

async function running(terms) {
  const { id } = await boss.order("contracts/draft", { customer: linde, terms: { kind: "service", monthly_fee: "145.00", ...terms } });
  await boss.order(`contracts/${id}/sign-on-screen`, { name: "H. Postma", drawing: "M0 0L1 1" });
  return id;
}

test("where notice is near, who can still give it stands first", async () => {
  const month = (n) => {
    const [year, now] = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" }).split("-").map(Number);
    return new Date(Date.UTC(year, now - 1 + n, 1)).toISOString().slice(0, 10);
  };
  // Of a year each, with three months' notice: the one could be ended until two months ago, the other can for a month.
  const past = await running({ starts: month(-10), first_term: 12, renewal: 12, notice: 3 });
  const ahead = await running({ starts: month(-7), first_term: 12, renewal: 12, notice: 3 });
  await sales.goto("/contracts?view=soon");
  const rows = sales.locator("#contract-list tbody tr");
  assert.deepEqual(await rows.evaluateAll((rows) => rows.map((row) => row.id)), [`contract-${ahead}`, `contract-${past}`]);
  assert.match(await rows.nth(1).textContent(), /opzeggen kan niet meer/);
  assert.doesNotMatch(await rows.nth(0).textContent(), /opzeggen kan niet meer/);
  await clean(sales);
  await sales.goto(`/contracts?view=soon&customer=${linde}`);
  await sales.getByRole("link", { name: "Filter Klant weghalen" }).click();
  await sales.waitForURL(/contracts\?view=soon$/);
  for (const id of [past, ahead]) await boss.order(`contracts/${id}/give-notice`, { reason: "Proef" });
});

test("a contract is drawn up for a customer who is found while typing, on machines that stand there", async () => {
  await sales.goto("/contracts/new");
  await clean(sales);
  await sales.click("main button.primary");
  await sales.locator("#_customer-error").waitFor();
  await sales.fill("#terms-monthly_fee", "145");
  await sales.locator("#_customer").pressSequentially("zorggroep");
  await sales.locator("[role=option]", { hasText: "De Linde" }).click();
  await sales.locator("#machines-part label", { hasText: "K-400 Pro" }).click();
  await sales.fill("#terms-starts", "31-1-2027");
  await sales.fill("#terms-first_term", "1");
  await sales.fill("#terms-renewal", "0");
  await sales.fill("#terms-notice", "0");
  await clean(sales);
  await Promise.all([sales.waitForURL(/\/contracts\/[0-9a-f-]{36}$/), sales.click("main button.primary")]);
  const life = await sales.locator("#life svg").getAttribute("aria-label");
  assert.match(life, /van 31 januari 2027 tot en met 28 februari 2027/, "a month from the 31st ends on the last of February");
  assert.match(await sales.textContent("#life"), /Gaat in op 31 januari 2027/);
  assert.match(await sales.textContent("#machines"), /400-22817/);
  assert.match(await sales.textContent(".page-head"), /Sanne de Wit/, "who keeps it");
  await clean(sales);
});

test("who signs without a name is asked for it and need not draw again; the proof stands on the contract", async () => {
  const { id } = await boss.order("contracts/draft", {
    customer: linde,
    terms: { kind: "service", monthly_fee: "145.00", starts: "2026-01-01", first_term: 12, renewal: 12, notice: 2 },
  });
  await sales.goto(`/contracts/${id}`);
  await sales.click("a[href$='/sign']");
  await sales.waitForURL(/sign$/);
  assert.match(await sales.textContent("#read"), /12 maanden/, "what is signed stands above it");
  const box = await sales.locator("canvas").boundingBox();
  await sales.mouse.move(box.x + 40, box.y + 40);
  await sales.mouse.down();
  await sales.mouse.move(box.x + 200, box.y + 90, { steps: 8 });
  await sales.mouse.up();
  const drawn = await sales.inputValue("#drawing");
  assert.match(drawn, /^M/);
  await clean(sales);
  await sales.click("#sign button[type=submit]");
  await sales.locator("#name-error").waitFor();
  assert.equal(await sales.inputValue("#drawing"), drawn);
  await sales.fill("#name", "Hanneke Postma");
  await Promise.all([sales.waitForURL(new RegExp(`${id}$`)), sales.click("#sign button[type=submit]")]);
  assert.equal(await sales.locator("#signature path").getAttribute("d"), drawn);
  assert.match(await sales.textContent("#story"), /Getekend door Hanneke Postma/);
  assert.match(await sales.textContent("#story"), /Sanne de Wit/);
  await clean(sales);
  await sales.goto(`/contracts/${id}/sign`);
  assert.equal(await sales.locator("canvas").count(), 0, "it can't be signed twice");
});

test("a contract is given notice in a dialog that says until when it runs, and extended after all", async () => {
  const id = await running({ starts: "2026-01-01", first_term: 240, renewal: 12, notice: 3 });
  await sales.goto(`/contracts/${id}`);
  assert.match(await sales.textContent("#reminders"), /dagen voor de opzegdatum/);
  await more("notice")();
  await sales.locator("dialog[open]", { hasText: "tot en met 31 december 2045" }).waitFor();
  await sales.click("dialog[open] button[type=submit]");
  await sales.locator("dialog[open] .error-summary").waitFor();
  await inDialog(async () => {}, { "#reason": "Klant: verhuist" }, "Opgezegd");
  assert.match(await sales.textContent("#story"), /loopt tot en met 31 december 2045/);
  await inDialog(() => sales.click(".page-head a[href$='/longer']"), { "#months": "24" }, "Loopt");
  assert.match(await sales.textContent("#story"), /Verlengd tot en met 31 december 2047/);
  await clean(sales);
});

test("a contract is ended on a day, and a draft is called off", async () => {
  const id = await running({ starts: "2026-01-01", first_term: 240 });
  await sales.goto(`/contracts/${id}`);
  await inDialog(more("over"), { "#reason": "Pand verkocht" }, "Beëindigd");
  assert.equal(await sales.locator(".page-head a[href$='/longer']").count(), 0);
  const { id: draft } = await boss.order("contracts/draft", { customer: linde, terms: { kind: "lease", monthly_fee: "1", starts: "2027-01-01", first_term: 1 } });
  await sales.goto(`/contracts/${draft}`);
  await inDialog(more("off"), { "#reason": "Gaat niet door" }, "Vervallen");
});

test("an archived customer is not offered, and who may not change contracts is kept out", async () => {
  const visiting = { street: "Kade 1", postcode: "3511 AA", city: "Utrecht" };
  const { id } = await boss.order("customers/register", { kind: "company", name: "Oude Molen", visiting });
  await boss.order(`customers/${id}/archive`, { reason: "Gestopt" });
  await sales.goto("/contracts/new");
  await sales.locator("#_customer").pressSequentially("oude molen");
  await sales.locator("[role=option][aria-disabled=true]").waitFor();
  await sales.evaluate(() => sessionStorage.clear());
  const contract = await running({ starts: "2026-01-01", first_term: 12 });
  for (const path of ["/contracts/new", `/contracts/${contract}`, `/contracts/${contract}/notice`]) assert.equal((await technician.goto(path)).status(), 403, path);
  const answer = await technician.request.post(`/api/v1/contracts/${contract}/extend`, { data: { months: 12 } });
  assert.equal(answer.status(), 403);
});

test("who signs tells the customer by mail and the salesperson by task", async () => {
  const { rows } = await until("the mail", async () => {
    const found = await boss.ask("mails");
    return found.rows.some((mail) => mail.purpose === "contract-signed") && found;
  });
  assert.ok(rows.length > 0);
  await sales.goto("/");
  await sales.locator("main", { hasText: "is getekend" }).waitFor();
});

test("the pages fit a tablet", async () => {
  const id = await running({ starts: "2026-01-01", first_term: 24 });
  await sales.setViewportSize(SIZES.tablet);
  for (const path of ["/contracts", "/contracts/new", `/contracts/${id}`]) {
    await sales.goto(path);
    assert.equal(await sales.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, path);
    await clean(sales);
  }
  await sales.setViewportSize(SIZES.desk);
});
