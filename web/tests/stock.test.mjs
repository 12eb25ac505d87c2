// Stock and purchasing in the browser: from what is out to what came in, articles, suppliers, and who may only look.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let browser, werkbank, boss, supplier, pump, sieve;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await colleague(boss, "iris", "Iris Smeets", ["purchasing"]);
  await colleague(boss, "tom", "Tom Smit", ["technician"]);
  await colleague(boss, "mira", "Mira Baas", ["management"]);
  supplier = (await boss.order("suppliers/register", { name: "Barista Parts", email: "orders@example.com", lead_days: 5 })).id;
  pump = await register("DP-1500", "Drukpomp 15 bar", "0");
  sieve = await register("ZF-0200", "Zeef 58 mm", "4");
  await register("KR-0300", "Kraan", "9");
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function register(number, name, stock) {
  const prices = { purchase_price: "10.00 EUR", sales_price: "15.00 EUR" };
  const article = { name, unit: "stuk", supplier, ...prices, minimum: "4", order_quantity: "6" };
  return (await boss.order("articles/register", { number, stock, article })).id;
}

async function visit(login, path, options) {
  const page = await signIn(browser, werkbank.url, login, options);
  await page.goto(path);
  return page;
}

/** The name of the field that has the focus. */
const focused = (page) => page.evaluate(() => document.activeElement.name);

async function leave(page) {
  page.assertClean();
  await page.context().close();
}

const PAGES = () => ["/", "/stock", "/stock?view=all", `/articles/${pump}`, "/articles/new", `/articles/${pump}/edit`, `/articles/${pump}/counting`,
  "/purchase-orders", "/purchase-orders/new", `/purchase-orders/new?supplier=${supplier}`, "/suppliers", `/suppliers/${supplier}`, "/suppliers/new"];

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`purchasing's pages have no faults that axe knows at the size of a ${size} in ${colorScheme}`, async () => {
      const page = await visit("iris", "/", { viewport, colorScheme });
      for (const path of PAGES()) {
        await page.goto(path);
        assert.deepEqual(await axe(page), [], path);
      }
      await leave(page);
    });
  }
}

test("what is out or low is ordered in one go, the amounts as changed, and received in parts", async () => {
  const page = await visit("iris", "/stock");
  // Without scripts it is not brought up to date meanwhile.
  const other = await visit("iris", "/stock", { javaScriptEnabled: false });
  assert.deepEqual(await page.locator("#articles tbody th a").allInnerTexts(), ["Drukpomp 15 bar", "Zeef 58 mm"]);
  const quantity = page.getByLabel("Aantal Drukpomp 15 bar");
  await quantity.fill("twaalf");
  await page.getByRole("button", { name: "1 bestelling plaatsen" }).click();
  assert.match(await page.locator(".error-summary").innerText(), /Typ een aantal/);
  assert.equal(await quantity.inputValue(), "twaalf");
  await quantity.fill("12");
  await page.getByRole("button", { name: "1 bestelling plaatsen" }).click();
  await page.waitForURL(/purchase-orders\/[0-9a-f-]+$/);
  assert.match(await page.locator(".page-head").innerText(), /Bestelling I-1\s+Besteld/);
  // Who had the same advice open is told that it was ordered, and orders nothing twice.
  await other.getByRole("button", { name: "1 bestelling plaatsen" }).click();
  assert.match(await other.locator(".error-summary").innerText(), /Drukpomp 15 bar is intussen al besteld/);
  assert.equal((await boss.ask("purchase-orders")).rows.length, 1);
  await leave(other);
  await page.getByLabel("Drukpomp 15 bar").fill("5");
  await page.getByLabel("Zeef 58 mm").fill("");
  await page.getByRole("button", { name: "Ontvangst boeken" }).click();
  await page.locator("#receipts").waitFor();
  assert.match(await page.locator(".page-head").innerText(), /Deels ontvangen/);
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Ontvangst boeken" }).click();
  await page.locator("#receive").waitFor({ state: "detached" });
  assert.match(await page.locator(".page-head").innerText(), /Ontvangen/);
  await leave(page);
});

test("more than was ordered comes in with a reason, and the list is taken along to Excel", async () => {
  const line = (article) => ({ article, quantity: "6", price: "10.00 EUR" });
  const { id } = await boss.order("purchase-orders/draft", { supplier, lines: [line(pump), line(sieve)] });
  await boss.order(`purchase-orders/${id}/place`);
  const page = await visit("iris", `/purchase-orders/${id}`);
  await page.getByLabel("Zeef 58 mm").fill("8");
  await page.getByRole("button", { name: "Ontvangst boeken" }).click();
  assert.match(await page.locator("#receive .error-summary").innerText(), /meer binnen dan er nog open staat/);
  assert.equal(await page.getByLabel("Zeef 58 mm").inputValue(), "8");
  assert.deepEqual(await axe(page), []);
  await page.getByRole("link", { name: /meer binnen dan er nog open staat/ }).click();
  assert.equal(await focused(page), "lines.1.quantity");
  await page.getByRole("link", { name: "Het kan toch, als u schrijft waarom." }).click();
  assert.equal(await focused(page), "more");
  await page.keyboard.type("Doos van acht");
  await page.getByRole("button", { name: "Ontvangst boeken" }).click();
  assert.match(await page.locator("#receipts").innerText(), /meer dan besteld: Doos van acht/);
  assert.match(await page.locator(".page-head").innerText(), /Ontvangen/);
  for (const list of ["/stock?view=all", "/purchase-orders?view=received"]) {
    await page.goto(list);
    const href = await page.getByRole("link", { name: "Exporteren" }).getAttribute("href");
    const answer = await page.request.get(href);
    assert.deepEqual([answer.status(), (await answer.body()).subarray(0, 2).toString()], [200, "PK"], href);
  }
  await leave(page);
});

test("sales makes a new appointment from the alert in one click, and the alert is gone", async () => {
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  const { id: customer } = await boss.order("customers/register", { kind: "company", name: "Hotel De Posthoorn", visiting });
  const hose = await register("SL-1", "Slang", "0");
  const ordered = await boss.order("purchase-orders/draft", { supplier, lines: [{ article: hose, quantity: "6", price: "10.00 EUR" }] });
  await boss.order(`purchase-orders/${ordered.id}/place`);
  const parts = [{ article: hose, quantity: "1" }];
  const { id } = await boss.order("visits/request", { customer, kind: "installation", task: "Slang vervangen", parts });
  const page = await visit("sanne", "/tasks");
  const row = page.locator(".worklist li", { hasText: "Slang (SL-1) is op" });
  await row.getByRole("link", { name: "Afspraak verzetten" }).click();
  await page.locator("#page-dialog #technician").waitFor();
  assert.deepEqual(await axe(page), []);
  await page.locator("#page-dialog #technician").selectOption({ label: "Tom Smit" });
  assert.match(await page.locator("#page-dialog").innerText(), /Te weinig Slang \(SL-1\): nodig 1, op voorraad 0\. Verwacht/);
  // A working day after it has come.
  const later = new Date(Date.now() + 9 * 86_400_000);
  while ([0, 6].includes(later.getDay())) later.setDate(later.getDate() + 1);
  const day = later.toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  await page.locator("#slot-on").fill(day);
  await page.locator("#slot-from").fill("9.00");
  await page.locator("#slot-until").fill("10.00");
  await page.locator("#page-dialog .primary").click();
  await row.waitFor({ state: "detached" });
  assert.equal((await boss.ask(`visits/${id}`)).visit.state, "scheduled");
  await leave(page);
});

test("stock is counted in a dialog that asks for a reason, and the story tells who did it", async () => {
  const page = await visit("iris", `/articles/${sieve}`);
  await page.getByRole("link", { name: "Tellen", exact: true }).click();
  await page.locator("dialog #counted").fill("3");
  await page.getByRole("button", { name: "Tellen", exact: true }).click();
  await page.locator("dialog .error-summary").waitFor();
  await page.locator("dialog #reason").fill("Jaartelling");
  await page.getByRole("button", { name: "Tellen", exact: true }).click();
  const newest = page.locator("#movements tbody tr").filter({ hasText: "Jaartelling" });
  assert.match(await newest.innerText(), /Geteld[\s\S]*3[\s\S]*Iris Smeets/);
  await leave(page);
});

test("an article and its supplier are written down, changed and put away", async () => {
  const page = await visit("iris", "/suppliers/new");
  await page.locator("#name").fill("Kranenshop");
  await page.locator("#email").fill("geen adres");
  await page.getByRole("button", { name: "Bewaren" }).click();
  assert.match(await page.locator(".error-summary").innerText(), /geen e-mailadres/);
  await page.locator("#email").fill("kraan@example.com");
  await page.getByRole("button", { name: "Bewaren" }).click();
  await page.getByRole("heading", { name: "Kranenshop" }).waitFor();
  await page.goto("/articles/new");
  const fields = { number: "KR-1", "article-name": "Kraan", "article-unit": "stuk", "article-purchase_price": "12,50",
    "article-sales_price": "20", stock: "1500", "article-minimum": "2", "article-order_quantity": "10" };
  for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value);
  await page.locator("#article-supplier").selectOption({ label: "Kranenshop" });
  await page.getByRole("button", { name: "Bewaren" }).click();
  assert.match(await page.locator("#level").innerText(), /1\.500/);
  await page.getByRole("link", { name: "Wijzigen" }).click();
  await page.locator("#minimum").fill("2,5");
  await page.getByRole("button", { name: "Bewaren" }).click();
  assert.match(await page.locator("#about").innerText(), /Minimum\s+2,5/);
  await page.getByRole("link", { name: "Archiveren" }).click();
  await page.locator("dialog #reason").fill("Wordt niet meer gemaakt");
  await page.getByRole("button", { name: "Archiveren" }).click();
  await page.locator(".page-head .badge", { hasText: "Gearchiveerd" }).waitFor();
  await leave(page);
});

test("a draft is made from a supplier's articles, changed, and thrown away with a reason", async () => {
  const page = await visit("iris", `/purchase-orders/new?supplier=${supplier}`);
  await page.getByLabel("Aantal Kraan").fill("2");
  await page.getByRole("button", { name: "Klaarzetten" }).click();
  await page.waitForURL(/purchase-orders\/[0-9a-f-]+$/);
  assert.match(await page.locator("#lines").innerText(), /Kraan[\s\S]*2 stuk/);
  await page.getByRole("link", { name: "Wijzigen" }).click();
  await page.getByLabel("Aantal Kraan").fill("3");
  await page.getByLabel("Prijs van Kraan").fill("9,50");
  await page.getByRole("button", { name: "Bewaren" }).click();
  assert.match(await page.locator("#lines").innerText(), /€\s28,50/);
  await page.getByRole("link", { name: "Concept weggooien" }).click();
  await page.locator("dialog #reason").fill("Te duur");
  await page.getByRole("button", { name: "Concept weggooien" }).click();
  await page.locator(".page-head .badge", { hasText: "Ingetrokken" }).waitFor();
  await leave(page);
});

test("a supplier is a filter that is added and taken away, and what was typed stays", async () => {
  const page = await visit("iris", "/stock?view=all");
  await page.locator("#q").pressSequentially("zeef");
  await page.waitForURL(/q=zeef/);
  await page.click("#articles summary.chip");
  assert.deepEqual(await axe(page), []);
  await page.locator("#articles details a", { hasText: "Barista Parts" }).click();
  await page.waitForURL(/supplier=/);
  const cross = page.getByRole("link", { name: "Filter Leverancier weghalen" });
  await cross.waitFor();
  assert.equal(await page.inputValue("#q"), "zeef");
  assert.equal(await page.locator("#articles tbody tr").count(), 1);
  assert.deepEqual(await axe(page), []);
  await cross.click();
  await page.waitForURL((to) => !to.search.includes("supplier="));
  assert.equal(await page.inputValue("#q"), "zeef");
  await leave(page);
});

test("other departments see the stock and can change nothing of it", async () => {
  const page = await visit("tom", "/stock?view=all");
  await page.locator("#articles tbody tr").first().waitFor();
  assert.equal(await page.locator("main button[value=place], main a[href='/articles/new']").count(), 0);
  await page.goto(`/articles/${pump}`);
  assert.equal(await page.locator(".page-head .actions").count(), 0);
  assert.equal((await page.goto("/articles/new")).status(), 403);
  await leave(page);
});

test("management reads orders and suppliers and changes nothing of them; a technician does neither", async () => {
  const line = { article: pump, quantity: "2", price: "10.00 EUR" };
  const { id } = await boss.order("purchase-orders/draft", { supplier, lines: [line] });
  const seen = ["/purchase-orders", `/purchase-orders/${id}`, "/suppliers", `/suppliers/${supplier}`];
  const manager = await visit("mira", "/");
  for (const path of seen) {
    assert.equal((await manager.goto(path)).status(), 200, path);
    assert.equal(await manager.locator('main form[method="post"], main a[href$="/edit"], main a[href$="/new"]').count(), 0, path);
    assert.deepEqual(await axe(manager), [], path);
  }
  assert.equal((await manager.request.get(`/purchase-orders/${id}/edit`)).status(), 403);
  await leave(manager);
  const technician = await visit("tom", "/");
  for (const path of [...seen, `/api/v1/purchase-orders/${id}`]) assert.equal((await technician.request.get(path)).status(), 403, path);
  await leave(technician);
});
