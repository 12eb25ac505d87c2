// What is done during a visit, in the browser: checklists, the clock, photos, advice, and the customer's signature.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, established, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, customer, machine, marek, planner, technician, checklist, last;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await established(boss);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  await colleague(boss, "finn", "Finn de Boer", ["finance"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", email: "info@delinde.example", visiting })).id;
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", serial: "400-22817", place: "Oost" } })).id;
  planner = await signIn(browser, werkbank.url, "youssef");
  technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function clean(...pages) {
  for (const page of pages) {
    const size = page.viewportSize();
    // So tall that nothing lies behind what sticks to the screen's end.
    await page.setViewportSize({ ...size, height: 4_000 });
    assert.deepEqual(await axe(page), []);
    await page.setViewportSize(size);
    page.assertClean();
  }
}

/** A visit that Marek has begun; it is planned for some day, and begun now. */
async function begun(at = { customer, machine }) {
  if (last) await technician.request.post(`/api/v1/visits/${last}/interrupt`, { data: { reason: "Een andere proef" } });
  const { id } = await boss.order("visits/request", { ...at, kind: "maintenance", task: "Grote beurt" });
  last = id;
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on: nextWeek(), from: "09:00", until: "10:00" }, overrule: "Afgesproken" });
  await order(technician, `visits/${id}/start`, { overrule: "Vandaag al" });
  return id;
}

const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

async function order(page, path, data = {}) {
  const answer = await page.request.post(`/api/v1/${path}`, { data });
  assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

const sheet = (id) => boss.ask(`visits/${id}`);

/** Ends what is on, so that the next visit can begin. */
const finish = (id, more = {}) =>
  order(technician, `visits/${id}/finish`, { solved: true, findings: "Kalk", work: "Ontkalkt", worked: 45, billable: false, ...more });

/** A picture of so many pixels, made by the browser. */
const picture = async (page, width, height, type = "image/jpeg") =>
  Buffer.from(
    await page.evaluate(([width, height, type]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext("2d");
      context.fillStyle = "#b33";
      context.fillRect(0, 0, width / 2, height);
      return canvas.toDataURL(type, 0.9).split(",")[1];
    }, [width, height, type]),
    "base64",
  );

/** The picture with a block that says where it was taken. */
function withPlace(jpeg) {
  const block = Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0GPS 52.0907 5.1214", "latin1");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(block.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, block, jpeg.subarray(2)]);
}

test("a planner makes a checklist, and each change is a version", async () => {
  await planner.goto("/checklists");
  await clean(planner);
  await Promise.all([planner.waitForURL(/\/checklists\/new$/), planner.click("a[href='/checklists/new']")]);
  await planner.click("form[data-draft] button[type=submit]");
  await planner.locator(".error-summary").waitFor();
  await planner.fill("#name", "Onderhoud espresso");
  await planner.fill("#models", "K-400");
  await planner.locator("input[name=kinds][value=maintenance]").check();
  await planner.fill("#lines-0-what", "Ontkalken en spoelen");
  await planner.locator("#lines-0-required").check();
  await planner.fill("#lines-1-what", "Waterdruk nameten");
  await planner.selectOption("#lines-1-asks", "number");
  await planner.fill("#lines-1-unit", "bar");
  await planner.fill("#lines-1-least", "2");
  await planner.fill("#lines-1-most", "4");
  await planner.fill("#lines-2-what", "Afdichtingen");
  await planner.selectOption("#lines-2-asks", "verdict");
  await clean(planner);
  await Promise.all([planner.waitForURL(/\/checklists\/[0-9a-f-]{36}$/), planner.click("form[data-draft] button[type=submit]")]);
  checklist = planner.url().split("/").at(-1);
  assert.match(await planner.textContent(".page-head"), /versie 1/);
  await planner.click("[data-row-add=lines]");
  await planner.fill("#lines-3-what", "Bijzonderheden");
  await planner.selectOption("#lines-3-asks", "words");
  await Promise.all([planner.waitForEvent("load"), planner.click("form[data-draft] button[type=submit]")]);
  assert.match(await planner.textContent(".page-head"), /versie 2/);
  assert.equal(await planner.locator("#versions details").count(), 2);
  await clean(planner);
  const refused = await technician.request.post("/api/v1/checklists/save", { data: { name: "X", kinds: ["fault"], lines: [{ what: "Y" }] } });
  assert.equal(refused.status(), 403, "a technician makes none");
});

test("a technician fills the checklist in; what is out of limits asks for a remark, and a visit is not ready with lines open", async () => {
  const id = await begun();
  await order(planner, `checklists/${checklist}/save`, { name: "Onderhoud espresso", kinds: ["maintenance"], models: "K-400", lines: [{ what: "Anders" }] });
  await technician.goto(`/my-work?visit=${id}`);
  const list = technician.locator(`#checks-${checklist}`);
  assert.match(await list.textContent(), /Onderhoud espresso[\s\S]*0 van 4[\s\S]*Norm 2 tot 4 bar/, "it is the version that it began with");
  await clean(technician);
  await list.locator("input[name='answers.1.value']").fill("1,5");
  await list.locator("button[type=submit]").click();
  await list.locator(".error-summary", { hasText: "Waterdruk nameten is niet in orde" }).waitFor();
  assert.equal(await list.locator("input[name='answers.1.value']").inputValue(), "1,5");
  await list.locator("input[name='answers.1.remark']").fill("Kraan stond half dicht");
  await clean(technician);
  await Promise.all([technician.waitForEvent("load"), list.locator("button[type=submit]").click()]);
  assert.match(await list.textContent(), /1 van 4[\s\S]*Buiten de norm/);
  const report = technician.locator("form[data-draft]");
  await report.locator("#findings").fill("Kalk");
  await report.locator("#work").fill("Ontkalkt");
  await report.locator("input[name=solved][value=true]").check();
  await report.locator("input[name=charge][value=paid]").check();
  await report.locator(".sheet-foot button[type=submit]").click();
  await report.locator(".error-summary", { hasText: "nog 1 verplichte regel open" }).waitFor();
  assert.equal(await report.locator("#findings").inputValue(), "Kalk");
  await list.locator("input[name='answers.0.value']").check();
  await Promise.all([technician.waitForEvent("load"), list.locator("button[type=submit]").click()]);
  const answers = (await sheet(id)).checklists[0].lines.map((line) => [line.answer, line.amiss]);
  assert.deepEqual(answers, [["yes", false], ["1.5", true], [null, false], [null, false]]);
  await finish(id);
  await planner.goto(`/visits/${id}`);
  assert.match(await planner.textContent(`#checks-${checklist}`), /Gedaan[\s\S]*1,5 bar[\s\S]*Niet ingevuld/);
  await clean(planner);
});

test("the clock proposes how long work and journey took", async () => {
  const { id } = await boss.order("visits/request", { customer, kind: "intake", task: "Praten" });
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on: nextWeek(), from: "11:00", until: "12:00" }, overrule: "Afgesproken" });
  await technician.goto(`/my-work?visit=${id}`);
  const clock = technician.locator("#clock");
  await Promise.all([technician.waitForEvent("load"), clock.locator("button", { hasText: "Vertrekken" }).click()]);
  assert.match(await clock.textContent(), /Vertrokken/);
  await clean(technician);
  await order(technician, `visits/${id}/start`, { overrule: "Vandaag al" });
  await technician.goto(`/my-work?visit=${id}`);
  await Promise.all([technician.waitForEvent("load"), clock.locator("button", { hasText: "Pauze" }).click()]);
  await Promise.all([technician.waitForEvent("load"), clock.locator("button", { hasText: "Hervatten" }).click()]);
  await Promise.all([technician.waitForEvent("load"), clock.locator("button", { hasText: "Laatste terugnemen" }).click()]);
  const steps = (await sheet(id)).times.map((noted) => noted.step);
  assert.deepEqual(steps, ["depart", "arrive", "pause"]);
  await clock.locator("summary").click();
  await clock.locator("select").selectOption("resume");
  await clock.locator("#at").fill("25.99");
  await clock.locator("form[aria-label] button").click();
  await clock.locator(".error-summary").waitFor();
  await clean(technician);
  const ahead = new Date(Date.now() + 3_600_000).toISOString();
  const refused = await technician.request.post(`/api/v1/visits/${id}/note-time`, { data: { step: "resume", at: ahead } });
  assert.equal((await refused.json()).code, "visit-not-yet");
  await finish(id);
});

test("the customer is advised and signs; sales hears of it, and the report goes out by mail with it", async () => {
  const id = await begun({ customer });
  await technician.goto(`/my-work?visit=${id}`);
  const report = technician.locator("form[data-draft]");
  await report.locator("#findings").fill("Kalk");
  await report.locator("#work").fill("Ontkalkt");
  await report.locator("input[name=solved][value=false]").check();
  await report.locator("input[name=charge][value=paid]").check();
  await report.locator("#advice-text").fill("Neem een waterfilter");
  await report.locator("#advice-pass_on").selectOption("task");
  await report.locator("#signed-name").fill("Robbert Jansma");
  await report.locator(".sheet-foot button[type=submit]").click();
  await report.locator(".error-summary", { hasText: "Laat de klant tekenen" }).waitFor();
  const canvas = report.locator(".sign-here canvas");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  await technician.mouse.move(box.x + 30, box.y + 30);
  await technician.mouse.down();
  await technician.mouse.move(box.x + 120, box.y + 60, { steps: 5 });
  await technician.mouse.up();
  await clean(technician);
  await Promise.all([technician.waitForURL(/\/my-work$/), report.locator(".sheet-foot button[type=submit]").click()]);
  const { ending } = await sheet(id);
  assert.equal(ending.signer, "Robbert Jansma");
  assert.match(ending.drawing, /^M[\d. ]+Q/);
  await planner.goto(`/visits/${id}`);
  assert.match(await planner.textContent("#outcome"), /Neem een waterfilter[\s\S]*Robbert Jansma/);
  assert.equal(await planner.locator("#outcome .paper path").count(), 1);
  await clean(planner);
  const pdf = await planner.request.get(`/visits/${id}/work-sheet`);
  assert.equal(pdf.headers()["content-type"], "application/pdf");
  const mail = await until("the mail with the report", async () => (await boss.ask("mails?state=sent")).rows.find((mail) => mail.purpose === "visit-not-solved"));
  assert.equal(mail.address, "info@delinde.example");
  const task = await until("the task of sales", async () => (await boss.ask("tasks?role=sales")).rows?.find((task) => task.kind === "advice"));
  assert.equal(task.note, "Neem een waterfilter");
});

test("photos are taken, described and taken out; they forget where they were taken and lie sealed", async () => {
  const id = await begun();
  await technician.goto(`/my-work?visit=${id}`);
  const files = technician.locator("#files");
  const large = await picture(technician, 2600, 1300);
  const small = withPlace(await picture(technician, 300, 200));
  await files.locator("#files-file").setInputFiles([
    { name: "pomp.jpg", mimeType: "image/jpeg", buffer: large },
    { name: "lek.jpg", mimeType: "image/jpeg", buffer: small },
  ]);
  await files.locator("text=2 gekozen").waitFor();
  await files.locator("select").selectOption("before");
  await files.locator("input[name=remark]").fill("Lek bij de pomp");
  await clean(technician);
  await Promise.all([technician.waitForEvent("load"), files.locator("button[type=submit]").click()]);
  assert.equal(await files.locator(".photos img").count(), 2);
  await until("the small pictures", () => files.locator(".photos img").evaluateAll((all) => all.every((one) => one.naturalWidth > 0 && one.naturalWidth <= 360)));
  await clean(technician);
  const kept = (await sheet(id)).files;
  for (const { file } of kept) {
    const answer = await technician.request.get(`/files/${file}`);
    assert.equal(answer.headers()["content-type"], "image/jpeg");
    const bytes = await answer.body();
    assert.ok(!bytes.includes("Exif") && !bytes.includes("GPS 52"), "nothing tells where it was taken");
    const lies = await readFile(join(werkbank.data, "files", customer, file));
    assert.ok(!lies.includes(bytes.subarray(0, 16)), "it lies sealed");
  }
  // The same photos again are the same.
  const again = await technician.request.post("/folders/keep", { multipart: { visit: id, file: { name: "lek.jpg", mimeType: "image/jpeg", buffer: small } } });
  assert.ok(again.ok());
  assert.equal((await sheet(id)).files.length, 2);
  await Promise.all([technician.waitForURL(/\/folders\//), files.locator(".photos a").first().click()]);
  await technician.locator("#describe input[name=remark]").fill("Pomp");
  await Promise.all([technician.waitForEvent("load"), technician.click("#describe button[type=submit]")]);
  assert.equal(await technician.textContent("h1"), "Pomp");
  await clean(technician);
  await technician.fill("#take-out input[name=reason]", "Dubbel");
  await Promise.all([technician.waitForURL(/\/visits\//), technician.click("#take-out button[type=submit]")]);
  assert.equal((await sheet(id)).files.length, 1);
  await finish(id, { overrule: "Water afgesloten" });
  await planner.goto(`/machines/${machine}`);
  assert.equal(await planner.locator("#visit-files img").count(), 1, "the machine's history has it");
  await clean(planner);
});

test("what is no photo is refused in words, and who keeps no files can't", async () => {
  const id = await begun({ customer });
  await technician.goto(`/my-work?visit=${id}`);
  for (const [buffer, says] of [
    [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'></svg>"), "geen foto"],
    [(await picture(technician, 40, 40)).subarray(0, 80), "kan niet gelezen worden"],
  ]) {
    await technician.locator("#files-file").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer });
    await technician.click("#files button[type=submit]");
    await technician.locator("#files .error-summary", { hasText: says }).waitFor();
  }
  await technician.click("#files button[type=submit]");
  await technician.locator("#files .error-summary", { hasText: "Kies een bestand" }).waitFor();
  await clean(technician);
  const finn = await signIn(browser, werkbank.url, "finn");
  const photo = { name: "foto.jpg", mimeType: "image/jpeg", buffer: await picture(technician, 40, 40) };
  assert.equal((await finn.request.post("/api/v1/files", { multipart: { visit: id, file: photo } })).status(), 403);
  const unknown = await technician.request.post("/api/v1/folders/keep", { data: { visit: id, file: "a".repeat(64) } });
  assert.equal(unknown.status(), 422, "a file that was never handed in");
  const handed = await technician.request.post("/api/v1/files", { multipart: { visit: id, file: photo } });
  const { hash, thumbnail } = await handed.json();
  await order(technician, "folders/keep", { visit: id, file: hash, thumbnail });
  assert.equal((await sheet(id)).files.length, 1, "a program does it in two steps");
  await finish(id);
});

test("a part is used by the code that a scanner types, or by its number, and what is no code asks for a choice", async () => {
  const prices = { purchase_price: "10", sales_price: "19,50", minimum: "2", order_quantity: "10" };
  const article = (await boss.order("articles/register", { number: "F2", stock: "12", article: { name: "Filterpatroon F2", unit: "stuk", ...prices } })).id;
  await boss.goto(`/articles/${article}`);
  await boss.fill("#code #barcode", "8718904613057");
  await Promise.all([boss.waitForEvent("load"), boss.click("#code button[type=submit]")]);
  assert.equal(await boss.inputValue("#code #barcode"), "8718904613057");
  const id = await begun({ customer });
  await technician.goto(`/my-work?visit=${id}`);
  const used = async () => (await sheet(id)).parts.map((part) => part.used);
  // A scanner types at once and ends with Enter.
  for (const [code, expected] of [["8718904613057", "1"], ["f2", "2"]]) {
    await technician.locator("#_used_part").fill(code);
    await Promise.all([technician.waitForEvent("load"), technician.locator("#_used_part").press("Enter")]);
    assert.deepEqual(await used(), [expected]);
  }
  await technician.locator("#_used_part").fill("0000");
  await technician.locator("#_used_part").press("Enter");
  await technician.locator("#parts .error-summary", { hasText: "Geen artikel heeft dit nummer" }).waitFor();
  await clean(technician);
  await technician.goto(`/visits/${id}/bring`);
  await technician.locator("#_bring_part").fill("F2");
  await technician.locator("[role=option]").first().click();
  await Promise.all([technician.waitForURL((to) => !to.pathname.endsWith("/bring")), technician.click("main button[type=submit]")]);
  await finish(id, { solved: false });
  const next = await until("the visit that follows", async () => (await sheet(id)).follow_up?.id);
  await planner.goto(`/visits/${next}`);
  assert.match(await planner.textContent("#parts"), /Filterpatroon F2[\s\S]*gereserveerd/);
  await clean(planner);
});

test("a manual is kept with its machine", async () => {
  await planner.goto(`/machines/${machine}`);
  await planner.locator("#files-file").setInputFiles({ name: "handleiding.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
  await planner.locator("#files input[name=remark]").fill("Handleiding K-400");
  await Promise.all([planner.waitForEvent("load"), planner.click("#files button[type=submit]")]);
  assert.match(await planner.textContent("#files"), /Handleiding K-400/);
  await planner.emulateMedia({ colorScheme: "dark" });
  await clean(planner);
  await planner.emulateMedia({ colorScheme: "light" });
});

test("who is forgotten takes the photos along", async () => {
  const visiting = { street: "Kade 9", postcode: "3511 AD", city: "Utrecht" };
  const person = (await boss.order("customers/register", { kind: "person", name: "Jan Smit", visiting })).id;
  const id = await begun({ customer: person });
  const photo = { name: "foto.jpg", mimeType: "image/jpeg", buffer: await picture(technician, 80, 60) };
  assert.ok((await technician.request.post("/folders/keep", { multipart: { visit: id, file: photo } })).ok());
  await finish(id, { signed: { name: "Jan Smit", drawing: "M0 0L1 1" } });
  const [{ file }] = (await sheet(id)).files;
  assert.ok((await boss.request.get(`/files/${file}`)).ok());
  assert.ok((await readdir(join(werkbank.data, "files"))).includes(person));
  await boss.order("privacy/log/forget", { person: { customer: { customer: person } }, reason: "request" });
  await until("the files to be gone", async () => !(await readdir(join(werkbank.data, "files"))).includes(person));
  assert.equal((await boss.request.get(`/files/${file}`)).status(), 404);
  await until("the sheet without a name", async () => (await sheet(id)).ending.signer === "");
});
