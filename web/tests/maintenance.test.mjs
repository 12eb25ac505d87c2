// Maintenance in the browser: a fault is taken in by keyboard, planned by mouse and by keyboard, and finished by its technician.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, axe, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, customer, machine, marek, sales, planner, technician;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "fatima", "Fatima el Idrissi", ["technician"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", email: "info@delinde.example", visiting })).id;
  await boss.order(`customers/${customer}/add-contact`, { name: "Robbert Jansma", role: "technische dienst", phone: "06 555 012 19" });
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", serial: "400-22817", place: "Oost" } })).id;
  await boss.order("machines/install", { customer, machine: { model: "K-200 Duo", place: "Keuken" } });
  const prices = { purchase_price: "10", sales_price: "19,50", minimum: "2", order_quantity: "10" };
  await boss.order("articles/register", { number: "F2", stock: "12", article: { name: "Filterpatroon F2", unit: "stuk", ...prices } });
  sales = await signIn(browser, werkbank.url, "sanne");
  planner = await signIn(browser, werkbank.url, "youssef");
  technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

const report = async (problem, urgency = "low", extra = {}) =>
  (await boss.order("faults/report", { customer, problem, urgency, ...extra })).id;

/** The visit that a fault asked for. */
const visitOf = (fault) =>
  until("the visit of the fault", async () => (await boss.ask(`faults/${fault}`)).visits.at(-1)?.id);

const visit = async (id) => (await boss.ask(`visits/${id}`)).visit;

/** The first workday of next week, so that the board shows it and it may be planned at every hour. */
async function workday() {
  await planner.goto("/planning");
  // Next week: today's hours may have passed.
  await Promise.all([planner.waitForURL(/week=/), planner.locator(".planner-head .button-group a").nth(2).click()]);
  return planner.locator("td[data-cell]").first().getAttribute("data-day");
}

test("a new fault tells how long the call lasts, also while a refused form is mended", async () => {
  const page = await signIn(browser, werkbank.url, "sanne");
  await page.clock.install();
  await page.goto("/faults/new");
  await page.waitForSelector("[data-call-timer][data-started]");
  await page.clock.runFor("02:14");
  const timer = page.locator("[role=timer]");
  assert.match(await timer.textContent(), /In gesprek 02:1\d/);
  assert.equal(await timer.getAttribute("aria-live"), "off", "nobody hears it run");
  await clean(page);
  await Promise.all([page.waitForEvent("load"), page.click(".save-bar .primary")]);
  await page.waitForSelector(".error-summary");
  await page.waitForSelector("[data-call-timer][data-started]");
  assert.match(await timer.textContent(), /In gesprek 02:1\d/, "it is the same call");
  await page.clock.runFor("01:00:00");
  assert.match(await timer.textContent(), /In gesprek 1:02:1\d/);
  await page.context().close();
});

test("a fault is taken in by keyboard alone, and planning sees it at once", async () => {
  await planner.goto("/planning");
  await sales.goto("/");
  await Promise.all([sales.waitForURL(/\/faults\/new$/), sales.keyboard.press("n")]);
  await sales.keyboard.press("Alt+1");
  await sales.keyboard.type("0655501219");
  await sales.waitForSelector("[role=option] >> text=Robbert Jansma");
  await sales.keyboard.press("Enter");
  await sales.waitForSelector("#machine-part input[type=radio]");
  assert.equal(await sales.inputValue("#caller_phone"), "06 55 50 12 19", "the number that was typed is the one to call back");
  assert.equal(await sales.locator("input[name=caller]:checked").inputValue(), "Robbert Jansma", "and says who calls");
  await sales.keyboard.press("Alt+2");
  await sales.keyboard.press("2");
  await sales.waitForSelector("#side >> text=400-22817");
  await sales.keyboard.press("Alt+3");
  await sales.keyboard.type("Water onder de machine");
  await sales.keyboard.press("Tab");
  await sales.keyboard.press("4");
  await clean(sales);
  await Promise.all([sales.waitForURL(/\/faults\/[0-9a-f-]{36}$/), sales.keyboard.press("Control+Enter")]);
  assert.match(await sales.textContent("h1"), /Water onder de machine/);
  await sales.waitForSelector("#visits >> text=B-");
  await planner.waitForSelector("[data-queue] >> text=Water onder de machine");
  await clean(sales, planner);
});

test("a second open fault on the same machine is pointed out before saving, and needs a reason", async () => {
  await report("Lekt", "normal", { machine, despite: "Andere plek" });
  await sales.goto(`/faults/new?customer=${customer}`);
  await sales.locator(`input[name=machine][value="${machine}"]`).check();
  await sales.waitForSelector("#despite-part >> text=al een storing open");
  await sales.fill("#problem", "Maakt lawaai");
  await sales.click("button[form=fault-form].primary");
  await sales.waitForSelector(".error-summary");
  await sales.fill("input[name=despite]", "Dit is het maalwerk");
  await Promise.all([sales.waitForURL(/\/faults\/[0-9a-f-]{36}$/), sales.click("button[form=fault-form].primary")]);
  await clean(sales);
});

test("what a customer told earlier is promised from then, and that is said before it is saved", async () => {
  await sales.goto(`/faults/new?customer=${customer}`);
  const side = sales.locator("#side .notice b");
  const fromNow = await side.textContent();
  const weekAgo = new Date(Date.now() - 7 * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  await sales.click("summary:has-text('De klant meldde dit eerder')");
  await sales.fill("#heard_on", weekAgo);
  await sales.fill("#heard_at", "10.00");
  await sales.fill("#problem", "Stond op de band");
  await until("the side to promise from then", async () => (await side.textContent()) !== fromNow);
  const said = await side.textContent();
  assert.equal(await sales.inputValue("#heard_on"), weekAgo);
  await clean(sales);
  await Promise.all([sales.waitForURL(/\/faults\/[0-9a-f-]{36}$/), sales.click("button[form=fault-form].primary")]);
  const { promised_at } = (await boss.ask(`faults/${sales.url().split("/").pop()}`)).fault;
  const promised = new Date(promised_at).toLocaleDateString("nl-NL", { timeZone: "Europe/Amsterdam", weekday: "long", day: "numeric", month: "long" });
  assert.match(said, new RegExp(promised, "i"), promised_at);
  assert.ok(new Date(promised_at) < new Date());
});

test("a half-typed fault stays with its customer, says that it was put back, and goes by cancelling", async () => {
  const visiting = { street: "Kade 9", postcode: "3511 AD", city: "Utrecht" };
  const other = (await boss.order("customers/register", { kind: "company", name: "Garage Terpstra", visiting })).id;
  await sales.goto(`/faults/new?customer=${customer}`);
  await sales.fill("#problem", "Half getypt");
  await sales.goto(`/faults/new?customer=${other}`);
  assert.deepEqual([await sales.inputValue("#customer"), await sales.inputValue("#problem")], [other, ""]);
  await sales.goto(`/faults/new?customer=${customer}`);
  await sales.waitForSelector("[data-draft-restored] >> text=hersteld");
  assert.deepEqual([await sales.inputValue("#customer"), await sales.inputValue("#problem")], [customer, "Half getypt"]);
  assert.match(await sales.textContent("#status"), /Concept van .* hersteld/);
  await clean(sales);
  await Promise.all([sales.waitForEvent("load"), sales.click("[data-draft-restored] button")]);
  assert.equal(await sales.inputValue("#problem"), "");
  await sales.fill("#problem", "Toch niet");
  await Promise.all([sales.waitForURL(/\/faults$/), sales.click(".save-bar a")]);
  await sales.goto(`/faults/new?customer=${customer}`);
  assert.equal(await sales.inputValue("#problem"), "", "who stops drops what was typed");
  assert.equal(await sales.locator("[data-draft-restored]").count(), 0);
});

test("a visit is dragged from the queue to a day, and back, for which a reason is asked", async () => {
  const id = await visitOf(await report("Slepen"));
  const day = await workday();
  await planner.waitForSelector(`#card-${id}`);
  const cell = planner.locator(`td[data-technician="${marek}"][data-day="${day}"]`);
  await drag(planner, planner.locator(`#card-${id}`), cell);
  await cell.locator(`#card-${id}`).waitFor();
  const planned = await visit(id);
  assert.deepEqual([planned.state, planned.technician, planned.slot.on], ["scheduled", marek, day]);
  await drag(planner, planner.locator(`#card-${id}`), planner.locator(".queue-head"));
  await planner.fill("#page-dialog #reason", "Monteur ziek");
  await planner.click("#page-dialog .primary");
  await planner.locator(`[data-queue] #card-${id}`).waitFor();
  assert.equal((await visit(id)).state, "queued");
  await clean(planner);
});

async function drag(page, from, to) {
  await to.scrollIntoViewIfNeeded();
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(start.x + 60, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 80, start.y + 20, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height - 12, { steps: 8 });
  await page.mouse.up();
}

test("a visit is planned by keyboard; what overlaps is refused and may be overruled with a reason", async () => {
  const first = await visitOf(await report("Toetsen"));
  const second = await visitOf(await report("Dubbel"));
  const day = await workday();
  for (const [id, reason] of [[first, null], [second, "Zelfde adres"]]) {
    await planner.goto(`/planning?week=${day}`);
    await planner.focus(`#card-${id} a`);
    await planner.keyboard.press("p");
    await planner.waitForSelector("#page-dialog[open] #technician");
    await planner.selectOption("#technician", marek);
    for (const [field, text] of [["on", day], ["from", "12.00"], ["until", "13.00"]]) await planner.fill(`#slot-${field}`, text);
    if (reason === null) await clean(planner);
    await planner.focus("#slot-until");
    await planner.keyboard.press("Control+Enter");
    if (reason) {
      await planner.waitForSelector("#page-dialog .error-summary");
      await planner.fill("#page-dialog #overrule", reason);
      await planner.keyboard.press("Control+Enter");
    }
    await planner.waitForSelector(`td[data-technician="${marek}"] #card-${id}`);
  }
  assert.equal((await boss.ask(`visits/${second}`)).overrule, "Zelfde adres");
});

test("a technician starts, writes down a part, finishes with real minutes, and the fault is solved", async () => {
  const fault = await report("Afronden", "urgent");
  const id = await visitOf(fault);
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on: await workday(), from: "07:00", until: "07:30" }, overrule: "Afgesproken" });
  await technician.goto(`/my-work?visit=${id}`);
  await clean(technician);
  await startNow();
  await technician.waitForSelector("#report");
  await technician.fill("#_used_part", "filter");
  await technician.waitForSelector("[role=option] >> text=Filterpatroon F2");
  await technician.keyboard.press("Enter");
  await technician.click("#parts form:has(#_used_part) button[type=submit]");
  await technician.waitForSelector("#parts output >> text=1");
  await technician.fill("#findings", "Koppeling gescheurd");
  for (const [step, amount] of [["last", "2"], ["first", "1"]]) {
    await Promise.all([technician.waitForEvent("load"), technician.locator("#parts .stepper button")[step]().click()]);
    await technician.waitForSelector(`#parts output >> text=${amount}`);
    assert.equal(await technician.inputValue("#findings"), "Koppeling gescheurd", "tapped at once, what was typed stays");
  }
  assert.equal(await technician.locator("[data-draft-restored]").count(), 0, "nobody went away");
  await technician.fill("#work", "Koppeling vervangen");
  await technician.fill("#worked", "75");
  await clean(technician);
  await technician.click("form[data-draft] .sheet-foot .primary");
  await technician.waitForSelector(".error-summary");
  assert.equal(await technician.inputValue("#worked"), "75", "what was typed stays");
  await technician.check("input[name=solved][value=true]");
  await technician.check("input[name=charge][value=paid]");
  await Promise.all([technician.waitForURL(/\/my-work$/), technician.click("form[data-draft] .sheet-foot .primary")]);
  await until("the fault to be solved", async () => (await boss.ask(`faults/${fault}`)).fault.state === "solved");
  const sheet = await boss.ask(`visits/${id}`);
  assert.deepEqual([sheet.worked, sheet.billable, sheet.parts[0].used], [75, true, "1"]);
  await clean(technician);
});

test("a visit begun by mistake is interrupted with a reason, and what was used that was not there is said", async () => {
  const id = await visitOf(await report("Onderbreken", "urgent"));
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on: await workday(), from: "06:00", until: "06:30" }, overrule: "Afgesproken" });
  await technician.goto(`/my-work?visit=${id}`);
  await startNow();
  await technician.click(".sheet-foot a:has-text('Onderbreken')");
  await technician.fill("#page-dialog #reason", "Deur op slot");
  await technician.click("#page-dialog .primary");
  await technician.waitForSelector(".sheet-foot button:has-text('Beginnen')");
  const { visit: interrupted } = await boss.ask(`visits/${id}`);
  assert.deepEqual([interrupted.state, interrupted.started_at], ["scheduled", null]);
  await technician.click(".sheet-foot .primary");
  await technician.waitForSelector("#report");
  await technician.fill("#_used_part", "filter");
  await technician.waitForSelector("[role=option]");
  await technician.keyboard.press("Enter");
  await technician.fill("#parts #quantity", "99");
  await technician.click("#parts form:has(#_used_part) button[type=submit]");
  await technician.waitForSelector("#parts .error-summary >> text=Volgens de voorraad zijn er maar");
  await clean(technician);
  await technician.fill("#parts #overrule", "Lag nog in de bus");
  await technician.click("#parts form:has(#_used_part) button[type=submit]");
  await technician.waitForSelector("#parts output >> text=99");
  await until("the stock to be taken", async () => (await boss.ask(`visits/${id}`)).parts[0].stock.startsWith("-"));
  await technician.reload();
  await technician.waitForSelector("#parts >> text=meer gebruikt dan er volgens de voorraad lag");
  await clean(technician);
  await technician.fill("#findings", "Filter op");
  await technician.fill("#work", "Filter vervangen");
  await technician.fill("#worked", "1.30");
  await technician.check("input[name=solved][value=false]");
  await technician.check("input[name=charge][value=paid]");
  await Promise.all([technician.waitForURL(/\/my-work$/), technician.click("form[data-draft] .sheet-foot .primary")]);
  const sheet = await until("the follow-up", async () => {
    const found = await boss.ask(`visits/${id}`);
    return found.follow_up ? found : null;
  });
  assert.equal(sheet.worked, 90);
  assert.equal((await boss.ask(`visits/${sheet.follow_up.id}`)).follows.id, id);
});

/** Begins a visit that is planned for another day: it asks why. */
async function startNow() {
  await technician.click(".sheet-foot .primary");
  await technician.fill(".sheet-foot #overrule", "Klant kan vandaag");
  await technician.click(".sheet-foot .primary");
}

test("sales moves a visit and calls it off; a colleague of another department only looks", async () => {
  const id = await visitOf(await report("Verzetten"));
  const day = await workday();
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on: day, from: "16:00", until: "17:00" } });
  await sales.goto(`/visits/${id}`);
  await clean(sales);
  await sales.click("a:has-text('Afzeggen')");
  await sales.fill("#page-dialog #reason", "Klant belt af");
  await sales.click("#page-dialog .primary");
  await sales.waitForSelector("main >> text=Afgezegd");
  await technician.goto(`/visits/${id}`);
  assert.equal(await technician.locator("a:has-text('Verzetten')").count(), 0);
  await clean(technician);
});

test("every page of maintenance is right at a desk, on a tablet, and in the dark", async () => {
  const fault = await report("Bekijken");
  const id = await visitOf(fault);
  const pages = ["/", "/planning", "/planning/list", "/faults", "/faults/new", `/faults/${fault}`, `/visits/${id}`, `/visits/${id}/plan`, `/faults/${fault}/solved`];
  for (const options of [{}, { viewport: SIZES.tablet }, { colorScheme: "dark" }]) {
    const page = await signIn(browser, werkbank.url, "youssef", options);
    for (const address of pages) {
      const answer = await page.goto(address);
      assert.equal(answer.status(), 200, address);
      assert.deepEqual(await axe(page), [], `${address} ${JSON.stringify(options)}`);
      assert.doesNotMatch(await page.textContent("main"), /⟦/, address);
    }
    page.assertClean();
    await page.context().close();
  }
});
