// The installed base: warranty at a machine, in a fault and settled on the invoice; the list of all machines, their labels, and recalls.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, established, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, sales, planner, technician, marek, article;
const customers = {}, machines = {};

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await established(boss);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales", "finance"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  for (const [key, name, city] of [["linde", "Zorggroep De Linde", "Zeist"], ["dok", "Café Het Dok", "Utrecht"]]) {
    const visiting = { street: "Boslaan 12", postcode: "3701 CL", city };
    customers[key] = (await boss.order("customers/register", { kind: "company", name, visiting })).id;
  }
  const details = { name: "K-400 Pro", unit: "stuk", purchase_price: "10.00 EUR", sales_price: "19.00 EUR", minimum: "0", order_quantity: "1", warranty_months: 24 };
  article = (await boss.order("articles/register", { number: "K-400", article: details, stock: "20" })).id;
  for (const [key, customer, model, serial, more] of [
    ["first", "linde", "K-400 Pro", "400-99", { warranty_until: inDays(30), warranty_covers: "parts" }],
    ["second", "linde", "K-400 Pro", "400-100", {}],
    ["third", "dok", "W-10", "W10-7", { article }],
  ]) {
    machines[key] = (await boss.order("machines/install", { customer: customers[customer], machine: { model, serial, place: "Oost" }, ...more })).id;
  }
  [sales, planner, technician] = await Promise.all([
    signIn(browser, werkbank.url, "sanne"),
    signIn(browser, werkbank.url, "youssef", { colorScheme: "dark" }),
    signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet }),
  ]);
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

/** Waits for what follows a click in the address. */
const leads = (page, to, click) => Promise.all([page.waitForURL(to), click()]);

test("a new machine has the warranty of the article that it is sold as, and it is set and dropped on its page", async () => {
  await sales.goto(`/customers/${customers.dok}/machines/new`);
  await sales.fill("#machine-model", "K-400 Pro");
  await sales.fill("#machine-serial", "400-101");
  await sales.fill("#_article", "K-400");
  await sales.locator("[role=option]", { hasText: "K-400 Pro" }).click();
  await clean(sales);
  await leads(sales, /\/machines$/, () => sales.click("form .primary"));
  await sales.locator("tr", { hasText: "400-101" }).locator(".badge", { hasText: "tot en met" }).waitFor();
  await clean(sales);
  await leads(sales, /\/machines\/[0-9a-f-]{36}$/, () => sales.locator("tr", { hasText: "400-101" }).locator("th a").click());
  machines.fourth = sales.url().split("/").at(-1);
  const { machine } = await boss.ask(`machines/${machines.fourth}/history`);
  assert.equal(machine.warranties.length, 1);
  assert.equal(machine.warranties[0].from, inDays(0));
  await sales.click("#warranty a.button");
  await sales.fill("#page-dialog #until", "2040-01-01");
  await sales.selectOption("#page-dialog #covers", "labour");
  await sales.click("#page-dialog .primary");
  await sales.locator("#warranty", { hasText: "alleen arbeid" }).waitFor();
  await clean(sales);
  await sales.locator("#warranty form button").first().click();
  await until("the warranty to be dropped", async () => (await boss.ask(`machines/${machines.fourth}/history`)).machine.warranties.length === 1);
});

test("warranty is seen while a fault is taken in, proposed to the technician, and its parts cost nothing on the invoice", async () => {
  await sales.goto(`/faults/new?customer=${customers.linde}&machine=${machines.first}`);
  await sales.locator("#side .badge", { hasText: "alleen onderdelen" }).waitFor();
  await clean(sales);
  const { id: fault } = await boss.order("faults/report", { customer: customers.linde, machine: machines.first, problem: "Lekt", urgency: "urgent" });
  const visit = await until("the visit", async () => (await boss.ask(`faults/${fault}`)).visits.at(-1)?.id);
  await sales.goto(`/faults/${fault}`);
  await sales.locator("#machine-about .badge", { hasText: "Garantie" }).waitFor();
  await boss.order(`visits/${visit}/schedule`, { technician: marek, slot: { on: inDays(1), from: "09:00", until: "10:00" }, overrule: "Afgesproken" });
  for (const [command, data] of [["start", { overrule: "Kan nu" }], ["use-part", { article, quantity: "2" }]]) {
    const answer = await technician.request.post(`/api/v1/visits/${visit}/${command}`, { data });
    assert.ok(answer.ok(), await answer.text());
  }
  await technician.goto(`/my-work?visit=${visit}`);
  assert.equal(await technician.locator("input[name=charge]:checked").getAttribute("value"), "warranty-parts");
  await clean(technician);
  await technician.fill("#findings", "Koppeling gescheurd");
  await technician.fill("#work", "Koppeling vervangen");
  await technician.fill("#worked", "60");
  await technician.check("input[name=solved][value=true]");
  await technician.check("input[name=charge][value=paid]");
  await technician.click("form[data-draft] .sheet-foot .primary");
  await technician.locator(".error-summary", { hasText: "garantie op onderdelen" }).waitFor();
  assert.ok(await technician.locator("#charge_despite").count(), "another one than was expected wants a reason");
  await clean(technician);
  await technician.check("input[name=charge][value=warranty-parts]");
  await leads(technician, /\/my-work$/, () => technician.click("form[data-draft] .sheet-foot .primary"));
  const draft = await until("the draft", async () => (await boss.ask(`invoices?customer=${customers.linde}`)).rows[0]);
  const { items } = await boss.ask(`invoices/${draft.id}`);
  assert.deepEqual(items.map((item) => item.price), ["92.50 EUR", "0.00 EUR"]);
  assert.match(items[1].description, /\(garantie\)$/);
  await sales.goto(`/visits/${visit}`);
  await sales.locator("#outcome", { hasText: "Garantie op onderdelen" }).waitFor();
  const otherwise = async (charge) => {
    await sales.goto(`/visits/${visit}/charge`);
    await sales.check(`input[name=charge][value=${charge}]`);
    await sales.fill("#reason", "Zo met de klant afgesproken");
    await clean(sales);
    await sales.click("form[data-dialog-part] button[type=submit]");
  };
  await otherwise("paid");
  await until("the draft to follow", async () => (await boss.ask(`invoices/${draft.id}`)).items[1].price === "19.00 EUR");
  await boss.order(`invoices/${draft.id}/issue`);
  await otherwise("contract");
  await sales.locator(".error-summary", { hasText: "al verstuurd" }).waitFor();
  await clean(sales);
  const [parts, hours] = await Promise.all(["warranty-parts-by-model", "warranty-hours"].map((name) => sales.request.get(`/reports/${name}`)));
  assert.ok(parts.ok() && hours.ok());
});

test("all machines stand in one list that is searched, filtered and sorted, with columns of one's own", async () => {
  await planner.goto("/machines");
  assert.equal(await planner.locator("#machines tbody tr").count(), 4);
  await clean(planner);
  await planner.fill("#machines-search", "linde");
  await planner.waitForURL(/search=linde/);
  await until("two rows", async () => (await planner.locator("#machines tbody tr").count()) === 2);
  await planner.goto("/machines?sort=serial");
  const serials = async () => planner.locator("#machines tbody tr td.num, #machines tbody tr .num").allInnerTexts();
  assert.deepEqual((await serials()).filter((text) => /-/.test(text)), ["400-99", "400-100", "400-101", "W10-7"]);
  await planner.selectOption("#machines-model", "K-400 Pro");
  await planner.waitForURL(/model=K-400/);
  await planner.fill("#machines-serial-from", "400-100");
  await planner.waitForURL(/serial_from/);
  await until("two rows", async () => (await planner.locator("#machines tbody tr").count()) === 2);
  await planner.selectOption("#machines-warranty", "none");
  await until("one row", async () => (await planner.locator("#machines tbody tr").count()) === 1);
  await clean(planner);
  const from = await boss.ask("machines?serial_from=400-100&serial_until=400-101&sort=serial");
  assert.deepEqual(from.rows.map((row) => row.serial), ["400-100", "400-101"]);
  await sales.goto(`/customers/${customers.linde}/machines`);
  await leads(sales, /\/machines\?customer=/, () => sales.click("a:has-text('In de lijst van machines')"));
  assert.equal(await sales.locator("#machines tbody tr").count(), 2);
  const [file] = await Promise.all([sales.waitForEvent("download"), sales.click("#list-export a")]);
  assert.match(file.suggestedFilename(), /^machines-/);
});

test("labels of the machines that are ticked stand on one sheet, each with its code", async () => {
  await sales.goto("/machines?sort=serial");
  for (const key of ["first", "third"]) await sales.check(`#machine-${machines[key]} input[data-pick]`);
  await leads(sales, /\/machines\/labels/, () => sales.click("#machine-acts button:has-text('Labels')"));
  assert.deepEqual(await sales.locator(".sheet-label b").allInnerTexts(), ["W-10", "K-400 Pro"]);
  assert.equal(await sales.locator(".sheet-label svg.qr").count(), 2);
  await clean(sales);
  await sales.fill("#skip", "20");
  await leads(sales, /skip=20/, () => sales.click("form:has(#skip) button"));
  assert.equal(await sales.locator(".label-sheet").count(), 2, "one is left on the first sheet");
});

test("machines of a type are called back, each has its visit, and the recall is followed until all are done", async () => {
  await planner.goto("/machines?model=K-400+Pro");
  await leads(planner, /\/recalls\/new/, () => planner.click("#machines-acts a:has-text('Terugroepen')"));
  assert.equal(await planner.locator("input[name=machines]:checked").count(), 3);
  await clean(planner);
  await planner.locator(`input[name=machines][value='${machines.fourth}']`).uncheck();
  await planner.fill("#name", "Slangset");
  await planner.fill("#reason", "De slang kan scheuren");
  await planner.click("form .primary");
  await planner.locator(".error-summary").waitFor();
  assert.equal(await planner.locator("input[name=machines]:checked").count(), 2, "what was unticked stays so");
  await planner.fill("#task", "Vervang de slangset");
  await leads(planner, /\/recalls\/[0-9a-f-]{36}/, () => planner.click("form .primary"));
  const id = new URL(planner.url()).pathname.split("/").at(-1);
  const card = await until("both visits", async () => {
    const { machines: called } = await boss.ask(`recalls/${id}`);
    return called.every((one) => one.visit_number) && called;
  });
  assert.deepEqual(card.map((one) => [one.serial, one.state]).sort(), [["400-100", "open"], ["400-99", "open"]]);
  await planner.reload();
  await clean(planner);
  await planner.locator(`#machine-${machines.first} button`, { hasText: "Klaar" }).click();
  await planner.locator(`#machine-${machines.first} .badge`, { hasText: "Klaar" }).waitFor();
  await planner.locator(`#machine-${machines.second} a`, { hasText: "Niet bereikbaar" }).click();
  await planner.fill("#page-dialog #note", "Pand staat leeg");
  await planner.click("#page-dialog .primary");
  await planner.locator(".page-head .badge", { hasText: "Overal klaar" }).waitFor();
  await clean(planner);
  await planner.locator(`#machine-${machines.second} button`, { hasText: "Toch open" }).click();
  await planner.locator(".page-head .badge", { hasText: "Loopt" }).waitFor();
  await planner.goto(`/machines/${machines.first}`);
  await planner.locator("#recalls a", { hasText: "Slangset" }).waitFor();
  await planner.goto("/recalls");
  await planner.locator("#recalls tr", { hasText: "1 van 2 klaar" }).waitFor();
  await clean(planner);
  await planner.goto(`/recalls/${id}`);
  await planner.click(".page-head a:has-text('Intrekken')");
  await planner.fill("#page-dialog [name=reason]", "Vals alarm");
  await planner.click("#page-dialog .primary");
  await planner.locator(".page-head .badge", { hasText: "Ingetrokken" }).waitFor();
  await until("the visit to be called off", async () => {
    const { machines: called } = await boss.ask(`recalls/${id}`);
    const { visit } = await boss.ask(`visits/${called.find((one) => one.serial === "400-100").action}`);
    return visit.state === "cancelled";
  });
});

test("who may not plan visits calls nothing back, and looks all the same", async () => {
  await technician.goto("/machines?model=K-400+Pro");
  assert.equal(await technician.locator("a:has-text('Terugroepen')").count(), 0);
  assert.equal((await technician.goto("/recalls/new?model=K-400+Pro")).status(), 403);
  assert.equal((await technician.goto("/recalls")).status(), 200);
  const answer = await technician.request.post("/api/v1/recalls/open", { data: { name: "x", reason: "x", task: "x", machines: [machines.first] } });
  assert.equal(answer.status(), 403);
});

test("a meter is read late, put right, and tells its use a month and when it shows so much", async () => {
  await technician.goto(`/machines/${machines.second}`);
  await leads(technician, /\/meter$/, () => technician.click("#about a[href$='/meter']"));
  for (const [reading, on] of [["3000", inDays(-10)], ["1000", inDays(-30)]]) {
    await technician.fill("#reading", reading);
    await technician.fill("#on", on);
    await technician.click("#read .primary");
    await technician.locator("#readings tbody tr", { hasText: `${reading[0]}.000` }).waitFor();
  }
  assert.equal(await technician.locator("#readings tbody tr").count(), 2);
  await technician.fill("#reading", "2000");
  await technician.fill("#on", inDays(-5));
  await technician.click("#read .primary");
  await technician.locator(".error-summary", { hasText: "3000" }).waitFor();
  await clean(technician);
  await technician.goto(`/machines/${machines.second}/meter?threshold=4000`);
  await technician.locator("#expected", { hasText: "Naar verwachting op" }).waitFor();
  await technician.locator("#readings tbody tr", { hasText: "1.000" }).locator("a").click();
  await technician.fill("#page-dialog [name=reading]", "1100");
  await technician.fill("#page-dialog [name=reason]", "Verkeerd gelezen");
  await technician.click("#page-dialog .primary");
  await technician.locator("#readings tbody tr", { hasText: "Verkeerd gelezen" }).locator("td", { hasText: "1.100" }).waitFor();
  await clean(technician);
});

test("a type has counters of its own: they are read apart, what is unlikely is asked about, and one that is replaced counts anew", async () => {
  await planner.goto("/counters");
  await planner.click("a[href='/counters/new']");
  await planner.locator("#page-dialog #name").fill("Afdrukken kleur");
  await planner.locator("#page-dialog #unit").fill("afdrukken");
  await planner.locator("#page-dialog #models").fill("K-400");
  await planner.click("#page-dialog .primary");
  await planner.locator("#counters", { hasText: "Afdrukken kleur" }).waitFor();
  await clean(planner);
  const { counters } = await boss.ask("counters");
  const page = `/machines/${machines.first}/meter?counter=${counters[0].id}`;
  await technician.goto(`/machines/${machines.first}`);
  await leads(technician, /counter=/, () => technician.click(`#about a[href='${page}']`));
  for (const [reading, on] of [["1000", inDays(-60)], ["1300", inDays(-30)]]) {
    await technician.fill("#reading", reading);
    await technician.fill("#on", on);
    await technician.click("#read .primary");
    await technician.locator("#readings tbody tr", { hasText: `1.${reading.slice(1)}` }).waitFor();
  }
  await technician.fill("#reading", "13000");
  await technician.click("#read .primary");
  await technician.locator(".error-summary", { hasText: "1600" }).waitFor();
  await technician.fill("#reading", "1600");
  await technician.click("#read .primary");
  await technician.locator("#readings tbody tr", { hasText: "1.600" }).waitFor();
  await clean(technician);
  await technician.click(".page-head a[href*='/meter/replace']");
  await technician.locator("#page-dialog [name=reading]").fill("1650");
  await technician.locator("#page-dialog [name=reason]").fill("Stond stil");
  await clean(technician);
  await technician.click("#page-dialog .primary");
  await technician.locator("#readings tbody tr", { hasText: "de oude stond op 1.650, de nieuwe begon op 0" }).waitFor();
  assert.equal(await technician.locator("#meter-chart polyline").count(), 2, "its line begins anew");
  await technician.emulateMedia({ colorScheme: "dark" });
  await clean(technician);
  await technician.emulateMedia({ colorScheme: "light" });
  await technician.click("#readings a[href*='/meter/keep']");
  await technician.locator("#page-dialog [name=reason]").fill("Andere machine");
  await technician.click("#page-dialog .primary");
  await technician.locator("#readings tbody tr", { hasText: "1.650" }).waitFor();
  assert.equal((await technician.goto("/counters")).status(), 403);
});
