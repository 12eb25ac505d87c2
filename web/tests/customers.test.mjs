// Customers and sales in the browser: registered, found while typing, changed, noted, archived; imported, exported, followed up.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { PASSWORD, colleague, found, signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";
import { workbook } from "./support/workbook.mjs";

let werkbank, browser, boss, sales, technician, linde;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  const details = { kind: "company", name: "Zorggroep De Linde", phone: "030 555 01 42", email: "info@delinde.example", visiting };
  linde = (await boss.order("customers/register", details)).id;
  await boss.order(`customers/${linde}/add-contact`, { name: "Hanneke Postma", role: "Facilitair", phone: "06 555 012 19" });
  await boss.order("machines/install", { customer: linde, machine: { model: "K-400 Pro", serial: "400-22817", place: "Oost" } });
  sales = await signIn(browser, werkbank.url, "sanne");
  technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function clean(...pages) {
  for (const page of pages) {
    assert.deepEqual(await axe(page), []);
    page.assertClean();
  }
}

test("a customer is registered; a number that looks wrong asks for a reason first", async () => {
  await sales.goto("/customers/new");
  await clean(sales);
  await sales.fill("#name", "Bakkerij De Wit");
  await sales.fill("#visiting-street", "Dorpsstraat 12");
  await sales.fill("#visiting-postcode", "3732hc");
  await sales.fill("#visiting-city", "De Bilt");
  await sales.fill("#company_number", "123456");
  await sales.click("main button.primary");
  await sales.fill("#despite", "Buitenlands nummer");
  await clean(sales);
  await sales.click("main button.primary");
  await sales.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  assert.equal(await sales.locator("h1").textContent(), "Bakkerij De Wit");
  assert.match(await sales.locator("#details").textContent(), /3732 HC/);
  await clean(sales);
});

test("who may be in the list already is pointed out before a second card is made", async () => {
  await sales.goto("/customers/new");
  await sales.fill("#name", "zorggroep de linde");
  await sales.fill("#visiting-street", "Boslaan 12");
  await sales.fill("#visiting-postcode", "3701cl");
  await sales.fill("#visiting-city", "Zeist");
  await sales.selectOption("#visiting-country", { label: "België" });
  await Promise.all([sales.waitForEvent("load"), sales.click("main button.primary")]);
  const alike = sales.locator(".notice", { hasText: "Misschien staat deze klant er al" });
  await alike.locator(`a[href='/customers/${linde}']`).waitFor();
  assert.match(await alike.textContent(), /dezelfde naam en postcode/);
  assert.equal(await sales.inputValue("#visiting-city"), "Zeist");
  await clean(sales);
  await sales.check("#another");
  await Promise.all([sales.waitForURL(/\/customers\/[0-9a-f-]{36}$/), sales.click("main button.primary")]);
  assert.match(await sales.textContent("#details"), /België/);
  const { id } = await boss.ask(new URL(sales.url()).pathname.slice(1)).then(({ customer }) => customer);
  await boss.order(`customers/${id}/archive`, { reason: "Proef" });
});

test("what is missing is said beside its field, and what was typed stays", async () => {
  await sales.goto("/customers/new");
  await sales.fill("#name", "Molen De Hoop");
  await sales.click("main button.primary");
  await sales.locator("#visiting-street-error").waitFor();
  assert.equal(await sales.inputValue("#name"), "Molen De Hoop");
  await clean(sales);
});

test("the list follows what is typed, and the address says it", async () => {
  await sales.goto("/customers");
  await sales.locator("input[name=search]").pressSequentially("hanneke");
  await sales.locator("#customers tbody tr").filter({ hasText: "Zorggroep De Linde" }).waitFor();
  await sales.waitForURL(/search=hanneke/);
  assert.equal(await sales.locator("#customers tbody tr").count(), 1);
  await clean(sales);
});

test("two colleagues on one customer: the second sees what the first made of it before saving over it", async () => {
  const edit = `/customers/${linde}/edit`;
  const other = await signIn(browser, werkbank.url, "sanne");
  for (const page of [sales, other]) await page.goto(edit);
  await other.fill("#email", "nieuw@delinde.example");
  await Promise.all([other.waitForURL((to) => !to.pathname.endsWith("/edit")), other.click("main button.primary")]);
  await sales.fill("#phone", "030 555 09 99");
  await Promise.all([sales.waitForEvent("load"), sales.click("main button.primary")]);
  await sales.locator(".error-summary", { hasText: "Iemand anders" }).waitFor();
  assert.match(await sales.textContent("#email-error"), /nieuw@delinde\.example/);
  assert.equal(await sales.inputValue("#phone"), "030 555 09 99");
  assert.equal(await sales.locator("#name-error").count(), 0, "only what a colleague changed is pointed out");
  assert.deepEqual(await axe(sales), []);
  await sales.fill("#email", "nieuw@delinde.example");
  await Promise.all([sales.waitForURL((to) => !to.pathname.endsWith("/change")), sales.click("main button.primary")]);
  const { customer } = await boss.ask(`customers/${linde}`);
  assert.deepEqual([customer.phone, customer.email], ["+31305550999", "nieuw@delinde.example"]);
  await other.context().close();
});

test("what was typed about one customer never turns up at another", async () => {
  const visiting = { street: "Kade 1", postcode: "3511 AA", city: "Utrecht" };
  const { id } = await boss.order("customers/register", { kind: "company", name: "Garage Terpstra", visiting });
  const typed = async (page, path, field, text) => {
    await page.goto(path);
    await page.fill(field, text);
    await page.waitForFunction((text) => Object.values(sessionStorage).some((kept) => kept.includes(text)), text);
  };
  await typed(sales, `/customers/${linde}`, "#text", "Alleen voor De Linde");
  await sales.goto(`/customers/${id}`);
  assert.equal(await sales.inputValue("#text"), "");
  await typed(sales, `/customers/${linde}/edit`, "#name", "De Linde anders");
  await sales.goto(`/customers/${id}/edit`);
  assert.equal(await sales.inputValue("#name"), "Garage Terpstra");
  await sales.evaluate(() => sessionStorage.clear());
});

test("whose session ends while a form is filled in finds it as it was after signing in", async () => {
  const page = await signIn(browser, werkbank.url, "sanne");
  await page.goto("/customers/new");
  await page.fill("#name", "Lang getypt BV");
  await page.request.delete("/api/v1/session");
  await Promise.all([page.waitForURL(/sign-in/), page.click("main button.primary")]);
  await page.fill("#login", "sanne");
  await page.fill("#password", PASSWORD);
  await Promise.all([page.waitForURL(/customers\/new$/), page.click("main button[type=submit]")]);
  await page.waitForFunction(() => document.querySelector("#name").value === "Lang getypt BV");
  await page.context().close();
});

test("the papers of a customer stand in one list, and each opens", async () => {
  const { id: visit } = await boss.order("visits/request", { customer: linde, kind: "maintenance", task: "Jaarlijkse beurt" });
  const me = (await boss.ask("users")).rows.find((user) => user.login === "directie").id;
  const on = new Date(Date.now() + 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  await boss.order(`visits/${visit}/schedule`, { technician: me, slot: { on, from: "08:00", until: "09:00" }, overrule: "Afgesproken" });
  assert.equal((await technician.request.get(`/visits/${visit}/work-sheet`)).status(), 404, "it is not finished");
  await boss.order(`visits/${visit}/start`, { overrule: "Kan vandaag" });
  await boss.order(`visits/${visit}/finish`, { solved: true, findings: "Schoon", work: "Beurt", worked: 45, billable: false });
  const terms = { kind: "service", monthly_fee: "145.00", starts: "2027-01-01", first_term: 12 };
  const { id: contract } = await boss.order("contracts/draft", { customer: linde, terms });
  for (const [page, kinds] of [[sales, ["contract", "worksheet"]], [technician, ["worksheet"]]]) {
    await page.goto(`/customers/${linde}`);
    await page.click(".tabs a[href$='/documents']");
    await page.locator("#documents tbody tr", { hasText: "Werkbon B-1" }).waitFor();
    assert.equal(await page.locator("#documents tbody tr").count(), kinds.length);
    const listed = await (await page.request.get(`/api/v1/customers/${linde}/documents`)).json();
    assert.deepEqual(listed.rows.map((row) => row.kind).sort(), kinds);
    await clean(page);
  }
  await boss.order(`contracts/${contract}/discard`, { reason: "Proef" });
  const href = await technician.locator("#documents tbody td a").getAttribute("href");
  const early = await technician.request.get(href);
  assert.equal(early.status(), 409, "who we are stands on it, and nobody said that yet");
  assert.match(await early.text(), /eigen bedrijf/);
  await boss.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.",
    address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840",
    vat_number: "NL004495445B01",
    iban: "NL91ABNA0417164300",
    phone: "030 555 01 42",
    email: "administratie@koffietechniek.example",
  });
  const sheet = await technician.request.get(href);
  assert.equal((await sheet.body()).subarray(0, 4).toString(), "%PDF");
});

test("a note and a talk stand in the story", async () => {
  await sales.goto(`/customers/${linde}`);
  await sales.fill("#text", "Melden bij receptie Oost");
  // The story is refreshed live too: the page that answers the form is what counts.
  await Promise.all([sales.waitForEvent("load"), sales.click("#message button[type=submit]")]);
  await sales.locator("#story blockquote", { hasText: "Melden bij receptie Oost" }).waitFor();
  await sales.click("#message a[href*='write=call']");
  await sales.selectOption("#contact", { label: "Hanneke Postma" });
  await sales.fill("#text", "Wil er twee machines bij");
  await Promise.all([sales.waitForEvent("load"), sales.click("#message button[type=submit]")]);
  await sales.locator("#story .say", { hasText: "Gesprek met Hanneke Postma" }).waitFor();
  await clean(sales);
});

test("a contact person is added in a dialog", async () => {
  await sales.goto(`/customers/${linde}`);
  await sales.click("#contacts a.button");
  await sales.fill("dialog[open] #name", "Cora Maes");
  await sales.click("dialog[open] button[type=submit]");
  await sales.locator("#contacts li", { hasText: "Cora Maes" }).waitFor();
  await clean(sales);
});

test("every part of the card can be opened and is clean, on a tablet too", async () => {
  for (const part of ["", "/contacts", "/contracts", "/machines", "/faults", "/invoices", "/purchases", "/history", "/edit"]) {
    await sales.goto(`/customers/${linde}${part}`);
    await clean(sales);
  }
  await sales.setViewportSize(SIZES.tablet);
  for (const address of ["/customers", `/customers/${linde}`, "/opportunities", "/import/customers", "/"]) {
    await sales.goto(address);
    const wide = await sales.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, address);
    await clean(sales);
  }
  await sales.setViewportSize(SIZES.desk);
});

test("a name of one very long word makes no page wider than the screen", async () => {
  const name = "Arbeidsongeschiktheidsverzekeringsmaatschappijhoofdkantoorbeheerdersvereniging";
  const visiting = { street: "Kade 9", postcode: "3511 AD", city: "Gasselterboerveenschemond" };
  const { id } = await boss.order("customers/register", { kind: "company", name, visiting });
  await boss.order(`customers/${id}/add-contact`, { name, role: name });
  await boss.order("machines/install", { customer: id, machine: { model: name, place: name } });
  for (const size of Object.values(SIZES)) {
    await sales.setViewportSize(size);
    for (const path of ["/", `/customers/${id}`, `/customers/${id}/machines`, `/faults/new?customer=${id}`]) {
      await sales.goto(path);
      assert.equal(await sales.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${path} at ${size.width}`);
    }
  }
  await sales.setViewportSize(SIZES.desk);
  await boss.order(`customers/${id}/archive`, { reason: "Proef" });
  await sales.goto(`/opportunities/new?customer=${id}`);
  assert.equal(await sales.inputValue("#customer"), "", "an archived customer is not chosen");
});

test("two colleagues on one contact person: the second sees what the first made of it", async () => {
  const { customer } = await boss.ask(`customers/${linde}`);
  const contact = customer.contacts[0];
  await sales.goto(`/customers/${linde}/contacts/${contact.id}`);
  await boss.order(`customers/${linde}/change-contact`, { id: contact.id, contact: { name: contact.name, role: "Inkoop" } });
  await sales.fill("main [id='contact-phone']", "030 555 07 77");
  await Promise.all([sales.waitForEvent("load"), sales.click("main form .primary")]);
  await sales.locator(".error-summary", { hasText: "Iemand anders" }).waitFor();
  assert.match(await sales.textContent("#contact-role-error"), /Inkoop/);
  assert.equal(await sales.inputValue("[id='contact-phone']"), "030 555 07 77");
});

test("who is not of sales only looks", async () => {
  await technician.goto(`/customers/${linde}`);
  assert.equal(await technician.locator("form[action*=add-note]").count(), 0);
  await technician.locator(".badge.outline", { hasText: "alleen bekijken" }).waitFor();
  assert.equal((await technician.goto(`/customers/${linde}/edit`)).status(), 403);
  assert.equal((await technician.goto("/export/customers.xlsx")).status(), 403);
});

test("the search box finds a machine by its serial number", async () => {
  await sales.goto("/");
  await sales.locator("#search").pressSequentially("400-228");
  await sales.locator("[role=option]", { hasText: "Zorggroep De Linde" }).waitFor();
  await sales.goto("/search?q=linde");
  await sales.locator("main a", { hasText: "Zorggroep De Linde" }).waitFor();
  await clean(sales);
});

test("an opportunity is written down, spoken about and won", async () => {
  await sales.goto("/opportunities/new");
  await sales.fill("#_customer", "Zorggr");
  await sales.fill("#about", "Twee machines");
  await sales.click("main button.primary");
  // What was typed is no choice; the summary names the fields, since nothing beside it does.
  await sales.locator(".error-summary", { hasText: "Klant: Vul dit nog in" }).waitFor();
  assert.match(await sales.textContent("#_customer-error"), /Kies de klant uit de lijst/);
  assert.equal(await sales.inputValue("#_customer"), "Zorggr");
  await clean(sales);
  await sales.goto(`/opportunities/new?customer=${linde}`);
  await sales.fill("#about", "Twee machines voor de nieuwe vleugel");
  await sales.fill("#next", "morgen");
  await clean(sales);
  await sales.click("main button.primary");
  await sales.waitForURL(/\/opportunities\/[0-9a-f-]{36}$/);
  await sales.fill("#text", "Belt na de vakantie terug");
  await sales.fill("#next", "morgen");
  await sales.click("#spoke button[type=submit]");
  await sales.locator("#opportunity", { hasText: "Belt na de vakantie terug" }).waitFor();
  await clean(sales);
  await sales.click("a[href$='/won']");
  await sales.fill("dialog[open] #text", "Tekent vrijdag");
  await sales.click("dialog[open] button[type=submit]");
  await sales.locator(".page-head .badge", { hasText: "Gewonnen" }).waitFor();
});

test("a list goes out to Excel and comes in again, and nothing changes", async () => {
  const [download] = await Promise.all([sales.waitForEvent("download"), sales.goto("/export/customers.xlsx").catch(() => null)]);
  const file = await download.path();
  assert.equal((await readFile(file)).subarray(0, 2).toString(), "PK");
  await sales.goto("/import/customers");
  await sales.setInputFiles("#list", { name: "klanten.xlsx", mimeType: "application/zip", buffer: await readFile(file) });
  await sales.click("main button.primary");
  await sales.waitForURL(/\/import\/customers\/.+/);
  // Whoever is in the list was entered by hand here: the rows say so, and nothing is left to take in.
  await sales.locator("#remarks", { hasText: "dezelfde naam en postcode" }).waitFor();
  assert.equal(await sales.locator("#sums button[type=submit]").count(), 0);
  assert.match(await sales.textContent("#sums"), /niets in te lezen/);
  await clean(sales);
});

test("a list whose header stands below a title comes in; a column that lacks is named once", async () => {
  const send = async (rows) => {
    await sales.goto("/import/customers");
    await sales.setInputFiles("#list", { name: "lijst.xlsx", mimeType: "application/zip", buffer: workbook(rows) });
    await sales.click("main button.primary");
    await sales.waitForURL(/\/import\/customers\/.+/);
  };
  await send([["Naam", "Plaats"], ["", "Soest"], ["Kade", "Houten"]]);
  assert.match(await sales.textContent("#sums"), /straat[^]*postcode/);
  assert.equal(await sales.locator("#remarks").count(), 0);
  await sales.locator("#rows", { hasText: "zonder naam" }).waitFor();
  await clean(sales);
  await send([["Klantenlijst"], ["Naam", "Adres", "Postcode", "Plaats"], ["Molen", "Molenweg 1", "1234 AB", "Soest"]]);
  await Promise.all([sales.waitForEvent("load"), sales.click("#sums button[type=submit]")]);
  await sales.click("#rows tbody a");
  assert.equal(await sales.textContent("h1"), "Molen");
});

test("a file that is no workbook is refused in words", async () => {
  await sales.goto("/import/customers");
  await sales.setInputFiles("#list", { name: "klanten.csv", mimeType: "text/csv", buffer: Buffer.from("naam;plaats") });
  await sales.click("main button.primary");
  await sales.locator(".error-summary", { hasText: "geen Excel-bestand" }).waitFor();
});

test("a customer is put away with a reason and brought back", async () => {
  await sales.goto("/customers?search=bakkerij");
  await sales.click("#customers tbody th a");
  await sales.click(".page-head details summary");
  await sales.click("a[href$='/put-away']");
  await sales.fill("dialog[open] #reason", "Gestopt");
  await sales.click("dialog[open] button[type=submit]");
  await sales.locator(".page-head .badge", { hasText: "Gearchiveerd" }).waitFor();
  await clean(sales);
  await sales.click(".page-head details summary");
  await sales.click("form[action$='/restore'] button");
  await sales.locator(".page-head .badge", { hasText: "Gearchiveerd" }).waitFor({ state: "detached" });
});
