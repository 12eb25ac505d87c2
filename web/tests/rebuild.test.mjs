// Read tables are worked out anew while people work: by the administrator's button, by the command, through a kill, at a start.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { clean, launchBrowser, openPage } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { runToEnd, startWerkbank, verify } from "./support/werkbank.mjs";

const TOKEN = "twintig tekens of meer";
const SOUR = "CREATE TRIGGER broken BEFORE INSERT ON customers BEGIN SELECT RAISE(ABORT, 'disk is sour'); END";
let data, werkbank, browser, boss, customer;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-rebuild-"));
  [werkbank, browser] = await Promise.all([start(), launchBrowser()]);
  // Lists that are being built are answered with 503 on purpose.
  boss = await found(browser, werkbank.url);
  await colleague(boss, "beheer", "Bea Heer", ["administrator"]);
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  customer = await register("Bakkerij De Korenaar");
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

const start = (settings) => startWerkbank({ data, env: { WERKBANK_METRICS_TOKEN: TOKEN }, ...settings });
async function restart({ signal, ...settings } = {}) {
  const listen = new URL(werkbank.url).host;
  await werkbank.stop(signal);
  werkbank = await start({ listen, ...settings });
}
const visiting = { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" };
const register = async (name) => (await boss.order("customers/register", { kind: "company", name, visiting })).id;
const says = async (page, selector) => (await page.locator(selector).textContent()).replace(/\s+/g, " ");
const ready = async () => (await fetch(`${werkbank.url}/health/ready`)).json();
const nameOf = async (id) => (await boss.ask(`customers/${id}`)).customer.name;
const name = () => nameOf(customer);

const fileOf = async (folder, department) => {
  const files = await readdir(folder);
  return join(folder, files.find((file) => file.startsWith(`${department}.v`) && file.endsWith(".db")));
};
const read = () => join(data, "read");
const beside = () => join(read(), "beside");
/** Writes into a file of tables from beside, as no one should. */
async function meddle(file, sql) {
  const script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=10); db.execute(sys.argv[2]); db.commit()";
  await promisify(execFile)("python3", ["-c", script, file, sql]);
}
const spoil = async () => meddle(await fileOf(read(), "customers"), "UPDATE customers SET name = 'Iemand anders'");

/** Asks without a pause until told to stop; gives the answers' statuses. */
function asking(path) {
  const statuses = new Map();
  let stop = false;
  const done = (async () => {
    while (!stop) {
      const { status } = await fetch(werkbank.url + path, { headers: { cookie } });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    return Object.fromEntries(statuses);
  })();
  return () => ((stop = true), done);
}
let cookie;

test("the command works tables out anew while people ask; what was changed by hand is gone, and no request fails", async () => {
  cookie = (await boss.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await spoil();
  assert.equal(await name(), "Iemand anders");
  const stop = [asking("/customers"), asking(`/customers/${customer}`), asking("/")];
  for (const departments of [["customers"], []]) {
    const { code, out, said } = await runToEnd(["rebuild", "--data", data, ...departments]);
    assert.equal(code, 0, said);
    assert.match(out, /^\d+ events taken in by (customers|every department) in /);
  }
  for (const end of stop) {
    const statuses = await end();
    assert.deepEqual(Object.keys(statuses), ["200"]);
  }
  assert.equal(await name(), "Bakkerij De Korenaar");
  assert.deepEqual((await readdir(read())).filter((file) => file === "beside" || file === "rebuild.json"), []);
  const unknown = await runToEnd(["rebuild", "--data", data, "kantine"]);
  assert.deepEqual([unknown.code, unknown.out], [1, ""]);
  assert.match(unknown.said, /there is no department kantine; there are customers, sales, /);
});

test("an administrator builds a department's lists again with a button; who may not is refused", async () => {
  const beheer = await signIn(browser, werkbank.url, "beheer");
  await clean(beheer);
  await spoil();
  await beheer.getByRole("button", { name: "Klanten opnieuw opbouwen" }).click();
  await beheer.getByRole("status").filter({ hasText: "De lijsten worden opnieuw opgebouwd" }).waitFor();
  await until("the name to be healed", async () => (await name()) === "Bakkerij De Korenaar");
  await spoil();
  await beheer.getByRole("button", { name: "Alles opnieuw opbouwen" }).focus();
  await beheer.keyboard.press("Enter");
  await until("the name to be healed", async () => (await name()) === "Bakkerij De Korenaar");
  await clean(beheer);
  const sanne = await signIn(browser, werkbank.url, "sanne");
  const origin = { origin: werkbank.url };
  assert.equal((await sanne.request.post("/health/rebuild", { form: { department: "customers" }, headers: origin })).status(), 403);
  assert.equal((await beheer.request.post("/health/rebuild", { form: { department: "kantine" }, headers: origin })).status(), 404);
  await sanne.context().close();
  await beheer.context().close();
});

test("an event that new tables can't take in is named; people go on with the old ones, also after a kill, and after the mend it goes on by itself", async () => {
  await restart(); // what the tables have taken in stands in the file
  await mkdir(beside());
  await cp(await fileOf(read(), "finance"), join(beside(), (await fileOf(read(), "finance")).split("/").pop()));
  await meddle(await fileOf(beside(), "finance"), SOUR);
  const kapper = await register("Kapper Knip");
  const beheer = await signIn(browser, werkbank.url, "beheer");
  const { code, said } = await runToEnd(["rebuild", "--data", data, "finance"]);
  assert.equal(code, 1);
  assert.match(said, /the tables of finance are not worked out anew: customer_registered at position \d+ can't be taken in: .*disk is sour.*goes on with it by itself/);
  await beheer.goto("/");
  assert.match(await says(beheer, "#health-finance"), /Facturen ?Staat stil.*\d+ % van \d+ gebeurtenissen.*customer_registered at position \d+ .*disk is sour/);
  await clean(beheer);
  assert.equal((await beheer.goto("/invoices")).status(), 200);
  assert.deepEqual((await ready()).status, "ready", "what people see is well");
  await restart({ signal: "SIGKILL" });
  await beheer.goto("/");
  await beheer.locator("#health-finance", { hasText: "disk is sour" }).waitFor();
  const metrics = await (await fetch(`${werkbank.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  const value = (line) => Number(metrics.match(new RegExp(`^${line.replace(/[{}"]/g, "\\$&")} (.*)$`, "m"))[1]);
  assert.ok(value('werkbank_rebuild_position{department="finance"}') < value("werkbank_log_position"), "it went on where it was");
  assert.equal(value('werkbank_rebuild_position{department="sales"}'), value("werkbank_log_position"));
  await meddle(await fileOf(beside(), "finance"), "DROP TRIGGER broken");
  await beheer.locator("#health-finance", { hasText: "Bij" }).waitFor();
  await until("nothing left to do", async () => !(await readdir(read())).includes("rebuild.json"));
  assert.equal(await nameOf(kapper), "Kapper Knip");
  assert.match((await runToEnd(["check", "--data", data])).out, /^finance: \d+ tables with \d+ rows at position \d+: as the log makes them$/m);
  await beheer.context().close();
});

test("a start serves the others while one department's lists are built; who asks for those sees how far they are, and then them", async () => {
  await meddle(await fileOf(read(), "finance"), SOUR);
  await register("Garage Terpstra");
  await until("finance to stand still", async () => (await ready()).stalled.join() === "finance");
  await restart({ args: ["--at-most-behind", "0"], ready: "/health/live" });
  await until("finance to stand still", async () => (await ready()).stalled.join() === "finance");
  const health = await ready();
  assert.match(health.why.finance, /customer_registered at position \d+ .*disk is sour/);
  assert.equal(health.filling.finance.of - health.filling.finance.done > 0, true);
  const beheer = await signIn(browser, werkbank.url, "beheer", { allow: [/503/] });
  assert.match(await says(beheer, "#health-finance"), /Facturen ?Staat stil.*staat stil na gebeurtenis \d+: customer_registered at position/);
  await clean(beheer);
  assert.equal((await beheer.goto("/customers")).status(), 200);
  assert.equal((await beheer.goto("/invoices")).status(), 503);
  assert.match(await says(beheer, "main"), /Deze lijsten worden opgebouwd.*Facturen: \d+ % van \d+ gebeurtenissen.*Deze pagina opent zodra het klaar is/);
  await clean(beheer);
  const answer = await boss.request.get("/api/v1/invoices");
  assert.equal(answer.status(), 503);
  const problem = await answer.json();
  assert.equal(problem.code, "filling");
  assert.equal(problem.filling.department, "finance");
  const english = await openPage(browser, werkbank.url, { allow: [/503/], locale: "en-GB" });
  await english.context().addCookies(await beheer.context().cookies());
  await english.goto("/invoices");
  assert.match(await says(english, "main"), /Deze lijsten worden opgebouwd/, "in the colleague's own language, not the browser's");
  await english.context().close();
  await meddle(await fileOf(read(), "finance"), "DROP TRIGGER broken");
  await beheer.locator("h1", { hasText: "Facturen" }).waitFor();
  assert.equal((await ready()).status, "ready");
  await clean(beheer);
  await beheer.context().close();
});

test("a check names the rows that were changed by hand, and repairs them while people work, and when nobody serves", async () => {
  for (const serves of [true, false]) {
    if (!serves) await werkbank.stop();
    await spoil();
    const found = await runToEnd(["check", "--data", data, "customers", "desk"]);
    assert.equal(found.code, 1);
    assert.match(found.out, /^customers: \d+ tables with \d+ rows at position \d+: 1 differ$/m);
    assert.match(found.out, /^ {4}changed: 1$/m);
    assert.match(found.out, /^desk: .*: as the log makes them$/m);
    assert.match(found.said, /the read tables of customers are not as the log makes them: `werkbank check --repair`/);
    const repaired = await runToEnd(["check", "--data", data, "--repair"]);
    assert.equal(repaired.code, 0, repaired.said);
    assert.match(repaired.out, /events taken in by customers in /);
    const whole = await runToEnd(["check", "--data", data, "--all"]);
    assert.equal(whole.code, 0, whole.out);
    assert.match(whole.out, /^ {2}customers: \d+ rows, checksum [0-9a-f]{32}$/m);
  }
  werkbank = await start({ listen: new URL(werkbank.url).host });
  assert.equal(await name(), "Bakkerij De Korenaar");
});

test("tables are filled ahead while the program serves, and the next start serves them", async () => {
  const none = await runToEnd(["rebuild", "--ahead", "--data", data]);
  assert.deepEqual([none.code, none.out], [0, "The read tables have this version already.\n"]);
  await spoil();
  const { code, out, said } = await runToEnd(["rebuild", "--ahead", "--data", data, "customers"]);
  assert.equal(code, 0, said);
  assert.match(out, /events taken in by customers in .*\nThe next start of this version serves them\.\n/);
  assert.equal(await name(), "Iemand anders", "until then the old ones are served");
  await restart({ args: ["--at-most-behind", "0"] });
  assert.equal(await name(), "Bakkerij De Korenaar");
  assert.match(await verify(data), /whole/);
});
