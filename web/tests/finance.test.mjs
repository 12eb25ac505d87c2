// Finance and contracts: an invoice is written, sent and paid; a contract is drawn up and signed on the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, launchBrowser } from "./support/browser.mjs";
import { found } from "./support/company.mjs";
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
  await page.goto("/contracts");
  assert.match(await page.textContent("#contracts"), /C-\d{4}-0001/);
  assert.deepEqual(await axe(page), []);
  await page.goto("/invoices/run");
  assert.deepEqual(await axe(page), []);
});
