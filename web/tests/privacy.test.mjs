// Privacy in the browser: what is held of a person is told, and who asks for it is forgotten, in every page, list, search and file.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser, openPage } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { COMPANY } from "./support/caller.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const NAME = "Wilhelmina Żółkiewska";
const CONTACT = "Bartholomeus Quackelbeen";
const HERS = [NAME, "Żółkiewska", "Zonnebloemdreef", "8376 EX", "521598437", "zolkiewska", CONTACT, "Quackelbeen", "nachtegaal"];

let werkbank, browser, boss, manager, sales, her, contact, fault, invoice;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await boss.order("settings/company/change-company", COMPANY);
  for (const [login, name, role] of [["mila", "Mila de Groot", "management"], ["sanne", "Sanne de Wit", "sales"], ["finn", "Finn Bakker", "finance"], ["joris", "Joris Weggegaan", "sales"]])
    await colleague(boss, login, name, [role]);
  const visiting = { street: "Zonnebloemdreef 77", postcode: "8376 EX", city: "Ossenzijl" };
  const details = { kind: "person", name: NAME, phone: "+31521598437", email: "wilhelmina@zolkiewska.example", visiting };
  sales = await signIn(browser, werkbank.url, "sanne");
  manager = await signIn(browser, werkbank.url, "mila");
  const order = async (page, path, data = {}) => {
    const answer = await page.request.post(`/api/v1/${path}`, { data });
    const said = await answer.json();
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${JSON.stringify(said)}`);
    return said;
  };
  her = (await order(sales, "customers/register", details)).id;
  await order(sales, `customers/${her}/add-contact`, { name: CONTACT, email: "quackelbeen@zolkiewska.example" });
  await order(sales, `customers/${her}/add-note`, { text: `${CONTACT} hoort een nachtegaal` });
  const other = await order(sales, "customers/register", { kind: "company", name: "De Linde", visiting: { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" } });
  await order(sales, `customers/${other.id}/add-note`, { text: `${NAME} van hiernaast meldt water op de gang` });
  await order(sales, "tasks/raise", { kind: "note", assignee: { role: "sales" }, note: `Bij ${NAME} langs voor de sleutel` });
  fault = (await order(sales, "faults/report", { customer: her, problem: "Fluit als een nachtegaal", caller: CONTACT })).id;
  const finance = await signIn(browser, werkbank.url, "finn");
  invoice = (await order(finance, "invoices/draft", { customer: her, items: [{ description: "Voorrijkosten", quantity: "1", price: "45.00 EUR", vat: "standard" }] })).id;
  await order(finance, `invoices/${invoice}/issue`);
  await order(finance, `invoices/${invoice}/record-payment`, { amount: "54.45 EUR" });
  const mails = async () => (await boss.ask("mails?state=sent")).rows;
  await until("the mails", async () => (await mails()).length >= 2, 30_000);
  const { customer } = await boss.ask(`customers/${her}`);
  contact = customer.contacts[0].id;
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

test("what is held is told, as a document and as a file, and the log says that it was", async () => {
  await manager.goto(`/customers/${her}`);
  await manager.click("main details.dropdown summary");
  await manager.click(`a[href="/customers/${her}/privacy"]`);
  await manager.locator("h1", { hasText: "Privacy" }).waitFor();
  assert.match(await manager.textContent("#held"), /Notities en gesprekken1Storingen1Bezoeken1Facturen1Mails\d/);
  assert.doesNotMatch(await manager.textContent("#held"), /Nummerreeks/);
  assert.match(await manager.textContent("#held"), /Facturen: tot en met 31 december 20\d\d/);
  assert.match(await manager.textContent("#named"), /van hiernaast meldt water op de gang/);
  assert.match(await manager.textContent("#named"), /langs voor de sleutel/);
  await clean(manager);
  const pdf = await manager.request.get(`/customers/${her}/privacy/pdf`);
  assert.equal(pdf.status(), 200);
  assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");
  assert.match(pdf.headers()["content-disposition"], /^inline; filename="dossier\.pdf"; filename\*=UTF-8''Persoonsgegevens%20Wilhelmina%20%C5%BB%C3%B3%C5%82kiewska%20\d{4}-\d\d-\d\d\.pdf$/);
  const file = await manager.request.get(`/api/v1/customers/${her}/dossier`);
  assert.match(file.headers()["content-disposition"], /^attachment; filename="dossier\.json"; filename\*=UTF-8''Persoonsgegevens%20Wilhelmina%20/);
  const json = await file.json();
  assert.equal(json.name, NAME);
  assert.equal(json.known.visiting.street, "Zonnebloemdreef 77");
  const said = JSON.stringify(json);
  for (const text of ["Fluit als een nachtegaal", CONTACT, "wilhelmina@zolkiewska.example", "langs voor de sleutel"]) assert.ok(said.includes(text), text);
  assert.ok(!said.includes("meldt water op de gang"), "what another customer was told may be about somebody of the same name");
  assert.ok(json.happened.some(({ what }) => what === "mail_queued"));
  // Who asks for the head alone is given nothing.
  for (const path of [`/customers/${her}/privacy/pdf`, `/api/v1/customers/${her}/dossier`]) assert.equal((await manager.request.head(path)).status(), 200);
  const log = (await boss.ask("log?kind=privacy")).rows;
  assert.equal(log.filter((entry) => entry.type === "dossier_given").length, 2);
  const forbidden = await sales.request.get(`/api/v1/customers/${her}/dossier`);
  assert.equal(forbidden.status(), 403);
  assert.equal((await sales.goto(`/customers/${her}/privacy`)).status(), 403);
});

test("what still runs stops it, and a name that is not typed right", async () => {
  await manager.goto(`/customers/${her}/privacy`);
  const stopped = manager.locator("#forget .notice", { hasText: "Er loopt nog iets bij deze klant. Open storingen: 1. Bezoeken: 1. Rond dat eerst af." });
  await stopped.waitFor();
  assert.equal(await manager.locator("#forget button, #forget input").count(), 0, "what can't be done is not offered");
  const ways = await manager.locator("#forget .notice a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.deepEqual(ways, [`/customers/${her}/faults`, "/planning"]);
  await clean(manager);
  // Who had the page open before says it all the same.
  const said = await manager.request.post(`/customers/${her}/privacy`, { form: { name: NAME.toLowerCase() }, headers: { origin: werkbank.url } });
  assert.match(await said.text(), /Er loopt nog iets bij deze klant\. Open storingen: 1\. Bezoeken: 1\. Rond/);
  await manager.goto(`/customers/${her}/contacts/${contact}/privacy`);
  assert.match(await manager.textContent("ol.crumbs"), new RegExp(`Klanten.*${NAME}.*${CONTACT}.*Privacy`, "s"));
  await manager.fill("#name", "Iemand anders");
  await manager.click("#forget button.danger");
  await manager.locator("#name-error").waitFor();
  await clean(manager);
});

test("a contact person is forgotten with the note that names them; the customer stays", async () => {
  await manager.goto(`/customers/${her}/contacts/${contact}/privacy`);
  assert.match(await manager.textContent("#named"), /nachtegaal/);
  await clean(manager);
  await manager.fill("#name", CONTACT);
  await manager.click("#forget button.danger");
  // The answer comes when nothing shows them any more.
  await manager.locator("#forgotten", { hasText: "gewist op verzoek" }).waitFor();
  const shows = async (path) => (await manager.request.get(path)).text();
  assert.ok(!(await shows(`/customers/${her}`)).includes("Quackelbeen"));
  assert.ok((await shows(`/customers/${her}`)).includes(NAME));
  await until("the caller is gone", async () => !(await shows(`/faults/${fault}`)).includes("Quackelbeen"), 30_000);
  await manager.goto(`/customers/${her}/contacts/${contact}/privacy`);
  await manager.locator(".notice", { hasText: "gewist op verzoek: recht op gegevenswissing (AVG, artikel 17)" }).waitFor();
  await clean(manager);
  // The log does not say that the customer was forgotten.
  const { position } = (await boss.ask("log?kind=privacy")).rows.find((entry) => entry.type === "person_forgotten" && entry.whom === `contact-${contact}`);
  await boss.goto(`/log/${position}`);
  assert.match(await boss.textContent("#about a"), new RegExp(`^Contactpersoon, ${NAME}$`));
  assert.equal(await boss.getAttribute("#about a", "href"), `/customers/${her}/contacts/${contact}/privacy`);
  assert.doesNotMatch(await boss.textContent("main"), /Klant \d+/);
  await clean(boss);
});

test("a customer is forgotten: no page, list, search, answer or export shows them, and the invoice still prints", async () => {
  const paths = () => [
    "/customers?search=de+linde", `/customers/${her}`, `/customers/${her}/history`, `/customers/${her}/faults`, `/customers/${her}/invoices`, `/customers/${her}/documents`, `/customers/${her}/contacts`,
    "/customers", "/customers?archived=true", "/customers?search=zolkiewska", "/search?search=zolkiewska", "/search?q=zolkiewska", `/faults/${fault}`, "/faults", "/invoices", `/invoices/${invoice}`,
    "/mails", "/mails?state=sent", "/log", "/visits", "/tasks", "/planning/list", "/planning", `/api/v1/customers/${her}`, "/api/v1/customers?archived=true", `/api/v1/customers/${her}/timeline`, `/api/v1/faults/${fault}`,
    `/api/v1/invoices/${invoice}`, "/api/v1/mails?state=sent", "/api/v1/customers?search=zolkiewska", "/customers/export?archived=true",
  ];
  const read = async (path) => {
    const answer = await boss.request.get(path);
    assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
    return (await answer.body()).toString("utf8");
  };
  const where = async () => {
    const places = [];
    for (const path of paths()) {
      const text = (await read(path)).normalize();
      const own = path.includes("zolkiewska") ? text.replaceAll(/zolkiewska/gi, "") : text;
      places.push(...HERS.filter((word) => own.toLowerCase().includes(word.toLowerCase())).map((word) => `${word} at ${path}`));
    }
    return places;
  };
  assert.ok((await where()).length > 15, "the control");
  const before = await boss.request.get(`/invoices/${invoice}/pdf`);
  const solved = await sales.request.post(`/api/v1/faults/${fault}/cancel`, { data: { reason: "Hoeft niet meer" } });
  assert.ok(solved.ok());
  await until("nothing runs", async () => !(await read(`/customers/${her}/privacy`)).includes("Er loopt nog iets"), 30_000);
  // A colleague has the card open.
  await sales.goto(`/customers/${her}`);
  await sales.locator(`a[href="tel:+31521598437"]`).first().waitFor();
  await manager.goto(`/customers/${her}/privacy`);
  await manager.fill("#name", NAME);
  await manager.click("#forget button.danger");
  await manager.locator("#forgotten", { hasText: "gewist op verzoek" }).waitFor();
  assert.deepEqual(await where(), []);
  await sales.locator("h1", { hasText: /^Klant \d+$/ }).waitFor();
  await until("the open card follows", async () => {
    const shown = `${await sales.title()} ${await sales.content()}`.toLowerCase();
    return HERS.every((word) => !shown.includes(word.toLowerCase()));
  });
  await clean(sales);
  for (const path of [`/customers/${her}`, `/customers/${her}/history`, `/faults/${fault}`, `/invoices/${invoice}`, `/customers/${her}/privacy`, "/customers?archived=true", "/invoices", "/mails?state=sent", "/faults?state=closed", "/log"]) {
    await boss.goto(path);
    await clean(boss);
  }
  // What is left reads plainly, and nothing hollow stands there.
  await boss.goto(`/customers/${her}`);
  assert.match(await boss.textContent("h1"), /^Klant \d+$/);
  assert.match(await boss.textContent("main .notice"), /gewist op verzoek: recht op gegevenswissing \(AVG, artikel 17\)/);
  const story = await boss.textContent("#story");
  assert.match(story, /Klant vergeten/);
  assert.match(story, /Mail verstuurd/);
  for (const hollow of ["gewijzigd", "leeg", "Mail verstuurd:"]) assert.ok(!story.includes(hollow), hollow);
  assert.equal(await boss.locator("#details, #contacts").count(), 0);
  assert.match(await boss.textContent("#kept"), /Facturen: tot en met 31 december/);
  await boss.goto(`/faults/${fault}`);
  assert.match(await boss.textContent("h1"), /^Storing S-\d+-\d+$/);
  assert.match(await boss.textContent("main .notice"), /gewist op verzoek/);
  assert.doesNotMatch(await boss.textContent("#fault"), /gewist,|Gebeld door|, *$/m);
  const kept = await boss.request.get(`/invoices/${invoice}/pdf`);
  assert.equal(kept.status(), 200);
  assert.deepEqual(await kept.body(), await before.body());
  // The log says whom, by number, and nothing that only a program reads.
  const { position } = (await boss.ask("log?kind=privacy")).rows.find((entry) => entry.type === "person_forgotten" && entry.customer === her);
  await boss.goto("/log?kind=privacy");
  const { customer } = await boss.ask(`customers/${her}`);
  await boss.locator(`#entry-${position}`, { hasText: `Klant ${customer.number}` }).waitFor();
  await boss.goto(`/log/${position}`);
  const said = await boss.textContent("main");
  assert.match(said, /De persoon vraagt erom/);
  assert.doesNotMatch(said, /[0-9a-f]{8}-[0-9a-f]{4}|request/);
  await clean(boss);
  await boss.goto(`/search?q=${customer.number}`);
  await boss.locator(`main a[href="/customers/${her}"]`, { hasText: "Vergeten klant" }).waitFor();
  await boss.goto(`/customers/${her}/contacts`);
  await boss.locator("main", { hasText: "De contactpersonen zijn vergeten." }).waitFor();
  await clean(boss);
  const mail = (await boss.ask("mails?state=sent")).rows.find((one) => one.customer === her);
  await boss.goto(`/mails/${mail.id}`);
  await boss.locator("main .notice", { hasText: "gewist omdat iemand is vergeten" }).waitFor();
  await clean(boss);
  // Nothing is begun anew with who was forgotten.
  for (const path of [`/faults/new?customer=${her}`, `/invoices/new?customer=${her}`]) {
    await boss.goto(path);
    assert.equal(await boss.locator(`input[name="customer"][value="${her}"]`).count(), 0, path);
  }
  const gone = await manager.request.get(`/api/v1/customers/${her}/dossier`);
  assert.equal(gone.status(), 409);
  const again = await sales.request.post(`/api/v1/customers/${her}/restore`, { data: {} });
  assert.equal(again.status(), 409);
});

test("a colleague who left is forgotten; what they did stays", async () => {
  const joris = (await boss.ask("users")).rows.find(({ name }) => name === "Joris Weggegaan").id;
  await boss.goto(`/users/${joris}/privacy`);
  assert.match(await boss.textContent("#forget"), /werkt hier nog/);
  await clean(boss);
  await boss.order(`users/${joris}/deactivate`, { reason: "Uit dienst" });
  await boss.goto(`/users/${joris}/privacy`);
  await boss.fill("#name", "Joris Weggegaan");
  await boss.click("#forget button.danger");
  await boss.locator("#forgotten", { hasText: "gewist op verzoek" }).waitFor();
  assert.ok(!(await (await boss.request.get("/users")).text()).includes("Weggegaan"));
  await boss.goto(`/users/${joris}`);
  assert.equal(await boss.locator("#leaving").count(), 0, "nobody comes back who was forgotten");
  assert.equal(await boss.textContent("h1"), "Vergeten medewerker");
  assert.match(await boss.textContent("main .notice"), /gewist op verzoek/);
  assert.doesNotMatch(await boss.textContent("#about"), /Inlognaam|Taal/);
  await clean(boss);
});

test("it reads on a tablet and in the dark", async () => {
  const page = await openPage(browser, werkbank.url, { viewport: SIZES.tablet, colorScheme: "dark", storageState: await manager.context().storageState() });
  await page.goto(`/customers/${her}/privacy`);
  await clean(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await page.context().close();
});
