// The API keeps to its own document: whatever is sent, right or wrong, no answer is a failure of the server or undocumented.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "./support/browser.mjs";
import { PASSWORD, colleague, established, found } from "./support/company.mjs";
import { start } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const SCHEMATHESIS = process.env.SCHEMATHESIS ?? "schemathesis";
const CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"];

let werkbank, token, folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "werkbank-schemathesis-"));
  werkbank = await startWerkbank();
  const browser = await launchBrowser();
  try {
    const boss = await found(browser, werkbank.url);
    const ids = await company(boss);
    token = (await boss.order("session", { login: "directie", password: PASSWORD })).token;
    await writeFile(join(folder, "schemathesis.toml"), Object.entries(ids).map(overridden).join("\n"));
  } finally {
    await browser.close();
  }
});
after(async () => {
  await werkbank?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A little of everything, so that commands meet things that are there; gives an id by the first part of its address. */
async function company(boss) {
  const make = async (path, body) => (await boss.order(path, body)).id;
  await established(boss);
  const users = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  const customers = await make("customers/register", { kind: "company", name: "Zorggroep De Linde", email: "info@delinde.test", visiting });
  const machines = await make("machines/install", { customer: customers, machine: { model: "K-400 Pro", serial: "400-22817", place: "Oost" } });
  const faults = await make("faults/report", { customer: customers, machine: machines, problem: "Lekt", urgency: "normal" });
  const visits = await make("visits/request", { customer: customers, kind: "maintenance", task: "Nakijken", expected: 60 });
  const suppliers = await make("suppliers/register", { name: "Barista Parts", email: "orders@barista.test", lead_days: 5 });
  const pump = { name: "Drukpomp 15 bar", unit: "stuk", supplier: suppliers, purchase_price: "62,00", sales_price: "95,00", minimum: "2", order_quantity: "6" };
  const articles = await make("articles/register", { number: "DP-1500", stock: "3", article: pump });
  const orders = await make("purchase-orders/draft", { supplier: suppliers, lines: [{ article: articles, quantity: "6", price: "62 EUR" }] });
  const terms = { kind: "service", monthly_fee: "145 EUR", starts: "2027-01-01", first_term: 12 };
  const contracts = await make("contracts/draft", { customer: customers, terms });
  const invoices = await make("invoices/draft", { customer: customers, items: [{ description: "Voorrijden", quantity: "1", price: "100 EUR" }] });
  const opportunities = await make("opportunities/open", { customer: customers, about: "Tweede machine", next: "2027-02-01" });
  const tasks = await make("tasks/raise", { kind: "article-out", assignee: { role: "sales" }, weight: "alert", about: `article-${articles}`, words: { article: "DP-1500", name: "Drukpomp" } });
  return { users, customers, machines, faults, visits, suppliers, articles, "purchase-orders": orders, contracts, invoices, opportunities, tasks, settings: "company", log: "1" };
}

/** For the tool: addresses of this kind get the id of a thing that is there. */
const overridden = ([things, id]) => `[[operations]]\ninclude-path-regex = "^/api/v1/${things}/[{]id[}]"\nparameters = { "path.id" = "${id}" }\n`;

/** Runs the tool over the operations that these options choose. Fails with what it found. */
async function assertConforms(...chosen) {
  const tool = start(SCHEMATHESIS, [
    "run", `${werkbank.url}/api/v1/openapi.json`, "--header", `Authorization: Bearer ${token}`, "--checks", CHECKS.join(","),
    "--phases", "coverage,fuzzing", "--max-examples", "4", "--generation-deterministic", "--suppress-health-check", "all", "--no-shrink",
    "--warnings", "off", "--no-color", ...chosen,
  ], { cwd: folder });
  assert.equal(await tool.ended, 0, tool.output());
  assert.match(tool.output(), /[1-9]\d* generated/);
}

describe("no request brings the server down or out of its document", { concurrency: 2 }, () => {
  const time = { timeout: 240_000 };
  // Signing out would end the session in which all others are asked.
  test("questions, and commands that make new things", time, () => assertConforms("--exclude-path-regex", "[{]id[}]/", "--exclude-operation-id", "sign-out"));
  test("commands on things that are there", time, () => assertConforms("--include-path-regex", "[{]id[}]/"));
});

test("an id that is none is a thing that does not exist", async () => {
  const document = await (await fetch(`${werkbank.url}/api/v1/openapi.json`)).json();
  const paths = Object.entries(document.paths).filter(([path]) => path.includes("{id}"));
  assert.ok(paths.length > 100);
  for (const [path, methods] of paths) {
    for (const id of ["x", "%00", "..%2f..%2fkeys.db", "%ff", "9".repeat(400)]) {
      const [[method, operation]] = Object.entries(methods);
      const options = { method: method.toUpperCase(), headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } };
      if (method === "post") options.body = "{}";
      const answer = await fetch(`${werkbank.url}${path.replace("{id}", id)}`, options);
      assert.ok(answer.status < 500 && operation.responses[answer.status], `${method} ${path.replace("{id}", id)}: ${answer.status}`);
    }
  }
});
