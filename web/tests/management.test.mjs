// The desk and management in the browser: a task goes from hand to hand, the log says so, colleagues and settings are kept.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { SIZES, axe, clean, launchBrowser, openPage } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { PROGRAM, startWerkbank } from "./support/werkbank.mjs";

let data, werkbank, browser, boss, sanne, marek, task;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-management-"));
  [werkbank, browser] = await Promise.all([startWerkbank({ data }), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(boss, "marek", "Marek Kowalski", ["planner"]);
  await colleague(boss, "fatima", "Fatima el Idrissi", ["planner"]);
  task = randomUUID();
  await boss.order(`tasks/${task}/raise`, {
    kind: "article-out",
    assignee: { role: "sales" },
    weight: "alert",
    about: `article-${randomUUID()}`,
    words: { article: "DP-1", name: "Drukpomp" },
  });
  sanne = await signIn(browser, werkbank.url, "sanne");
  marek = await signIn(browser, werkbank.url, "marek");
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

test("a task is taken, handed on with a note, and done by the other", async () => {
  await sanne.goto("/tasks");
  await clean(sanne);
  await sanne.click(`#task-${task} button.dark`);
  await sanne.goto(`/tasks/${task}/pass`);
  const both = { to: { role: "planner", user: randomUUID() }, note: "Wie van beide" };
  const refused = await (await sanne.request.post(`/api/v1/tasks/${task}/hand-on`, { data: both })).json();
  assert.deepEqual(refused.errors, [{ field: "to", message: "Kies er één, niet allebei." }]);
  await sanne.check("input[name=_whom][value=user]");
  await sanne.selectOption("#to-user", { label: "Marek Kowalski" });
  await sanne.fill("#note", "Jij kent de leverancier");
  await clean(sanne);
  await sanne.click("main button.primary");
  await sanne.waitForURL(/\/tasks$/);
  assert.equal(await sanne.locator(`#task-${task}`).count(), 0);
  await marek.goto("/tasks");
  assert.match(await marek.locator(`#task-${task}`).textContent(), /Jij kent de leverancier/);
  await marek.goto(`/tasks/${task}`);
  await clean(marek);
  await marek.fill("#note", "Besteld");
  await marek.click("#finish button[type=submit]");
  await marek.waitForURL(/\/tasks$/);
  await marek.goto("/tasks?view=done");
  assert.match(await marek.locator(`#task-${task}`).textContent(), /Besteld/);
});

test("a task by hand goes to another department from the customer's card, and what of it is a colleague's is asked for", async () => {
  const visiting = { street: "Kade 9", postcode: "3511 AD", city: "Utrecht" };
  const customer = (await boss.order("customers/register", { kind: "company", name: "Garage Terpstra", visiting })).id;
  const fatima = await signIn(browser, werkbank.url, "fatima");
  await sanne.goto(`/customers/${customer}`);
  await sanne.click("#message a[href*='/tasks/new']");
  await sanne.click("dialog[open] button.primary");
  await sanne.waitForSelector("dialog[open] .error-summary");
  await sanne.fill("dialog[open] #note", "Bel over de plaatsing");
  await sanne.selectOption("dialog[open] #assignee-role", "planner");
  await sanne.fill("dialog[open] #due", "morgen");
  await clean(sanne);
  await sanne.click("dialog[open] button.primary");
  await sanne.waitForSelector(".toast >> text=De taak is gemaakt");
  await fatima.waitForSelector("#bell .dot");
  await marek.goto("/tasks");
  const row = marek.locator("#tasks li", { hasText: "Bel over de plaatsing" });
  assert.match(await row.textContent(), /Garage Terpstra/);
  const path = await row.locator("a[href*='/tasks/']").first().getAttribute("href");
  const refused = await sanne.request.post(`/api/v1${path}/take`);
  assert.match((await refused.json()).title ?? "", /andere afdeling/, "another department's task");
  await sanne.goto(path);
  assert.equal(await sanne.locator("main form").count(), 0, "nor is it offered");
  // Two planners look at it: what one does the other sees at once, and may take it over.
  await fatima.goto(path);
  await marek.goto(path);
  await marek.click("#task-head button.primary");
  await fatima.waitForSelector("#task-head .badge >> text=Opgepakt");
  await clean(fatima);
  await Promise.all([fatima.waitForEvent("load"), fatima.click("#task-head button >> text=Overnemen")]);
  await marek.goto("/tasks");
  await marek.waitForSelector("#tasks >> text=Een collega heeft een taak van u overgenomen");
  await clean(marek);
  await fatima.context().close();
});

test("the log names who did it, and shows what it was before and after", async () => {
  await boss.order("settings/company/set-payment-days", { days: 21 });
  await boss.goto("/log?kind=settings");
  await clean(boss);
  await boss.click("#log tbody tr:first-child th a");
  await boss.click("#chosen a[href^='/log/']");
  await boss.waitForURL(/\/log\/\d+$/);
  assert.match(await boss.locator("#about").textContent(), /Directie/);
  assert.equal(await boss.locator("#changes del").textContent(), "30");
  assert.equal(await boss.locator("#changes ins").textContent(), "21");
  await clean(boss);
});

test("the chosen entry stands beside the list: by hand, by keys and without script", async () => {
  await boss.goto("/log?kind=settings");
  await boss.evaluate(() => (window.same = true));
  await boss.click("#log tbody tr:nth-child(2) th a");
  await boss.waitForURL(/kind=settings&entry=\d+/);
  const title = () => boss.locator("#entry h2").textContent();
  assert.equal(await title(), await boss.locator("#log tr[aria-current] th a").textContent());
  assert.match(await boss.locator("#entry .facts").textContent(), /Wie[^]*Wanneer[^]*Opdracht/);
  await clean(boss);
  assert.equal(await boss.evaluate(() => document.activeElement.closest("#entry") !== null), true, "who reads by ear is there");
  // One row on, by keys.
  const second = await boss.locator("#log tbody tr:nth-child(3)").getAttribute("id");
  await boss.keyboard.press("j");
  await boss.keyboard.press("Enter");
  await boss.waitForURL(new RegExp(`entry=${second.slice("entry-".length)}$`));
  await boss.locator(`#${second}.selected`).waitFor();
  await boss.keyboard.press("Escape");
  await boss.waitForURL(/kind=settings$/);
  await boss.locator("#chosen .empty").waitFor();
  assert.equal(await boss.evaluate(() => document.activeElement.closest("tr")?.id), second, "and back in the list");
  assert.equal(await boss.evaluate(() => window.same), true, "the page was never left");
  const plain = await openPage(browser, werkbank.url, { javaScriptEnabled: false, storageState: await boss.context().storageState() });
  await plain.goto("/log?kind=settings");
  await plain.click("#log tbody tr:nth-child(2) th a");
  assert.match(plain.url(), /kind=settings&entry=\d+/);
  assert.equal(await plain.locator("#entry h2").textContent(), await plain.locator("#log tr.selected th a").textContent());
  await plain.context().close();
});

test("what followed is reached beside the list, and on a tablet the entry lies over it until it is closed", async () => {
  const tablet = await openPage(browser, werkbank.url, { viewport: SIZES.tablet, storageState: await boss.context().storageState() });
  await tablet.goto("/log?kind=user");
  assert.equal(await tablet.locator("#chosen").isVisible(), false);
  await tablet.click("#log tbody tr:first-child th a");
  await tablet.locator("#chosen.open").waitFor();
  await clean(tablet);
  const width = await tablet.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(width[0] <= width[1], width.join(" "));
  await tablet.click("#chosen a[aria-label=Sluiten]");
  await tablet.locator("#chosen").waitFor({ state: "hidden" });
  await tablet.context().close();
});

test("the log is asked by period: ready-made, a day before and after by keys, and days of one's own", async () => {
  await boss.goto("/log?kind=settings");
  await boss.click("#period a:has-text('Vandaag')");
  await boss.waitForURL(/kind=settings&period=today$/);
  await boss.locator("#log tbody tr").first().waitFor();
  await boss.locator('a[href^="/export/log.xlsx"][href*="from="]').waitFor();
  await boss.keyboard.press("[");
  await boss.waitForURL(/from=\d{4}-\d\d-\d\d&until=/);
  await boss.locator("#period a[aria-current]:has-text('Gisteren')").waitFor();
  await boss.locator("#log .empty").waitFor();
  await clean(boss);
  await boss.keyboard.press("]");
  await boss.locator("#period a[aria-current]:has-text('Vandaag')").waitFor();
  assert.equal(await boss.locator("#period a[data-key=']']").count(), 0, "nothing lies ahead");
  await boss.fill("#from", "gisteren");
  await boss.fill("#until", "vandaag");
  await boss.click("#period button[type=submit]");
  await boss.waitForURL(/from=gisteren&until=vandaag/);
  assert.ok(await boss.locator("#log tbody tr").count());
  // Another filter keeps the days.
  await boss.selectOption("#kind", "user");
  await boss.waitForURL(/kind=user.*from=\d{4}/);
});

test("who may not see the log is told so", async () => {
  const answer = await sanne.goto("/log");
  assert.equal(answer.status(), 403);
});

test("the administrator adds a colleague, who is then in the list", async () => {
  await boss.goto("/users/new");
  await boss.fill("#name", "Nadia Smit");
  await boss.fill("#login", "nadia");
  await boss.fill("#password", "kort");
  await boss.check("input[value=finance]");
  await clean(boss);
  await boss.click("main button.primary");
  await boss.locator("#password-error").waitFor();
  assert.ok(await boss.isChecked("input[value=finance]"));
  await boss.fill("#password", "een lang wachtwoord");
  await boss.click("main button.primary");
  await boss.waitForURL(/\/users\/[0-9a-f-]{36}$/);
  await clean(boss);
  await boss.goto("/users");
  assert.match(await boss.locator("#users").textContent(), /Nadia Smit/);
  await clean(boss);
});

test("a password that the administrator resets signs the colleague out at once", async () => {
  await colleague(boss, "olga", "Olga Vos", ["sales"]);
  const olga = await signIn(browser, werkbank.url, "olga");
  await boss.goto("/users");
  await boss.click("#users a:has-text('Olga Vos')");
  await boss.waitForURL(/\/users\/[0-9a-f-]{36}$/);
  await boss.fill("input[name=password]", "een ander wachtwoord");
  await Promise.all([boss.waitForEvent("load"), boss.click("form[action$='/reset-password'] button[type=submit]")]);
  await olga.goto("/customers");
  assert.match(olga.url(), /\/sign-in/);
  await boss.goto("/customers");
  assert.match(boss.url(), /\/customers$/);
});

test("the working hours that promises count are a setting", async () => {
  await boss.goto("/settings");
  const hours = boss.locator("form[action$='/set-opening-hours']");
  assert.equal(await hours.locator("#until").inputValue(), "17:00");
  await hours.locator("#until").fill("7.30");
  await hours.getByRole("button").click();
  assert.match(await boss.locator(".error-summary").innerText(), /De werkdag eindigt nadat hij begint/);
  await hours.locator("#until").fill("16.30");
  await hours.getByRole("button").click();
  await boss.locator(".error-summary").waitFor({ state: "detached" });
  assert.equal(await hours.locator("#until").inputValue(), "16:30");
});

test("settings, rights, mails and one's own account are clean", async () => {
  for (const path of ["/settings", "/settings/vat", "/settings/hourly", "/permissions", "/mails", "/account"]) {
    await boss.goto(path);
    await clean(boss);
  }
});

test("the log is searched while typing, and what is found goes out to Excel", async () => {
  await boss.goto("/log");
  await boss.fill("#log-search", "nadia");
  await boss.waitForURL(/search=nadia/);
  await boss.locator("#log tbody tr", { hasText: "Medewerker" }).first().waitFor();
  await clean(boss);
  await boss.locator(`a[href*="search=nadia"][href^="/export/log.xlsx"]`).waitFor();
  const href = await boss.locator('a[href^="/export/log.xlsx"]').getAttribute("href");
  assert.match(href, /search=nadia/);
  const whole = await boss.request.get("/export/log.xlsx?from=2020-01-01T00:00:00Z");
  const found = await boss.request.get(href);
  assert.equal(found.status(), 200);
  assert.equal((await found.body()).subarray(0, 2).toString(), "PK");
  assert.ok((await found.body()).length < (await whole.body()).length);
});

test("management sees how things stand, and every figure leads to its list", async () => {
  await colleague(boss, "mila", "Mila van der Berg", ["management"]);
  const mila = await signIn(browser, werkbank.url, "mila");
  await clean(mila);
  const hrefs = await mila.locator("a.kpi").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(hrefs.length >= 10, hrefs.join(" "));
  for (const href of new Set(hrefs)) assert.equal((await mila.request.get(href)).status(), 200, href);
  await mila.context().close();
});

test("management and the administrator see when the log was backed up and anchored last", async () => {
  const mila = await signIn(browser, werkbank.url, "mila");
  const says = async (page, panel) => (await page.textContent(panel)).replaceAll(/\s+/g, " ");
  for (const page of [mila, boss]) {
    await page.goto("/");
    assert.match(await says(page, "#backups"), /Back-ups.*Niet ingesteld.*\[backup\] in werkbank\.toml/);
    assert.match(await says(page, "#anchor"), /Zegel van het logboek.*(Nog geen\. Elke ochtend|Tot en met stand)/);
  }
  const folder = await mkdtemp(join(tmpdir(), "werkbank-backups-"));
  const [to, keys] = [join(folder, "to"), join(folder, "keys")];
  await Promise.all([to, keys].map((place) => mkdir(place)));
  await promisify(execFile)(PROGRAM, ["backup", "--data", werkbank.data, "--to", to, "--keys-to", keys]);
  // Where the backups lie may be out of reach.
  await rm(folder, { recursive: true });
  for (const page of [mila, boss]) {
    await page.goto("/");
    assert.match(await says(page, "#backups"), /Met de hand.*Laatste ?vandaag .*, volledig.*gebeurtenissen: \d+, bestanden: 0, [\d,]+ MB.*teruggelezen en heel.*volledige: 1, aanvullingen: 0.*kopieën: 1/);
    await clean(page);
  }
  await mila.context().close();
});

/** Writes into a department's tables from beside, as no one should. */
async function meddle(department, sql) {
  const folder = join(werkbank.data, "read");
  const [file] = (await readdir(folder)).filter((name) => name.startsWith(`${department}.v`) && name.endsWith(".db"));
  const script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=10); db.execute(sys.argv[2]); db.commit()";
  await promisify(execFile)("python3", ["-c", script, join(folder, file), sql]);
}

test("one department's lists stand still: the health page and the administrator hear which, the others go on, also after a start", async () => {
  const ready = async () => {
    const answer = await fetch(`${werkbank.url}/health/ready`);
    return [answer.status, (await answer.json()).stalled];
  };
  await meddle("finance", "CREATE TRIGGER broken BEFORE INSERT ON customers BEGIN SELECT RAISE(ABORT, 'disk is sour'); END");
  const visiting = { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" };
  const { id } = await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", visiting });
  await until("finance to stand still", async () => (await ready())[0] === 503);
  assert.deepEqual(await ready(), [503, ["finance"]]);
  const restart = async (settings) => {
    await werkbank.stop();
    werkbank = await startWerkbank({ data: werkbank.data, listen: new URL(werkbank.url).host, ...settings });
  };
  for (const again of [false, true]) {
    if (again) await restart({ ready: "/health/live" });
    if (again) await until("finance to stand still", async () => (await ready())[0] === 503);
    await boss.goto(`/customers/${id}`);
    assert.match(await boss.textContent("h1"), /De Linde/, "the other departments go on");
    assert.match(await boss.textContent("#standing-still"), /Facturen[^]*disk is sour/);
    assert.equal((await boss.textContent("[data-connection]")).trim(), "Verbonden", "what stands still is not kept up to date");
    assert.deepEqual(await axe(boss), []);
    await marek.goto("/planning");
    assert.match(await marek.textContent("#standing-still"), /Facturen/);
    assert.doesNotMatch(await marek.textContent("#standing-still"), /sour/);
  }
  await meddle("finance", "DROP TRIGGER broken");
  await until("finance to go on", async () => (await ready())[0] === 200);
  await boss.goto("/invoices");
  assert.equal(await boss.locator("#standing-still").count(), 0);
});
