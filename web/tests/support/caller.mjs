// A program that works with Werkbank over the API alone: founds a company, gives commands with keys, reads lists to their end.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { PASSWORD } from "./company.mjs";

export const COMPANY = {
  name: "Koffietechniek Utrecht B.V.", address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
  company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300", phone: "030 555 01 42", email: "desk@koffietechniek.test",
};

export const settings = (name, body) => ({ path: `settings/company/${name}`, body, key: randomUUID() });
export const register = (name) => ({
  path: "customers/register", key: randomUUID(),
  body: { kind: "company", name, email: "info@delinde.test", visiting: { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" } },
});
export const report = (customer, problem) => ({ path: "faults/report", key: randomUUID(), body: { customer, problem, urgency: "normal" } });

/** The first visitor makes the administrator; `url` tells where the program is now, which a restart changes. */
export async function foundByProgram(url) {
  const caller = new Caller(url);
  const form = new URLSearchParams({ name: "Directie", login: "directie", password: PASSWORD });
  const origin = { origin: url(), "sec-fetch-site": "same-origin" };
  await fetch(`${url()}/set-up`, { method: "POST", body: form, headers: origin, redirect: "manual" });
  await caller.signIn();
  await caller.order(settings("change-company", COMPANY));
  caller.customer = (await caller.order(register("De Linde"))).id;
  return caller;
}

/** The same administrator at another program on the same log, or later. */
export async function callerAt(url, customer) {
  const caller = new Caller(url);
  caller.customer = customer;
  await caller.signIn();
  return caller;
}

class Caller {
  token;
  /** One customer that is there from the beginning. */
  customer;
  constructor(url) {
    this.url = url;
  }

  async signIn() {
    this.token = (await this.order({ path: "session", body: { login: "directie", password: PASSWORD } })).token;
  }

  headers() {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }

  /** Sends a command with its key, and gives the answer as it is. */
  tell({ path, body, key }) {
    const headers = { "content-type": "application/json", ...this.headers(), ...(key && { "idempotency-key": key }) };
    return fetch(`${this.url()}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  /** The same; an answer that is no success fails, a line that breaks throws `TypeError`. */
  async order(command) {
    const answer = await this.tell(command);
    const said = await answer.json();
    assert.ok(answer.ok, `${command.path}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  }

  async ask(path) {
    const answer = await fetch(`${this.url()}/api/v1/${path}`, { headers: this.headers() });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  }

  /** All rows of a list, page after page. */
  async all(path) {
    const rows = [];
    for (let after = ""; after !== null; ) {
      const page = await this.ask(`${path}${path.includes("?") ? "&" : "?"}${after && `after=${encodeURIComponent(after)}`}`);
      rows.push(...page.rows);
      after = page.next ?? null;
    }
    return rows;
  }

  /** What a person sees. */
  page(path) {
    return fetch(`${this.url()}${path}`, { headers: { cookie: `__Host-werkbank=${this.token}` } });
  }
}
