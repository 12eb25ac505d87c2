// The machine's clock jumps to and fro while the program serves (Linux): time in the log never goes back, nothing comes twice.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { foundByProgram, register, report } from "./support/caller.mjs";
import { PASSWORD } from "./support/company.mjs";
import { prepareFaults } from "./support/faults.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank, verify } from "./support/werkbank.mjs";

const HOUR = 3_600;
let faults, werkbank, caller;

before(async () => {
  faults = await prepareFaults();
  werkbank = await startWerkbank({ env: faults.env, args: ["--now", "2027-03-02T08:00"] });
  caller = await foundByProgram(() => werkbank.url);
});
after(async () => {
  faults?.say();
  await werkbank?.stop();
  await faults?.clear();
});

const entries = (...types) => caller.all("log").then((all) => all.filter((entry) => types.length === 0 || types.includes(entry.type)).reverse());

test("while it jumps people work on; the time of events never goes back, and each mail is sent once", async (t) => {
  const jumps = [0, -90, 30, -HOUR, 2 * HOUR, 0, -6 * HOUR, 3 * HOUR, -5, 4 * HOUR, 0];
  for (const [n, jump] of jumps.entries()) {
    faults.say(`clock ${jump}`);
    await Promise.all([caller.order(register(`Sprong ${n}`)), caller.order(report(caller.customer, `Sprong ${n}`))]);
  }
  faults.say(`clock ${5 * HOUR}`);
  await until("every mail to be sent", async () => (await entries("mail_sent")).length === jumps.length);
  const all = await entries();
  all.slice(1).forEach((entry, n) => assert.ok(entry.position > all[n].position && entry.at >= all[n].at, `${entry.position} is of before ${all[n].position}`));
  const mails = (await readdir(join(werkbank.data, "outbox"))).filter((name) => name.endsWith(".eml"));
  assert.equal(mails.length, jumps.length);
  assert.equal((await entries("mail_sending_begun")).length, jumps.length, "none was taken in hand twice");
  t.diagnostic(`${jumps.length} jumps, ${all.length} events`);
});

test("a job of the clock strikes once a time, however often the clock passes it", async () => {
  const struck = async () => (await entries("clock_struck")).length;
  const before = await struck();
  // Who comes back after so many hours signs in again.
  const jumpTo = async (hours) => {
    faults.say(`clock ${hours * HOUR}`);
    caller.token = (await caller.order({ path: "session", body: { login: "directie", password: PASSWORD } })).token;
  };
  await jumpTo(24);
  await until("the jobs of a day", async () => (await struck()) > before, 30_000);
  const once = await struck();
  // Back and forth over the same times, and a day on, so that it is seen that the clock was looked at meanwhile.
  for (const hours of [0, 24, 12, 24, 48]) await jumpTo(hours);
  await until("the jobs of the next day", async () => (await struck()) > once, 30_000);
  const all = await entries("clock_struck");
  const jobs = new Map();
  for (const entry of all) jobs.set(entry.stream, (jobs.get(entry.stream) ?? 0) + 1);
  // The start, the first day and the second: no job more often.
  for (const [job, count] of jobs) assert.ok(count <= 3, `${job} struck ${count} times`);
  assert.match(await verify(werkbank.data), /whole/);
});
