// Visits in agenda programs: a feed that colleagues subscribe to and withdraw, and invitations that renew and cancel the customer's entry. What is
// read here is read with ical.js, which knows nothing of how it was written.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { entries, invitation } from "./support/invitation.mjs";
import { startMailServer } from "./support/mail-server.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const CUSTOMER = "info@delinde.test";
const DESK = "desk@koffietechniek.test";

let browser, mail, data, werkbank, boss, customer, fatima, marek, technician;

before(async () => {
  browser = await launchBrowser();
  mail = await startMailServer({ users: { [CUSTOMER]: "a", [DESK]: "geheim" } });
  data = await mkdtemp(join(tmpdir(), "werkbank-calendar-"));
  const env = {
    WERKBANK_SMTP_HOST: "localhost", WERKBANK_SMTP_PORT: String(mail.smtpPort), WERKBANK_SMTP_SECURITY: "starttls",
    WERKBANK_SMTP_CA_FILE: mail.caFile, WERKBANK_SMTP_USER: DESK, WERKBANK_SMTP_PASSWORD: "geheim",
  };
  werkbank = await startWerkbank({ data, env, args: ["--now", "2027-03-22T08:00"] });
  boss = await found(browser, werkbank.url);
  await boss.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.", address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300", phone: "030 555 01 42", email: DESK,
  });
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  fatima = await colleague(boss, "fatima", "Fatima el Idrissi", ["technician"]);
  const visiting = { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep \"De Linde\"; Zeist, Oost", email: CUSTOMER, visiting })).id;
  technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await mail?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

/** A visit of one hour and a half, asked for and planned. */
async function planned(on, from = "09:00", until = "10:30") {
  const { id } = await boss.order("visits/request", { customer, kind: "maintenance", task: "Onderhoud, ook de molen; neem F2 mee" });
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on, from, until } });
  return id;
}

/** What a program finds at an address. */
async function subscribed(address) {
  const answer = await fetch(address);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type"), /^text\/calendar; charset=utf-8/);
  const text = await answer.text();
  return { etag: answer.headers.get("etag"), events: entries(text), text };
}

/** The address that stands on one's own page. */
const shown = (page, calendar) => page.locator(`#${calendar}-address`).inputValue();

test("a technician subscribes to the own visits, at the hours of the wall clock before and after the clock is changed", async () => {
  const [winter, summer] = [await planned("2027-03-26"), await planned("2027-03-30")];
  await technician.goto("/account");
  await technician.click("#calendars form[action$='/share-calendar'] button");
  const address = await until("the address", async () => (await technician.locator("#own-address").count()) && shown(technician, "own"));
  assert.deepEqual(await axe(technician), []);
  technician.assertClean();
  const { events, text } = await subscribed(address);
  const at = Object.fromEntries(events.map((event) => [event.uid.split("@")[0], event]));
  assert.equal(at[`visit-${winter}`].startDate.toJSDate().toISOString(), "2027-03-26T08:00:00.000Z");
  assert.equal(at[`visit-${winter}`].endDate.toJSDate().toISOString(), "2027-03-26T09:30:00.000Z");
  assert.equal(at[`visit-${summer}`].startDate.toJSDate().toISOString(), "2027-03-30T07:00:00.000Z");
  const { summary, location, description } = at[`visit-${winter}`];
  assert.match(summary, /Zorggroep "De Linde"; Zeist, Oost$/);
  assert.equal(location, "Lindelaan 1, 3701 CL Zeist");
  assert.match(description, /Onderhoud, ook de molen; neem F2 mee/);
  assert.ok(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
});

test("a visit that is moved is the same entry, one that is called off leaves, and what did not change is not sent again", async () => {
  await technician.goto("/account");
  const address = await shown(technician, "own");
  const visit = await planned("2027-04-06");
  const find = ({ events }) => events.find(({ uid }) => uid.startsWith(`visit-${visit}@`));
  const first = await subscribed(address);
  const same = await fetch(address, { headers: { "if-none-match": first.etag } });
  assert.equal(same.status, 304);
  await boss.order(`visits/${visit}/schedule`, { technician: marek, slot: { on: "2027-04-07", from: "13:00", until: "14:00" } });
  const moved = await subscribed(address);
  assert.ok(find(moved).sequence > find(first).sequence);
  assert.equal(find(moved).startDate.toJSDate().toISOString(), "2027-04-07T11:00:00.000Z");
  await boss.order(`visits/${visit}/cancel`, { reason: "Niet meer nodig" });
  assert.equal(find(await subscribed(address)), undefined);
});

test("the calendar of all holds everybody's visits; a new address ends the old one, and one that is withdrawn or guessed leads nowhere", async () => {
  await colleague(boss, "sanne", "Sanne de Wit", ["sales"]);
  const sales = await signIn(browser, werkbank.url, "sanne");
  await sales.goto("/account");
  assert.equal(await sales.locator("#calendars section").count(), 1, "who does no visits has none of their own");
  await sales.click("#calendars form[action$='/share-calendar'] button");
  await sales.locator("#team-address").waitFor();
  const address = await shown(sales, "team");
  assert.match((await subscribed(address)).events[0].summary, /^Marek Kowalski, /);
  await sales.click("#calendars form[action$='/share-calendar'] button");
  await until("another address", async () => (await fetch(address)).status === 404);
  await sales.goto("/account");
  const renewed = await shown(sales, "team");
  await subscribed(renewed);
  const guessed = renewed.replace(/.(\.ics)$/, (_, end) => (renewed.at(-5) === "0" ? "1" : "0") + end);
  assert.equal((await fetch(guessed)).status, 404);
  await sales.click("#calendars form[action$='/withdraw-calendar'] button");
  await until("the end", async () => (await fetch(renewed)).status === 404);
  assert.deepEqual(await axe(sales), []);
  sales.assertClean();
  await sales.context().close();
});

test("whoever leaves the company takes no calendar along", async () => {
  const page = await signIn(browser, werkbank.url, "fatima");
  await page.goto("/account");
  await page.click("#calendars form[action$='/share-calendar'] button");
  await page.locator("#own-address").waitFor();
  const address = await shown(page, "own");
  await subscribed(address);
  await page.context().close();
  await boss.order(`users/${fatima}/deactivate`, { reason: "Uit dienst" });
  assert.equal((await fetch(address)).status, 404);
});

test("a customer's agenda takes the appointment in, moves it and takes it out again: one entry", async () => {
  const visit = await planned("2027-05-11");
  const invitations = (count) =>
    until(`${count} invitations`, async () => {
      const all = (await mail.readMailbox(CUSTOMER)).map(invitation).filter(({ event }) => event.uid.startsWith(`visit-${visit}@`));
      return all.length >= count && all;
    });
  const [asked] = await invitations(1);
  assert.deepEqual([asked.method, asked.status, asked.event.uid], ["REQUEST", "CONFIRMED", `visit-${visit}@koffietechniek.test`]);
  assert.equal(asked.event.startDate.toJSDate().toISOString(), "2027-05-11T07:00:00.000Z");
  assert.equal(asked.person("organizer").getFirstValue(), `mailto:${DESK}`);
  assert.equal(asked.person("attendee").getFirstValue(), `mailto:${CUSTOMER}`);
  await boss.order(`visits/${visit}/schedule`, { technician: marek, slot: { on: "2027-05-12", from: "09:00", until: "10:00" } });
  const moved = (await invitations(2))[1];
  assert.deepEqual([moved.method, moved.event.uid], ["REQUEST", asked.event.uid]);
  assert.ok(moved.event.sequence > asked.event.sequence);
  await boss.order(`visits/${visit}/cancel`, { reason: "Machine verkocht" });
  const ended = (await invitations(3))[2];
  assert.deepEqual([ended.method, ended.status, ended.event.uid], ["CANCEL", "CANCELLED", asked.event.uid]);
  assert.ok(ended.event.sequence > moved.event.sequence);
});
