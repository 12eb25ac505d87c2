// The plug is pulled in the middle of work: whatever was acknowledged is in the log, nothing is half done, and asking again does nothing twice.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { until } from "./support/process.mjs";
import { PROGRAM, startWerkbank } from "./support/werkbank.mjs";

const ROUNDS = 4;
const CALLERS = 8;
const PASSWORD = "een lang wachtwoord";

let data, werkbank, token, customer;
/** Every command that was acknowledged: what was asked, and the answer. */
const acknowledged = [];

before(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-kill-"));
  werkbank = await startWerkbank({ data });
  const page = await (await fetch(`${werkbank.url}/set-up`)).text();
  assert.match(page, /<form/);
  const form = new URLSearchParams({ name: "Directie", login: "directie", password: PASSWORD });
  const origin = { origin: werkbank.url, "sec-fetch-site": "same-origin" };
  await fetch(`${werkbank.url}/set-up`, { method: "POST", body: form, headers: origin, redirect: "manual" });
  token = (await order({ path: "session", body: { login: "directie", password: PASSWORD } })).token;
  await order(settings("change-company", {
    name: "Koffietechniek Utrecht B.V.", address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300", phone: "030 555 01 42", email: "desk@koffietechniek.test",
  }));
  customer = (await order(register("De Linde"))).id;
});
after(async () => {
  await werkbank?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

const settings = (name, body) => ({ path: `settings/company/${name}`, body, key: randomUUID() });
const register = (name) => ({
  path: "customers/register", key: randomUUID(),
  body: { kind: "company", name, email: "info@delinde.test", visiting: { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" } },
});
const draft = () => ({ path: "invoices/draft", key: randomUUID(), body: { customer, items: [{ description: "Voorrijden", quantity: "1", price: "100 EUR" }] } });
const issue = (id) => ({ path: `invoices/${id}/issue`, key: randomUUID(), body: {} });
const report = (problem) => ({ path: "faults/report", key: randomUUID(), body: { customer, problem, urgency: "normal" } });

/** Sends a command with its key; an answer that is no success fails, a line that breaks throws `TypeError`. */
async function order({ path, body, key }) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }), ...(key && { "idempotency-key": key }) };
  const answer = await fetch(`${werkbank.url}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answer.json();
  assert.ok(answer.ok, `${path}: ${answer.status} ${JSON.stringify(said)}`);
  return said;
}

async function ask(path) {
  const answer = await fetch(`${werkbank.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

/** All rows of a list, page after page. */
async function all(path) {
  const rows = [];
  for (let after = ""; after !== null; ) {
    const page = await ask(`${path}${path.includes("?") ? "&" : "?"}${after && `after=${encodeURIComponent(after)}`}`);
    rows.push(...page.rows);
    after = page.next ?? null;
  }
  return rows;
}

/** Callers who work until the line breaks; the plug is pulled when `enough` commands were acknowledged. Gives what was under way. */
async function workUntilKilled(round, enough) {
  const underWay = new Set();
  let count = 0, killed = null;
  const run = async (command) => {
    underWay.add(command);
    const answer = await order(command);
    underWay.delete(command);
    acknowledged.push({ ...command, answer });
    count += 1;
    if (count === enough) killed = werkbank.stop("SIGKILL");
    return answer;
  };
  const caller = async (n) => {
    try {
      for (let turn = 0; ; turn += 1) {
        await run(register(`Klant ${round}.${n}.${turn}`));
        await run(report(`Storing ${round}.${n}.${turn}`));
        await run(issue((await run(draft())).id));
      }
    } catch (error) {
      // The line broke: nobody knows whether it was done.
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(n)));
  assert.ok(killed, "the program ended before it was killed");
  await killed;
  return [...underWay];
}

for (let round = 1; round <= ROUNDS; round += 1) {
  test(`pulled out and started again, ${round}: nothing that was acknowledged is lost, nothing is done twice`, async () => {
    const enough = 20 + round * 7;
    const underWay = await workUntilKilled(round, enough);
    assert.ok(underWay.length > 0, "nothing was under way when the plug was pulled");
    const { stdout } = await promisify(execFile)(PROGRAM, ["verify", "--data", data]);
    assert.match(stdout, /whole/);
    werkbank = await startWerkbank({ data });

    const entries = new Map((await all("log")).map((entry) => [entry.position, entry]));
    for (const { path, answer } of acknowledged) {
      assert.ok(entries.has(answer.position), `${path} was acknowledged at ${answer.position} and is not in the log`);
      const [things] = path.split("/");
      assert.ok(entries.get(answer.position).stream.endsWith(answer.id), path);
      if (things !== "settings") await ask(`${things}/${answer.id}`);
    }

    for (const { answer, ...command } of acknowledged.slice(-enough)) {
      const again = await order(command);
      assert.deepEqual([again.id, again.position], [answer.id, answer.position], command.path);
    }
    for (const command of underWay) {
      const first = await order(command);
      const second = await order(command);
      assert.deepEqual([second.id, second.position], [first.id, first.position], command.path);
      acknowledged.push({ ...command, answer: first });
    }
  });
}

test("after all that every number was given once, and each fault has one visit and one confirmation", async () => {
  const done = (path) => acknowledged.filter((command) => command.path === path || (path === "issue" && command.path.endsWith("/issue")));
  const customers = await all("customers?search=klant");
  assert.equal(customers.length, done("customers/register").length);
  const invoices = await all("invoices?view=all");
  const numbers = invoices.map((invoice) => invoice.number).filter(Boolean).sort();
  assert.equal(numbers.length, done("issue").length);
  numbers.forEach((number, n) => assert.match(number, new RegExp(`-${String(n + 1).padStart(4, "0")}$`)));
  const faults = done("faults/report").map((command) => command.answer.id);
  const about = (entries, ...wanted) => entries.filter((entry) => wanted.includes(entry.type)).length;
  const ended = ["mail_sent", "mail_failed"];
  const entries = await until("every mail to be sent, or to be left to a person", async () => {
    const entries = await all("log");
    return about(entries, ...ended) >= faults.length + numbers.length && entries;
  }, 60_000);
  assert.equal(about(entries, "fault_reported"), faults.length);
  assert.equal(about(entries, "visit_requested"), faults.length);
  assert.equal(about(entries, "mail_queued"), faults.length + numbers.length);
  assert.equal(about(entries, ...ended), faults.length + numbers.length);
  for (const fault of faults) assert.equal((await ask(`faults/${fault}`)).visits.length, 1);
});
