// What customers answer comes in by itself: invitations are answered as agenda programs do (made with ical.js, delivered by exim, read from
// dovecot), letters are answered, and mails come back. What is not ours stays where it lies.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import ICAL from "ical.js";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { invitation } from "./support/invitation.mjs";
import { startMailServer } from "./support/mail-server.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const CUSTOMER = "info@delinde.test";
const DESK = "desk@koffietechniek.test";
const TOKEN = "who-reads-the-metrics";

let browser, mail, data, env, werkbank, boss, planner, customer, marek;

const start = (hour = "08:00") => startWerkbank({ data, env, args: ["--now", `2027-03-22T${hour}`] });

before(async () => {
  browser = await launchBrowser();
  mail = await startMailServer({ users: { [CUSTOMER]: "a", [DESK]: "geheim" } });
  data = await mkdtemp(join(tmpdir(), "werkbank-answers-"));
  env = {
    WERKBANK_SMTP_HOST: "localhost", WERKBANK_SMTP_PORT: String(mail.smtpPort), WERKBANK_SMTP_CA_FILE: mail.caFile,
    WERKBANK_SMTP_USER: DESK, WERKBANK_SMTP_PASSWORD: "geheim",
    WERKBANK_IMAP_HOST: "localhost", WERKBANK_IMAP_PORT: String(mail.imapTlsPort), WERKBANK_IMAP_CA_FILE: mail.caFile,
    WERKBANK_IMAP_USER: DESK, WERKBANK_IMAP_PASSWORD: "geheim", WERKBANK_METRICS_TOKEN: TOKEN,
  };
  werkbank = await start();
  boss = await found(browser, werkbank.url);
  await boss.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.", address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300", phone: "030 555 01 42", email: DESK,
  });
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await colleague(boss, "youssef", "Youssef Bakker", ["planner", "sales"]);
  const visiting = { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", email: CUSTOMER, visiting })).id;
  planner = await signIn(browser, werkbank.url, "youssef", { viewport: SIZES.desk });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  await mail?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

/** A visit that is planned, and the invitation as the customer got it. */
async function invited(on, from = "09:00", until = "10:30") {
  const { id } = await boss.order("visits/request", { customer, kind: "maintenance", task: "Onderhoud van de molen" });
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on, from, until } });
  return { id, asked: await invitationOf(id, 1) };
}

/** The newest of so many invitations to a visit. */
const invitationOf = (id, count) =>
  until(`${count} invitations`, async () => {
    const all = (await mail.readMailbox(CUSTOMER)).filter((letter) => letter.includes("text/calendar")).map(invitation);
    const ours = all.filter(({ event }) => event.uid.startsWith(`visit-${id}@`));
    return ours.length >= count && ours.at(-1);
  });

let letters = 0;
/** A mail from the customer. */
const letter = (headers, body, id = `<${(letters += 1)}@delinde.test>`) =>
  [`From: De Linde <${CUSTOMER}>`, `To: ${DESK}`, `Message-ID: ${id}`, "Subject: Re: Uw afspraak", "MIME-Version: 1.0", ...headers, "", body].join("\n");

/** What an agenda program sends when somebody presses a button. */
function reply(asked, partstat, { method = "REPLY", attendee = CUSTOMER, comment, times, id } = {}) {
  const calendar = new ICAL.Component("vcalendar");
  calendar.updatePropertyWithValue("method", method);
  calendar.updatePropertyWithValue("version", "2.0");
  calendar.updatePropertyWithValue("prodid", "-//Somebody//Agenda//NL");
  const event = new ICAL.Component("vevent");
  event.updatePropertyWithValue("uid", asked.event.uid);
  event.updatePropertyWithValue("sequence", asked.event.sequence);
  event.updatePropertyWithValue("dtstamp", ICAL.Time.fromDateTimeString("2027-03-22T08:00:00Z"));
  const who = event.addPropertyWithValue("attendee", `mailto:${attendee}`);
  who.setParameter("partstat", partstat);
  who.setParameter("cn", "De Linde; Zeist");
  if (comment) event.updatePropertyWithValue("comment", comment);
  for (const [name, at] of Object.entries(times ?? {})) event.updatePropertyWithValue(name, ICAL.Time.fromDateTimeString(at));
  calendar.addSubcomponent(event);
  const parts = ["--b", "Content-Type: text/plain; charset=utf-8", "", "Zie de bijlage.", "--b",
    `Content-Type: text/calendar; charset=utf-8; method=${method}`, "Content-Transfer-Encoding: base64", "",
    Buffer.from(calendar.toString()).toString("base64").replace(/.{76}/g, "$&\n"), "--b--", ""];
  return letter(['Content-Type: multipart/alternative; boundary="b"'], parts.join("\n"), id);
}

const deliver = (raw, from = CUSTOMER) => mail.deliver(from, DESK, raw);
const visit = async (id) => (await boss.ask(`visits/${id}`)).visit;
const answerOf = (id, wanted) =>
  until(`the answer ${wanted}`, async () => {
    const { answer } = await visit(id);
    return answer?.reply === wanted && answer;
  });
const tasks = async (kind, role = "planner") => (await boss.ask(`tasks?role=${role}`)).rows.filter((task) => task.kind === kind);
const events = async (type) => (await boss.ask(`log?event=${type}`)).rows;

test("an invitation asks for an answer, and what is answered stands on the visit, the board and the customer's card", async () => {
  const { id, asked } = await invited("2027-05-11");
  assert.equal(asked.person("attendee").getParameter("rsvp"), "TRUE");
  await deliver(reply(asked, "ACCEPTED", { comment: "Graag achterom, de winkel is dicht." }));
  const answer = await answerOf(id, "accepted");
  assert.deepEqual([answer.by, answer.comment], [CUSTOMER, "Graag achterom, de winkel is dicht."]);
  await planner.goto(`/visits/${id}`);
  const panel = planner.locator("#answer");
  await panel.getByText("Klant komt het uit").waitFor();
  await panel.getByText("Graag achterom").waitFor();
  assert.deepEqual(await axe(planner), []);
  await planner.goto("/planning?view=week&week=2027-05-10");
  await planner.locator(`#card-${id} .job-answer.accepted`).waitFor();
  await planner.goto(`/customers/${customer}`);
  await planner.getByText(/komt de klant uit/).first().waitFor();
  planner.assertClean();
});

test("who can't come is a task of planning, which is over when there is another time; an answer to the earlier time is none to the new one", async () => {
  const { id, asked } = await invited("2027-05-12");
  await deliver(reply(asked, "DECLINED"));
  await answerOf(id, "declined");
  const [task] = await until("the task", async () => (await tasks("visit-declined")).length && tasks("visit-declined"));
  assert.equal(task.about, `visit-${id}`);
  await boss.order(`visits/${id}/schedule`, { technician: marek, slot: { on: "2027-05-13", from: "13:00", until: "14:00" } });
  await until("its end", async () => (await tasks("visit-declined")).length === 0);
  assert.equal((await visit(id)).answer, null);
  const again = await invitationOf(id, 2);
  const count = (await events("invitation_answered")).length;
  await deliver(reply(asked, "TENTATIVE"));
  await until("the late answer", async () => (await events("invitation_answered")).length > count);
  assert.equal((await visit(id)).answer, null, "it was about the earlier time");
  await deliver(reply(again, "ACCEPTED"));
  await answerOf(id, "accepted");
});

test("another time that is proposed is planned with one click", async () => {
  const { id, asked } = await invited("2027-05-18");
  await deliver(reply(asked, "TENTATIVE", { method: "COUNTER", times: { dtstart: "2027-05-19T12:00:00Z", dtend: "2027-05-19T13:30:00Z" } }));
  const { proposed } = await answerOf(id, "countered");
  assert.deepEqual(proposed, { on: "2027-05-19", from: "14:00", until: "15:30" });
  await planner.goto(`/visits/${id}`);
  await planner.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await axe(planner), []);
  await planner.emulateMedia({ colorScheme: "light" });
  await planner.locator("#answer form button").press("Enter");
  await until("the new time", async () => (await visit(id)).slot.on === "2027-05-19");
  assert.equal((await visit(id)).answer, null);
  planner.assertClean();
});

test("only the invited address answers, only what we asked, and each mail once", async () => {
  const { id, asked } = await invited("2027-05-20");
  const before = (await events("invitation_answered")).length;
  await deliver(reply(asked, "DECLINED", { attendee: "else@delinde.test" }));
  const unknown = { ...asked, event: { uid: asked.event.uid.replace(id, "0198c5a2-0000-7000-8000-00000000002a"), sequence: 1 } };
  await deliver(reply(unknown, "DECLINED"));
  await deliver(reply({ ...asked, event: { uid: asked.event.uid, sequence: 99 } }, "DECLINED"));
  await deliver("Subject: \xff\xfe\nContent-Type: multipart/mixed; boundary=\"\n\nBEGIN:VCALENDAR");
  const twice = reply(asked, "ACCEPTED");
  await deliver(twice);
  await deliver(twice);
  await answerOf(id, "accepted");
  await deliver(reply(asked, "TENTATIVE"));
  await answerOf(id, "tentative");
  assert.equal((await events("invitation_answered")).length, before + 2);
  const all = await mail.readMailbox(DESK);
  assert.ok(all.length >= 7, "nothing is thrown away");
});

test("what somebody writes about a mail stands with the fault and the customer, sealed, and is a task", async () => {
  const { id } = await boss.order("faults/report", { customer, problem: "De molen maalt niet", urgency: "normal" });
  const sent = await until("the confirmation", async () => (await mail.readMailbox(CUSTOMER)).find((one) => /maalt niet/.test(one)));
  const ours = sent.match(/^Message-ID: (<.+>)/im)[1];
  await deliver(letter([`In-Reply-To: ${ours}`, "Auto-Submitted: auto-replied", "Content-Type: text/plain"], "Ik ben met vakantie."));
  await deliver(letter([`In-Reply-To: ${ours}`, "Content-Type: text/plain; charset=utf-8"],
    `Hij doet het weer!\n\nOp ma 22 mrt. 2027 om 08:01 schreef Koffietechniek <${DESK}>:\n> Goedendag`));
  const [task] = await until("the task", async () => (await tasks("customer-wrote", "sales")).length && tasks("customer-wrote", "sales"));
  assert.equal(task.about, `fault-${id}`);
  await planner.goto(`/faults/${id}`);
  await planner.getByText("Hij doet het weer!", { exact: true }).waitFor();
  assert.equal(await planner.getByText("Ik ben met vakantie.").count(), 0);
  assert.deepEqual(await axe(planner), []);
  await planner.goto(`/customers/${customer}`);
  await planner.getByText("Hij doet het weer!", { exact: true }).first().waitFor();
  assert.equal((await events("mail_answered")).length, 1);
  planner.assertClean();
});

test("a mail that came back is one that failed", async () => {
  const before = (await boss.ask("mails?state=failed")).rows.length;
  const sent = (await mail.readMailbox(CUSTOMER)).at(-1).match(/^Message-ID: (<.+>)/im)[1];
  const report = ["--r", "Content-Type: text/plain", "", "Sorry.", "--r", "Content-Type: message/delivery-status", "",
    "Reporting-MTA: dns; localhost", "", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 no such person", "",
    "--r", "Content-Type: message/rfc822", "", `Message-ID: ${sent}`, "Subject: Uw afspraak", "", "Tot dan", "--r--", ""].join("\n");
  await deliver(letter(['Content-Type: multipart/report; report-type=delivery-status; boundary="r"'], report), "");
  const failed = await until("the mail", async () => {
    const { rows } = await boss.ask("mails?state=failed");
    return rows.length > before && rows;
  });
  assert.ok(failed.some(({ reason }) => /550 no such person/.test(reason)));
});

test("a program that is killed goes on where it was, and what lies there is read once", async () => {
  const { id, asked } = await invited("2027-05-25");
  const before = (await events("invitation_answered")).length;
  await werkbank.stop("SIGKILL");
  await deliver(reply(asked, "DECLINED"));
  werkbank = await start("10:00");
  boss = await reopened(boss, werkbank.url);
  await answerOf(id, "declined");
  await werkbank.stop();
  werkbank = await start("12:00");
  boss = await reopened(boss, werkbank.url);
  await deliver(reply(asked, "ACCEPTED"));
  await answerOf(id, "accepted");
  assert.equal((await events("invitation_answered")).length, before + 2);
  const metrics = await (await fetch(`${werkbank.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  assert.match(metrics, /werkbank_mails_taken_in\{kind="answer"\} 1/);
  assert.match(metrics, /werkbank_mailbox_read_timestamp_seconds \d/);
  assert.equal((await (await fetch(`${werkbank.url}/health/ready`)).json()).mailbox, null);
  assert.ok(!werkbank.output().includes("geheim"));
});

/** The same colleague at the program's new address. */
async function reopened(page, url) {
  const again = await signIn(browser, url, "directie");
  await page.context().close();
  return Object.assign(again, {
    order: async (path, data = {}) => (await again.request.post(`/api/v1/${path}`, { data })).json(),
    ask: async (path) => (await again.request.get(`/api/v1/${path}`)).json(),
  });
}
