// Reports in the browser: figures that lead to their records, a report defined on the spot, files, and the two clocks.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { SIZES, axe, clean, launchBrowser, openPage } from "./support/browser.mjs";
import { found, signIn } from "./support/company.mjs";
import { LOGINS, fill } from "./support/filled.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, mila, things;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  things = await fill(boss);
  mila = await signIn(browser, werkbank.url, LOGINS.management);
  // Parts leave the stock and invoices are made by themselves.
  await until("the solved fault", async () => (await boss.ask("report?preset=faults&measure=solved_share")).table.total.above === 1);
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });
const figure = (page, n) => page.locator(`#report .kpi >> nth=${n} >> .figure`).textContent();

/** The text of a file in a workbook (a zip of deflated parts). */
function part(workbook, name) {
  const at = workbook.indexOf(Buffer.from(`PK\x01\x02`));
  for (let place = at; workbook.readUInt32LE(place) === 0x02014b50; ) {
    const [length, extra, comment] = [28, 30, 32].map((offset) => workbook.readUInt16LE(place + offset));
    const [size, begin] = [workbook.readUInt32LE(place + 20), workbook.readUInt32LE(place + 42)];
    if (workbook.toString("utf8", place + 46, place + 46 + length) === name) {
      const data = begin + 30 + workbook.readUInt16LE(begin + 26) + workbook.readUInt16LE(begin + 28);
      return inflateRawSync(workbook.subarray(data, data + size)).toString("utf8");
    }
    place += 46 + length + extra + comment;
  }
  throw new Error(`${name} is missing`);
}

async function downloaded(page, href) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`a[href*="${href}"]`)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("a report is found in the menu, and each of its figures leads to the records behind it", async () => {
  await mila.goto("/");
  await mila.click(".menu a[href='/reports']");
  await mila.click("a[href='/reports/faults']");
  assert.equal(await figure(mila, 0), "6");
  assert.match(await mila.textContent("#plot-d"), /^Hoogst: 6 in/);
  assert.match(await mila.textContent("#ranks"), /K-400 Pro\s*2/);
  await clean(mila);
  await mila.click("#ranks a:has-text('K-400 Pro')");
  assert.match(await mila.textContent(".page-head"), /Aantal storingen · K-400 Pro/);
  assert.equal(await mila.locator("#records tbody tr").count(), 2);
  await clean(mila);
  await mila.click("#records tbody th a");
  assert.match(mila.url(), /\/faults\/[0-9a-f-]{36}$/);
});

test("choosing by keyboard changes figures and address at once, and a chosen filter can be taken away", async () => {
  await mila.goto("/reports/faults");
  await mila.focus("#urgency-filter");
  await mila.keyboard.press("ArrowDown");
  await mila.waitForURL(/filter=urgency%3Alow/);
  assert.equal(await figure(mila, 0), "1");
  assert.equal(await mila.evaluate(() => document.activeElement.id), "urgency-filter");
  await mila.goto(`/reports/faults?filter=customer:${things.customer}`);
  assert.match(await mila.textContent("#report-fields .chip"), /Klant\s*Zorggroep De Linde/);
  await mila.click("#report-fields .chip a");
  await until("all of them", async () => (await figure(mila, 0)) === "6");
  await clean(mila);
});

test("a manager defines a report with a preview, and without scripts just as well", async () => {
  await mila.goto("/reports/new");
  await mila.selectOption("#subject", "invoiced");
  await mila.waitForURL(/subject=invoiced/);
  await mila.selectOption("#measure", "net");
  await mila.waitForURL(/measure=net/);
  // 1.284,50 + 2.568,50 + 3.852,50 + 5.136,50, and the fee or the visit that were billed meanwhile.
  const drawn = await mila.locator("#ranks li").first().textContent();
  assert.match(drawn, /Advocatenkantoor Van Rooy[^€]*€\s*5\.136,50/);
  await mila.selectOption("#measure", "margin");
  await mila.waitForURL(/measure=margin/);
  await mila.selectOption("#split", "origin");
  await mila.waitForURL(/split=origin/);
  assert.match(await mila.textContent("#ranks"), /Advocatenkantoor Van Rooy[^·]*· Met de hand/);
  await clean(mila);
  const plain = await signIn(browser, werkbank.url, LOGINS.management, { javaScriptEnabled: false });
  await plain.goto("/reports/new?subject=receivables&measure=amount&by=kind");
  await plain.selectOption("#period", "last-1-month");
  await plain.click("#report-fields button[type=submit]");
  const rows = await plain.textContent("#table");
  assert.match(rows, /Gefactureerd/);
  assert.match(rows, /€\s*1\.554,25/);
  await plain.context().close();
});

test("files, records and the way back are about the report of the page, whatever it began with", async () => {
  await mila.goto("/reports/new?subject=invoiced&measure=count&by=origin&filter=origin:hand&period=last-12-month");
  const shown = await figure(mila, 0);
  const file = await mila.getAttribute("a[href*='report.csv']", "href");
  const csv = await (await mila.request.get(file)).text();
  assert.equal(csv.trim().split("\r\n").at(-1).split(",").at(-2).replaceAll('"', ""), shown);
  await mila.goto(await mila.getAttribute("#ranks a", "href"));
  const count = await mila.locator("#records tbody tr").count();
  assert.equal(String(count), shown);
  await mila.locator(".crumbs a").nth(1).click();
  assert.equal(await figure(mila, 0), shown);
});

test("days of one's own begin with those that were shown", async () => {
  await mila.goto("/reports/faults");
  await mila.selectOption("#period", "days");
  await mila.locator("#from").waitFor();
  assert.match(await mila.inputValue("#from"), /^01-\d\d-20\d\d$/);
  await mila.goto("/reports/faults?period=days&from=2020-01-01&until=2020-02-01");
  await mila.getByText("Niets in deze periode").first().waitFor();
});

test("an address that can't be is told, and the form is there to mend it", async () => {
  const answer = await mila.request.get("/reports/faults?period=days&from=31-02-2026&until=2026-03-01");
  assert.equal(answer.status(), 422);
  const page = await openPage(browser, werkbank.url, { allow: [/422/], storageState: await mila.context().storageState() });
  await page.goto("/reports/faults?period=days&from=31-02-2026&until=2026-03-01&compare=luck");
  assert.match(await page.textContent("#report .error-summary"), /Typ een dag die bestaat[^]*Kies iets uit de lijst/);
  assert.equal(await page.locator("#report-fields").count(), 1);
  await clean(page);
  await page.context().close();
  for (const part of ["records", "report.csv"]) {
    assert.equal((await mila.request.get(`/reports/faults/${part}?period=last-x`)).status(), 422, part);
  }
  assert.equal((await mila.request.get("/api/v1/report?period=last-x")).status(), 422);
});

test("the table stands alone where one asks for it, with its names in sight however wide it is", async () => {
  await mila.goto("/reports/faults");
  await mila.click("#chart .button-group a:last-child");
  await mila.waitForURL(/view=table/);
  assert.equal(await mila.locator("#chart").count(), 0);
  assert.equal(await mila.locator("#table .button-group [aria-current]").textContent().then((text) => text.trim()), "Tabel");
  await clean(mila);
  await mila.locator("#table .table-wrap").evaluate((wrap) => wrap.scrollTo(10_000, 0));
  const [name, wrap] = await Promise.all([mila.locator("#table tbody th").first().boundingBox(), mila.locator("#table .table-wrap").boundingBox()]);
  assert.ok(Math.abs(name.x - wrap.x) < 2, `${name.x} ${wrap.x}`);
  await mila.click("#table .button-group a:first-child");
  await mila.locator("#chart").waitFor();
});

test("events of the log are counted and added up as they are, but by nothing that is about a person", async () => {
  const asked = "/reports/new?subject=events&event=visit_finished&measure=field_sum&field=worked&by=field&by_field=technician";
  await until("the log is read", async () => (await mila.request.get(asked)).ok());
  await mila.goto(asked);
  assert.equal(await figure(mila, 0), "75");
  assert.match(await mila.textContent("#ranks"), /Marek Kowalski\s*75/);
  const fields = await mila.locator("#by_field option").allTextContents();
  assert.ok(fields.includes("Monteur") && !fields.includes("Bevindingen"), fields.join());
  const api = "/api/v1/report?subject=events&event=visit_finished&measure=field_sum&field=worked";
  await until("the log is read for this too", async () => (await mila.request.get(api)).ok());
  const { total } = (await (await mila.request.get(api)).json()).table;
  assert.equal(total.above, 75_000, "in thousandths");
  assert.match(await mila.getAttribute("#ranks a", "href"), /^\/log\?kind=visit&event=visit_finished&from=/);
  await clean(mila);
});

test("the same figures are taken along as a workbook and as CSV", async () => {
  await mila.goto("/reports/faults");
  const csv = await downloaded(mila, "report.csv");
  assert.match(csv.name, /^storingen-per-machinetype-.*\.csv$/);
  const lines = csv.bytes.toString("utf8").replace("\u{feff}", "").trim().split("\r\n");
  assert.match(lines[0], /^"Machinetype",/);
  assert.equal(lines.length, 6, "four types, their head and their total");
  assert.match(lines.find((line) => line.startsWith('"K-400 Pro"')), /^"K-400 Pro",,{11}2,2,$/);
  assert.match(lines.at(-1), /^"Totaal",,{11}6,6,$/);
  const xlsx = await downloaded(mila, "report.xlsx");
  const texts = part(xlsx.bytes, "xl/sharedStrings.xml");
  for (const text of ["Machinetype", "K-400 Pro", "Totaal"]) assert.ok(texts.includes(text), text);
  assert.match(part(xlsx.bytes, "xl/worksheets/sheet1.xml"), /<c r="N6"[^>]*><v>6<\/v>/);
  mila.assertClean();
});

test("goods entered today that came yesterday lie there yesterday, but not as was known before", async () => {
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });
  await boss.order(`articles/${things.part}/count`, { counted: "100", reason: "Geteld" });
  const known = (await boss.ask("log?limit=1")).rows[0].position;
  const worth = (query) => mila.request.get(`/api/v1/report?preset=stock-value&measure=stock_quantity&by=article&filter=article:${things.article}&${query}`);
  const total = async (query) => (await (await worth(query)).json()).table.total.above;
  assert.equal(await total(`on=${today()}`), 0);
  await boss.order(`purchase-orders/${things.order}/receive`, { lines: [{ article: things.article, quantity: "6" }], on: today() });
  await until("the goods", async () => (await total(`on=${today()}`)) === 6_000);
  assert.equal(await total(`on=${today()}&as_of=${known}`), 0);
  assert.equal(await total(`on=${yesterday}`), 0);
  // On the page both days stand beside each other.
  await mila.goto("/reports/stock-value");
  await mila.fill("#true-on", today());
  await mila.fill("#known-on", today());
  await mila.click("#clocks button[type=submit]");
  await mila.waitForURL((url) => url.searchParams.get("on") === today() && url.searchParams.get("as_of") === today());
  assert.match(await mila.textContent("#clocks"), /Zoals bekend op/);
  await clean(mila);
});

test("who may not see facts gets no report of them, nor in files or over the API", async () => {
  const [planner, marek] = await Promise.all([signIn(browser, werkbank.url, LOGINS.planner), signIn(browser, werkbank.url, LOGINS.technician)]);
  const status = async (page, path) => (await page.request.get(path)).status();
  assert.equal(await status(planner, "/reports/faults"), 200);
  for (const path of ["/reports/lead-times", "/reports/new?subject=acts", "/reports/lead-times/report.csv", "/reports/review-coverage/records"]) {
    assert.equal(await status(planner, path), 403, path);
  }
  assert.equal(await status(planner, "/api/v1/report?preset=lead-times"), 404);
  const listed = await (await planner.request.get("/api/v1/reports")).json();
  assert.ok(listed.reports.some(({ name }) => name === "faults") && !listed.reports.some(({ name }) => name === "lead-times"));
  assert.equal(await planner.goto("/reports/new").then((answer) => answer.status()), 200);
  assert.ok(!(await planner.locator("#subject option").allTextContents()).includes("Inkoop"));
  for (const path of ["/reports", "/reports/faults", "/api/v1/reports"]) assert.equal(await status(marek, path), 403, path);
  await Promise.all([planner, marek].map((page) => page.context().close()));
});

test("every report is right on a desk and a tablet, light and dark, and in print it is the figures", async () => {
  await mila.goto("/reports");
  const paths = await mila.locator("main .worklist a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.equal(paths.length, 33, "31 reports and two questions to the past");
  for (const [n, path] of paths.entries()) {
    await mila.setViewportSize(n % 2 ? SIZES.tablet : SIZES.desk);
    assert.equal((await mila.goto(path)).status(), 200, path);
    await mila.evaluate((theme) => (document.documentElement.dataset.theme = theme), n % 3 ? "light" : "dark");
    assert.deepEqual(await axe(mila), [], path);
    assert.ok(!(await mila.textContent("body")).includes("⟦"), path);
    assert.ok((await mila.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${path} is too wide`);
  }
  await mila.emulateMedia({ media: "print" });
  await mila.goto("/reports/faults");
  assert.ok(await mila.isVisible("#table table"));
  for (const hidden of ["#report-fields", ".sidebar", "#ranks"]) assert.ok(!(await mila.isVisible(hidden)), hidden);
  mila.assertClean();
});
