// Finance and contracts: an invoice is written, sent and paid; a contract is drawn up and signed on the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, page, customer;

before(async () => {
  werkbank = await startWerkbank();
  browser = await launchBrowser();
  page = await found(browser, werkbank.url);
  await page.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.",
    address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840",
    vat_number: "NL004495445B01",
    iban: "NL91ABNA0417164300",
    phone: "030 555 01 42",
    email: "administratie@koffietechniek.example",
  });
  await page.order("settings/company/set-vat-rate", { kind: "standard", from: "2020-01-01", rate: "21" });
  customer = (
    await page.order("customers/register", {
      kind: "company",
      name: "Zorggroep De Linde",
      email: "info@delinde.example",
      visiting: { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" },
    })
  ).id;
});

after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

const send = (selector) => Promise.all([page.waitForLoadState("load"), page.click(selector)]);

test("an invoice is written, sent with its number, paid, and told so in words", async () => {
  await page.goto("/invoices/new?q=linde");
  await page.click("text=Zorggroep De Linde");
  await page.fill("#items-0-description", "Voorrijden");
  await page.fill("#items-0-price", "100,00");
  await send("#lines form button[type=submit]");
  await page.waitForURL(/invoices\/[0-9a-f-]{36}$/);
  assert.deepEqual(await axe(page), []);
  await send("form[action$='/issue'] button");
  await page.waitForSelector("#pay");
  assert.match(await page.textContent("h1"), /\d{4}-0001/);
  const pdf = await page.request.get(`${page.url()}/pdf`);
  assert.equal((await pdf.body()).subarray(0, 4).toString(), "%PDF");
  assert.deepEqual(await axe(page), []);
  assert.equal(await page.inputValue("#amount"), "121,00");
  await send("#pay button[type=submit]");
  await page.waitForSelector(".page-head .badge.success");
  await page.goto("/invoices?view=paid");
  assert.match(await page.textContent("#invoices"), /Zorggroep De Linde/);
  assert.deepEqual(await axe(page), []);
});

test("of one customer's list the customer is a filter with a cross, and columns are chosen", async () => {
  await page.goto(`/invoices?view=all&customer=${customer}`);
  const head = (text) => page.locator("#invoices thead th", { hasText: text });
  await page.click("#invoices-columns summary");
  await page.uncheck("#invoices-columns input[value=amount]");
  await head("Bedrag").waitFor({ state: "detached" });
  assert.equal(await page.locator("#invoices tfoot").count(), 0, "without amounts there is no sum");
  await page.check("#invoices-columns input[value=city]");
  await page.locator("#invoices tbody tr", { hasText: "Zeist" }).waitFor();
  await page.check("#invoices-columns input[value=amount]");
  await page.locator("#invoices tfoot").waitFor();
  const cells = await page.locator("#invoices table tr").evaluateAll((rows) => rows.map((row) => [...row.children].reduce((n, cell) => n + cell.colSpan, 0)));
  assert.equal(new Set(cells).size, 1, "the sum's row is as wide as the others");
  assert.deepEqual(await axe(page), []);
  await page.uncheck("#invoices-columns input[value=city]");
  await head("Plaats").waitFor({ state: "detached" });
  await page.click(".page-head h1");
  await page.getByRole("link", { name: "Filter Klant weghalen" }).click();
  await page.waitForURL((to) => !to.search.includes("customer="));
  assert.equal(await page.locator(".chip").count(), 0);
});

test("what was paid on an invoice that is credited is owed, and booked as paid back", async () => {
  await page.goto("/invoices?view=paid");
  await page.click("#invoices tbody a");
  await page.waitForSelector("#credit");
  await page.fill("#credit input[name=reason]", "Verkeerde klant");
  await send("#credit button[type=submit]");
  await page.waitForSelector("#refund");
  assert.deepEqual(await axe(page, "main"), []);
  assert.equal(await page.inputValue("#refund input[name=amount]"), "121,00");
  await page.goto("/invoices?view=owed");
  assert.match(await page.textContent("#invoices"), /Zorggroep De Linde/);
  await page.click("#invoices tbody a");
  await send("#refund button[type=submit]");
  await page.waitForSelector("#refund", { state: "detached" });
  assert.match(await page.textContent("#story"), /Betaling terugbetaald/);
});

test("a contract is drawn up, signed on the screen with a drawing, and shown with its proof", async () => {
  await page.goto(`/contracts/new?customer=${customer}`);
  await page.fill("#terms-monthly_fee", "145,00");
  await page.fill("#terms-starts", "01-01-2027");
  assert.deepEqual(await axe(page), []);
  await send("#terms form button[type=submit]");
  await page.waitForURL(/contracts\/[0-9a-f-]{36}$/);
  await send("a[href$='/sign']");
  await page.waitForSelector("canvas");
  await page.fill("#name", "Hanneke Postma");
  const box = await page.locator("canvas").boundingBox();
  await page.mouse.move(box.x + 20, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 8 });
  await page.mouse.up();
  assert.deepEqual(await axe(page), []);
  await send("#sign button[type=submit]");
  await page.waitForSelector("#signature");
  assert.match(await page.textContent("#signature"), /Hanneke Postma[\s\S]*[0-9a-f]{64}/);
  assert.equal(await page.locator("#signature .paper path").count(), 1);
  assert.deepEqual(await axe(page), []);
  await page.goto("/contracts?view=all");
  assert.match(await page.textContent("#contracts"), /C-\d{4}-0001/);
  assert.deepEqual(await axe(page), []);
  await page.goto("/invoices/run");
  assert.deepEqual(await axe(page), []);
});

test("several drafts are sent at once, and what can't be done is told for each", async () => {
  for (const description of ["Koffiebonen", "Filters"]) {
    const items = [{ description, quantity: "1", price: "50.00" }];
    await page.order("invoices/draft", { customer, items });
  }
  await page.goto("/invoices?view=draft");
  await page.check("#invoices thead input[data-pick-all]");
  assert.match(await page.textContent("#invoice-acts"), /2 facturen gekozen\s*€\s100,00/);
  assert.deepEqual(await axe(page, "main"), []);
  await send("#invoice-acts button[value=issue]");
  await page.waitForSelector("#outcome");
  assert.match(await page.textContent("main .notice"), /2 facturen gedaan/);
  assert.deepEqual(await axe(page, "main"), []);
  await page.goto("/invoices?view=open");
  await page.check("#invoices thead input[data-pick-all]");
  await send("#invoice-acts button[value=remind]");
  await page.waitForSelector("#outcome");
  assert.match(await page.textContent("main"), /Er is niets gedaan[^]*Overgeslagen/);
});

test("the month's contract fees are looked at, invoiced by the button, and never twice", async () => {
  const starts = new Date().toISOString().slice(0, 8) + "01";
  const terms = { kind: "service", monthly_fee: "60.00", starts, first_term: 12, renewal: 12, notice: 2 };
  const { id } = await page.order("contracts/draft", { customer, terms });
  await page.order(`contracts/${id}/sign-on-screen`, { name: "Hanneke Postma", drawing: "M0 0L1 1" });
  await page.goto("/invoices/run");
  await page.locator("#fees", { hasText: "60,00" }).waitFor();
  assert.deepEqual(await axe(page, "main"), []);
  const month = await page.inputValue("#fees input[name=month]");
  const told = await page.textContent("#fees button[type=submit]");
  await send("#fees button[type=submit]");
  await page.waitForSelector("#outcome");
  assert.equal(Number(told.match(/\d+/)[0]), await page.locator("#outcome .badge", { hasText: "Gemaakt" }).count());
  assert.deepEqual(await axe(page, "main"), []);
  await page.click("#outcome tbody a");
  await page.locator("h1", { hasText: /\d{4}-\d{4}/ }).waitFor();
  const all = async () => (await page.ask("invoices")).rows.length;
  const before = await all();
  const again = await page.request.post("/invoices/run", { form: { month }, headers: { origin: werkbank.url } });
  assert.match(await again.text(), /Er is niets gemaakt/);
  assert.equal(await all(), before);
});

test("fifty invoices that are sent at once have numbers without a gap and without doubles", async () => {
  const items = [{ description: "Filterpatroon", quantity: "1", price: "10.00" }];
  const drafts = [];
  for (let n = 0; n < 50; n += 1) drafts.push((await page.order("invoices/draft", { customer, items })).id);
  const taken = async () => (await page.ask("invoices?view=all&limit=200")).rows.flatMap(({ number }) => (number ? [number] : []));
  const before = new Set(await taken());
  await Promise.all(drafts.map((id) => page.order(`invoices/${id}/issue`)));
  const numbers = (await taken()).filter((number) => !before.has(number)).map((number) => Number(number.split("-")[1])).sort((a, b) => a - b);
  assert.equal(numbers.length, 50);
  assert.deepEqual(numbers, Array.from({ length: 50 }, (_, n) => numbers[0] + n));
  assert.equal(numbers[0], before.size + 1);
});

test("a company in another country of the Union is invoiced without VAT, and the days of the work stand on it", async () => {
  const abroad = await page.order("customers/register", {
    kind: "company",
    name: "Kawa Wrocław sp. z o.o.",
    vat_number: "PL5260250274",
    language: "pl",
    visiting: { street: "ul. Świdnicka 5", postcode: "50-066", city: "Wrocław", country: "PL" },
  });
  await page.goto(`/invoices/new?customer=${abroad.id}`);
  assert.equal(await page.inputValue("select[name='items.0.vat']"), "reverse-charge");
  await page.fill("#items-0-description", "Konserwacja");
  await page.fill("#items-0-price", "100,00");
  await page.fill("#delivered_from", "10-11-2026");
  await page.fill("#delivered_on", "9-11-2026");
  await send("#lines form button[type=submit]");
  await page.locator("#delivered_on-error").waitFor();
  assert.equal(await page.inputValue("#delivered_from"), "10-11-2026", "what was typed is not lost");
  await page.fill("#delivered_on", "12-11-2026");
  await send("#lines form button[type=submit]");
  await page.waitForURL(/invoices\/[0-9a-f-]{36}$/);
  const id = new URL(page.url()).pathname.split("/").at(-1);
  assert.deepEqual(await axe(page), []);
  await send("form[action$='/issue'] button");
  await page.waitForSelector("#pay");
  const { total, delivered_from, delivered_on, vat } = await page.ask(`invoices/${id}`);
  assert.deepEqual([total, vat, delivered_from, delivered_on], ["100.00 EUR", "0.00 EUR", "2026-11-10", "2026-11-12"]);
  const pdf = await page.request.get(`/invoices/${id}/pdf`);
  assert.equal((await pdf.body()).subarray(0, 4).toString(), "%PDF");
});

const texts = (selector) => page.locator(selector).allTextContents();
const cents = (text) => Number(text.replace(/[^0-9,-]/g, "").replace(",", ""));

test("the list is sorted by the heads of its columns, leafed both ways, and goes out in that order", async () => {
  await page.goto("/invoices?view=all");
  const head = (name) => page.locator("#invoices thead th", { hasText: name });
  for (const [turn, order] of [["false", "ascending"], ["true", "descending"]]) {
    await Promise.all([page.waitForURL(/sort=amount/), head("Bedrag").locator("a").click()]);
    if (turn === "false") await Promise.all([page.waitForURL(/descending=false/), head("Bedrag").locator("a").click()]);
    assert.equal(await head("Bedrag").getAttribute("aria-sort"), order);
    assert.equal(await page.locator("#invoices thead th[aria-sort]").count(), 1);
    const amounts = (await texts("#invoices tbody td.amount > b")).map(cents);
    const sorted = [...amounts].sort((a, b) => (order === "ascending" ? a - b : b - a));
    assert.deepEqual(amounts, sorted);
  }
  assert.deepEqual(await axe(page), []);
  const first = await texts("#invoices tbody th");
  await send("#invoices .pager a:has-text('Volgende')");
  assert.notDeepEqual(await texts("#invoices tbody th"), first);
  assert.match(page.url(), /sort=amount&descending=true.*after=/);
  const href = await page.getAttribute('a[href^="/export/invoices.xlsx"]', "href");
  assert.match(href, /sort=amount&descending=true/);
  assert.equal((await page.request.get(href)).status(), 200);
  await send("#invoices .pager a:has-text('Vorige')");
  assert.deepEqual(await texts("#invoices tbody th"), first);
  await send("#invoices thead th:has-text('Vervalt') a");
  assert.equal(await head("Vervalt").getAttribute("aria-sort"), "ascending");
});

test("the list is asked by period: ready-made, a step before, or days of one's own, and goes out so", async () => {
  await page.goto("/invoices?view=all");
  await send("#period a:has-text('Deze maand')");
  assert.match(page.url(), /view=all&period=month/);
  assert.ok(await page.locator("#invoices tbody tr").count());
  assert.equal(await page.locator("#period a[aria-current]").textContent(), "Deze maand");
  assert.deepEqual(await axe(page), []);
  const href = await page.getAttribute('a[href^="/export/invoices.xlsx"]', "href");
  assert.match(href, /from=\d{4}-\d\d-01&until=\d{4}-\d\d-\d\d/);
  await Promise.all([page.waitForURL(/from=/), page.keyboard.press("[")]);
  assert.equal(await page.locator("#period a[aria-current]").textContent(), "Vorige maand");
  await page.locator("#invoices .empty").waitFor();
  assert.deepEqual(await axe(page, "main"), []);
  await page.fill("#from", "vandaag");
  await page.fill("#until", "");
  await send("#period button[type=submit]");
  assert.ok(await page.locator("#invoices tbody tr").count());
  assert.match(await page.textContent("#period .step"), /Vanaf \d/);
});

test("several payments are booked at once, and what is refused is named with why", async () => {
  const wanted = [];
  const visiting = { street: "Beukenlaan 2", postcode: "3701 CL", city: "Zeist" };
  const payer = (await page.order("customers/register", { kind: "company", name: "Zorggroep De Beuk", email: "info@debeuk.example", visiting })).id;
  for (const price of ["10.00", "20.00", "30.00", "40.00"]) {
    const items = [{ description: "Ontkalker", quantity: "1", price }];
    wanted.push((await page.order("invoices/draft", { customer: payer, items })).id);
  }
  for (const id of wanted.slice(0, 3)) await page.order(`invoices/${id}/issue`);
  await page.goto(`/invoices?view=all&customer=${payer}`);
  for (const id of wanted) await page.check(`#invoice-${id} input[data-pick]`);
  await send("#invoice-acts button[value=pay]");
  await page.waitForSelector("#payments");
  assert.match(await page.textContent("main .notice"), /Concept/, "a draft can't be paid");
  assert.deepEqual(await axe(page), []);
  const rows = page.locator("#payments tbody tr");
  assert.equal(await rows.count(), 3);
  // The newest stands first.
  const field = (n, part) => page.locator(`[name="payments.${2 - n}.${part}"]`);
  assert.deepEqual([await field(0, "amount").inputValue(), await field(2, "amount").inputValue()], ["12,10", "36,30"]);
  await field(0, "amount").fill("veel");
  await field(0, "reference").fill("OVERBOEKING 1");
  const open = async () => Promise.all(wanted.slice(0, 3).map(async (id) => (await page.ask(`invoices/${id}`)).open));
  const before = await open();
  await send("#payments button[type=submit]");
  await page.waitForSelector("#payments-2-amount-error");
  assert.equal(await field(0, "reference").inputValue(), "OVERBOEKING 1", "what was typed is not lost");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await open(), before, "nothing is booked as long as something can't be read");
  await field(0, "amount").fill("12,10");
  await field(1, "amount").fill("999,00");
  await field(2, "on").fill(`1-1-${new Date().getFullYear() - 2}`);
  await send("#payments button[type=submit]");
  await page.waitForSelector("#outcome");
  assert.match(await page.textContent("main .notice"), /1 betaling geboekt\.\s*2 zijn geweigerd/);
  const told = (await texts("#outcome tbody tr")).reverse();
  assert.match(told[0], /Geboekt/);
  assert.match(told[1], /€\s24,20 open/);
  assert.match(told[2], /meer dan een jaar/);
  assert.deepEqual(await axe(page), []);
  const after = await open();
  assert.deepEqual([after[0], after[1], after[2]], ["0.00 EUR", before[1], before[2]]);
  await send("main .notice a:has-text('Geweigerde opnieuw')");
  assert.equal(await rows.count(), 2);
  await send("#payments button[type=submit]");
  await page.waitForSelector("#outcome");
  assert.match(await page.textContent("main .notice"), /2 betalingen geboekt/);
});

test("the same payments sent twice are booked once", async () => {
  const items = [{ description: "Ontkalker", quantity: "1", price: "100.00" }];
  const { id } = await page.order("invoices/draft", { customer, items });
  await page.order(`invoices/${id}/issue`);
  await page.goto(`/invoices/payments?invoice=${id}`);
  await page.fill("[name='payments.0.amount']", "50,00");
  const form = await page.locator("#payments form").evaluate((form) => Object.fromEntries(new FormData(form)));
  const post = () => page.request.post("/invoices/payments", { form, headers: { origin: werkbank.url } });
  const [one, two] = await Promise.all([post(), post()]);
  for (const answer of [one, two]) assert.match(await answer.text(), /1 betaling geboekt/);
  assert.equal((await page.ask(`invoices/${id}`)).open, "71.00 EUR");
});

test("the month's run is pressed by two people at once, and every contract is invoiced once", async () => {
  await colleague(page, "finn", "Finn Hofman", ["finance"]);
  const finn = await signIn(browser, werkbank.url, "finn");
  const starts = new Date().toISOString().slice(0, 8) + "01";
  const contracts = [];
  for (let n = 0; n < 4; n += 1) {
    const terms = { kind: "service", monthly_fee: `${70 + n}.00`, starts, first_term: 12, renewal: 12, notice: 2 };
    const { id } = await page.order("contracts/draft", { customer, terms });
    await page.order(`contracts/${id}/sign-on-screen`, { name: "Hanneke Postma", drawing: "M0 0L1 1" });
    contracts.push(id);
  }
  await page.goto("/invoices/run");
  const month = await page.inputValue("#fees input[name=month]");
  const press = (who) => who.request.post("/invoices/run", { form: { month }, headers: { origin: werkbank.url } });
  const answers = await Promise.all([press(page), press(finn), press(page), press(finn)]);
  for (const answer of answers) assert.equal(answer.status(), 200);
  for (const answer of answers) assert.doesNotMatch(await answer.text(), /Overgeslagen/);
  const all = (await page.ask("invoices?view=all&limit=200")).rows;
  for (let n = 0; n < 4; n += 1) assert.equal(all.filter(({ net }) => net === `${70 + n}.00 EUR`).length, 1);
  const numbers = all.flatMap(({ number }) => (number ? [Number(number.split("-")[1])] : [])).sort((a, b) => a - b);
  assert.deepEqual(numbers, Array.from({ length: numbers.length }, (_, n) => n + 1), "no number is lost");
  await finn.context().close();
});

test("a draft in złoty asks for the rate at which its VAT is told in euros, and is sent with it", async () => {
  const items = [{ description: "Naprawa ekspresu", quantity: "1", price: "100 PLN" }];
  const { id } = await page.order("invoices/draft", { customer, items });
  await page.goto(`/invoices/${id}`);
  await send("form[action$='/issue'] button");
  assert.match(await page.textContent(".error-summary"), /btw op deze factuur is in EUR verschuldigd/);
  assert.deepEqual(await axe(page), []);
  await page.fill("#exchange-rate", "vier");
  await send("#exchange button[type=submit]");
  assert.match(await page.textContent("#exchange .error-summary"), /4,2512/);
  await page.fill("#exchange-rate", "4,2512");
  await send("#exchange button[type=submit]");
  await page.waitForSelector("#exchange .notice", { state: "detached" });
  assert.match(await page.textContent("#about"), /€ 1 = 4,2512 PLN\s*ECB/);
  await send("form[action$='/issue'] button");
  await page.waitForSelector("#pay");
  assert.match(await page.textContent("#story"), /Wisselkoers genoteerd/);
  assert.equal((await (await page.request.get(`${page.url()}/pdf`)).body()).subarray(0, 4).toString(), "%PDF");
});
