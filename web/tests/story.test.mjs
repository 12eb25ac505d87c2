// The whole story in a browser: six colleagues, each signed in as oneself, from the phone call to the paid invoice and its log.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { startMailServer } from "./support/mail-server.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const CUSTOMER = "robbert@delinde.test";
const BOOKS = "facturen@delinde.test";
const SUPPLIER = "orders@barista.test";
const DESK = "desk@koffietechniek.test";
const CALL = "2027-03-02T08:00";
const PAST_DUE = "2027-04-06T08:00"; // due on 1 April, 30 days after the invoice; five days late is past the first three

let data, mail, werkbank, browser, marek, article;
const people = {};
let invoice;

before(async () => {
  [mail, browser] = await Promise.all([
    startMailServer({ users: { [CUSTOMER]: "a", [BOOKS]: "b", [SUPPLIER]: "c", [DESK]: "geheim" } }),
    launchBrowser(),
  ]);
  data = await mkdtemp(join(tmpdir(), "werkbank-story-"));
  await startOn(CALL);
  const boss = await found(browser, werkbank.url);
  await boss.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.",
    address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300",
    phone: "030 555 01 42", email: DESK,
  });
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "iris", "Iris Smeets", ["purchasing"]);
  await colleague(boss, "finn", "Finn Bakker", ["finance"]);
  await colleague(boss, "mila", "Mila Visser", ["management"]);
  const visiting = { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" };
  const linde = { kind: "company", name: "Zorggroep De Linde", email: CUSTOMER, invoice_email: BOOKS, visiting };
  const customer = (await boss.order("customers/register", linde)).id;
  await boss.order("customers/register", { kind: "company", name: "De Lindenhof", visiting });
  await boss.order(`customers/${customer}/add-contact`, { name: "Robbert Jansma", role: "technische dienst", phone: "06 555 012 19" });
  await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", serial: "400-22817", place: "Oost" } });
  const supplier = (await boss.order("suppliers/register", { name: "Barista Parts", email: SUPPLIER, lead_days: 5 })).id;
  const pump = { name: "Drukpomp 15 bar", unit: "stuk", supplier, purchase_price: "62,00", sales_price: "95,00", minimum: "2", order_quantity: "6" };
  article = (await boss.order("articles/register", { number: "DP-1500", stock: "3", article: pump })).id;
  await boss.context().close();
  await signInAll();
});

after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await mail?.stop();
  if (data) await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

async function startOn(now) {
  const env = {
    WERKBANK_SMTP_HOST: "localhost", WERKBANK_SMTP_PORT: String(mail.smtpPort), WERKBANK_SMTP_SECURITY: "starttls",
    WERKBANK_SMTP_USER: DESK, WERKBANK_SMTP_PASSWORD: "geheim", WERKBANK_SMTP_CA_FILE: mail.caFile,
  };
  werkbank = await startWerkbank({ data, env, args: ["--now", now] });
}

async function signInAll() {
  for (const login of ["sanne", "youssef", "marek", "iris", "finn", "mila"]) {
    people[login] = await signIn(browser, werkbank.url, login, login === "marek" ? { viewport: SIZES.tablet } : {});
  }
}

async function leaveAll() {
  for (const page of Object.values(people)) {
    page.assertClean();
    await page.context().close();
  }
}

/** A mail with these words in its subject in a mailbox, as soon as it is there. */
function mailed(address, subject) {
  return until(`a mail “${subject}” for ${address}`, async () => {
    const mails = await mail.readMailbox(address);
    return mails.find((text) => plain(header(text, "Subject")).includes(subject));
  });
}

const header = (text, name) => text.match(new RegExp(`^${name}: (.*(?:\\n[ \\t].*)*)`, "m"))?.[1] ?? "";

/** A header as it reads: words in base64 or quoted-printable turned back. */
function plain(value) {
  const words = value.replace(/\?=\s+=\?/g, "?==?");
  return words.replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, way, text) =>
    way.toLowerCase() === "b"
      ? Buffer.from(text, "base64").toString("utf8")
      : decodeURIComponent(text.replaceAll("_", " ").replaceAll("%", "%25").replaceAll("=", "%")),
  );
}

/** The PDF in a mail, whole: from its first bytes to its end mark. */
function assertPdf(text) {
  const part = text.match(/Content-Type: application\/pdf[^]*?\n\n([A-Za-z0-9+/=\n]+)/i);
  assert.ok(part, "the mail has no PDF");
  const pdf = Buffer.from(part[1], "base64").toString("latin1");
  assert.match(pdf, /^%PDF-[^]*%%EOF\s*$/);
}

test("sales takes the call: the customer is found while typing, and gets a confirmation by mail", async () => {
  const { sanne, youssef } = people;
  await youssef.goto("/planning");
  await sanne.goto("/");
  await sanne.goto("/faults/new");
  await sanne.keyboard.press("Alt+1");
  await sanne.keyboard.type("linde");
  await sanne.locator("[role=option]", { hasText: "De Lindenhof" }).waitFor();
  await sanne.locator("[role=option]", { hasText: "Zorggroep De Linde" }).click();
  await sanne.locator("#machine-part label", { hasText: "K-400 Pro" }).click();
  await sanne.fill("#problem", "Geen druk op groep 2");
  await sanne.locator("#urgency input[value=high], input[name=urgency][value=high]").first().check();
  await Promise.all([sanne.waitForURL(/\/faults\/[0-9a-f-]{36}$/), sanne.click("button[form=fault-form].primary")]);
  assert.match(await sanne.textContent("h1"), /Geen druk op groep 2/);
  assert.match(await mailed(CUSTOMER, "Uw storing is gemeld: S-"), /^From: .*desk@koffietechniek\.test/m);
  await youssef.waitForSelector("[data-queue] >> text=Geen druk op groep 2");
});

test("the planner gives it a technician and a time, and the customer hears when", async () => {
  const { youssef, sanne } = people;
  await youssef.locator("[data-queue] article, [data-queue] [id^=card-]", { hasText: "Geen druk op groep 2" }).first().locator("a").first().focus();
  await youssef.keyboard.press("p");
  await youssef.waitForSelector("#page-dialog[open] #technician");
  await youssef.selectOption("#technician", marek);
  for (const [field, text] of [["on", "02-03-2027"], ["from", "10.00"], ["until", "11.30"]]) await youssef.fill(`#slot-${field}`, text);
  await youssef.click("#page-dialog .primary");
  await youssef.locator(`td[data-technician="${marek}"] [id^=card-]`, { hasText: "De Linde" }).waitFor();
  await mailed(CUSTOMER, "Afspraak met onze monteur op");
  await sanne.locator("#visits", { hasText: "Marek Kowalski" }).waitFor();
});

test("the technician starts, uses a part and finishes: the fault is solved, and the stock falls to its minimum", async () => {
  const { marek: technician, sanne, iris } = people;
  await iris.goto("/tasks");
  await technician.goto("/my-work");
  await technician.click(".stop");
  await technician.click(".sheet-foot .primary");
  await technician.waitForSelector("#report");
  await technician.fill("#_used_part", "druk");
  await technician.locator("[role=option]", { hasText: "Drukpomp 15 bar" }).click();
  await technician.click("#parts form:has(#_used_part) button[type=submit]");
  await technician.waitForSelector("#parts output >> text=1");
  await technician.fill("#findings", "Pomp draait niet meer");
  await technician.fill("#work", "Pomp vervangen en afgesteld");
  await technician.fill("#worked", "90");
  await technician.check("input[name=solved][value=true]");
  await technician.check("input[name=charge][value=paid]");
  await Promise.all([technician.waitForURL(/\/my-work$/), technician.click("form[data-draft] .sheet-foot .primary")]);
  await mailed(CUSTOMER, "is opgelost");
  await sanne.locator(".page-head .badge", { hasText: "Opgelost" }).waitFor();
  await iris.locator("#tasks", { hasText: "Drukpomp 15 bar (DP-1500) is bijna op" }).waitFor();
});

test("purchasing sees the alert, orders what is advised, and takes it in: the stock rises and the alert is gone", async () => {
  const { iris } = people;
  await iris.goto("/");
  await iris.locator("#work", { hasText: "Drukpomp 15 bar" }).waitFor();
  await iris.goto("/stock");
  assert.equal(await iris.getByLabel("Aantal Drukpomp 15 bar").inputValue(), "6");
  await iris.getByRole("button", { name: "1 bestelling plaatsen" }).click();
  await iris.waitForURL(/purchase-orders\/[0-9a-f-]+$/);
  assertPdf(await mailed(SUPPLIER, "Bestelling I-"));
  await iris.getByRole("button", { name: "Ontvangst boeken" }).click();
  await iris.locator("#receive").waitFor({ state: "detached" });
  await iris.goto(`/articles/${article}`);
  // What follows from the receipt may come a moment later; the page shows it by itself.
  await iris.locator("#level", { hasText: /Voorraad\s*8\s*min\. 2/ }).waitFor();
  await iris.goto("/tasks");
  await iris.locator("#tasks", { hasText: "bijna op" }).waitFor({ state: "detached" });
  await iris.goto("/tasks?view=done");
  await iris.locator("#tasks", { hasText: "Drukpomp 15 bar (DP-1500) is bijna op" }).waitFor();
});

test("finance finds the visit's invoice ready, issues it, and it is mailed as a PDF to where invoices go", async () => {
  const { finn } = people;
  await finn.goto("/");
  await finn.locator("#work", { hasText: "Zorggroep De Linde" }).waitFor();
  await finn.locator("#work a[href^='/invoices/']", { hasText: "Zorggroep De Linde" }).first().click();
  await finn.waitForURL(/invoices\/[0-9a-f-]{36}$/);
  await finn.click("form[action$='/issue'] button");
  await finn.waitForSelector("#pay");
  assert.match(await finn.textContent("h1"), /2027-0001/);
  // 1,5 hours of € 92,50 and a pump of € 95,00: € 233,75 without VAT, € 49,09 VAT.
  assert.match(await finn.locator("#lines").innerText(), /Werkzaamheden 2 maart 2027[^]*Drukpomp 15 bar[^]*233,75[^]*49,09[^]*282,84/);
  invoice = new URL(finn.url()).pathname;
  const letter = await mailed(BOOKS, "Factuur 2027-0001");
  assertPdf(letter);
  assert.match(letter, /^To: .*facturen@delinde\.test/m);
  assert.equal((await mail.readMailbox(CUSTOMER)).length, 3, "the caller gets what is about the visit, and no more");
});

test("a month later it is overdue: the customer is reminded once, also when the program is started again", async () => {
  for (const now of [PAST_DUE, "2027-04-06T11:00"]) {
    await leaveAll();
    await werkbank.stop();
    await startOn(now);
    await signInAll();
    assertPdf(await mailed(BOOKS, "Herinnering: factuur 2027-0001"));
  }
  const { finn, sanne } = people;
  await finn.goto("/");
  await finn.locator("#work", { hasText: "2027-0001" }).waitFor();
  await finn.goto("/invoices?view=late");
  assert.match(await finn.textContent("#invoices"), /Zorggroep De Linde/);
  await sanne.goto("/customers?search=zorggroep");
  assert.match(await sanne.locator("main table tbody").innerText(), /te laat/i);
  assert.equal((await mail.readMailbox(BOOKS)).length, 2, "one invoice and one reminder");
});

test("finance books the payment, and everybody sees that the customer has paid", async () => {
  const { finn, sanne } = people;
  await finn.goto(invoice);
  assert.equal(await finn.inputValue("#amount"), "282,84");
  await finn.click("#pay button[type=submit]");
  await finn.locator(".page-head .badge", { hasText: "Betaald" }).waitFor();
  await sanne.goto("/customers?search=zorggroep");
  assert.match(await sanne.locator("main table tbody").innerText(), /betaald/i);
});

test("management reads in the log who did what, and why it followed", async () => {
  const { mila } = people;
  await mila.goto("/log");
  await mila.locator("#log tbody tr", { hasText: "Zorggroep De Linde" }).first().locator("th a").click();
  await mila.locator("#entry a[href^='/customers/']").waitFor();
  const customer = await mila.locator("#entry a[href^='/customers/']").getAttribute("href");
  const told = [...(await entries(mila, `/log?customer=${customer.split("/")[2]}`)), ...(await entries(mila, "/log?kind=purchase_order")), ...(await entries(mila, "/log?kind=article"))];
  const tells = (who, what) => assert.ok(told.some((entry) => entry.who.includes(who) && entry.what === what), `${who}: ${what}`);
  tells("Sanne de Wit", "Storing gemeld");
  tells("Youssef Amrani", "Bezoek ingepland");
  tells("Marek Kowalski", "Bezoek begonnen");
  tells("Marek Kowalski", "Onderdeel gebruikt");
  tells("Marek Kowalski", "Bezoek afgerond");
  tells("Werkbank zelf", "Storing opgelost");
  tells("Werkbank zelf", "Voorraad onder het minimum");
  tells("Iris Smeets", "Bestelling geplaatst");
  tells("Iris Smeets", "Goederen ontvangen");
  tells("Werkbank zelf", "Voorraad weer aangevuld");
  tells("Werkbank zelf", "Factuur in concept gemaakt");
  tells("Finn Bakker", "Factuur uitgegeven");
  tells("Werkbank zelf", "Betalingsherinnering gemaakt");
  tells("Werkbank zelf", "Mail verstuurd");
  tells("Finn Bakker", "Betaling geboekt");
  await mila.goto(`/log?customer=${customer.split("/")[2]}&kind=visit`);
  await mila.locator("#log tbody th a", { hasText: "Bezoek afgerond" }).click();
  await mila.locator("#entry", { hasText: "Factuur in concept gemaakt" }).waitFor();
  await leaveAll();
});

/** All entries of the log at an address, page after page: who, and what in words. */
async function entries(page, address) {
  await page.goto(address);
  const all = [];
  for (;;) {
    // All rows in one look: a live page may change between two.
    const rows = page.locator("#log tbody tr");
    all.push(...(await rows.evaluateAll((rows) => rows.map((row) => ({ who: row.querySelectorAll("td")[1].innerText, what: row.querySelector("th a").innerText.trim() })))));
    const older = page.locator("#log a", { hasText: "Ouder" });
    if ((await older.count()) === 0 || (await older.getAttribute("aria-disabled")) === "true") return all;
    const before = page.url();
    await Promise.all([page.waitForURL((to) => to.href !== before), older.click()]);
  }
}
