// Files that are torn, cut, overwritten or gone: each start says in a sentence what is wrong and what to do, and makes nothing worse.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { foundByProgram, register, report } from "./support/caller.mjs";
import { PASSWORD } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { runToEnd, startWerkbank, verify } from "./support/werkbank.mjs";

const PAGE = 4096;
let folder, closed, killed, damaged, werkbank, caller;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "werkbank-torn-"));
  [closed, killed, damaged] = ["closed", "killed", "damaged"].map((name) => join(folder, name));
  werkbank = await startWerkbank({ data: closed });
  caller = await foundByProgram(() => werkbank.url);
  for (let n = 0; n < 20; n += 1)
    await Promise.all([caller.order(register(`Klant ${n}`)), caller.order(report(caller.customer, `Storing ${n}`))]);
  await settled(20);
  // So it lies there after a power cut, and so when it was stopped in order.
  await werkbank.stop("SIGKILL");
  await cp(closed, killed, { recursive: true });
  werkbank = await startWerkbank({ data: closed });
  await werkbank.stop();
});
afterEach(() => werkbank.stop());
after(async () => {
  await werkbank?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const file = (name) => join(damaged, name);
const size = (name) => statSync(file(name)).size;
/** Writes rubbish over a part of a file. */
function overwrite(name, at, bytes) {
  const open = openSync(file(name), "r+");
  writeSync(open, Buffer.alloc(bytes, 0x5a), 0, bytes, at);
  closeSync(open);
}
/** Gives a table another name of as many letters. */
function rename(name, from, to) {
  const bytes = readFileSync(file(name));
  for (const [was, is] of [[`table${from}${from}`, `table${to}${to}`], [`CREATE TABLE ${from}`, `CREATE TABLE ${to}`]]) {
    const at = bytes.indexOf(was);
    assert.ok(at > 0, was);
    bytes.write(is, at);
  }
  writeFileSync(file(name), bytes);
}
const cut = (name, to) => truncateSync(file(name), to);
const tables = (department) => `read/${readdirSync(file("read")).find((name) => name.startsWith(department) && name.endsWith(".db"))}`;
/** Every file of the folder with what is in it, but for the log, which counts how often it was opened, and for what lies beside a database. */
function contents() {
  const names = readdirSync(damaged, { recursive: true }).filter((name) => !/^events|-shm$|-wal$/.test(name) && statSync(file(name)).isFile());
  return new Map(names.map((name) => [name, createHash("sha256").update(readFileSync(file(name))).digest("hex")]));
}

/** Waits until what follows from so many faults has happened, and gives how often each happened. */
function settled(faults) {
  return until("what follows", async () => {
    const entries = await caller.all("log");
    const counts = ["fault_reported", "visit_requested", "mail_queued", "mail_sent"].map((type) => entries.filter((entry) => entry.type === type).length);
    return counts.every((count) => count >= faults) && counts;
  }, 30_000);
}

async function damage(from, how) {
  await rm(damaged, { recursive: true, force: true });
  await cp(from(), damaged, { recursive: true });
  how();
}

const serve = () => runToEnd(["serve", "--data", damaged, "--listen", "127.0.0.1:0"]);

for (const [what, from, how, says] of [
  ["the log's beginning is overwritten", () => closed, () => overwrite("events.db", 0, PAGE), /^events\.db is damaged .*`werkbank restore` the newest backup/],
  ["the log is cut in half", () => closed, () => cut("events.db", size("events.db") / 2), /^events\.db is damaged .*newest backup/],
  ["the log is cut in the middle of a page", () => closed, () => cut("events.db", PAGE + 900), /^events\.db is damaged .*newest backup/],
  ["the log is empty", () => closed, () => cut("events.db", 0), /^events\.db in .* is missing or empty, but keys\.db of its log is there: put it back/],
  ["the log is gone", () => closed, () => rmSync(file("events.db")), /^events\.db in .* is missing or empty/],
  ["the log's journal is cut", () => killed, () => cut("events.db-wal", size("events.db-wal") - 40_000), /^the log is damaged: it ends at position \d+, but the read tables saw position \d+\..*backup.*werkbank rebuild/],
  ["the log's journal is torn in the middle", () => killed, () => overwrite("events.db-wal", Math.floor(size("events.db-wal") / 2), 100), /^the log is damaged: it ends at position \d+, but/],
  ["the log's journal is gone", () => killed, () => rmSync(file("events.db-wal")), /^the log is damaged: it ends at position 0, but/],
  ["the keys' beginning is overwritten", () => closed, () => overwrite("keys.db", 0, PAGE), /^keys\.db is damaged .*newest backup/],
  ["the keys are overwritten", () => closed, () => overwrite("keys.db", PAGE, PAGE), /^keys\.db is damaged .*newest backup/],
  ["the keys' table is gone", () => closed, () => rename("keys.db", "keys", "kexs"), /^keys\.db is damaged \(no such table: keys\): keep a copy of it, and put the newest copy of the keys in its place, the newest backup's keys-….db, without keys\.db-wal and keys\.db-shm$/m],
  ["the keys are empty", () => closed, () => cut("keys.db", 0), /^keys\.db in .* is missing or empty, and without it nobody's data can be read: put it back/],
  ["the keys are gone", () => closed, () => rmSync(file("keys.db")), /^keys\.db in .* is missing or empty/],
  ["the master key is gone", () => closed, () => rmSync(file("master.key")), /^keys: master\.key is missing, and without it nobody's data can be read: put it back/],
  ["the master key is of another folder", () => closed, () => writeFileSync(file("master.key"), "ab".repeat(32)), /^the master key in .*master\.key is another one \(\w{16}\) than the keys are wrapped with \(\w{16}\): put the one in its place that belongs to this data folder, or to the backup/],
  ["the master key is no key", () => closed, () => writeFileSync(file("master.key"), "sleutel"), /master\.key does not hold 64 hexadecimal digits: put it back/],
]) {
  test(`${what}: the start says so and what to do, a second one says the same, and nothing is made worse`, async () => {
    await damage(from, how);
    const first = await serve();
    assert.equal(first.code, 1, first.said);
    assert.equal(first.out, "");
    const said = first.said.replace(/^werkbank: /, "");
    assert.match(said, says);
    assert.equal(said.trim().split("\n").length, 1, said);
    const left = contents();
    assert.deepEqual(await serve(), first);
    assert.deepEqual(contents(), left);
  });
}

test("a log that lost its end goes on from there when one says so, and nothing that happens then is passed over", async () => {
  await damage(() => killed, () => cut("events.db-wal", size("events.db-wal") - 40_000));
  assert.equal((await serve()).code, 1);
  assert.equal((await runToEnd(["rebuild", "--data", damaged])).code, 0);
  werkbank = await startWerkbank({ data: damaged });
  const { id } = await caller.order(report(caller.customer, "Na het verlies"));
  await caller.ask(`faults/${id}`);
  await werkbank.stop();
  assert.match(await verify(damaged), /whole/);
});

for (const [what, how] of [
  ["a department's tables are overwritten from the beginning", () => overwrite(tables("maintenance"), 0, PAGE)],
  ["a department's tables are cut", () => cut(tables("customers"), 3 * PAGE)],
  ["a department's tables are empty", () => cut(tables("access"), 0)],
  ["all read tables are gone", () => rmSync(file("read"), { recursive: true })],
  ["the sessions are damaged", () => overwrite("sessions.db", 0, PAGE)],
  ["the reactors' checkpoints are damaged", () => overwrite("reactors.db", 0, 2 * PAGE)],
  ["the locks' shared memory is left behind", () => writeFileSync(file("events.db-shm"), Buffer.alloc(8 * PAGE, 0x5a))],
]) {
  test(`${what}: it is made anew, and nothing is done twice`, async () => {
    await damage(() => closed, how);
    const { token } = caller;
    assert.match(await verify(damaged), /whole/, "the log itself is whole");
    werkbank = await startWerkbank({ data: damaged });
    caller.token = (await caller.order({ path: "session", body: { login: "directie", password: PASSWORD } })).token;
    assert.equal((await caller.all("customers?search=klant")).length, 20);
    const { id } = await caller.order(report(caller.customer, "Na de schade"));
    await caller.ask(`faults/${id}`);
    // A mail that is in hand at a stop is left to a person: all are out before it.
    assert.deepEqual(await settled(21), [21, 21, 21, 21]);
    await werkbank.stop();
    werkbank = await startWerkbank({ data: damaged });
    assert.deepEqual(await settled(21), [21, 21, 21, 21]);
    caller.token = token;
  });
}

test("a department's tables that are damaged inside are made anew, or named with the command that makes them anew, which does", async (t) => {
  const PARTS = 24; // so small that opening the tables does not meet all of it
  let named = 0;
  for (let part = 0; part < PARTS; part += 1) {
    const share = () => Math.floor(size(tables("maintenance")) / PARTS / PAGE) * PAGE;
    await damage(() => closed, () => overwrite(tables("maintenance"), PAGE + part * share(), share()));
    werkbank = await startWerkbank({ data: damaged, ready: "/health/live" });
    const { id } = await caller.order(report(caller.customer, "Na de schade"));
    const answers = await Promise.all(["/faults", "/planning", "/visits", `/faults/${id}`].map((path) => caller.page(path).then((page) => page.status)));
    const { stalled } = await (await fetch(`${werkbank.url}/health/ready`)).json();
    await werkbank.stop();
    if (answers.includes(503) || stalled.length) {
      assert.match(werkbank.output(), /malformed; `werkbank rebuild` makes them anew/);
      named += 1;
      const { code, said } = await runToEnd(["rebuild", "--data", damaged]);
      assert.equal(code, 0, said);
      werkbank = await startWerkbank({ data: damaged });
      assert.equal((await caller.page(`/faults/${id}`)).status, 200);
      await werkbank.stop();
    }
  }
  assert.ok(named > 0, "no damage was met");
  t.diagnostic(`of ${PARTS} parts ${named} were named, the others made anew or not met`);
});

test("a page of the log is overwritten: verify names the first event that is not as it was", async () => {
  await damage(() => closed, () => overwrite("events.db", 3 * PAGE, 6 * PAGE));
  const { code, said } = await runToEnd(["verify", "--data", damaged]);
  assert.equal(code, 1);
  assert.match(said, /the log is damaged at position \d+|events\.db/);
});
