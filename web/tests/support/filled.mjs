// A company at work: a colleague of every role, customers, faults in each state, a week of visits, stock, orders, contracts, invoices.
import { colleague } from "./company.mjs";
import { until } from "./process.mjs";

/** Who signs in for which role. */
export const LOGINS = {
  sales: "sanne",
  planner: "youssef",
  technician: "marek",
  purchasing: "inge",
  finance: "finn",
  management: "mila",
  administrator: "bas",
};
const NAMES = ["Sanne de Wit", "Youssef Amrani", "Marek Kowalski", "Inge Hendriks", "Finn Hofman", "Mila van der Berg", "Bas Beheer"];
const CUSTOMERS = [
  ["Zorggroep De Linde", "Zeist", "3701 CL", "K-400 Pro"],
  ["Garage Terpstra", "Houten", "3991 GH", "K-200 Duo"],
  ["Sportcentrum Overvecht", "Utrecht", "3561 AB", "W-10"],
  ["Advocatenkantoor Van Rooy, Van den Heuvel en partners", "Utrecht", "3511 AB", "K-400 Pro"],
  ["Kinderopvang Pluim", "De Bilt", "3731 BB", "K-200 Duo"],
  ["Notariskantoor Hofman & Smit", "Amersfoort", "3811 CD", "V-60"],
];
const PROBLEMS = ["Lekkage onder de machine", "Foutcode E14 op het scherm", "Maalwerk maakt lawaai", "Geen warm water", "Melk schuimt niet", "Start niet op"];

/** Today where the company is: `2026-11-24`. */
const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });

/** Fills the company by commands of `boss`, who may do everything; the answer holds an id of each kind of thing. */
export async function fill(boss) {
  const [roles, logins] = [Object.keys(LOGINS), Object.values(LOGINS)];
  const people = {};
  for (const [n, login] of logins.entries()) people[roles[n]] = await colleague(boss, login, NAMES[n], [roles[n]]);
  await colleague(boss, "fatima", "Fatima el Idrissi", ["technician"]);
  await colleague(boss, "anna", "Anna van Dijk", ["sales", "planner", "finance"]);
  await settings(boss);
  const customers = [];
  for (const [n, row] of CUSTOMERS.entries()) customers.push(await customer(boss, n, row));
  const stock = await purchasing(boss);
  const faults = await maintenance(boss, people, customers, stock);
  const money = await finance(boss, people, customers);
  const plan = await recurring(boss, customers);
  return { people, plan, customer: customers[0].id, machine: customers[0].machine, ...stock, ...faults, ...money };
}

/** Two plans: the visit of one is to be agreed, the other is half a year ahead. */
async function recurring(boss, customers) {
  const inDays = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  const make = async ({ id: customer, machine }, days) =>
    (await boss.order("maintenance-plans/make", { customer, machines: [machine], task: "Ontkalken", schedule: { first: inDays(days), every: 6, meter: 20000 } })).id;
  await make(customers[1], 180);
  return make(customers[0], 10);
}

async function settings(boss) {
  const address = { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" };
  const numbers = { company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300" };
  const reached = { phone: "030 555 01 42", email: "administratie@koffietechniek.example" };
  await boss.order("settings/company/change-company", { name: "Koffietechniek Utrecht B.V.", address, ...numbers, ...reached });
  await boss.order("settings/company/set-vat-rate", { kind: "standard", from: "2020-01-01", rate: "21" });
}

async function customer(boss, n, [name, city, postcode, model]) {
  const phone = `030 555 01 ${10 + n}`;
  const visiting = { street: `Boslaan ${n + 1}`, postcode, city };
  const { id } = await boss.order("customers/register", { kind: "company", name, phone, email: `info@klant${n}.example`, visiting });
  await boss.order(`customers/${id}/add-contact`, { name: "Hanneke Postma", role: "Facilitair manager", phone: `06 555 012 ${10 + n}` });
  const machine = { model, serial: `400-2281${n}`, place: "Afdeling Oost" };
  return { id, machine: (await boss.order("machines/install", { customer: id, machine })).id };
}

async function purchasing(boss) {
  const supplier = (await boss.order("suppliers/register", { name: "Onderdelenhuis Midden", email: "orders@onderdelenhuis.example", lead_days: 5 })).id;
  const register = async (number, name, stock) => {
    const prices = { purchase_price: "10.00 EUR", sales_price: "1150.00 EUR", minimum: "4", order_quantity: "6" };
    return (await boss.order("articles/register", { number, stock, article: { name, unit: "stuk", supplier, ...prices } })).id;
  };
  const article = await register("DP-1500", "Drukpomp 15 bar", "0");
  await register("ZF-0200", "Zeef 58 mm", "4");
  const part = await register("F2", "Filterpatroon F2", "1200");
  const line = { article, quantity: "6", price: "10.00 EUR" };
  const order = (await boss.order("purchase-orders/draft", { supplier, lines: [line] })).id;
  await boss.order(`purchase-orders/${order}/place`, {});
  return { supplier, article, part, order };
}

async function maintenance(boss, { technician }, customers, { part }) {
  // Not today: the hours below may have passed. What is begun moves to now.
  const day = new Date(Date.now() + 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  const now = { overrule: "Kan vandaag" };
  const visits = [];
  const faults = [];
  for (const [n, { id, machine }] of customers.entries()) {
    const urgency = ["urgent", "high", "normal", "low"][n % 4];
    const report = { customer: id, machine, problem: PROBLEMS[n], urgency, caller: "Hanneke Postma" };
    faults.push((await boss.order("faults/report", report)).id);
    visits.push(await until("the visit", async () => (await boss.ask(`faults/${faults[n]}`)).visits.at(-1)?.id));
  }
  const plan = (n, on, from, to) =>
    boss.order(`visits/${visits[n]}/schedule`, { technician, slot: { on, from, until: to }, overrule: "Past achter elkaar" });
  await plan(0, day, "08:00", "09:30");
  await plan(1, day, "10:00", "11:30");
  await plan(2, day, "13:00", "14:00");
  await boss.order(`visits/${visits[0]}/start`, now);
  await boss.order(`visits/${visits[0]}/use-part`, { article: part, quantity: "1" });
  await boss.order(`visits/${visits[0]}/finish`, { solved: true, findings: "Pakking versleten", work: "Pakking vervangen", worked: 75, travelled: 20, billable: true });
  await boss.order(`visits/${visits[1]}/start`, now);
  return { fault: faults[1], visit: visits[1], unplanned: visits[3] };
}

async function finance(boss, { sales }, customers) {
  const starts = `${today().slice(0, 8)}01`;
  const contracts = [];
  for (const [n, { id, machine }] of customers.slice(0, 3).entries()) {
    const terms = { kind: "service", machines: [machine], monthly_fee: `${1842 + n}.60`, starts, first_term: 12, renewal: 12, notice: 2 };
    contracts.push((await boss.order("contracts/draft", { customer: id, salesperson: sales, terms })).id);
  }
  const file = { name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };
  const handed = await boss.request.post("/api/v1/files", { multipart: { contract: contracts[0], file } });
  const { hash: scan } = await handed.json();
  await boss.order(`contracts/${contracts[0]}/sign-on-paper`, { name: "H. Postma", signed_on: today(), scan, kept_at: "Map 4, kast 2" });
  const invoices = [];
  for (const [n, { id }] of customers.entries()) {
    const items = [{ description: "Jaarlijks onderhoud", quantity: "1", price: `${1284 * (n + 1)}.50`, vat: "standard" }];
    invoices.push((await boss.order("invoices/draft", { customer: id, items })).id);
  }
  for (const id of invoices.slice(0, 4)) await boss.order(`invoices/${id}/issue`, {});
  await boss.order(`invoices/${invoices[0]}/record-payment`, { amount: "1554.25 EUR", on: today() });
  const next = today();
  const opportunity = (await boss.order("opportunities/open", { customer: customers[1].id, about: "Tweede machine in de kantine", value: "4200 EUR", next })).id;
  return { contract: contracts[0], contractDraft: contracts[1], invoice: invoices[1], invoiceDraft: invoices[5], opportunity };
}
