// The disk fails below SQLite (Linux): whoever asks hears it, nothing is acknowledged that is not on disk, and all goes on by itself
// when the cause is gone. WERKBANK_STORMS says how many storms of faults there are (6 when it says nothing), WERKBANK_SEED which.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { foundByProgram, register, report } from "./support/caller.mjs";
import { PASSWORD } from "./support/company.mjs";
import { chance, times } from "./support/chance.mjs";
import { prepareFaults } from "./support/faults.mjs";
import { until } from "./support/process.mjs";
import { runToEnd, startWerkbank, verify } from "./support/werkbank.mjs";

const STORMS = times("WERKBANK_STORMS", 6);
const { seed, between } = chance();
const signIn = { path: "session", body: { login: "directie", password: PASSWORD } };

let faults, data, werkbank, caller;

before(async () => {
  faults = await prepareFaults();
  data = await mkdtemp(join(tmpdir(), "werkbank-disk-"));
  await begin();
  caller = await foundByProgram(() => werkbank.url);
});
after(async () => {
  faults?.say();
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
  await faults?.clear();
});

const begin = async () => (werkbank = await startWerkbank({ data, env: faults.env }));
const health = async () => (await fetch(`${werkbank.url}/health/ready`)).json();
const ready = (at_most_ms) => until("all to be well by itself", async () => (await health()).status === "ready", at_most_ms);

/** Sends a command that can't be carried out now: that is what the answer says, as programs read it. */
async function refused(command) {
  const answer = await caller.tell(command);
  const said = await answer.json();
  assert.equal(answer.status, 503, `${command.path}: ${JSON.stringify(said)}`);
  assert.equal(answer.headers.get("content-type"), "application/problem+json");
  assert.match(said.code, /^(unavailable|in-doubt)$/);
  assert.ok(said.title);
}

/** Sends a command until it is carried out, and once more: it was done once. */
async function isDoneOnce(command) {
  const first = await until(command.path, () => caller.order(command));
  const again = await caller.order(command);
  assert.deepEqual([again.id, again.position], [first.id, first.position]);
  return first;
}

/** A person saves a form. */
const formOfFault = (problem) =>
  fetch(`${werkbank.url}/faults/report`, {
    method: "POST", redirect: "manual",
    headers: { cookie: `__Host-werkbank=${caller.token}`, origin: werkbank.url, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ _request: randomUUID(), customer: caller.customer, problem, urgency: "normal" }),
  });

const shown = async (path) => JSON.stringify(await caller.ask(path));
const entriesOf = async (id, ...types) => (await caller.all("log")).filter((entry) => entry.stream.endsWith(id) && types.includes(entry.type));

test("before every answer the log was flushed to the disk", async () => {
  for (let n = 0; n < 25; n += 1) {
    const before = faults.flushes("/events.db-wal");
    await caller.order(register(`Klant ${n} op schijf`));
    assert.ok(faults.flushes("/events.db-wal") > before, `command ${n} was acknowledged without a flush`);
  }
});

for (const [what, fault, why] of [
  ["is full", "write ENOSPC", /full/],
  ["does not take what is written", "write EIO", /I\/O/],
  ["does not flush", "sync EIO", /I\/O/],
  ["is read-only", "ro EROFS", /readonly|I\/O|open/],
  ["is locked by another process", "lock EAGAIN", /locked/],
]) {
  test(`the disk under the log ${what}: nothing is acknowledged, pages say it, and it works again by itself`, async () => {
    const commands = [1, 2, 3].flatMap((n) => [register(`Klant ${fault} ${n}`), report(caller.customer, `Storing ${fault} ${n}`)]);
    faults.say(`${fault} /events.db`);
    await Promise.all(commands.map(refused));
    await until("the log to stand still", async () => (await health()).status === "stalled");
    assert.match((await health()).log, why);
    const page = await caller.page("/customers");
    assert.equal(page.status, 200, "what is known can be looked at");
    assert.match(await page.text(), /id="log-standing-still"[^]*Er kan nu niets worden bewaard/);
    const saved = await formOfFault(`Formulier ${fault}`);
    assert.equal(saved.status, 503);
    assert.match(await saved.text(), /Het lukt nu even niet|Het bewaren is gestoord/);
    faults.say();
    await ready();
    const done = await Promise.all(commands.map(isDoneOnce));
    assert.equal(new Set(done.map((answer) => answer.position)).size, commands.length);
    assert.match(await verify(data), /whole/);
  });
}

for (const fault of ["write ENOSPC", "sync EIO"]) {
  test(`keys can't be written (${fault}): who is new can't be registered, what needs no new key goes on`, async () => {
    const command = register(`Sleutel ${fault}`);
    faults.say(`${fault} /keys.db`);
    await refused(command);
    await caller.order(report(caller.customer, `Zonder sleutel ${fault}`));
    faults.say();
    const { id } = await isDoneOnce(command);
    await werkbank.stop("SIGKILL");
    await begin();
    assert.match(await shown(`customers/${id}`), new RegExp(`Sleutel ${fault}`), "its key is on disk, too");
  });
}

test("a department's tables can't be written: it stands still alone, pages say so, and it catches up by itself", async () => {
  faults.say("write ENOSPC /read/maintenance");
  const fault = await caller.order(report(caller.customer, "Alleen onderhoud staat stil"));
  const customer = await caller.order(register("Klant terwijl onderhoud stilstaat"));
  await until("maintenance to stand still", async () => (await health()).stalled.join() === "maintenance");
  await until("the customer to be shown", () => caller.ask(`customers/${customer.id}`));
  assert.match(await (await caller.page("/customers")).text(), /id="standing-still"[^]*disk is full/);
  faults.say();
  await ready();
  assert.match(await shown(`faults/${fault.id}`), /Alleen onderhoud staat stil/);
});

test("no mail can be written down: it is shown with the reason, and goes out by itself later, once", async () => {
  faults.say("write ENOSPC /outbox/");
  const { position } = await caller.order(report(caller.customer, "Post staat stil"));
  const queued = await until("the mail", async () => (await caller.all("log")).find((entry) => entry.type === "mail_queued" && entry.position > position));
  const [failed] = await until("the mail to fail", async () => {
    const failed = await entriesOf(queued.stream, "mail_failed");
    return failed.length && failed;
  });
  await until("the page of mails", async () => /No space left/.test(await (await caller.page("/mails?state=failed")).text()));
  const mails = async () => (await readdir(join(data, "outbox"))).filter((name) => name.endsWith(".eml"));
  const name = failed.stream.replace("mail-", "") + ".eml";
  assert.ok(!(await mails()).includes(name));
  faults.say("clock 61");
  await until("the mail to be sent", async () => (await entriesOf(failed.stream, "mail_sent")).length === 1);
  assert.ok((await mails()).includes(name));
  faults.say();
});

test("a scan can't be kept: it is refused whole, leaves nothing behind, and is taken when there is room", async () => {
  const terms = { kind: "service", monthly_fee: "145.00", starts: "2026-01-01", first_term: 12, renewal: 12, notice: 2 };
  const { id } = await caller.order({ path: "contracts/draft", key: randomUUID(), body: { customer: caller.customer, terms } });
  const hand = () => {
    const body = new FormData();
    body.append("contract", id);
    body.append("file", new Blob(["%PDF-1.7\nproef"]), "scan.pdf");
    return fetch(`${werkbank.url}/api/v1/files`, { method: "POST", headers: caller.headers(), body });
  };
  const kept = () => readdir(join(data, "files"), { recursive: true }).catch(() => []);
  for (const fault of ["write ENOSPC", "sync EIO"]) {
    faults.say(`${fault} /files/`);
    assert.equal((await hand()).status, 503);
    faults.say();
    assert.deepEqual((await kept()).filter((name) => name.includes(".")), []);
  }
  assert.equal((await hand()).status, 201);
});

test("nobody can sign in while sessions can't be written, who is in goes on, and then it works again", async () => {
  faults.say("write ENOSPC /sessions.db");
  await refused(signIn);
  await caller.order(register("Wie binnen is werkt door"));
  faults.say();
  await caller.order(signIn);
});

test("what follows by itself waits while its checkpoints can't be written, and then happens once", async () => {
  faults.say("write ENOSPC /reactors.db");
  const first = await caller.order(report(caller.customer, "Vervolg wacht"));
  const second = await caller.order(report(caller.customer, "Vervolg wacht ook"));
  faults.say();
  for (const { id } of [first, second]) await until("the visit", async () => (await caller.ask(`faults/${id}`)).visits.length === 1);
});

test(`${STORMS} storms (seed ${seed}): faults anywhere under load, the plug pulled in every other one; what was acknowledged is there`, async (t) => {
  const kinds = ["write ENOSPC", "write EIO", "sync EIO", "ro EROFS"];
  const places = ["/events.db", "/keys.db", "/read/", "/sessions.db", "/reactors.db", "/outbox/", basename(data)];
  const counts = { acknowledged: 0, refused: 0, killed: 0 };
  for (let storm = 1; storm <= STORMS; storm += 1) {
    const [kind, place] = [kinds[between(0, kinds.length - 1)], places[between(0, places.length - 1)]];
    // What read tables lose by a flush that failed is worked out anew by `werkbank rebuild` only: see ARCHITECTURE.md.
    const spared = kind === "sync EIO" && ["/read/", basename(data)].includes(place);
    const fault = `${kind} ${spared ? "/events.db" : place}`;
    const [calm, rough, pulled] = [between(3, 25), between(3, 25), between(0, 1) === 1];
    const [done, open] = [[], []];
    let answers = 0, over = false, gone = null;
    const work = async (n) => {
      for (let turn = 0; !over; turn += 1) {
        const name = `Bui ${storm}.${n}.${turn}`;
        const command = turn % 2 ? register(name) : report(caller.customer, name);
        try {
          const answer = await caller.tell(command);
          const said = await answer.json();
          assert.ok(answer.ok || answer.status === 503, `${fault}: ${answer.status} ${JSON.stringify(said)}`);
          if (answer.ok) done.push([command, said]);
          else open.push(command);
        } catch (error) {
          if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
          open.push(command);
          return;
        }
        answers += 1;
        if (answers === calm) faults.say(fault);
        if (answers === calm + rough) {
          over = true;
          if (pulled) gone = werkbank.stop("SIGKILL");
        }
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, n) => work(n)));
    await gone;
    faults.say();
    if (pulled) await begin();
    await ready(90_000);
    const entries = new Map((await caller.all("log")).map((entry) => [entry.position, entry]));
    for (const [command, said] of done) {
      assert.ok(entries.get(said.position)?.stream.endsWith(said.id), `${command.path} was acknowledged at ${said.position}: ${fault} (seed ${seed}, storm ${storm})`);
      assert.equal((await caller.order(command)).position, said.position);
    }
    for (const command of open) await isDoneOnce(command);
    counts.acknowledged += done.length;
    counts.refused += open.length;
    counts.killed += pulled ? 1 : 0;
  }
  assert.match(await verify(data), /whole/);
  t.diagnostic(`${STORMS} storms, seed ${seed}: ${counts.acknowledged} acknowledged, ${counts.refused} not, ${counts.killed} times the plug was pulled`);
});

test("after all that each fault has one visit and one confirmation, which went out at most once", async () => {
  const entries = await until("every mail to be sent, or to be left to a person", async () => {
    const entries = await caller.all("log");
    const count = (...types) => entries.filter((entry) => types.includes(entry.type)).length;
    return count("mail_queued") === count("fault_reported") && count("visit_requested") === count("fault_reported") && entries;
  }, 90_000);
  const sent = entries.filter((entry) => entry.type === "mail_sent").map((entry) => entry.stream);
  assert.equal(new Set(sent).size, sent.length);
});

test("a start that can't write says what is wrong in a sentence, and the next one is as if nothing had been", async () => {
  const serve = (env) => runToEnd(["serve", "--data", data, "--listen", "127.0.0.1:0"], env);
  const second = await serve({});
  assert.deepEqual([second.code, second.said], [1, `werkbank: ${data} is in use by another process\n`]);
  await werkbank.stop();
  for (const [fault, says] of [
    [`write ENOSPC ${basename(data)}`, /events\.db can't be opened: .*; see whether the disk has room/],
    [`ro EROFS ${basename(data)}`, /events\.lock: Read-only file system/],
    ["write EIO /events.db", /events\.db can't be opened: .*; see whether the disk has room/],
    ["read EIO /events.db", /events\.db can't be opened: .*; see whether the disk has room/],
  ]) {
    faults.say(fault);
    const { code, said } = await serve(faults.env);
    assert.equal(code, 1, `${fault}: ${said}`);
    assert.match(said, says);
    assert.equal(said.trim().split("\n").length, 1, said);
  }
  faults.say();
  await begin();
  assert.match(await verify(data), /whole/);
});
