// The tablet in a cellar: the line is cut in the middle of a visit, the browser and the server are restarted, and all of it goes out
// once, in order; what is refused comes back with its reason; two devices; lost answers; another colleague on the same tablet.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser, launchTablet } from "./support/browser.mjs";
import { PASSWORD, colleague, found, signIn } from "./support/company.mjs";
import { startLine } from "./support/line.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const DAY = "2027-03-22"; // a Monday
let data, profile, werkbank, line, browser, boss, customer, machine, filter, marek;
let tablet, page;

before(async () => {
  [data, profile] = await Promise.all(["data", "profile"].map((name) => mkdtemp(join(tmpdir(), `werkbank-offline-${name}-`))));
  werkbank = await serve("08:00");
  line = await startLine(werkbank.url);
  browser = await launchBrowser();
  boss = await found(browser, line.url);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "tomasz", "Tomasz Nowak", ["technician"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", email: "info@delinde.example", visiting })).id;
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", serial: "400-22817", place: "Kelder" } })).id;
  const prices = { purchase_price: "10", sales_price: "19,50", minimum: "2", order_quantity: "10" };
  filter = (await boss.order("articles/register", { number: "F2", stock: "50", article: { name: "Filterpatroon F2", unit: "stuk", ...prices } })).id;
  await boss.order("articles/register", { number: "DP-7", stock: "5", article: { name: "Drukpomp", unit: "stuk", ...prices } });
});
after(async () => {
  await tablet?.close();
  await browser?.close();
  await line?.stop();
  await werkbank?.stop();
  for (const folder of [data, profile]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const serve = (at) => startWerkbank({ data, args: ["--now", `${DAY}T${at}`] });

/** A visit of the technician today. */
async function planned(from, task, on = DAY) {
  const { id } = await boss.order("visits/request", { customer, machine, kind: "maintenance", task, parts: [{ article: filter, quantity: "1" }] });
  const until = `${Number(from.slice(0, 2)) + 1}:30`.padStart(5, "0");
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on, from, until }, overrule: "Afgesproken" });
  return id;
}

/** What was done to a visit, oldest first. */
async function acts(id) {
  const log = [];
  for (let after = ""; after !== null; ) {
    const rows = await boss.ask(`log?kind=visit${after && `&after=${encodeURIComponent(after)}`}`);
    log.push(...rows.rows.filter(({ stream }) => stream === `visit-${id}`));
    after = rows.next ?? null;
  }
  const done = ["visit_set_out", "visit_started", "part_used", "part_returned", "visit_interrupted", "visit_finished"];
  return log.reverse().map(({ type }) => type).filter((type) => done.includes(type));
}

async function open(path) {
  tablet = await launchTablet(profile, line.url);
  page = tablet.page;
  await page.goto(path);
}

async function enter(login) {
  await page.fill("#login", login);
  await page.fill("#password", PASSWORD);
  await Promise.all([page.waitForURL((to) => !to.pathname.includes("sign-in")), page.click("main button[type=submit]")]);
}

const stored = () =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((one) => one.startsWith("pages-"));
    const requests = name ? await (await caches.open(name)).keys() : [];
    return requests.map(({ url }) => url.slice(location.origin.length));
  });

/** Waits until a page is kept on the device as it is now. */
const kept = (path) =>
  until(`${path} to be kept`, async () => {
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    return (await stored()).includes(path);
  });

const waiting = () => page.locator("#outbox [data-seq]").count();

/** With network again; a page that was kept comes anew by itself then, which a visit of ours may run into. */
async function back() {
  await line.mend();
  await until("the page to come", () => page.goto("/my-work").then(() => true, () => false));
}

/** A visit is begun and reported without network. */
async function doneInTheCellar(visit, findings) {
  await page.goto("/my-work");
  await kept(`/my-work?visit=${visit}`);
  await line.cut();
  await page.goto(`/my-work?visit=${visit}`);
  await page.click(".sheet-foot .primary");
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  await reported(findings);
  await Promise.all([page.waitForURL((to) => !to.search), page.click(".sheet-foot .primary")]);
}

const idle = () => page.waitForFunction(() => document.documentElement.hasAttribute("data-ready"));

async function clean(...sizes) {
  for (const size of sizes.length > 0 ? sizes : [SIZES.tablet]) {
    // So tall that nothing lies behind what sticks to the screen's end.
    await page.setViewportSize({ ...size, height: 4_000 });
    assert.deepEqual(await axe(page), []);
  }
  await page.setViewportSize(SIZES.tablet);
}

/** Fills in the report, as it stands in the page. */
async function reported(findings) {
  await page.fill("#findings", findings);
  await page.fill("#work", "Filter vervangen");
  await page.fill("#worked", "35");
  await page.check("input[name=solved][value=true]");
  await page.check("input[name=charge][value=paid]");
}

test("Werkbank is an app: it has a name, icons and a place to begin, and its worker is asked for anew each time", async () => {
  const manifest = await (await fetch(`${line.url}/manifest.webmanifest`)).json();
  assert.deepEqual([manifest.name, manifest.start_url, manifest.display], ["Werkbank", "/my-work", "standalone"]);
  for (const { src, sizes } of manifest.icons) {
    const bytes = Buffer.from(await (await fetch(line.url + src)).arrayBuffer());
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
  }
  const worker = await fetch(`${line.url}/worker.js`);
  assert.deepEqual([worker.headers.get("cache-control"), worker.headers.get("content-type")], ["no-cache", "text/javascript; charset=utf-8"]);
  assert.match(worker.headers.get("content-security-policy"), /connect-src 'self'/);
});

test("who does no visits is told of no pages to keep, and nobody is who is not signed in", async () => {
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  const sales = await signIn(browser, line.url, "sanne");
  assert.equal((await sales.request.get("/my-work/ahead")).status(), 403);
  assert.equal(await sales.evaluate(() => document.querySelector(".shell").hasAttribute("data-works-offline")), false);
  await sales.context().close();
  const stranger = await fetch(`${line.url}/my-work/ahead`, { redirect: "manual" });
  assert.match(stranger.headers.get("location"), /sign-in/);
});

test("what waited for another colleague is not done by who is signed in, and what an older version sends is refused by name", async () => {
  const { id } = await boss.order("visits/request", { customer, kind: "maintenance", task: "Van een ander" });
  const post = (form) => boss.request.post(`/visits/${id}/need-part`, { form: { article: filter, quantity: "1", ...form }, headers: { accept: "application/json" } });
  const others = await post({ _user: marek });
  assert.deepEqual([others.status(), (await others.json()).code], [401, "unauthorized"]);
  const older = await post({ shelf: "3" });
  const said = await older.json();
  assert.deepEqual([older.status(), said.code], [422, "invalid"]);
  assert.ok(said.errors.some(({ field, message }) => field === "shelf" && message), JSON.stringify(said));
});

test("manuals of planned visits open without network; what there is no room for says so", async () => {
  const drawing = Buffer.from(await (await fetch(`${line.url}/icon-192.png`)).arrayBuffer());
  const added = async (title, buffer, mimeType) => {
    const handed = await boss.request.post("/api/v1/files", { multipart: { manual: "", file: { name: "boek", mimeType, buffer } } });
    const { hash, thumbnail } = await handed.json();
    await boss.order("manuals/add", { manual: { title, models: "K-400" }, file: hash, thumbnail });
    return `/files/${hash}`;
  };
  const picture = await added("Tekening", drawing, "image/png");
  const book = await added("Werkplaatsboek", Buffer.from("%PDF-1.4\n%%EOF\n"), "application/pdf");
  const visit = await planned("11:00", "Met handleiding");
  await open(`/sign-in?next=${encodeURIComponent("/my-work")}`);
  await enter("marek");
  for (const path of [picture, book]) await kept(path);
  await page.goto(`/my-work?visit=${visit}`);
  const mark = (path) => page.locator(`#manuals [data-ahead-mark='${path}']`).innerText();
  await page.locator("#manuals [data-ahead-mark] >> visible=true").first().waitFor();
  assert.match(await mark(picture), /Ook zonder netwerk/);
  assert.match(await mark(book), /Ook zonder netwerk/);
  await clean();
  await line.cut();
  // As when there was no room for it.
  await page.evaluate(async (path) => (await caches.open((await caches.keys()).find((one) => one.startsWith("pages-")))).delete(path), book);
  await page.goto(`/my-work?visit=${visit}`);
  await page.locator("#manuals [data-ahead-mark] >> visible=true").first().waitFor();
  assert.match(await mark(book), /Alleen met netwerk/);
  assert.match(await mark(picture), /Ook zonder netwerk/);
  await clean();
  await Promise.all([page.waitForURL((to) => to.pathname === picture), page.click(`#manuals a[href='${picture}']`)]);
  assert.equal(await page.locator("img").evaluate((image) => image.naturalWidth), 192);
  await line.mend(werkbank.url);
  await boss.order(`visits/${visit}/cancel`, { reason: "Proef voorbij" });
  await tablet.close();
});

test("the clock rests and goes on, and what the machine shows is noted, without network; each goes out once", async () => {
  const counter = (await boss.order("counters/save", { name: "Draaiuren", unit: "uur", models: "K-400" })).id;
  const visit = await planned("13:00", "Klok en teller");
  await open(`/sign-in?next=${encodeURIComponent("/my-work")}`);
  await enter("marek");
  await kept(`/my-work?visit=${visit}`);
  await line.cut();
  await page.goto(`/my-work?visit=${visit}`);
  await page.click(".sheet-foot .primary");
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  const step = (name) => page.locator(`#clock form:has(input[name=step][value=${name}]) button`);
  await step("pause").click();
  await page.waitForSelector("#clock[data-outbox-shown$='step=pause']");
  assert.match(await page.textContent("#clock"), /\d\d\.\d\d/, "since when");
  assert.equal(await step("pause").count(), 0);
  await clean();
  await step("resume").click();
  await page.waitForSelector("#clock[data-outbox-shown$='step=resume']");
  assert.equal(await step("pause").count(), 1);
  const noting = page.locator("#machine-noting");
  await noting.locator("input[name=reading]").fill("1234");
  await noting.locator("form:has(input[name=reading]) button[type=submit]").click();
  await noting.locator("[data-outbox-list] li").first().waitFor();
  await noting.locator("input[name=place]").fill("Kelder, achter de deur");
  await noting.locator("form:has(input[name=place]) button[type=submit]").click();
  await noting.locator("[data-outbox-list] li").nth(1).waitFor();
  assert.equal(await waiting(), 5);
  await clean();
  await line.mend(werkbank.url);
  await page.waitForSelector("#outbox", { state: "hidden" });
  const { visit: now, times } = await boss.ask(`visits/${visit}`);
  assert.deepEqual([now.state, times.filter(({ by_clock }) => by_clock).map(({ step }) => step)], ["started", ["pause", "resume"]]);
  const { counters } = await boss.ask(`machines/${machine}/counters`);
  assert.deepEqual(counters.map(({ name, reading }) => [name, reading]), [["Draaiuren", 1234]]);
  const late = { counter, reading: "1200", _ago: String(26 * 60 * 60_000) };
  assert.ok((await boss.request.post(`/machines/${machine}/read-meter`, { form: late, headers: { accept: "application/json" } })).ok());
  const { readings } = await boss.ask(`machines/${machine}/readings?counter=${counter}`);
  assert.deepEqual(readings.map(({ reading, on }) => [reading, on]), [[1234, DAY], [1200, "2027-03-21"]], "it is of the day on which it was read");
  await page.goto(`/my-work?visit=${visit}`);
  await boss.order(`visits/${visit}/interrupt`, { reason: "Proef voorbij" });
  await boss.order(`visits/${visit}/cancel`, { reason: "Proef voorbij" });
  await tablet.close();
});

test("a visit is done without network, over a restart of tablet and server, and goes out once, in order", async () => {
  await boss.order("checklists/save", { name: "Onderhoud", kinds: ["maintenance"], lines: [{ what: "Spoelen" }] });
  const photo = Buffer.from(await (await fetch(`${line.url}/icon-192.png`)).arrayBuffer());
  const visit = await planned("09:00", "Onderhoud in de kelder");
  const sheet = `/my-work?visit=${visit}`;
  await open(`/sign-in?next=${encodeURIComponent("/my-work")}`);
  await enter("marek");
  await kept(sheet);
  for (const path of [`/customers/${customer}`, `/machines/${machine}`, `/visits/${visit}/leave-off`]) await kept(path);

  await line.cut();
  await werkbank.stop("SIGKILL");
  await page.goto(sheet);
  await idle();
  assert.match(await page.textContent("#offline-notice"), /Geen verbinding.*Stand van \d\d\.\d\d/s);
  assert.match(await page.textContent("[data-connection]"), /Geen verbinding/);
  await clean(SIZES.tablet, SIZES.desk, { width: 390, height: 844 });

  await page.fill("#on-the-way #minutes", "600");
  await page.click("#on-the-way button");
  await page.waitForSelector("#sheet[data-outbox-shown] p#on-the-way");
  const [arrives, left] = [page.textContent("p#on-the-way"), page.textContent("#clock")];
  assert.match(await arrives, /verwacht om .*\d\d\.\d\d/);
  assert.match(await left, /Vertrokken \d\d\.\d\d/);
  assert.notEqual((await arrives).match(/\d\d\.\d\d/)[0], (await left).match(/\d\d\.\d\d/)[0]);
  await clean();
  await page.click(".sheet-foot .primary");
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  assert.match(await page.textContent(".progress"), /Begonnen\s*\d\d\.\d\d/);
  assert.match(await page.textContent(`#stop-${visit} [data-outbox-badge]`), /Wacht op bereik/);
  await page.locator(`#part-${filter} form[action$='/part'] button`).click();
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 3);
  await page.locator(`#part-${filter} form[action$='/part'] button`).click();
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 4);
  await page.locator("[role=combobox][data-suggest^='/suggest/parts']").pressSequentially("pomp");
  await page.waitForSelector("[role=option] >> text=Drukpomp");
  await page.keyboard.press("Enter");
  await page.locator("#parts form[aria-label] button[type=submit]").click();
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 5);
  await page.locator("form.checks input[type=checkbox]").check();
  await page.click("form.checks button[type=submit]");
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 6);
  await page.setInputFiles("#files-file", { name: "ketel.png", mimeType: "image/png", buffer: photo });
  await page.click("#files form button[type=submit]");
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 7);
  await page.fill("#findings", "Half getypt");
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => localStorage[name].includes("Half getypt")));
  await clean();

  await tablet.close();
  await open(sheet);
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  assert.equal(await waiting(), 7, "a restart loses nothing");
  assert.equal(await page.inputValue("#findings"), "Half getypt", "not even what was not sent yet");
  await page.goto(`/machines/${machine}`);
  assert.match(await page.textContent("main"), /400-22817/);
  await page.goto("/settings");
  assert.match(await page.textContent("h1"), /niet zonder verbinding/);

  await page.goto(sheet);
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  await reported("Ketel verkalkt");
  await Promise.all([page.waitForURL((to) => to.pathname === "/my-work" && !to.search), page.click(".sheet-foot .primary")]);
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 8);
  assert.match(await page.textContent("#outbox [data-seq]:last-child"), /Ketel verkalkt/);
  await page.emulateMedia({ colorScheme: "dark" });
  await clean();
  await page.emulateMedia({ colorScheme: "light" });

  werkbank = await serve("14:00");
  await line.mend(werkbank.url);
  await page.goto("/my-work"); // the browser was closed, so its session is over
  await page.waitForURL(/sign-in/);
  await enter("marek");
  await page.waitForSelector("#outbox", { state: "hidden" });
  assert.deepEqual(await acts(visit), ["visit_set_out", "visit_started", "part_used", "part_used", "part_used", "visit_finished"]);
  const { visit: now, checklists, files } = await boss.ask(`visits/${visit}`);
  assert.deepEqual([checklists[0].lines[0].answer, files.length], ["yes", 1], "the checklist and the photo are there");
  assert.ok(now.started_at <= now.finished_at);
  assert.equal((await boss.ask(`visits/${visit}`)).parts.find(({ article }) => article === filter).used, "2");
});

test("two devices are at one visit: what the second did comes back with the reason and what was typed, other visits go on", async () => {
  const [first, other] = [await planned("15:00", "Twee tablets"), await planned("16:00", "Ander bezoek")];
  await page.goto("/my-work");
  await kept(`/my-work?visit=${first}`);
  await kept(`/my-work?visit=${other}`);
  await line.cut();
  await page.goto(`/my-work?visit=${first}`);
  await page.click(".sheet-foot .primary");
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  await reported("Gezien op tablet één");
  await Promise.all([page.waitForURL((to) => !to.search), page.click(".sheet-foot .primary")]);
  await page.goto(`/my-work?visit=${other}`);
  await page.click(".sheet-foot .primary");
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 3);

  const second = await signIn(browser, werkbank.url, "marek");
  for (const [command, body] of [["start", {}], ["finish", { solved: true, findings: "Gezien op tablet twee", work: "Klaar", worked: 20, billable: false }]]) {
    const answer = await second.request.post(`/api/v1/visits/${first}/${command}`, { data: body });
    assert.ok(answer.ok(), await answer.text());
  }
  await second.context().close();
  await back();
  const refused = page.locator("#outbox [data-seq]").first();
  await refused.locator("[data-state=refused]:visible").waitFor();
  await until("the other visit to go on", async () => (await acts(other)).includes("visit_started"));
  assert.match(await refused.locator("[data-reason]").textContent(), /afgerond|afgesloten|gesloten/i);
  assert.match(await page.textContent("#offline-notice"), /geweigerd/);
  const held = page.locator("#outbox [data-seq]").nth(1);
  assert.match(await held.locator("[data-state=held]").textContent(), /Wacht op uw keuze/);
  assert.match(await held.locator("details").textContent(), /Gezien op tablet één/, "what was typed is there");
  await clean();

  const discard = async (entry) => {
    await entry.locator("[data-outbox-act=discard]").click();
    await page.waitForSelector("#outbox-discard[open]");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#outbox-discard[open]").count(), 0, "it asks first");
    await entry.locator("[data-outbox-act=discard]").click();
    await page.click("#outbox-discard button.danger");
  };
  await discard(refused);
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 1);
  await page.waitForSelector("#outbox [data-state=refused]:visible");
  await discard(page.locator("#outbox [data-seq]").first());
  await page.waitForSelector("#outbox", { state: "hidden" });
  assert.deepEqual(await acts(first), ["visit_started", "visit_finished"]);
  await boss.order(`visits/${other}/interrupt`, { reason: "Later" });
});

test("what is refused opens its form again, filled in, with the server's reason, and goes out when it is put right", async () => {
  const visit = await planned("17:00", "Weigeren");
  await page.goto(`/my-work?visit=${visit}`);
  await Promise.all([page.waitForEvent("load"), page.click(".sheet-foot .primary")]);
  await page.waitForSelector("#report");
  await kept(`/my-work?visit=${visit}`);
  await line.cut();
  await page.goto(`/my-work?visit=${visit}`);
  await reported("Gevonden in het donker");
  await page.fill("#worked", "");
  await Promise.all([page.waitForURL((to) => !to.search), page.click(".sheet-foot .primary")]);
  await back();
  const refused = page.locator("#outbox [data-seq]").first();
  await refused.locator("[data-state=refused]:visible").waitFor();
  await Promise.all([page.waitForEvent("load"), refused.locator("[data-outbox-act=change]").click()]);
  await page.waitForSelector("main .error-summary");
  assert.equal(await page.inputValue("#findings"), "Gevonden in het donker");
  await page.fill("#worked", "25");
  await Promise.all([page.waitForURL((to) => to.pathname === "/my-work" && !to.search), page.click(".sheet-foot .primary")]);
  assert.deepEqual(await acts(visit), ["visit_started", "visit_finished"]);
  await until("nothing to wait", async () => (await waiting()) === 0);
});

test("while what was refused is put right, what was done after it waits, and goes out behind it", async () => {
  const visit = await planned("10:00", "Morgen pas", "2027-03-23");
  await doneInTheCellar(visit, "Een dag eerder");
  await back();
  const [first, second] = [0, 1].map((n) => page.locator("#outbox [data-seq]").nth(n));
  await first.locator("[data-state=refused]:visible").waitFor();
  await second.locator("[data-state=held]:visible").waitFor();
  await Promise.all([page.waitForEvent("load"), first.locator("[data-outbox-act=change]").click()]);
  await page.fill("main [name=overrule]", "De klant is er vandaag");
  assert.equal(await waiting(), 2);
  await Promise.all([page.waitForEvent("load"), page.click(`main form[action$="/start"] button.primary`)]);
  await until("nothing to wait", async () => (await waiting()) === 0);
  assert.deepEqual(await acts(visit), ["visit_started", "visit_finished"]);
});

test("without network what waits is changed in its form, in the place that it had", async () => {
  const visit = await planned("18:00", "Wijzigen");
  await doneInTheCellar(visit, "Tikfoud");
  await page.locator("#outbox [data-seq]").nth(1).locator("summary").click();
  await page.locator("#outbox [data-seq]").nth(1).locator("[data-outbox-act=change]").click();
  await page.waitForURL(/#change-/);
  await page.waitForFunction(() => document.querySelector("#findings")?.value === "Tikfoud");
  await page.fill("#findings", "Tikfout");
  await Promise.all([page.waitForURL((to) => !to.search && !to.hash), page.click(".sheet-foot .primary")]);
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 2);
  await back();
  await page.waitForSelector("#outbox", { state: "hidden" });
  assert.deepEqual(await acts(visit), ["visit_started", "visit_finished"]);
  assert.equal((await boss.ask(`visits/${visit}`)).findings, "Tikfout");
});

test("a lost answer makes nothing happen twice", async () => {
  const visit = await planned("19:00", "Slechte lijn");
  await page.goto(`/my-work?visit=${visit}`);
  await Promise.all([page.waitForEvent("load"), page.click(".sheet-foot .primary")]);
  await page.waitForSelector(`#part-${filter}`);
  let lost = 0;
  line.fate = () => ((lost += 1), "lost");
  await page.locator(`#part-${filter} form[action$='/part'] button`).click();
  await page.waitForFunction(() => document.querySelectorAll("#outbox [data-seq]").length === 1);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("another answer to be lost", () => lost > 1);
  // The page tries again by itself, and then comes anew.
  line.fate = () => null;
  await page.waitForSelector("#outbox", { state: "hidden" });
  await until("nothing to wait", async () => (await waiting()) === 0);
  assert.deepEqual(await acts(visit), ["visit_started", "part_used"]);
  await boss.order(`visits/${visit}/interrupt`, { reason: "Later" });
});

test("a browser that says itself that it has no network keeps what is done, and sends it by itself when it has", async () => {
  const visit = await planned("20:00", "Vliegtuigstand");
  await page.goto(`/my-work?visit=${visit}`);
  await tablet.setOffline(true);
  await page.waitForFunction(() => document.querySelector("#offline-notice").textContent.includes("Geen verbinding"));
  await page.click(".sheet-foot .primary");
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  await Promise.all([page.waitForEvent("load"), tablet.setOffline(false)]);
  await until("the visit to begin", async () => (await acts(visit)).includes("visit_started"));
  await boss.order(`visits/${visit}/interrupt`, { reason: "Later" });
});

test("who signs out takes the pages along and is told what waits; a colleague sees none of it and sends none of it", async () => {
  const visit = await planned("21:00", "Gedeelde tablet");
  await page.goto("/my-work");
  await kept(`/my-work?visit=${visit}`);
  await line.cut();
  await page.goto(`/my-work?visit=${visit}`);
  await page.click(".sheet-foot .primary");
  await page.waitForSelector("#sheet[data-outbox-shown] #report");
  const out = async () => {
    await page.locator("header .dropdown summary.round").click();
    await page.click("form[action='/session/end'] button");
  };
  await out();
  await page.waitForSelector("#outbox-sign-out[open]");
  await Promise.all([page.waitForURL(/\/offline$/), page.click("#outbox-sign-out button.danger")]);
  assert.deepEqual(await stored(), []);
  await page.goto("/my-work");
  assert.match(await page.textContent("h1"), /niet zonder verbinding/);

  await back();
  await page.waitForURL(/sign-in/);
  await enter("tomasz");
  await page.goto("/my-work");
  await page.waitForSelector("#outbox [data-outbox-others]:visible");
  assert.match(await page.textContent("#outbox"), /Van een collega wacht op dit apparaat: 1/);
  assert.equal(await waiting(), 0);
  assert.deepEqual(await acts(visit), []);
  await out();
  await page.waitForURL(/sign-in/);
  await page.goto(`/sign-in?next=${encodeURIComponent("/my-work")}`);
  await enter("marek");
  await until("what waited to go out", async () => (await acts(visit)).includes("visit_started"));
});
