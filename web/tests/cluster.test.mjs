// Two programs on one log: both are worked with, exactly one lets things follow, and when it is killed the other goes on with that.
// WERKBANK_TAKEOVERS says how often (3 when it says nothing), WERKBANK_SEED at which moments.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { callerAt, foundByProgram, register, report } from "./support/caller.mjs";
import { chance, times } from "./support/chance.mjs";
import { startKurrentDb } from "./support/kurrentdb.mjs";
import { startMailServer } from "./support/mail-server.mjs";
import { until } from "./support/process.mjs";
import { runToEnd, startWerkbank } from "./support/werkbank.mjs";

// The log is taken for new, and a real server may hold one already.
const options = { skip: Boolean(process.env.WERKBANK_TEST_KURRENTDB) };
const TAKEOVERS = times("WERKBANK_TAKEOVERS", 3);
const CALLERS = 3;
const ADDRESS = "info@delinde.test";
const { seed, between } = chance();

let folder, env, kurrent, mail;
/** What runs, or ran last, on each data folder; and who calls there. */
const nodes = ["one", "two"].map((name) => ({ name, program: null, caller: null }));
const acknowledged = [];
let inDoubt = 0;

async function startNode(node) {
  const data = join(folder, node.name);
  await mkdir(data, { recursive: true });
  node.program = await startWerkbank({ data, env });
}

const leads = (node) => {
  const said = node.program.output();
  return said.lastIndexOf("lets things follow now") > said.lastIndexOf("may let things follow now");
};
const leader = () => until("one of both to let things follow", () => nodes.find((node) => leads(node)), 30_000);

before(async () => {
  if (options.skip) return;
  folder = await mkdtemp(join(tmpdir(), "werkbank-cluster-"));
  await mkdir(join(folder, "shared"));
  [kurrent, mail] = await Promise.all([startKurrentDb(), startMailServer({ users: { [ADDRESS]: "geheim" } })]);
  const smtp = { WERKBANK_SMTP_HOST: "127.0.0.1", WERKBANK_SMTP_PORT: String(mail.smtpPort), WERKBANK_SMTP_SECURITY: "none" };
  env = { WERKBANK_EVENT_STORE: kurrent.url, WERKBANK_SHARED: join(folder, "shared"), ...smtp };
  for (const node of nodes) await startNode(node);
  const [one, two] = nodes;
  one.caller = await foundByProgram(() => one.program.url);
  two.caller = await until("the administrator at the other", () => callerAt(() => two.program.url, one.caller.customer));
});
after(async () => {
  await Promise.all(nodes.map(({ program }) => program?.stop()));
  await Promise.all([kurrent?.stop(), mail?.stop()]);
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test("what is told to either is shown by both at once", options, async () => {
  for (const [here, there] of [nodes, nodes.toReversed()]) {
    const { id } = await here.caller.order(register(`Klant van ${here.name}`));
    acknowledged.push({ path: "customers/register" });
    await until("the other to show it", () => there.caller.ask(`customers/${id}`));
  }
});

test("a command with its key is done once, whichever of both hears it again", options, async () => {
  const command = register("Tweemaal gevraagd");
  const [first, second] = await Promise.all(nodes.map(({ caller }) => caller.order(command)));
  acknowledged.push(command);
  assert.deepEqual([second.id, second.position], [first.id, first.position]);
});

/** Callers at both report faults; the one that lets things follow is killed a moment after `enough` were acknowledged. */
async function workUntilKilled(round, enough, moment_ms) {
  const victim = await leader();
  let count = 0, killed = null, over = false;
  const work = async (node, n) => {
    for (let turn = 0; !over; turn += 1) {
      try {
        const command = report(node.caller.customer, `Storing ${round}.${node.name}.${n}.${turn}`);
        const answer = await node.caller.order(command);
        acknowledged.push({ ...command, answer });
        count += 1;
        if (count === enough) killed = new Promise((gone) => setTimeout(() => gone(victim.program.stop("SIGKILL")), moment_ms));
        killed?.then(() => (over = true));
      } catch (error) {
        // The line broke: nobody knows whether it was done.
        if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
        return;
      }
    }
  };
  await Promise.all(nodes.flatMap((node) => Array.from({ length: CALLERS }, (_, n) => work(node, n))));
  await killed;
  return victim;
}

test(`killed ${TAKEOVERS} times in the middle of work (seed ${seed}), the other lets things follow within seconds`, options, async (t) => {
  const waits = [];
  for (let round = 1; round <= TAKEOVERS; round += 1) {
    const victim = await workUntilKilled(round, between(10, 40), between(0, 30));
    const begun = Date.now();
    const other = nodes.find((node) => node !== victim);
    await until("the other to let things follow", () => leads(other), 20_000);
    waits.push(Date.now() - begun);
    await startNode(victim);
    assert.ok(!leads(victim), "both let things follow");
    victim.caller = await callerAt(() => victim.program.url, other.caller.customer);
  }
  t.diagnostic(`taken over after ${waits.join(", ")} ms`);
});

test("who is asked to stop hands over at once", options, async () => {
  const leaving = await leader();
  const other = nodes.find((node) => node !== leaving);
  await leaving.program.stop();
  await until("the other to let things follow", () => leads(other), 4_000);
  await startNode(leaving);
  leaving.caller = await callerAt(() => leaving.program.url, other.caller.customer);
});

test("every fault has one visit and one confirmation, which arrived once, or is left to a person once a kill", options, async (t) => {
  const { caller } = nodes[0];
  const about = (entries, ...wanted) => entries.filter((entry) => wanted.includes(entry.type));
  const entries = await until("every mail to be sent, or to be left to a person", async () => {
    const entries = await caller.all("log");
    const faults = about(entries, "fault_reported").length;
    return about(entries, "mail_sent", "mail_failed").length >= faults && about(entries, "mail_queued").length >= faults && entries;
  }, 120_000);
  const faults = about(entries, "fault_reported");
  for (const { answer } of acknowledged.filter(({ path }) => path === "faults/report")) {
    assert.ok(faults.some((fault) => fault.stream.endsWith(answer.id)), `${answer.id} was acknowledged and is not in the log`);
  }
  assert.equal(about(entries, "visit_requested").length, faults.length);
  assert.equal(about(entries, "mail_queued").length, faults.length);
  const [sent, left] = ["mail_sent", "mail_failed"].map((type) => about(entries, type).map((entry) => entry.stream.replace(/^mail-/, "")));
  assert.equal(new Set([...sent, ...left]).size, faults.length, "each mail has one end");
  inDoubt = left.length;
  assert.ok(inDoubt <= TAKEOVERS, `${inDoubt} mails in doubt after ${TAKEOVERS} kills`);
  // One that is in doubt may lie in the mailbox before the last one that was sent.
  const arrived = await until("every mail that counts as sent to come", async () => {
    const came = (await mail.waitForMail(ADDRESS, sent.length)).map((text) => text.match(/^Message-ID: <([^@>]+)@/im)[1]);
    return sent.every((id) => came.includes(id)) && came;
  });
  assert.equal(new Set(arrived).size, arrived.length, "a mail came twice");
  for (const id of arrived) assert.ok(sent.includes(id) || left.includes(id), `${id} came and nobody knows`);
  t.diagnostic(`${faults.length} faults, ${sent.length} mails sent, ${inDoubt} left to a person, ${entries.length} events`);
});

test("who is forgotten by one is in no file of the other, nor in what they share", options, async () => {
  const NAME = "Bakkerij Zonneschijn-Verkuijlen";
  const [one, two] = nodes;
  const { id } = await one.caller.order(register(NAME));
  await until("the other to show it", async () => JSON.stringify(await two.caller.ask(`customers/${id}`)).includes(NAME));
  await two.caller.order({ path: "privacy/log/forget", key: randomUUID(), body: { person: { customer: { customer: id } }, reason: "request" } });
  await until("the order to be carried out", async () => (await one.caller.all("log")).some((entry) => entry.type === "erasure_carried_out"));
  for (const of of ["one", "two", "shared"]) {
    await until(`the name to be gone from ${of}`, async () => (await holding(join(folder, of), NAME)).length === 0);
  }
  for (const { caller } of nodes) assert.doesNotMatch(JSON.stringify(await caller.all("customers?search=")), /Zonneschijn/);
});

test("who was away while somebody was forgotten shows nothing of them when it comes back", options, async () => {
  const NAME = "Slagerij Oud-Hazerswoude";
  const [one, two] = nodes;
  const { id } = await one.caller.order(register(NAME));
  await until("the other to show it", async () => JSON.stringify(await two.caller.ask(`customers/${id}`)).includes(NAME));
  await two.program.stop();
  await one.caller.order({ path: "privacy/log/forget", key: randomUUID(), body: { person: { customer: { customer: id } }, reason: "request" } });
  await until("the order to be carried out", async () => (await one.caller.all("log")).filter((entry) => entry.type === "erasure_carried_out").length === 2);
  assert.notDeepEqual(await holding(join(folder, "two"), NAME), []);
  await startNode(two);
  assert.deepEqual(await holding(join(folder, "two"), NAME), []);
});

/** The files under a folder in which a text stands. */
async function holding(path, text) {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const found = [];
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (bytes.includes(text)) found.push(file);
  }
  return found;
}

test("both prove the same log, and what they share is named where it is missing", options, async () => {
  await Promise.all(nodes.map(({ program }) => program.stop()));
  const heads = await Promise.all(nodes.map(async ({ name }) => (await runToEnd(["verify", "--data", join(folder, name)], env)).out.match(/Head [0-9a-f]{64}/)?.[0]));
  assert.ok(heads[0] && heads[0] === heads[1], heads.join(" and "));
  const alone = await runToEnd(["user", "list", "--data", join(folder, "one")], { ...env, WERKBANK_SHARED: "" });
  assert.notEqual(alone.code, 0);
  const gone = await runToEnd(["user", "list", "--data", join(folder, "one")], { ...env, WERKBANK_SHARED: join(folder, "nowhere") });
  assert.match(gone.said, /WERKBANK_SHARED is .*nowhere/);
});
