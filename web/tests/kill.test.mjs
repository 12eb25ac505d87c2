// The plug is pulled in the middle of work: whatever was acknowledged is in the log, nothing is half done, and asking again does nothing twice.
// WERKBANK_KILLS says how often (20 when it says nothing), WERKBANK_SEED at which moments.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { foundByProgram, register, report } from "./support/caller.mjs";
import { chance, times } from "./support/chance.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank, verify } from "./support/werkbank.mjs";

const KILLS = times("WERKBANK_KILLS", 20);
const CALLERS = 8;
const { seed, between } = chance();

let data, werkbank, caller;
/** Every command that was acknowledged: what was asked, and the answer. */
const acknowledged = [];
/** Every mail that lay in the outbox when the program was dead. */
const delivered = new Set();
/** Up to here the log was looked at. */
let looked = 0;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-kill-"));
  await mkdir(join(data, "delivered"));
  werkbank = await startWerkbank({ data });
  caller = await foundByProgram(() => werkbank.url);
});
after(async () => {
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

const draft = () => ({
  path: "invoices/draft", key: randomUUID(),
  body: { customer: caller.customer, items: [{ description: "Voorrijden", quantity: "1", price: "100 EUR" }] },
});
const issue = (id) => ({ path: `invoices/${id}/issue`, key: randomUUID(), body: {} });

/** Callers who work until the line breaks; the plug is pulled a moment after `enough` commands were acknowledged. Gives what was under way. */
async function workUntilKilled(round, enough, moment_ms) {
  const underWay = new Set();
  let count = 0, killed = null;
  const run = async (command) => {
    underWay.add(command);
    const answer = await caller.order(command);
    underWay.delete(command);
    acknowledged.push({ ...command, answer });
    count += 1;
    if (count === enough) killed = new Promise((gone) => setTimeout(() => gone(werkbank.stop("SIGKILL")), moment_ms));
    return answer;
  };
  const work = async (n) => {
    try {
      for (let turn = 0; ; turn += 1) {
        await run(register(`Klant ${round}.${n}.${turn}`));
        await run(report(caller.customer, `Storing ${round}.${n}.${turn}`));
        await run(issue((await run(draft())).id));
      }
    } catch (error) {
      // The line broke: nobody knows whether it was done.
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, n) => work(n)));
  assert.ok(killed, "the program ended before it was killed");
  await killed;
  return [...underWay];
}

/** Takes the mails out of the outbox: one that is written once more would lie there again. */
async function collectMails() {
  for (const name of await readdir(join(data, "outbox")).catch(() => [])) {
    if (!name.endsWith(".eml")) continue;
    assert.ok(!delivered.has(name), `${name} was sent twice`);
    delivered.add(name);
    await rename(join(data, "outbox", name), join(data, "delivered", name));
  }
}

/** What stands in the log since it was looked at last, by position. */
async function newEntries() {
  const entries = new Map();
  for (let after = ""; after !== null; ) {
    const page = await caller.ask(`log?${after && `after=${encodeURIComponent(after)}`}`);
    for (const entry of page.rows) entries.set(entry.position, entry);
    const reached = page.rows.some((entry) => entry.position <= looked);
    after = reached ? null : (page.next ?? null);
  }
  return entries;
}

test(`pulled out and started again ${KILLS} times (seed ${seed}): nothing that was acknowledged is lost, nothing is done twice`, async (t) => {
  for (let round = 1; round <= KILLS; round += 1) {
    const told = acknowledged.length;
    const underWay = await workUntilKilled(round, between(5, 60), between(0, 12));
    assert.match(await verify(data), /whole/);
    await collectMails();
    werkbank = await startWerkbank({ data });

    const entries = await newEntries();
    for (const { path, answer } of acknowledged.slice(told)) {
      assert.ok(entries.has(answer.position), `${path} was acknowledged at ${answer.position} and is not in the log (seed ${seed}, round ${round})`);
      assert.ok(entries.get(answer.position).stream.endsWith(answer.id), path);
    }
    looked = Math.max(looked, ...entries.keys());
    for (const { answer, ...command } of acknowledged.slice(told)) {
      const again = await caller.order(command);
      assert.deepEqual([again.id, again.position], [answer.id, answer.position], command.path);
    }
    for (const command of underWay) {
      const first = await caller.order(command);
      const second = await caller.order(command);
      assert.deepEqual([second.id, second.position], [first.id, first.position], command.path);
      acknowledged.push({ ...command, answer: first });
    }
  }
  t.diagnostic(`${KILLS} kills, ${acknowledged.length} commands, ${delivered.size} mails so far, seed ${seed}`);
});

test("after all that every number was given once, and each fault has one visit and one confirmation, sent at most once", async (t) => {
  const done = (path) => acknowledged.filter((command) => command.path === path || (path === "issue" && command.path.endsWith("/issue")));
  const customers = await caller.all("customers?search=klant");
  assert.equal(customers.length, done("customers/register").length);
  const invoices = await caller.all("invoices?view=all");
  const numbers = invoices.map((invoice) => invoice.number).filter(Boolean).sort((one, other) => one.localeCompare(other, "nl", { numeric: true }));
  assert.equal(numbers.length, done("issue").length);
  numbers.forEach((number, n) => assert.match(number, new RegExp(`-${String(n + 1).padStart(4, "0")}$`)));
  const faults = done("faults/report").map((command) => command.answer.id);
  const about = (entries, ...wanted) => entries.filter((entry) => wanted.includes(entry.type));
  const mails = faults.length + numbers.length;
  const entries = await until("every mail to be sent, or to be left to a person", async () => {
    const entries = await caller.all("log");
    return about(entries, "mail_sent", "mail_failed").length >= mails && entries;
  }, 60_000 + KILLS * 2_000);
  assert.equal(about(entries, "fault_reported").length, faults.length);
  assert.equal(about(entries, "visit_requested").length, faults.length);
  assert.equal(about(entries, "mail_queued").length, mails);
  assert.equal(about(entries, "mail_sent", "mail_failed").length, mails);
  for (const fault of faults) assert.equal((await caller.ask(`faults/${fault}`)).visits.length, 1);

  await werkbank.stop();
  await collectMails();
  const of = (entries) => entries.map((entry) => entry.stream.replace(/^mail-/, "") + ".eml");
  const [sent, left] = [of(about(entries, "mail_sent")), of(about(entries, "mail_failed"))];
  for (const mail of sent) assert.ok(delivered.has(mail), `${mail} counts as sent and lies nowhere`);
  for (const mail of delivered) assert.ok(sent.includes(mail) || left.includes(mail), `${mail} was sent and nobody knows`);
  assert.match(await verify(data), /whole/);
  t.diagnostic(`${sent.length} mails sent, ${left.length} left to a person, ${entries.length} events`);
});
