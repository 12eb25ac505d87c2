// The log on a KurrentDB, through the program: moved there and back, proved, backed up, and through trouble.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { PASSWORD } from "./support/company.mjs";
import { startKurrentDb } from "./support/kurrentdb.mjs";
import { until } from "./support/process.mjs";
import { PROGRAM, startWerkbank } from "./support/werkbank.mjs";

// What goes wrong is set at the test server's panel, and a real server may hold a log already.
const options = { skip: Boolean(process.env.WERKBANK_TEST_KURRENTDB) };
let folder, data, kurrent;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "werkbank-kurrentdb-"));
  data = join(folder, "data");
  kurrent = await startKurrentDb();
});
after(async () => {
  await kurrent?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs the program to its end; it must succeed. */
function run(args, { input = "", env = {}, of = data } = {}) {
  const child = spawn(PROGRAM, [...args, "--data", of], { env: { ...process.env, WERKBANK_LOG: "error", ...env } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  child.stdin.on("error", () => {}).end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
}

const onServer = () => ({ WERKBANK_EVENT_STORE: kurrent.url });
const add = (login, role, more) => run(["user", "add", login, "--name", "Bea Heer", "--role", role], { input: `${PASSWORD}\n`, ...more });
const head = (said) => said.match(/(\d+) events, whole.* Head ([0-9a-f]{64})/)?.slice(1).join(":");

const customer = (name) => ({ kind: "company", name, visiting: { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" } });

async function signIn(url, login) {
  const body = JSON.stringify({ login, password: PASSWORD });
  const answer = await fetch(`${url}/api/v1/session`, { method: "POST", headers: { "content-type": "application/json" }, body });
  assert.ok(answer.ok, `${login}: ${answer.status}`);
  return { url, authorization: `Bearer ${(await answer.json()).token}` };
}

async function order({ url, authorization }, path, command) {
  const headers = { "content-type": "application/json", authorization };
  const answer = await fetch(`${url}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(command) });
  return { status: answer.status, text: await answer.text() };
}

test("a log moves to the server with its chain, is proved there, and goes on", options, async () => {
  assert.equal((await add("beheer", "administrator")).code, 0);
  const before = await run(["verify"]);
  const moved = await run(["migrate-log", "--to", kurrent.url]);
  assert.equal(moved.code, 0, moved.said);
  assert.ok(head(moved.said) && head(moved.said) === head(before.said), moved.said);
  assert.match(moved.said, /events-moved\.db/);
  const there = await run(["verify"], { env: onServer() });
  assert.equal(head(there.said), head(before.said), there.said);
  // Without the server's name nothing is begun anew in its place.
  const gone = await run(["user", "list"]);
  assert.notEqual(gone.code, 0);
  assert.equal((await add("sanne", "sales", { env: onServer() })).code, 0);
  const list = await run(["user", "list"], { env: onServer() });
  assert.match(list.said, /beheer[^]*sanne/);
});

test("backups are made of it, also while it is served", options, async () => {
  const [to, keys] = [join(folder, "to"), join(folder, "keys")];
  for (const place of [to, keys]) await mkdir(place);
  const backup = () => run(["backup", "--to", to, "--keys-to", keys], { env: onServer() });
  assert.match((await backup()).said, /-full: \d+ events up to position \d+/);
  const werkbank = await startWerkbank({ data, env: onServer() });
  try {
    const at = await signIn(werkbank.url, "sanne");
    const made = await order(at, "customers/register", customer("Zorggroep De Linde"));
    assert.equal(made.status, 201, made.text);
    const more = await backup();
    assert.match(more.said, /-increment: [1-9]\d* events up to position \d+/);
    const verified = await run(["verify", "--backups", to], { env: onServer() });
    assert.match(verified.said, /whole[^]*As noted in the backup/);
  } finally {
    await werkbank.stop();
  }
  const restored = await run(["restore", "--from", to, "--keys-from", keys], { env: onServer(), of: join(folder, "restored") });
  assert.match(restored.said, /leave event_store out/);
});

test("read tables are worked out anew, checked, repaired and filled ahead while it is served from there", options, async () => {
  const werkbank = await startWerkbank({ data, env: onServer() });
  try {
    const anew = await run(["rebuild", "sales"], { env: onServer() });
    assert.match(anew.said, /^\d+ events taken in by sales in /);
    const ahead = await run(["rebuild", "--ahead", "access"], { env: onServer() });
    assert.match(ahead.said, /^\d+ events taken in by access in [^]*The next start of this version serves them/);
    const [file] = (await readdir(join(data, "read"))).filter((name) => /^access\.v\d+\.db$/.test(name));
    const script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=10); db.execute(\"UPDATE users SET name = 'Iemand'\"); db.commit()";
    await promisify(execFile)("python3", ["-c", script, join(data, "read", file)]);
    const differs = await run(["check"], { env: onServer() });
    assert.equal(differs.code, 1, differs.said);
    assert.match(differs.said, /^access: .*: 1 differ$/m);
    assert.equal((await run(["check", "--repair"], { env: onServer() })).code, 0);
    assert.doesNotMatch((await run(["check"], { env: onServer() })).said, /differ/);
  } finally {
    await werkbank.stop();
  }
});

test("while the server takes nothing this is said, and it goes on by itself afterwards", options, async () => {
  const werkbank = await startWerkbank({ data, env: onServer() });
  try {
    const at = await signIn(werkbank.url, "sanne");
    await kurrent.panel({ fault: { call: "append", fault: "unavailable-before", times: 100_000 } });
    const refused = await order(at, "customers/register", customer("Sportcentrum Overvecht"));
    assert.equal(refused.status, 503, refused.text);
    assert.equal((await fetch(`${werkbank.url}/health/ready`)).status, 503);
    await kurrent.panel("clear");
    await until("ready again", async () => (await fetch(`${werkbank.url}/health/ready`)).ok);
    const made = await order(at, "customers/register", customer("Sportcentrum Overvecht"));
    assert.equal(made.status, 201, made.text);
    assert.doesNotMatch(werkbank.output(), /changeit/);
  } finally {
    await werkbank.stop();
  }
});

test("a server that is not there, or is named wrongly, is named without its password", options, async () => {
  const wrong = await run(["serve"], { env: { WERKBANK_EVENT_STORE: "https://admin:geheim@127.0.0.1:9" } });
  assert.match(wrong.said, /WERKBANK_EVENT_STORE is …; use a connection string/);
  const gone = await run(["user", "list"], { env: { WERKBANK_EVENT_STORE: "esdb://admin:geheim@127.0.0.1:9?tls=false", WERKBANK_LOG: "info" } });
  assert.match(gone.said, /^werkbank: .*the log can't be reached: esdb:\/\/127\.0\.0\.1:9: no server answers\. See that KurrentDB runs there .*event_store \(WERKBANK_EVENT_STORE\)\n$/);
  for (const { code, said } of [wrong, gone]) {
    assert.notEqual(code, 0);
    assert.doesNotMatch(said, /geheim/);
  }
});

test("the log moves back into a folder, and is the same there", options, async () => {
  const back = join(folder, "back");
  await mkdir(back);
  for (const file of ["keys.db", "master.key"]) await copyFile(join(data, file), join(back, file));
  const there = await run(["verify"], { env: onServer() });
  const moved = await run(["migrate-log", "--from"], { env: onServer(), of: back });
  assert.equal(head(moved.said), head(there.said), moved.said);
  assert.equal(head((await run(["verify"], { of: back })).said), head(there.said));
  assert.ok((await stat(join(back, "events.db"))).size > 0);
  const list = await run(["user", "list"], { of: back });
  assert.match(list.said, /beheer[^]*sanne/);
});
