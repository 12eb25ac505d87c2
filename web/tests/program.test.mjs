// The program at the terminal: what it explains, what it refuses and with which exit code; colleagues and lists.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PASSWORD } from "./support/company.mjs";
import { freePorts, until } from "./support/process.mjs";
import { PROGRAM, startWerkbank } from "./support/werkbank.mjs";
import { workbook } from "./support/workbook.mjs";

let folder, data;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "werkbank-program-"));
  data = join(folder, "data");
});
after(() => rm(folder, { recursive: true, force: true }));

/** Runs the program to its end. */
function run(args, input = "", env = {}) {
  const child = spawn(PROGRAM, args, { cwd: folder, env: { ...process.env, WERKBANK_LOG: "warn", ...env } });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (err += text));
  child.stdin.on("error", () => {}).end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

const on = (...args) => [...args, "--data", data];
const add = (login, role, input = `${PASSWORD}\n`) => run(on("user", "add", login, "--name", "Bea Heer", "--role", role), input);
const signIn = (url, login, password) =>
  fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password }),
  });

test("help explains each command and its arguments", async () => {
  const { code, out } = await run(["--help"]);
  assert.equal(code, 0);
  for (const command of ["serve", "demo", "rebuild", "verify", "user", "import", "export"])
    assert.match(out, new RegExp(`^  ${command} +[A-Z]`, "m"));
  for (const [args, says] of [
    [["user", "--help"], /list[^]*add[^]*set-password[^]*deactivate[^]*reactivate[^]*--data <DIR>/],
    [["user", "add", "--help"], /<LOGIN>[^]*--name <NAME>[^]*--role <ROLES>[^]*administrator/],
    [["import", "customers", "--help"], /<FILE>[^]*--confirm[^]*--column <FIELD=LETTERS>/],
    [["export", "--help"], /\[LIST\] \[FILE\]/],
    [["serve", "--help"], /--listen <ADDR:PORT>[^]*WERKBANK_LISTEN/],
  ]) {
    const help = await run(args);
    assert.equal(help.code, 0);
    assert.match(help.out, says);
  }
});

test("a wrong value is named with what is right, and the exit code says so", async () => {
  for (const [args, code, says] of [
    [["serf"], 2, /unrecognized subcommand 'serf'/],
    [["serve", "--listen", "8080"], 2, /--listen/],
    [["serve", "--data", join(folder, "other"), "--listen", "203.0.113.1:80"], 1, /can't listen on 203\.0\.113\.1:80/],
    [on("user", "add", "Bea Heer", "--name", "Bea", "--role", "sales"), 2, /'Bea Heer' for '<LOGIN>'/],
    [on("user", "add", "bea", "--name", "Bea", "--role", "boss"), 2, /possible values: sales, planner/],
    [on("user", "add", "bea", "--name", "Bea"), 2, /--role/],
    [on("user", "list"), 1, /holds no log/],
    [on("export", "customers"), 2, /<FILE>/],
    [on("export", "clients", "x.xlsx"), 1, /no list "clients"; the lists are customers,/],
    [on("import", "customers", "x.xlsx", "--column", "phone=12"), 2, /letters, A to CV/],
  ]) {
    const answer = await run(args);
    assert.equal(answer.code, code, `${args.join(" ")}\n${answer.out}${answer.err}`);
    assert.match(answer.err, says);
    assert.equal(answer.out, "");
  }
  const misspelt = await run(on("user", "list"), "", { WERKBANK_BAKUP_TO: "/mnt/backup" });
  assert.equal(misspelt.code, 1);
  assert.match(misspelt.err, /^werkbank: WERKBANK_BAKUP_TO is not known; the one most like it is WERKBANK_BACKUP_TO;/);
  const loud = await run(on("user", "list"), "", { WERKBANK_LOG: "loud" });
  assert.equal(loud.code, 1);
  assert.match(loud.err, /WERKBANK_LOG is "loud"; use error, warn, info/);
});

test("what is configured holds: the environment over the file, a flag over both, and the company as written there", async () => {
  const configured = join(folder, "configured");
  await mkdir(configured);
  const company = { name: "Koffietechniek B.V.", street: "Vaartsestraat 114", postcode: "3542AB", city: "Utrecht" };
  const numbers = { company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91 ABNA 0417 1643 00" };
  const reached = { phone: "030 555 01 42", email: "info@koffietechniek.example" };
  const lines = Object.entries({ ...company, ...numbers, ...reached }).map(([name, value]) => `${name} = "${value}"`);
  const write = (more = "") => writeFile(join(configured, "werkbank.toml"), `${more}\n[company]\n${lines.join("\n")}\n`);
  const [fromFile, fromEnv] = await freePorts(2);
  await write(`listen = "127.0.0.1:${fromFile}"`);
  const settings = async (options) => {
    const werkbank = await startWerkbank({ data: configured, ...options });
    const { token } = await (await signIn(werkbank.url, "bea", PASSWORD)).json();
    const ask = (path) => fetch(`${werkbank.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
    const answer = await (await ask("settings")).json();
    await werkbank.stop();
    return { ...answer, port: Number(new URL(werkbank.url).port) };
  };
  const made = await run(["user", "add", "bea", "--name", "Bea", "--role", "administrator", "--data", configured], `${PASSWORD}\n`);
  assert.equal(made.code, 0, made.err);
  const first = await settings({ listen: null });
  assert.equal(first.port, fromFile);
  assert.deepEqual([first.company.name, first.company.address.postcode], ["Koffietechniek B.V.", "3542 AB"]);
  const again = await settings({ listen: null, env: { WERKBANK_LISTEN: `127.0.0.1:${fromEnv}` } });
  assert.deepEqual([again.port, again.revision], [fromEnv, first.revision], "what holds already is not entered again");
  const moved = await settings({ env: { WERKBANK_COMPANY_CITY: "Zeist", WERKBANK_LISTEN: "127.0.0.1:1" } });
  assert.deepEqual([moved.company.address.city, moved.revision], ["Zeist", first.revision + 1]);

  await write("smtp = 25");
  const wrong = await run(["serve", "--data", configured]);
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /smtp in werkbank\.toml is not known; what can stand there is listen, event_store, shared, url/);
});

test("the first colleague is added to a folder that was never served, and a short password is refused", async () => {
  const short = await add("bea", "administrator", "kort\n");
  assert.equal(short.code, 1);
  assert.match(short.err, /10 to 200 characters/);
  assert.deepEqual(await add("bea", "administrator"), { code: 0, out: "bea can sign in now\n", err: "" });
  const taken = await add("bea", "sales");
  assert.equal(taken.code, 1);
  assert.match(taken.err, /in use|taken|exists/i);
  assert.equal((await add("sanne", "sales")).code, 0);
  const { out } = await run(on("user", "list"));
  assert.match(out, /^bea +Bea Heer +administrator\nsanne +Bea Heer +sales\n$/);
});

test("a folder that is being served is left alone, and a new password or leaving ends what was open", async () => {
  let werkbank = await startWerkbank({ data });
  const { token } = await (await signIn(werkbank.url, "sanne", PASSWORD)).json();
  const asks = () => fetch(`${werkbank.url}/api/v1/customers`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await asks()).status, 200);
  const unmeasured = await fetch(`${werkbank.url}/metrics`, { redirect: "manual" });
  assert.deepEqual([unmeasured.status, unmeasured.headers.get("www-authenticate")], [401, "Bearer"]);
  assert.match(await unmeasured.text(), /WERKBANK_METRICS_TOKEN/);
  const busy = await run(on("user", "list"));
  assert.equal(busy.code, 1);
  assert.match(busy.err, /works while Werkbank is not serving[^]*in use by another process/);
  await werkbank.stop();

  assert.equal((await run(on("user", "set-password", "sanne"), "een ander wachtwoord\n")).code, 0);
  werkbank = await startWerkbank({ data });
  assert.equal((await asks()).status, 401);
  assert.equal((await signIn(werkbank.url, "sanne", PASSWORD)).status, 401);
  assert.equal((await signIn(werkbank.url, "sanne", "een ander wachtwoord")).status, 201);
  await werkbank.stop();

  assert.equal((await run(on("user", "deactivate", "sanne", "--reason", "Met pensioen"))).code, 0);
  assert.match((await run(on("user", "list"))).out, /sanne.*\(left\)/);
  assert.equal((await run(on("user", "reactivate", "sanne"))).code, 0);
  assert.doesNotMatch((await run(on("user", "list"))).out, /\(left\)/);
  const nobody = await run(on("user", "set-password", "nobody"), `${PASSWORD}\n`);
  assert.equal(nobody.code, 1);
  assert.doesNotMatch(nobody.err, /⟦/);
});

test("what is measured is told to who knows the token, and the log's lines carry the command from the request on", async () => {
  const token = "een lang en geheim token";
  const env = { WERKBANK_METRICS_TOKEN: token, WERKBANK_LOG: "info,event_store=debug", WERKBANK_LOG_FORMAT: "json" };
  const werkbank = await startWerkbank({ data, env });
  try {
    const ask = (given) => fetch(`${werkbank.url}/metrics`, { headers: given ? { authorization: `Bearer ${given}` } : {} });
    for (const unknown of [await ask(), await ask(token.replace("een", "geen"))]) {
      assert.deepEqual([unknown.status, unknown.headers.get("www-authenticate")], [401, "Bearer"]);
      assert.match(await unknown.text(), /the token is missing or wrong/);
    }
    const customer = { kind: "company", name: "De Linde", visiting: { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" } };
    const { token: session } = await (await signIn(werkbank.url, "sanne", "een ander wachtwoord")).json();
    const key = "0198c0de-0000-7000-8000-000000000001";
    const registered = await fetch(`${werkbank.url}/api/v1/customers/register`, {
      method: "POST",
      headers: { authorization: `Bearer ${session}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(customer),
    });
    assert.ok(registered.ok, await registered.clone().text());
    const { position } = await registered.json();
    const answer = await ask(token);
    assert.equal(answer.status, 200);
    const told = await answer.text();
    const value = (name) => Number(told.match(new RegExp(`^${name} (\\S+)$`, "m"))?.[1]);
    assert.ok(value("werkbank_log_position") >= position, told);
    assert.ok(value("werkbank_log_append_seconds_count") >= 1 && value("werkbank_log_commit_seconds_count") >= 1);
    assert.equal(value('werkbank_department_stalled{department="customers"}'), 0);
    assert.ok(value('werkbank_department_lag_seconds{department="finance"}') >= 0);
    assert.equal(value('werkbank_mails{state="failed"}'), 0);
    assert.match(told, /^werkbank_http_answer_seconds_count\{method="POST",route="\/api\/v1\/customers\/\{id\}",status="201"\} 1$/m);
    assert.doesNotMatch(told, /De Linde|Zeist/);
    const lines = werkbank.output().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    const carried = lines.find((line) => line.message === "carried out" && line.command === "customer/register");
    assert.equal(carried?.position, position);
    assert.equal(carried.correlation, carried.id);
  } finally {
    await werkbank.stop();
  }
  const odd = await run(on("verify"), "", { WERKBANK_LOG_FORMAT: "xml" });
  assert.deepEqual([odd.code, /use text or json/.test(odd.err)], [1, true], odd.err);
});

test("a person's act is one trace for a collector, from the request to what reactors do after it", async () => {
  const bodies = [];
  const collector = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => (bodies.push({ path: request.url, body: Buffer.concat(parts) }), response.end()));
  }).listen(0, "127.0.0.1");
  await once(collector, "listening");
  const to = `http://127.0.0.1:${collector.address().port}`;
  const env = { WERKBANK_TRACES: to, OTEL_BSP_SCHEDULE_DELAY: "100", WERKBANK_LOG: "event_store=debug", WERKBANK_LOG_FORMAT: "json" };
  const werkbank = await startWerkbank({ data, env });
  try {
    const { token: session } = await (await signIn(werkbank.url, "sanne", "een ander wachtwoord")).json();
    const order = async (path, body) => {
      const headers = { authorization: `Bearer ${session}`, "content-type": "application/json" };
      const answer = await fetch(`${werkbank.url}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      assert.ok(answer.ok, await answer.clone().text());
      return answer.json();
    };
    const place = { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" };
    const { id: customer } = await order("customers/register", { kind: "company", name: "De Linde", visiting: place });
    await order("faults/report", { customer, problem: "Koelt niet", urgency: "normal" });
    const lines = werkbank.output().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    const { correlation } = lines.find((line) => line.command === "fault/report");
    const trace = Buffer.from(correlation.replaceAll("-", ""), "hex");
    // A visit is asked for by a reactor, in the trace of who reported the fault.
    const told = await until("the trace to be told", () => {
      const own = bodies.filter(({ path, body }) => path === "/v1/traces" && body.includes(trace)).map(({ body }) => body.toString("latin1")).join("");
      return own.includes("fault/report") && own.includes("visit/request") && own;
    });
    assert.match(told, /POST \/api\/v1\/faults\/\{id\}/);
    assert.doesNotMatch(told, /De Linde|Koelt niet/);
  } finally {
    await werkbank.stop();
    collector.close();
  }
  const odd = await run(on("verify"), "", { WERKBANK_TRACES: "collector:4318" });
  assert.deepEqual([odd.code, /use an address like http/.test(odd.err)], [1, true], odd.err);
});

test("a list is only looked at, with each problem by row and column, until it is confirmed; again it changes nothing", async () => {
  const file = join(folder, "klanten.xlsx");
  await writeFile(
    file,
    workbook([
      ["Naam", "Straat", "Huisnr", "Postcode", "Plaats", "Bel ons"],
      ["Bakkerij De Wit", "Dorpsstraat", "12", "3732 HC", "De Bilt", "030 555 01 42"],
      ["Garage & Zn <1>", "Kade", "1", "3990 AB", "Houten", "geen"],
      ["", "Kade", "2", "3990 AB", "Houten", ""],
    ]),
  );
  const bring = (...args) => run(on("import", "customers", file, "--column", "phone=F", ...args));
  const looked = await bring();
  assert.equal(looked.code, 0, looked.err);
  assert.match(looked.out, /F \(Bel ons\): telefoon/);
  assert.match(looked.out, /1 nieuwe klant\n2 rijen overgeslagen/);
  assert.match(looked.out, /Rij 3, kolom F \(telefoon\)[^]*Rij 4, kolom A \(naam\)[^]*niets bewaard/);
  const english = await bring("--confirm", "--lang", "en");
  assert.match(english.out, /1 new customer\n[^]*taken in/);
  assert.match((await bring("--confirm")).out, /1 rij ongewijzigd\n/);

  const wrong = join(folder, "wrong.xlsx");
  await writeFile(wrong, "naam;plaats");
  const answer = await run(on("import", "customers", wrong));
  assert.equal(answer.code, 1);
  assert.match(answer.err, /geen Excel-bestand/);
  assert.equal((await run(on("import", "customers", join(folder, "missing.xlsx")))).code, 1);
});

test("each list is taken out to a workbook, which is never written over", async () => {
  const lists = (await run(["export"])).out.trim().split("\n");
  assert.ok(lists.includes("customers") && lists.includes("invoices"), lists.join());
  for (const list of lists) {
    const file = join(folder, `${list}.out.xlsx`);
    const done = await run(on("export", list, file));
    assert.equal(done.code, 0, done.err);
    assert.equal((await readFile(file)).subarray(0, 2).toString(), "PK");
  }
  const again = await run(on("export", "customers", join(folder, "customers.out.xlsx")));
  assert.equal(again.code, 1);
  assert.match(again.err, /can't be written[^]*exists/);
});

test("a log that was changed, or whose end was cut off, is found out with the place", async () => {
  const whole = await run(on("verify"));
  assert.equal(whole.code, 0, whole.err);
  const [, length, head] = whole.out.match(/^(\d+) events, whole\. Head ([0-9a-f]{64})\n$/);
  const events = Number(length);
  const noted = await run(on("verify", "--anchor", `${events}:${head}`));
  assert.equal(noted.out.split("\n")[1], `As noted in the anchor of position ${events}.`);
  const other = await run(on("verify", "--anchor", `${events}:${head.replace(/./g, "0")}`));
  assert.equal(other.code, 1);
  assert.match(other.err, new RegExp(`damaged at position ${events}: not what the anchor of position ${events} noted`));
  const ahead = await run(on("verify", "--anchor", `${events + 9}:${head}`));
  assert.match(ahead.err, new RegExp(`damaged at position ${events + 1}: missing: the log ends at position ${events}`));
  assert.match((await run(on("verify", "--anchor", "12"))).err, /a position and 64 hexadecimal digits/);
  const [changed, older] = [join(folder, "changed"), join(folder, "older")];
  await cp(data, changed, { recursive: true });
  const bytes = await readFile(join(changed, "events.db"));
  const places = [...bytes.toString("latin1").matchAll(/"roles":\["sales"\]/g)].map(({ index }) => index);
  assert.ok(places.length > 0);
  for (const at of places) bytes.write('"roles":["SALES"]', at);
  await writeFile(join(changed, "events.db"), bytes);
  const found = await run(["verify", "--data", changed]);
  assert.equal(found.code, 1);
  assert.match(found.err, /^werkbank: the log is damaged at position \d+: not what was written here: [^:]*\n$/);

  await cp(data, older, { recursive: true });
  assert.equal((await add("nieuw", "sales")).code, 0);
  assert.match((await run(on("user", "list"))).out, /nieuw/);
  for (const file of ["events.db", "events.db-wal", "events.db-shm"]) await rm(join(data, file), { force: true });
  await cp(join(older, "events.db"), join(data, "events.db"));
  const cut = await run(on("verify"));
  assert.equal(cut.code, 1);
  assert.match(cut.err, new RegExp(`ends at position ${events}, but the read tables saw position ${events + 2}`));
  const nothing = await run(["verify", "--data", join(folder, "nothing")]);
  assert.match(nothing.err, /holds no log/);
});
