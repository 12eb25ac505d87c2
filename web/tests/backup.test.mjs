// Backups by the program: while it serves, by the clock and by hand; restored elsewhere, all is there, and what was cut off is found.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { until } from "./support/process.mjs";
import { PROGRAM, startWerkbank } from "./support/werkbank.mjs";

const PASSWORD = "een lang wachtwoord";
let folder, data, to, keys, werkbank;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "werkbank-backup-"));
  [data, to, keys] = ["data", "to", "keys"].map((name) => join(folder, name));
  await Promise.all([data, to, keys].map((name) => mkdir(name)));
});
after(async () => {
  await werkbank?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs the program to its end. */
function run(...args) {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, WERKBANK_LOG: "warn" } };
    execFile(PROGRAM, args, options, (error, out, err) => resolve({ code: error?.code ?? 0, out, err }));
  });
}

async function signedIn({ url }) {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ login: "directie", password: PASSWORD }),
  });
  assert.ok(answer.ok, await answer.clone().text());
  const { token } = await answer.json();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const ask = async (path) => (await fetch(`${url}/api/v1/${path}`, { headers })).json();
  const register = async (name) => {
    const body = JSON.stringify({ kind: "company", name, visiting: { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" } });
    const answer = await fetch(`${url}/api/v1/customers/register`, { method: "POST", headers: { ...headers, "idempotency-key": randomUUID() }, body });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  };
  const cookie = `__Host-werkbank=${token}`;
  const asManagement = { method: "POST", body: new URLSearchParams({ role: "management" }), headers: { cookie, origin: url, "sec-fetch-site": "same-origin" } };
  await fetch(`${url}/session/role`, asManagement);
  const page = async (path) => (await fetch(url + path, { headers: { cookie } })).text();
  return { ask, register, page };
}

const backup = (...more) => run("backup", "--data", data, "--to", to, "--keys-to", keys, ...more);
const backups = async (kind) => (await readdir(to)).filter((name) => name.endsWith(kind));

test("a served folder is backed up: all of it first, then what is new", async () => {
  const early = await run("backup", "--data", data, "--to", to, "--keys-to", keys);
  assert.match(early.err, /holds no log/);
  const token = "een lang en geheim token";
  werkbank = await startWerkbank({ data, env: { WERKBANK_METRICS_TOKEN: token } });
  const form = new URLSearchParams({ name: "Directie", login: "directie", password: PASSWORD });
  const origin = { origin: werkbank.url, "sec-fetch-site": "same-origin" };
  await fetch(`${werkbank.url}/set-up`, { method: "POST", body: form, headers: origin, redirect: "manual" });
  const { register } = await signedIn(werkbank);
  await register("De Linde");

  const nowhere = await run("backup", "--data", data, "--to", to);
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.err, /say with --keys-to where to, or under \[backup\] in werkbank\.toml/);
  const gone = await run("backup", "--data", data, "--to", join(folder, "gone"), "--keys-to", keys);
  assert.equal(gone.code, 1);
  assert.match(gone.err, /the backup folder .* can't be reached/);

  const full = await backup();
  assert.equal(full.code, 0, full.err);
  assert.match(full.out, /-full: \d+ events up to position \d+, 0 files, \d+ bytes; read back and whole\.\nkeys-.*: \d+ keys\.\nThe master key is in neither/);
  // None is configured here: that one was made is known all the same.
  const measured = await (await fetch(`${werkbank.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  const at = Number(measured.match(/^werkbank_last_backup_timestamp_seconds (\d+)$/m)?.[1]);
  assert.ok(Math.abs(at - Date.now() / 1000) < 600, measured);
  await register("De Tol");
  const next = await backup();
  assert.match(next.out, /-increment: [1-9]\d* events up to/);
  assert.deepEqual([(await backups("-full")).length, (await backups("-increment")).length], [1, 1]);
  const master = await readFile(join(data, "master.key"), "utf8");
  for (const place of [to, keys])
    for (const name of await readdir(place, { recursive: true }))
      assert.ok(name.endsWith("-full") || name.endsWith("-increment") || !(await readFile(join(place, name))).includes(master.trim()), name);
});

test("restored elsewhere everyone signs in and everything is there, and it is proved", async () => {
  const anew = join(folder, "anew");
  const from = ["--from", to, "--keys-from", keys];
  const unkeyed = await run("restore", ...from, "--data", anew);
  assert.equal(unkeyed.code, 1);
  assert.match(unkeyed.err, /the master key is needed: put it into .*master\.key/);
  await mkdir(anew);
  await copyFile(join(data, "master.key"), join(anew, "master.key"));
  const done = await run("restore", ...from, "--data", anew);
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /^Restored from \S+-increment up to position \d+, [\d-]+ [\d:]+: \d+ keys, 0 files\. Every event is whole/);
  assert.match((await run("restore", ...from, "--data", anew)).err, /holds .* already; restore to an empty folder/);
  assert.match((await run("verify", "--data", anew)).out, /events, whole/);
  // It is another log: who asks backups that know nothing of it is told so.
  const asked = await run("verify", "--data", anew, "--backups", to);
  assert.deepEqual([asked.code, /there is no backup of this log/.test(asked.err)], [1, true], asked.err);

  const restored = await startWerkbank({ data: anew });
  const { ask } = await signedIn(restored);
  const names = (await ask("customers")).rows.map((customer) => customer.name).sort();
  assert.deepEqual(names, ["De Linde", "De Tol"]);
  assert.ok((await ask("log")).rows.some((entry) => entry.type === "log_restored"));
  await restored.stop();
});

test("a log whose end was cut off is found out by what its backups know", async () => {
  await werkbank.stop();
  const whole = await run("verify", "--data", data, "--backups", to);
  assert.match(whole.out, /whole\. Head [0-9a-f]{64}\nAs noted in the backup \S+-increment\.\n$/);
  const older = join(folder, "older");
  await mkdir(older);
  await copyFile(join(data, "events.db"), join(older, "events.db"));
  const { out } = await run("verify", "--data", data);
  const newest = Number(out.match(/^\d+/)[0]);
  await writeFile(join(data, "werkbank.toml"), `[backup]\nto = ${JSON.stringify(to)}\nkeys_to = ${JSON.stringify(keys)}\n`);
  werkbank = await startWerkbank({ data });
  const { register } = await signedIn(werkbank);
  await register("Het Anker");
  assert.match((await backup()).out, /-increment|Nothing new/);
  const cut = await run("verify", "--data", older, "--backups", to);
  assert.equal(cut.code, 1);
  assert.match(cut.err, new RegExp(`damaged at position ${newest + 1}: missing: the log ends at position ${newest}, but the backup`));
});

test("what is configured is done by the clock, and a damaged backup is named", async () => {
  await werkbank.stop();
  const before = (await readdir(keys)).length;
  // The day after tomorrow: the night's backup is due at the start.
  const later = `${new Date(Date.now() + 48 * 3600_000).toISOString().slice(0, 10)}T12:00`;
  const token = "een lang en geheim token";
  werkbank = await startWerkbank({ data, args: ["--now", later], env: { WERKBANK_METRICS_TOKEN: token } });
  await until("a backup by itself", async () => (await readdir(keys)).length > before && (await readdir(keys)).every((name) => !name.endsWith(".part")), 30_000);
  await until("that it is told", async () => {
    const told = await (await fetch(`${werkbank.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
    return Number(told.match(/^werkbank_last_backup_timestamp_seconds (\d+)$/m)?.[1]) > Date.now() / 1000 + 24 * 3600;
  });
  const { page } = await signedIn(werkbank);
  const home = await until("the morning's anchor", async () => {
    const home = await page("/");
    return /id="anchor"[^]*href="\/log\/\d+"[^]*[0-9a-f]{64}/.test(home) && home;
  }, 30_000);
  assert.match(home, /id="backups"[^]*Op tijd[^]*aanvulling[^]*35 dagen[^]*30 dagen[^]*om 02\.00/);
  await werkbank.stop();
  werkbank = undefined;
  const [first] = await backups("-full");
  const file = join(to, first, "events.jsonl.gz");
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] ^= 1;
  await writeFile(file, bytes);
  const target = join(folder, "never");
  await mkdir(target);
  await copyFile(join(data, "master.key"), join(target, "master.key"));
  const refused = await run("restore", "--from", to, "--keys-from", keys, "--data", target);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /the backup is damaged: .*events\.jsonl\.gz is not what was written/);
  assert.deepEqual(await readdir(target), ["master.key"]);
});
