// The planning board: three actions from the queue, by keyboard alone and said aloud, pulled longer, doubted, taken back, by two planners at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, customer, machine, marek, fatima, planner, second, day, next;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  fatima = await colleague(boss, "fatima", "Fatima el Idrissi", ["technician"]);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "youssef", "Youssef Amrani", ["planner"]);
  await colleague(boss, "noor", "Noor Jansen", ["planner"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", visiting })).id;
  machine = (await boss.order("machines/install", { customer, machine: { model: "K-400 Pro", place: "Oost" } })).id;
  planner = await signIn(browser, werkbank.url, "youssef");
  second = await signIn(browser, werkbank.url, "noor");
  await planner.goto("/planning");
  // Next week: today's hours may have passed.
  await Promise.all([planner.waitForURL(/week=/), planner.locator("#board-head .button-group").first().locator("a").nth(2).click()]);
  [day, next] = await planner.locator("td[data-cell]").evaluateAll((cells) => cells.slice(0, 2).map((cell) => cell.dataset.day));
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

/** A visit in the queue. */
async function queued(extra = {}) {
  return (await boss.order("visits/request", { customer, kind: "maintenance", machine, task: "Onderhoud", expected: 60, ...extra })).id;
}

async function scheduled(technician, on, from, to) {
  const id = await queued();
  await boss.order(`visits/${id}/schedule`, { technician, slot: { on, from, until: to }, overrule: "Afgesproken" });
  return id;
}

const visit = async (id) => (await boss.ask(`visits/${id}`)).visit;
const open = (page, query = "") => page.goto(`/planning?week=${day}&kind=maintenance${query}`);
const card = (page, id) => page.locator(`#card-${id}`);
const cell = (page, technician, on) => page.locator(`td[data-technician="${technician}"][data-day="${on}"]`);
const status = (page) => page.locator("#status").textContent();
const said = (page, pattern) => until(`the board to say ${pattern}`, async () => pattern.test(await status(page)) && status(page));

async function clean(...pages) {
  for (const page of pages) {
    // A card that was put down is paler until the board was fetched again.
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    assert.deepEqual(await axe(page), []);
    page.assertClean();
  }
}

async function drag(page, from, to, at = { x: 0.5, y: 1 }) {
  await to.scrollIntoViewIfNeeded();
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(start.x + 40, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y + 20, { steps: 4 });
  await page.mouse.move(end.x + end.width * at.x + (at.x === 0.5 ? 0 : 40), end.y + end.height * at.y - (at.y === 1 ? 12 : 0), { steps: 8 });
}

test("a visit in the queue is planned in at most three actions, each way", async () => {
  const ways = {
    drag: [(id) => drag(planner, card(planner, id), cell(planner, marek, day)), () => planner.mouse.up()],
    dialog: [() => planner.keyboard.press("p"), () => planner.keyboard.press("Control+Enter")],
    carry: [() => planner.keyboard.press("Space"), () => planner.keyboard.press("ArrowDown"), () => planner.keyboard.press("Enter")],
  };
  for (const [name, actions] of Object.entries(ways)) {
    const id = await queued();
    await open(planner);
    await card(planner, id).locator("a").first().focus();
    for (const act of actions) {
      await act(id);
      if (name === "dialog") await planner.waitForFunction(() => document.querySelector("#page-dialog[open] #technician")?.value || !document.querySelector("#page-dialog[open]"));
    }
    assert.ok(actions.length <= 3, name);
    await planner.locator(`td #card-${id}`).waitFor();
    assert.equal((await visit(id)).state, "scheduled", name);
  }
  await clean(planner);
});

test("by keyboard alone a visit is carried, shifted, made longer and put down, each step is said, and U takes it back", async () => {
  const id = await scheduled(fatima, day, "13:00", "14:00");
  await open(planner);
  await card(planner, id).locator("a").first().focus();
  await planner.keyboard.press("Space");
  await said(planner, /Zorggroep De Linde opgepakt.*Fatima el Idrissi.*13[.]00 tot 14[.]00/);
  await planner.keyboard.press("ArrowRight");
  await planner.keyboard.press("ArrowDown");
  await planner.keyboard.press("Shift+ArrowDown");
  await planner.keyboard.press("Shift+ArrowRight");
  await said(planner, /Marek Kowalski.*13[.]15 tot 14[.]30/);
  await clean(planner);
  await planner.keyboard.press("Enter");
  await cell(planner, marek, next).locator(`#card-${id}`).waitFor();
  const { technician, slot } = await visit(id);
  assert.deepEqual([technician, slot], [marek, { on: next, from: "13:15", until: "14:30" }]);
  await until("the keyboard to be on the card", () => card(planner, id).evaluate((element) => element.contains(document.activeElement)));
  await planner.keyboard.press("u");
  await cell(planner, fatima, day).locator(`#card-${id}`).waitFor();
  assert.deepEqual((await visit(id)).slot, { on: day, from: "13:00", until: "14:00" });
  await card(planner, id).locator("a").first().focus();
  await planner.keyboard.press("Space");
  await planner.keyboard.press("ArrowRight");
  await planner.keyboard.press("Escape");
  await said(planner, /Er is niets veranderd/);
  assert.deepEqual((await visit(id)).slot, { on: day, from: "13:00", until: "14:00" });
  assert.equal(await planner.locator(".lifted, .drop, .board-note").count(), 0);
  await clean(planner);
});

test("a visit that is pulled at its end takes longer, and the message takes it back", async () => {
  const id = await scheduled(marek, day, "15:00", "15:30");
  await open(planner);
  await card(planner, id).scrollIntoViewIfNeeded();
  const box = await card(planner, id).boundingBox();
  await planner.mouse.move(box.x + box.width / 2, box.y + box.height - 3);
  await planner.mouse.down();
  await planner.mouse.move(box.x + box.width / 2, box.y + box.height - 3 + 25, { steps: 5 });
  await planner.mouse.up();
  await until("the visit to be longer", async () => (await visit(id)).slot.until === "16:00");
  await planner.locator("#toasts button[data-toast-action]").last().click();
  await until("the visit to be as it was", async () => (await visit(id)).slot.until === "15:30");
  await clean(planner);
});

test("who is away, does not work, does not know the machine or does not come there is told on the way, and needs a reason", async () => {
  const only = { kinds: ["maintenance"], models: "K-200", areas: "10, 11" };
  await boss.order(`users/${fatima}/set-skills`, only);
  await boss.order(`users/${marek}/plan-absence`, { why: "holiday", from: next, until: next });
  const id = await queued();
  await open(planner);
  await cell(planner, marek, next).getByText("Vakantie").waitFor();
  await card(planner, id).locator("a").first().focus();
  await planner.keyboard.press("Space");
  await planner.keyboard.press("ArrowDown");
  await said(planner, /Fatima el Idrissi.*kent K-400 Pro niet.*komt niet in 3701 CL/);
  await planner.keyboard.press("ArrowDown");
  await planner.keyboard.press("ArrowRight");
  await said(planner, /Marek Kowalski.*Vakantie t\/m/);
  await planner.keyboard.press("Enter");
  await planner.locator("#refusal[open] >> text=afwezig").first().waitFor();
  await clean(planner);
  await planner.keyboard.type("Komt ervoor terug");
  await planner.locator("#refusal[open] .primary").click();
  await cell(planner, marek, next).locator(`#card-${id}`).waitFor();
  assert.equal((await boss.ask(`visits/${id}`)).overrule, "Komt ervoor terug");
  await boss.order(`users/${fatima}/set-skills`, {});
  await clean(planner);
});

test("along the hours of a day a visit starts where it is let go, and in four weeks it is moved as well", async () => {
  const id = await queued();
  await open(planner, "&view=day");
  await drag(planner, card(planner, id), cell(planner, fatima, day), { x: (10.5 - 7) / 12, y: 0.5 });
  await planner.mouse.up();
  await until("the visit to start at half past ten", async () => (await visit(id)).slot?.from === "10:30");
  await clean(planner);
  await open(planner, "&view=weeks");
  assert.equal(await planner.locator("thead th.week").count(), 4);
  const line = planner.getByRole("table").getByRole("row").getByRole("cell").getByRole("link", { name: "10.30 Zorggroep De Linde, Onderhoud" });
  assert.equal(await line.count(), 1); // four weeks are laid out as boxes, and still read as a table
  const later = await planner.locator("td[data-cell]").nth(7).getAttribute("data-day");
  await drag(planner, card(planner, id), cell(planner, fatima, later));
  await planner.mouse.up();
  await cell(planner, fatima, later).locator(`#card-${id}`).waitFor();
  await clean(planner);
});

test("two planners see each other's moves, and of two moves of one visit the second is told instead of the first being lost", async () => {
  const id = await scheduled(fatima, day, "16:00", "17:00");
  await Promise.all([open(planner), open(second)]);
  await card(second, id).locator("a").first().focus();
  await second.keyboard.press("Space");
  await second.keyboard.press("Shift+ArrowUp");
  await card(planner, id).locator("a").first().focus();
  await planner.keyboard.press("Space");
  await planner.keyboard.press("ArrowDown");
  await planner.keyboard.press("Enter");
  await cell(planner, marek, day).locator(`#card-${id}`).waitFor();
  await second.keyboard.press("Enter");
  await second.locator("#refusal[open]").waitFor();
  assert.ok((await second.locator("#refusal").textContent()).length > 40);
  await cell(second, marek, day).locator(`#card-${id}`).waitFor();
  await clean(second);
  await second.keyboard.press("Escape");
  const moved = await visit(id);
  assert.deepEqual([moved.technician, moved.slot.from], [marek, "16:00"]);
  await card(second, id).locator("a").first().focus();
  await second.keyboard.press("Space");
  await second.keyboard.press("ArrowUp");
  await second.keyboard.press("Enter");
  await cell(planner, fatima, day).locator(`#card-${id}`).waitFor();
  await clean(planner, second);
});

test("a page that was asked for before a move and comes after it takes no card out of hand and shows nothing that was before", async () => {
  const [id, elsewhere] = [await scheduled(fatima, day, "08:00", "08:30"), await scheduled(marek, day, "08:00", "08:30")];
  await open(planner);
  await card(planner, elsewhere).waitFor();
  let release = null;
  const answered = new Promise((asked) =>
    planner.route(/planning/, async (route) => {
      if (release || !route.request().headers()["x-live"]) return route.continue();
      release = () => {};
      const response = await route.fetch();
      release = () => route.fulfill({ response });
      asked();
    }),
  );
  await boss.order(`visits/${elsewhere}/schedule`, { technician: marek, slot: { on: next, from: "08:00", until: "08:30" }, overrule: "Afgesproken" });
  await answered;
  await card(planner, id).locator("a").first().focus();
  await planner.keyboard.press("Space");
  await planner.keyboard.press("Shift+ArrowDown");
  await planner.evaluate((id) => {
    window.places = new Set();
    const look = () => window.places.add(document.getElementById(`card-${id}`)?.querySelector(".job-time")?.textContent);
    new MutationObserver(look).observe(document.getElementById("board"), { childList: true, subtree: true, characterData: true });
  }, id);
  const landed = planner.waitForEvent("requestfinished", (request) => Boolean(request.headers()["x-live"]));
  release();
  await landed;
  assert.equal(await planner.locator("#board [data-grabbed]").getAttribute("data-visit"), id);
  await planner.keyboard.press("Enter");
  await cell(planner, marek, next).locator(`#card-${elsewhere}`).waitFor();
  await until("the card to be where it was put", async () => /08[.:]15/.test(await card(planner, id).locator(".job-time").textContent()));
  assert.equal((await visit(id)).slot.from, "08:15");
  const places = await planner.evaluate(() => [...window.places]);
  assert.ok(places.length <= 2 && /08[.:]15/.test(places.at(-1)), String(places));
  await planner.unroute(/planning/);
  await clean(planner);
});

test("a card that rests at the edge of the board scrolls it along", async () => {
  const id = await scheduled(fatima, day, "13:00", "13:30");
  await open(planner, "&view=weeks");
  await drag(planner, card(planner, id), cell(planner, fatima, day));
  const view = planner.locator(".board-wrap");
  const box = await view.boundingBox();
  await planner.mouse.move(box.x + box.width - 10, box.y + 150);
  await until("the last day to come into sight", () => view.evaluate((view) => view.scrollLeft + view.clientWidth >= view.scrollWidth - 1));
  await planner.keyboard.press("Escape");
  await planner.mouse.up();
  assert.deepEqual((await visit(id)).slot, { on: day, from: "13:00", until: "13:30" });
});

test("who is away while visits are planned for them is told where that is noted, and the cards say it", async () => {
  const id = await scheduled(fatima, next, "15:00", "15:30");
  await boss.order(`users/${fatima}/plan-absence`, { from: next, until: next, why: "ill" });
  await planner.goto(`/planning/roster/${fatima}`);
  await planner.getByText(/Nog gepland in deze dagen: \d+ bezoek/).click();
  await card(planner, id).getByText("monteur afwezig").waitFor();
  await clean(planner);
  const { rows } = await boss.ask("log?kind=user");
  const planned = rows.find(({ type }) => type === "absence_planned");
  await boss.order(`undo/${planned.position}`, {});
});

test("the queue is filled in with reasons, taken as a whole, and can be taken back in one go", async () => {
  const ids = [await queued(), await queued({ kind: "intake", machine: undefined })];
  await planner.goto("/planning/proposal");
  for (const id of ids) assert.match(await planner.locator(`#line-${id}`).textContent(), /begin van de dag|rijden vanaf|al bij deze klant/);
  await clean(planner);
  await planner.locator(`#line-${ids[1]} input`).uncheck();
  await Promise.all([planner.waitForEvent("load"), planner.click("form[action='/planning/proposal'] .primary")]);
  await planner.locator("main >> text=ingepland").first().waitFor();
  await clean(planner);
  assert.deepEqual([(await visit(ids[0])).state, (await visit(ids[1])).state], ["scheduled", "queued"]);
  await planner.click("main a[href^='/undo/together/']");
  await planner.locator("h1").waitFor();
  await clean(planner);
});

test("several technicians go on one visit: it stands in the day of each, and who goes along has no other then", async () => {
  const id = await scheduled(fatima, next, "10:00", "11:00");
  await planner.goto(`/visits/${id}`);
  await planner.click("a:has-text('Wie gaat er mee?')");
  await planner.check(`#page-dialog input[value="${marek}"]`);
  await clean(planner);
  await planner.click("#page-dialog .primary");
  await planner.locator("#page-dialog .error-summary").waitFor();
  await planner.fill("#page-dialog #overrule", "Komt even helpen");
  await planner.click("#page-dialog .primary");
  await planner.locator("#story >> text=Wie meegaat vastgesteld").first().waitFor();
  await open(planner);
  await cell(planner, fatima, next).locator(`#card-${id}`).waitFor();
  await cell(planner, marek, next).locator(`#card-${id}-${marek}`).getByText("gaat mee").waitFor();
  await clean(planner);
});

test("a day is put in the order of the shortest way, and says what that saves", async () => {
  const far = (await boss.order("customers/register", { kind: "company", name: "Ver weg", visiting: { street: "Markt 1", postcode: "9711 CD", city: "Groningen" } })).id;
  const free = await planner.evaluate((first) => {
    const day = new Date(`${first}T12:00Z`);
    day.setDate(day.getDate() + 7);
    return day.toISOString().slice(0, 10);
  }, day);
  const ids = [];
  for (const [at, extra] of [["08:00", {}], ["09:00", { customer: far, machine: undefined }], ["10:00", {}]]) {
    const id = await queued(extra);
    await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on: free, from: at, until: at.replace("00", "45") }, overrule: "Afgesproken" });
    ids.push(id);
  }
  await planner.goto(`/planning?view=day&week=${free}`);
  await planner.click(`a[href*="/planning/route"][href*="${marek}"]`);
  await planner.locator("main >> text=in plaats van").first().waitFor();
  await clean(planner);
  await Promise.all([planner.waitForEvent("load"), planner.click("form[action='/planning/proposal'] .primary")]);
  await clean(planner);
  const slots = await Promise.all(ids.map(async (id) => (await visit(id)).slot.from));
  assert.ok(slots[1] > slots[0] === slots[1] > slots[2], `the far one is at an end of the day: ${slots}`);
  await planner.goto(`/planning/route?technician=${marek}&on=${free}`);
  await planner.locator("main >> text=scheelt geen reistijd").waitFor();
  await clean(planner);
});

test("a planner keeps the roster: hours, skills, absence, and takes an absence back", async () => {
  await planner.goto("/planning/roster");
  await planner.click("#roster >> text=Fatima el Idrissi");
  for (const [field, text] of [["monday-from", "8.00"], ["monday-until", "16.30"], ["tuesday-from", "8.00"], ["tuesday-until", "12.00"]]) await planner.fill(`#${field}`, text);
  await Promise.all([planner.waitForEvent("load"), planner.click("form[action$=set-hours] button[type=submit]")]);
  assert.equal(await planner.inputValue("#tuesday-until"), "12.00");
  await planner.fill("#areas", "37, 38");
  await planner.check("input[name=kinds][value=maintenance]");
  await Promise.all([planner.waitForEvent("load"), planner.click("form[action$=set-skills] button[type=submit]")]);
  await planner.selectOption("#why", "training");
  await planner.fill("#from", day);
  await planner.fill("#until", day);
  await Promise.all([planner.waitForEvent("load"), planner.click("form[action$=plan-absence] button[type=submit]")]);
  await planner.locator("#away >> text=Cursus").waitFor();
  await clean(planner);
  await open(planner);
  await cell(planner, fatima, day).getByText("Cursus").waitFor();
  await planner.goto(`/planning/roster/${fatima}`);
  await Promise.all([planner.waitForEvent("load"), planner.click("#away form button")]);
  await planner.locator("#away >> text=Er is geen afwezigheid").waitFor();
  await boss.order(`users/${fatima}/set-hours`, {});
  await boss.order(`users/${fatima}/set-skills`, {});
  await clean(planner);
});

test("the board is narrowed to a technician, a town and a kind, and says so", async () => {
  await scheduled(marek, day, "07:00", "07:30");
  await open(planner);
  await planner.click("#board-filter summary");
  await clean(planner);
  await planner.selectOption("#filter-technician", marek);
  await planner.selectOption("#filter-show", "fault");
  await Promise.all([planner.waitForURL(/technician=/), planner.click("#board-filter button[type=submit]")]);
  assert.equal(await planner.locator("table.board tbody tr").count(), 1);
  assert.equal(await planner.locator(".job:not(.aside)").count(), 0, "what is not looked for stands back");
  assert.match(await planner.textContent("#board-filter summary"), /\(2\)/);
  await planner.click("#board-filter summary");
  await Promise.all([planner.waitForEvent("load"), planner.click("#board-filter a")]);
  assert.equal(await planner.locator("table.board tbody tr").count(), 3);
});

test("every view of the board is right at a desk, on a tablet, and in the dark", async () => {
  const pages = ["/planning", "/planning?view=day", "/planning?view=weeks", "/planning/print", "/planning/roster", `/planning/roster/${marek}`, "/planning/proposal"].map((page) => page + (/roster|proposal/.test(page) ? "" : `${page.includes("?") ? "&" : "?"}week=${day}`));
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
