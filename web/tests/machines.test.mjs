// A machine has a page with all that was done to it, and a label whose code leads there; what is read of the code is read by jsQR.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import jsQR from "jsqr";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, established, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, customer, machine;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await established(boss);
  await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", visiting })).id;
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", serial: "400-22817", place: "Oost" } })).id;
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

/** What a camera reads of the code on a page. */
async function scanned(page) {
  const { data, side } = await page.locator("svg.qr").evaluate(async (svg) => {
    const side = 8 * svg.viewBox.baseVal.width;
    const copy = svg.cloneNode(true);
    copy.setAttribute("width", side);
    copy.setAttribute("height", side);
    const image = new Image(side, side);
    image.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    await image.decode();
    const canvas = new OffscreenCanvas(side, side).getContext("2d");
    canvas.drawImage(image, 0, 0, side, side);
    return { data: [...canvas.getImageData(0, 0, side, side).data], side };
  });
  return jsQR(Uint8ClampedArray.from(data), side, side)?.data;
}

test("the label's code leads to the machine, and from there a fault is taken in for it", async () => {
  const sales = await signIn(browser, werkbank.url, "sanne", { viewport: SIZES.tablet });
  await sales.goto(`/machines/${machine}/label`);
  assert.deepEqual(await axe(sales), []);
  for (const part of ["K-400 Pro", "400-22817", "Koffietechniek Utrecht B.V.", "030 555 01 42"]) {
    assert.ok((await sales.locator(".machine-label").innerText()).includes(part), part);
  }
  const address = await scanned(sales);
  assert.equal(address, `${werkbank.url}/machines/${machine}`);
  await sales.goto(address);
  assert.deepEqual(await axe(sales), []);
  await sales.click(".page-head .primary");
  assert.equal(await sales.locator("input[name=machine]:checked").getAttribute("value"), machine);
  sales.assertClean();
  await sales.context().close();
});

test("what was and is done to a machine stands on its page, and one that is not there has none", async () => {
  const { id: fault } = await boss.order("faults/report", { customer, machine, problem: "Maalt niet", urgency: "high" });
  const visit = await until("the visit", async () => (await boss.ask(`faults/${fault}`)).visits.at(-1)?.id);
  const technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet, colorScheme: "dark" });
  await technician.goto(`/machines/${machine}`);
  assert.ok(await technician.locator(`#visits a[href='/visits/${visit}']`).count());
  assert.ok(await technician.locator(`#faults a[href='/faults/${fault}']`).count());
  assert.match(await technician.locator(".page-head").innerText(), /1 open storing/);
  assert.deepEqual(await axe(technician), []);
  technician.assertClean();
  await technician.context().close();
  const answer = await boss.goto("/machines/0193a5c0-7b2e-7f4a-9c1d-5e8f0a6ba0ff");
  assert.equal(answer.status(), 404);
});
