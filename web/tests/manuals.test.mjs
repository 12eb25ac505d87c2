// Manuals of types of machines: put in by who keeps articles, read by who works at such a machine, renewed, withdrawn and put back.
import assert from "node:assert/strict";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { runToEnd, startWerkbank } from "./support/werkbank.mjs";

const pdf = (words) => ({ name: "boek.pdf", mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`) });
let werkbank, browser, boss, machine, visit, article, buyer, technician;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  const marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "bram", "Bram Visser", ["purchasing"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  const customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", visiting })).id;
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", place: "Oost" } })).id;
  const prices = { purchase_price: "10", sales_price: "19,50", minimum: "2", order_quantity: "10" };
  article = (await boss.order("articles/register", { number: "K400", article: { name: "K-400", unit: "stuk", ...prices } })).id;
  visit = (await boss.order("visits/request", { customer, machine, kind: "maintenance", task: "Grote beurt" })).id;
  const on = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await boss.order(`visits/${visit}/schedule`, { technician: marek, slot: { on, from: "09:00", until: "10:00" }, overrule: "Afgesproken" });
  buyer = await signIn(browser, werkbank.url, "bram");
  technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

/** The titles that a page shows under manuals. */
const titles = (page) => page.locator("#manuals .manual-open b").allInnerTexts();

test("who keeps articles puts a manual in at the article; it stands with every machine of the type, at the visit and in one's own work", async () => {
  await buyer.goto(`/articles/${article}`);
  assert.match(await buyer.textContent("#manuals"), /Nog geen handleiding/);
  await buyer.click("#manuals a[href^='/manuals/new']");
  await buyer.waitForURL(/\/manuals\/new/);
  assert.equal(await buyer.inputValue("#manual-models"), "K-400", "it is for the type that the article is called by");
  await buyer.fill("#manual-title", "Serviceboek");
  await buyer.selectOption("#manual-language", "de");
  await clean(buyer);
  await buyer.click("main form button.primary");
  await buyer.locator(".error-summary", { hasText: "bestand" }).waitFor();
  assert.equal(await buyer.inputValue("#manual-title"), "Serviceboek", "what was typed stays");
  await buyer.setInputFiles("#files-file", { name: "boek.txt", mimeType: "text/plain", buffer: Buffer.from("geen boek") });
  await buyer.click("main form button.primary");
  await buyer.locator(".error-summary", { hasText: /pdf/i }).waitFor();
  await buyer.setInputFiles("#files-file", pdf("uitgave 1"));
  await Promise.all([buyer.waitForURL(/\/manuals\/[0-9a-f-]{36}$/), buyer.click("main form button.primary")]);
  assert.match(await buyer.textContent(".page-head"), /Serviceboek[\s\S]*Duits, PDF, 0,1 MB/);
  await clean(buyer);
  await buyer.goto(`/articles/${article}`);
  assert.deepEqual(await titles(buyer), ["Serviceboek"]);
  await clean(buyer);
  for (const path of [`/machines/${machine}`, `/visits/${visit}`, `/my-work?visit=${visit}`]) {
    await technician.goto(path);
    assert.deepEqual(await titles(technician), ["Serviceboek"], path);
    await clean(technician);
    const file = await technician.request.get(await technician.locator("#manuals .manual-open").getAttribute("href"));
    assert.deepEqual([file.status(), file.headers()["content-type"], await file.text()], [200, "application/pdf", pdf("uitgave 1").buffer.toString()]);
  }
  assert.equal(await technician.locator("#manuals a[href*='/manuals/']").count(), 0, "who only reads is shown no way to change it");
});

test("a newer file is the one that is read, and the older can be read still", async () => {
  const [{ id }] = (await boss.ask(`machines/${machine}/manuals`)).manuals;
  await buyer.goto(`/manuals/${id}`);
  await buyer.setInputFiles("#files-file", pdf("uitgave 2"));
  await Promise.all([buyer.waitForEvent("load"), buyer.click("#renew button[type=submit]")]);
  assert.equal(await buyer.locator("#versions li").count(), 2);
  const { manual, versions } = await boss.ask(`manuals/${id}`);
  assert.deepEqual([manual.version, versions.map(({ version }) => version)], [2, [2, 1]]);
  const read = async ({ file }) => (await technician.request.get(`/files/${file}`)).text();
  assert.match(await read(manual), /uitgave 2/);
  assert.match(await read(versions[1]), /uitgave 1/);
  await clean(buyer);
});

test("a manual that is withdrawn stands at no machine until it is put back, and taking back goes the same way", async () => {
  const [{ id }] = (await boss.ask(`machines/${machine}/manuals`)).manuals;
  await buyer.goto(`/manuals/${id}`);
  await buyer.fill("#withdraw-reason", "Vervallen");
  await Promise.all([buyer.waitForEvent("load"), buyer.click("#withdraw button[type=submit]")]);
  assert.match(await buyer.textContent(".page-head"), /ingetrokken/);
  await clean(buyer);
  await technician.goto(`/machines/${machine}`);
  assert.equal(await technician.locator("#manuals").count(), 0);
  await buyer.goto(`/manuals`);
  assert.match(await buyer.textContent("#manuals"), /Serviceboek[\s\S]*ingetrokken/);
  await clean(buyer);
  await buyer.goto(`/manuals/${id}`);
  await Promise.all([buyer.waitForEvent("load"), buyer.click("#put-back button[type=submit]")]);
  await technician.emulateMedia({ colorScheme: "dark" });
  await technician.goto(`/my-work?visit=${visit}`);
  assert.deepEqual(await titles(technician), ["Serviceboek"]);
  await clean(technician);
});

test("who keeps no articles puts no manual in, by no way; a file that was not handed in is none", async () => {
  for (const path of ["/manuals/new"]) assert.equal((await technician.goto(path)).status(), 403);
  const add = { manual: { title: "X", models: "K-400" }, file: "a".repeat(64) };
  assert.equal((await technician.request.post("/api/v1/manuals/add", { data: add })).status(), 403);
  const handed = await technician.request.post("/api/v1/files", { multipart: { manual: "", file: pdf("x") } });
  assert.equal(handed.status(), 403);
  const unknown = await buyer.request.post("/api/v1/manuals/add", { data: add });
  assert.deepEqual([unknown.status(), (await unknown.json()).errors[0].field], [422, "file"]);
  const kept = await (await buyer.request.post("/api/v1/files", { multipart: { manual: "", file: pdf("x") } })).json();
  const twice = { "idempotency-key": "eenmaal" };
  const given = async () => (await (await buyer.request.post("/api/v1/manuals/add", { data: { ...add, file: kept.hash }, headers: twice })).json()).id;
  assert.equal(await given(), await given(), "the same request is done once");
});

test("who verifies the log is told of a manual whose file is gone", async () => {
  const verified = () => runToEnd(["verify", "--data", werkbank.data]);
  const whole = await verified();
  assert.equal(whole.code, 0, whole.said);
  assert.match(whole.out, /(\d+) photos, papers and manuals, \1 as they were kept/);
  const [{ file }] = (await boss.ask(`machines/${machine}/manuals`)).manuals;
  const files = join(werkbank.data, "files");
  await rm(join(files, (await readdir(files, { recursive: true })).find((path) => path.endsWith(file))));
  const lacks = await verified();
  assert.equal(lacks.code, 1);
  assert.match(lacks.out, new RegExp(`position \\d+: files/[0-9a-f-]+/${file} is missing`));
  assert.match(lacks.said, /1 files are not as they were kept/);
});
