// Customers and sales in the browser: registered, found while typing, changed, noted, archived; imported, exported, followed up.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { SIZES, axe, clean, launchBrowser } from "./support/browser.mjs";
import { PASSWORD, colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
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

test("a filter is added and taken away again, and what was typed stays", async () => {
  const names = () => sales.locator("#customers tbody th a").allTextContents();
  await sales.goto("/customers");
  await sales.locator("input[name=search]").pressSequentially("zorg");
  await sales.waitForURL(/search=zorg/);
  await sales.locator("main h1").click();
  await sales.keyboard.press("f");
  assert.equal(await sales.evaluate(() => document.activeElement.textContent), "Filter");
  await sales.locator("#filters-held details[open]").waitFor();
  await clean(sales);
  await sales.locator("#filters-held").getByRole("link", { name: "Particulier" }).focus();
  await sales.keyboard.press("Enter");
  await sales.waitForURL(/search=zorg&kind=person$/);
  await sales.locator("#customers", { hasText: "Geen klanten gevonden" }).waitFor();
  assert.equal(await sales.evaluate(() => document.activeElement.textContent), "Filter", "the keyboard goes on from there");
  assert.equal(await sales.locator("#filters-held details[open]").count(), 0);
  const chip = sales.locator("#filters-held .chip", { hasText: "Soort Particulier" });
  await clean(sales);
  await chip.getByRole("link", { name: "Filter Soort weghalen" }).click();
  await sales.waitForURL(/search=zorg$/);
  await chip.waitFor({ state: "detached" });
  assert.ok((await names()).includes("Zorggroep De Linde"));
  assert.equal(await sales.inputValue("input[name=search]"), "zorg");
  await sales.fill("input[name=search]", "");
  await sales.waitForURL(/customers$/);
  await sales.click("#filters-tools summary >> nth=0");
  await sales.locator("#filters-tools .list a", { hasText: "Nummer" }).click();
  await sales.waitForURL(/sort=number/);
  await sales.locator("#filters-tools summary", { hasText: "Nummer" }).waitFor();
  assert.equal((await names())[0], "Zorggroep De Linde", "the first number is theirs");
});

test("one chooses the columns of the list; they stay, each colleague's own, and filters do too", async () => {
  const heads = (page) => page.locator("#customers thead th:not(.pick)").allTextContents().then((all) => all.map((text) => text.trim()));
  await sales.goto("/customers");
  const before = await heads(sales);
  await sales.goto("/customers?search=zorg");
  await sales.focus("#customers-columns summary");
  await sales.keyboard.press("Enter");
  await sales.keyboard.press("Tab");
  assert.equal(await sales.evaluate(() => document.activeElement.value), "city");
  await sales.keyboard.press("Space");
  await sales.locator("#customers thead th", { hasText: "Plaats" }).waitFor({ state: "detached" });
  await sales.check("#customers-columns input[value=phone]");
  await sales.locator("#customers thead th", { hasText: "Telefoon" }).waitFor();
  assert.equal(await sales.locator("#customers-columns[open]").count(), 1, "the menu stays open");
  await clean(sales);
  await sales.keyboard.press("Escape");
  await sales.reload();
  const chosen = await heads(sales);
  assert.ok(chosen.includes("Telefoon") && !chosen.includes("Plaats"), chosen.join(", "));
  assert.match(sales.url(), /search=zorg/);
  const other = await signIn(browser, werkbank.url, "marek");
  await other.context().addCookies((await sales.context().cookies()).filter(({ name }) => name.startsWith("columns-")));
  await other.goto("/customers");
  assert.deepEqual(await heads(other), before, "another colleague at the same screen has their own");
  await other.context().close();
  await sales.click("#customers-columns summary");
  await Promise.all([sales.waitForEvent("load"), sales.click("#customers-columns button[name=usual]")]);
  assert.deepEqual(await heads(sales), before);
  assert.match(sales.url(), /search=zorg/);
});

test("without scripts columns are chosen with a button, and the filter is kept", async () => {
  const page = await signIn(browser, werkbank.url, "sanne", { javaScriptEnabled: false });
  await page.goto("/customers?search=zorg");
  await page.click("#customers-columns summary");
  await page.uncheck("#customers-columns input[value=contact]");
  await page.click("#customers-columns noscript button, #customers-columns button:has-text('Tonen')");
  await page.waitForURL(/customers\?search=zorg$/);
  assert.equal(await page.locator("#customers thead th", { hasText: "Contactpersoon" }).count(), 0);
  await page.context().close();
});

test("several customers get a term, go into the archive and come out, and each is told of", async () => {
  const visiting = { street: "Kade 7", postcode: "3511 AE", city: "Utrecht" };
  const make = async (name) => (await boss.order("customers/register", { kind: "company", name, visiting })).id;
  const [one, two] = [await make("Samen Een"), await make("Samen Twee")];
  const rows = sales.locator("#customers tbody tr");
  const choose = async (path, act) => {
    await sales.goto(path);
    for (const id of [one, two]) await sales.check(`#customer-${id} input[data-pick]`);
    await Promise.all([sales.waitForURL(/customers\/chosen/), sales.click(`.bulk button[value=${act}]`)]);
  };
  const carry = async (fill) => {
    await clean(sales);
    for (const [field, value] of Object.entries(fill)) await sales.fill(`main ${field}`, value);
    await Promise.all([sales.waitForEvent("load"), sales.click("main form .actions button")]);
    await clean(sales);
  };
  await sales.goto("/customers?search=samen");
  await rows.nth(0).locator("input[data-pick]").check();
  await rows.nth(1).locator("input[data-pick]").click({ modifiers: ["Shift"] });
  await sales.locator(".bulk", { hasText: "2 klanten gekozen" }).waitFor();
  await clean(sales);
  await boss.order(`customers/${one}/add-note`, { text: "Verandert de lijst" });
  await boss.order(`customers/${one}/record-call`, { text: "Belde" });
  await rows.nth(0).filter({ hasText: "vandaag" }).waitFor();
  assert.equal(await sales.locator("input[data-pick]:checked").count(), 2, "what others do leaves the choice alone");
  const [download] = await Promise.all([sales.waitForEvent("download"), sales.click(".bulk button:has-text('Exporteren')")]);
  assert.match(download.suggestedFilename(), /klanten.*\.xlsx/);

  await choose("/customers?search=samen", "terms");
  await carry({ "#payment_days": "zestig" });
  assert.match(await sales.textContent("#payment_days-error"), /0 tot en met 120/);
  await carry({ "#payment_days": "60" });
  const told = () => sales.locator("#outcome tbody tr").evaluateAll((rows) => rows.map((row) => row.textContent.replace(/\s+/g, " ").trim()));
  assert.ok((await told()).every((row) => /Samen (Een|Twee) ?Betaaltermijn gewijzigd$/.test(row)), (await told()).join("|"));
  for (const id of [one, two]) assert.equal((await boss.ask(`customers/${id}`)).customer.payment_days, 60);

  await choose("/customers?search=samen", "archive");
  await boss.order(`customers/${two}/archive`, { reason: "Was al weg" });
  await carry({ "#reason": "Samengegaan" });
  assert.match((await told()).join("|"), /Samen Een ?Gearchiveerd.*Samen Twee ?Was al gedaan/);
  await choose("/customers?archived=true&search=samen", "restore");
  await carry({});
  assert.ok((await told()).every((row) => /Teruggehaald$/.test(row)));
  for (const id of [one, two]) await boss.order(`customers/${id}/archive`, { reason: "Proef" });
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

test("a contact person is taken off after a question, and what was done is said", async () => {
  await boss.order(`customers/${linde}/add-contact`, { name: "Tijdelijk" });
  await sales.goto(`/customers/${linde}/contacts`);
  await sales.locator("tr", { hasText: "Tijdelijk" }).locator("a[href$='/remove']").click();
  await sales.waitForSelector("dialog[open] >> text=Tijdelijk staat dan niet meer");
  await clean(sales);
  await sales.click("dialog[open] button.danger");
  await sales.waitForSelector("#toasts .toast");
  await sales.locator("tr", { hasText: "Tijdelijk" }).waitFor({ state: "detached" });
});

test("a machine asks for its make, for a serial number that another has, and for what is open before it goes", async () => {
  await sales.goto(`/customers/${linde}/machines/new`);
  await sales.click("main button.primary");
  await sales.locator("#machine-model-error").waitFor();
  await Promise.all([sales.waitForFunction(() => document.activeElement.id === "machine-model"), sales.click(".error-summary a")]);
  await sales.fill("#machine-model", "K-400 Pro");
  await sales.fill("#machine-serial", "400 22817");
  await sales.fill("#machine-installed_on", "01-01-2099");
  await sales.click("main button.primary");
  await sales.locator("#machine-serial-error", { hasText: "Zorggroep De Linde" }).waitFor();
  await clean(sales);
  await sales.fill("#machine-despite", "Staat zo op de plaat");
  await sales.click("main button.primary");
  await sales.locator("#machine-installed_on-error", { hasText: "jaar vooruit" }).waitFor();
  const { id: machine } = await boss.order("machines/install", { customer: linde, machine: { model: "V-60" } });
  await boss.order("faults/report", { customer: linde, machine, problem: "Lekt", urgency: "normal" });
  await sales.goto(`/customers/${linde}/machines/${machine}/remove`);
  await sales.fill("#reason", "Vervangen");
  await sales.locator(".notice", { hasText: "open storingen: 1" }).waitFor();
  await clean(sales);
  await sales.click("main form .danger");
  await sales.locator(".error-summary").waitFor();
  await sales.fill("#despite", "De storing vervalt");
  await Promise.all([sales.waitForURL(/\/machines$/), sales.click("main form .danger")]);
});

test("who puts a customer away hears what still runs, and planning that it was done all the same", async () => {
  const visiting = { street: "Kade 9", postcode: "3511 AD", city: "Utrecht" };
  const { id } = await boss.order("customers/register", { kind: "company", name: "Garage Terpstra", visiting });
  const { id: fault } = await boss.order("faults/report", { customer: id, problem: "Lekt", urgency: "normal" });
  const visit = await until("the visit", async () => (await boss.ask(`faults/${fault}`)).visits.at(-1)?.id);
  await sales.goto(`/customers/${id}/put-away`);
  await sales.locator(".notice", { hasText: "Open storingen: 1. Bezoeken: 1" }).waitFor();
  await clean(sales);
  await sales.fill("#reason", "Gestopt");
  await sales.fill("#despite", "Wij halen de machine nog op");
  await Promise.all([sales.waitForURL(new RegExp(`/customers/${id}$`)), sales.click("main form .danger")]);
  await boss.goto(`/visits/${visit}/plan`);
  await boss.locator(".notice", { hasText: "Klant is gearchiveerd" }).waitFor();
  await boss.goto("/planning");
  await boss.locator(`#card-${visit} .badge`, { hasText: "Klant is gearchiveerd" }).waitFor();
  await clean(boss);
});

test("every part of the card can be opened and is clean, on a tablet too", async () => {
  for (const part of ["", "/contacts", "/contracts", "/machines", "/faults", "/invoices", "/purchases", "/history", "/edit"]) {
    await sales.goto(`/customers/${linde}${part}`);
    await clean(sales);
  }
  await sales.setViewportSize(SIZES.tablet);
  for (const address of ["/customers", "/customers/chosen", `/customers/chosen?act=archive&chosen=${linde}`, `/customers/${linde}`, "/opportunities", "/import/customers", "/"]) {
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
  await boss.order(`customers/${id}/add-note`, { text: `Regel een\nhttps://voorbeeld.nl/${"lang".repeat(40)}` });
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
  assert.equal((await technician.goto(`/customers/chosen?act=archive&chosen=${linde}`)).status(), 403);
  assert.equal((await technician.request.post("/customers/chosen", { form: { act: "archive", reason: "x", chosen: linde } })).status(), 403);
  await technician.goto("/customers");
  assert.equal(await technician.locator("input[data-pick]").count(), 0, "there is nothing to do with them");
  assert.equal((await technician.goto("/export/customers.xlsx")).status(), 403);
});

test("the search box finds a machine by its serial number", async () => {
  await sales.goto("/");
  await sales.locator("#search").pressSequentially("400-228");
  await sales.locator("[role=option]", { hasText: "Zorggroep De Linde" }).waitFor();
  await sales.goto("/search?q=linde");
  await sales.locator("#nav-customers a", { hasText: "Zorggroep De Linde" }).waitFor();
  await clean(sales);
});

test("the search box finds who was put away, below the others and marked", async () => {
  const visiting = { street: "Kade 3", postcode: "3511 AC", city: "Utrecht" };
  const pub = async (name) => (await boss.order("customers/register", { kind: "company", name, visiting })).id;
  const gone = await pub("O'Brien aan de kade");
  await pub("Pub O’Brien");
  await boss.order(`customers/${gone}/archive`, { reason: "Proef" });
  await sales.goto("/");
  await sales.locator("#search").pressSequentially("obrien");
  const options = sales.locator("[role=option]");
  await options.nth(1).waitFor();
  assert.match(await options.nth(0).textContent(), /Pub O’Brien/);
  assert.match(await options.nth(1).textContent(), /O'Brien aan de kade.*Gearchiveerd/);
  await clean(sales);
  await sales.goto("/search?q=obrien");
  const link = sales.locator("section", { hasText: "Gearchiveerde klanten" }).getByRole("link", { name: "O'Brien aan de kade" });
  assert.equal(await link.getAttribute("href"), `/customers/${gone}`);
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
