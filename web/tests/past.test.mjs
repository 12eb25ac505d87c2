// Looking back in the browser: any page as it was on a day, by mouse, keyboard and address; and back to now.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const THEN = "2027-03-02T10:00";
let data, werkbank, browser, customer, fault, checklist;

/** Commands of a colleague, one after the other. */
const orders = (page) => async (path, body = {}) => {
  const answer = await page.request.post(`/api/v1/${path}`, { data: body });
  assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
};

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-past-"));
  [werkbank, browser] = await Promise.all([startWerkbank({ data, args: ["--now", "2027-03-02T08:00"] }), launchBrowser()]);
  const boss = await found(browser, werkbank.url);
  for (const [login, name, role] of [["sanne", "Sanne de Wit", "sales"], ["mila", "Mila de Groot", "management"], ["marek", "Marek Nowak", "technician"], ["youssef", "Youssef Amrani", "planner"]])
    await colleague(boss, login, name, [role]);
  const order = orders(await signIn(browser, werkbank.url, "sanne"));
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await order("customers/register", { kind: "company", name: "Café De Oude Naam", visiting })).id;
  fault = (await order("faults/report", { customer, problem: "De ketel fluit", urgency: "high" })).id;
  const plans = orders(await signIn(browser, werkbank.url, "youssef"));
  checklist = (await plans("checklists/save", { name: "Onderhoud", kinds: ["maintenance"], lines: [{ what: "Spoelen" }] })).id;
  await until("the visit", async () => (await boss.ask("log?kind=visit")).rows.length === 1);
  await werkbank.stop();
  // A week later.
  werkbank = await startWerkbank({ data, args: ["--now", "2027-03-09T08:00"] });
  const later = orders(await signIn(browser, werkbank.url, "sanne"));
  await later(`customers/${customer}/change`, { kind: "company", name: "Brasserie Nieuw", visiting });
  await later(`faults/${fault}/cancel`, { reason: "Hoeft niet meer" });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

test("a page is shown as it was, links stay there, nothing can be changed, and one is back with one click", async () => {
  const sanne = await signIn(browser, werkbank.url, "sanne");
  await sanne.goto(`/customers/${customer}`);
  assert.equal(await sanne.textContent("h1"), "Brasserie Nieuw");
  await sanne.click(".look-back summary");
  await clean(sanne);
  await sanne.fill("#as_of", THEN);
  await sanne.click(".look-back button");
  await sanne.locator("h1", { hasText: "Café De Oude Naam" }).waitFor();
  assert.match(await sanne.textContent("#looking-back"), /U bekijkt de stand van dinsdag 2 maart 2027 10\.00\. Wijzigen kan alleen in het nu\./);
  assert.equal(await sanne.locator("main form[method=post]:visible, a[href*='/edit']").count(), 0, "nothing that changes anything");
  await clean(sanne);
  // From the card to the fault that was open then, to the list, and to a search.
  await sanne.click(`main a[href*="/faults/${fault}"]`);
  await sanne.waitForURL(new RegExp(`/faults/${fault}\\?as_of=`));
  assert.doesNotMatch(await sanne.textContent("main"), /Hoeft niet meer/);
  await clean(sanne);
  await sanne.click(".sidebar a[href^='/faults']");
  await sanne.locator("main", { hasText: "De ketel fluit" }).waitFor();
  await sanne.fill("#search", "oude naam");
  await sanne.locator("#search-list [role=option]", { hasText: "Café De Oude Naam" }).waitFor();
  await sanne.keyboard.press("Enter");
  await sanne.locator("#looking-back").waitFor();
  await sanne.goto(`/customers/${customer}?as_of=${THEN}`);
  await sanne.click("#looking-back a[data-now]");
  await sanne.locator("h1", { hasText: "Brasserie Nieuw" }).waitFor();
  assert.equal(await sanne.locator("#looking-back").count(), 0);
  assert.doesNotMatch(sanne.url(), /as_of/);
  await sanne.context().close();
});

test("what is typed to search a list goes along to another moment and back, and the band stays in sight", async () => {
  const sanne = await signIn(browser, werkbank.url, "sanne");
  await sanne.goto("/customers");
  const search = sanne.locator("main form[data-autosubmit] input[type=search]");
  await search.fill("naam");
  await sanne.waitForURL(/search=naam/);
  await sanne.click(".look-back summary");
  await sanne.fill("#as_of", THEN);
  await sanne.click(".look-back button");
  await sanne.waitForURL(/search=naam.*as_of=|as_of=.*search=naam/);
  await sanne.locator("main", { hasText: "Café De Oude Naam" }).waitFor();
  await search.fill("oude");
  await sanne.waitForURL(/search=oude/);
  await clean(sanne);
  await sanne.setViewportSize({ width: 1440, height: 400 });
  await sanne.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const band = await sanne.locator("#looking-back").boundingBox();
  assert.ok(band.y >= 0 && band.y < 100, JSON.stringify(band));
  await sanne.click("#looking-back a[data-now]");
  await sanne.waitForURL((to) => to.searchParams.get("search") === "oude" && !to.searchParams.has("as_of"));
  await sanne.context().close();
});

test("home, planning and lists of departments open at a moment as well", async () => {
  const youssef = await signIn(browser, werkbank.url, "youssef");
  for (const path of ["/", "/planning", "/planning/list", "/faults", "/customers", "/tasks", "/stock", "/contracts", "/mails", "/machines", "/machines/labels", "/checklists", "/counters", `/checklists/${checklist}`]) {
    const answer = await youssef.goto(`${path}?as_of=${THEN}`);
    assert.equal(answer.status(), 200, path);
    await youssef.locator("#looking-back").waitFor();
    assert.equal(await youssef.locator("main form[method=post]:visible").count(), 0, path);
    await clean(youssef);
  }
  for (const [login, path] of [["sanne", "/opportunities"], ["mila", "/reviews"]]) {
    const page = await signIn(browser, werkbank.url, login);
    assert.equal((await page.goto(`${path}?as_of=${THEN}`)).status(), 200, path);
    assert.equal(await page.locator("main form[method=post]:visible").count(), 0, path);
    await clean(page);
    await page.context().close();
  }
  await youssef.goto(`/planning?as_of=${THEN}`);
  assert.match(await youssef.textContent("main"), /De ketel fluit|Oude Naam/, "the visit waited then");
  const refused = await youssef.request.post(`/api/v1/visits/request?as_of=${THEN}`, { data: {} });
  assert.equal(refused.status(), 409);
  await youssef.context().close();
});

test("management walks along the time bar of the log, with the keyboard too, and opens a thing as it was", async () => {
  const mila = await signIn(browser, werkbank.url, "mila");
  await mila.goto("/log");
  assert.match(await mila.textContent(".travel"), /Toon de gegevens zoals ze waren op/);
  await clean(mila);
  await mila.focus("#travel");
  assert.match(await mila.getAttribute("#travel", "aria-valuetext"), /^dinsdag 9 maart 2027 .*wijziging/);
  await mila.keyboard.press("ArrowLeft");
  await mila.locator("#looking-back", { hasText: "maandag 8 maart 2027 23.59" }).waitFor();
  assert.equal(await mila.locator("tr", { hasText: "Storing geannuleerd" }).count(), 0, "it had not happened yet");
  await clean(mila);
  // Change by change: the last one then, and the one before it.
  const moment = await mila.textContent(".travel .moment");
  await mila.click(".travel .actions a >> nth=1");
  await mila.waitForURL(/as_of=\d+$/);
  assert.notEqual(await mila.textContent(".travel .moment"), moment);
  // Further back than the bar reaches: it moves along.
  await mila.click(".travel .actions a:has-text('Weken ervoor')");
  await mila.waitForURL(/as_of=2027-01-2/);
  const [first, day, last] = await mila.$eval("#travel", (bar) => [bar.min, bar.value, bar.max].map(Number));
  assert.ok(first < day && day < last, `${first} ${day} ${last}`);
  await mila.click(".travel a[data-now]");
  await mila.waitForURL((to) => to.pathname === "/log" && to.search === "");
  const log = await (await mila.request.get(`/api/v1/log?customer=${customer}`)).json();
  const registered = log.rows.find((entry) => entry.type === "customer_registered");
  const { changes } = await (await mila.request.get(`/api/v1/log/${registered.position}`)).json();
  assert.ok(changes.some(({ after }) => after === "Café De Oude Naam"), "a program reads what changed as well");
  await mila.goto(`/log/${registered.position}`);
  await mila.click("#then-title ~ * a, section[aria-labelledby='then-title'] header a");
  await mila.locator("h1", { hasText: "Café De Oude Naam" }).waitFor();
  await mila.locator("#looking-back").waitFor();
  await mila.context().close();
});

test("from what came by itself the way leads back to who began it, with the rule and the setting of then", async () => {
  const mila = await signIn(browser, werkbank.url, "mila");
  const ask = async (path) => (await mila.request.get(`/api/v1/${path}`)).json();
  const visit = (await ask("log?kind=visit")).rows.find((entry) => entry.type === "visit_requested");
  const boss = await signIn(browser, werkbank.url, "directie");
  const opening = await boss.request.post("/api/v1/settings/company/set-opening-hours", { data: { from: "07:00", until: "16:00" } });
  assert.ok(opening.ok(), await opening.text());
  const why = await ask(`why/${visit.stream}`);
  assert.deepEqual(why.map((step) => step.entry.type), ["visit_requested", "fault_reported"]);
  assert.deepEqual([why[0].rule, why[0].setting], ["Elke storing krijgt een bezoek in de planning.", "Werktijd toen: 08.00 tot 17.00."]);
  assert.equal(why[1].entry.person_name, "Sanne de Wit");
  // And forward: all that followed from her act.
  const { followed } = await ask(`log/${why[1].entry.position}`);
  assert.ok(followed.some((step) => step.entry.type === "visit_requested" && step.depth === 1));
  // The planner reads it on the visit's page, without the log.
  const youssef = await signIn(browser, werkbank.url, "youssef");
  await youssef.goto(`/visits/${visit.stream.slice("visit-".length)}`);
  const said = await youssef.textContent("section[aria-labelledby=why-title], #why");
  assert.match(said, /Bezoek aangevraagd.*Werkbank zelf.*Elke storing krijgt een bezoek in de planning\. Werktijd toen: 08\.00 tot 17\.00\..*Storing gemeld.*Storing S-.*Sanne de Wit/s);
  assert.equal(await youssef.locator("main a[href^='/log/']").count(), 0);
  await clean(youssef);
  for (const page of [mila, boss, youssef]) await page.context().close();
});

test("a technician may not look back, and is not offered it", async () => {
  const marek = await signIn(browser, werkbank.url, "marek", { allow: [/403/] });
  await marek.goto("/");
  assert.equal(await marek.locator(".look-back").count(), 0);
  assert.equal((await marek.goto(`/customers?as_of=${THEN}`)).status(), 403);
  await marek.context().close();
});

test("it reads on a tablet and in the dark", async () => {
  const sanne = await signIn(browser, werkbank.url, "sanne", { viewport: SIZES.tablet, colorScheme: "dark" });
  await sanne.goto(`/customers/${customer}?as_of=${THEN}`);
  await clean(sanne);
  assert.equal(await sanne.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await sanne.context().close();
});
