// Mails leave the program over a real mail server: over TLS, with a password; what does not arrive is shown with its reason and goes out once.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { axe, launchBrowser } from "./support/browser.mjs";
import { found, signIn } from "./support/company.mjs";
import { startMailServer } from "./support/mail-server.mjs";
import { freePorts, until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const CUSTOMER = "info@delinde.test";
const DESK = "desk@koffietechniek.test";
const USERS = { [CUSTOMER]: "a", [DESK]: "geheim" };
const MORNING = "2027-03-02T08:00";
const LATER = "2027-03-02T08:30"; // past the first pause, before the second

let browser, mail, data, werkbank, boss;

before(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "werkbank-sender-"));
});
afterEach(async () => {
  await boss?.context().close();
  await werkbank?.stop();
  await mail?.stop();
  boss = werkbank = mail = undefined;
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});
after(() => browser?.close());

/** Starts the program with a mail server in its environment. */
async function startOn(now, port, settings = {}) {
  const env = {
    WERKBANK_SMTP_HOST: "localhost", WERKBANK_SMTP_PORT: String(port), WERKBANK_SMTP_SECURITY: "starttls", WERKBANK_SMTP_CA_FILE: mail?.caFile ?? "",
    WERKBANK_SMTP_USER: DESK, WERKBANK_SMTP_PASSWORD: "geheim", ...settings,
  };
  werkbank = await startWerkbank({ data, env, args: ["--now", now] });
}

/** Stops and starts again, on the same folder, and signs in again. */
async function startAgain(now, port, settings) {
  await boss.context().close();
  await werkbank.stop();
  await startOn(now, port, settings);
  boss = await signIn(browser, werkbank.url, "directie");
}

/** A company and a customer who reports a fault, which is confirmed by mail. */
async function faultIsReported(to = CUSTOMER) {
  boss = await found(browser, werkbank.url);
  await boss.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.", address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300", phone: "030 555 01 42", email: DESK,
  });
  const visiting = { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" };
  const customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", email: to, visiting })).id;
  await boss.order("faults/report", { customer, problem: "Lekt", urgency: "normal" });
}

/** The one mail, on the page of mails in this state. */
async function mailIn(state) {
  await boss.goto(`/mails?state=${state}`);
  const row = boss.locator("#mails tbody tr");
  await row.waitFor();
  assert.equal(await row.count(), 1);
  return row;
}

async function clean() {
  assert.deepEqual(await axe(boss, "main"), []);
  boss.assertClean();
}

for (const security of ["starttls", "none"]) {
  test(`a mail is sent once and as people read it, by ${security}`, async () => {
    mail = await startMailServer({ users: USERS });
    await startOn(MORNING, mail.smtpPort, { WERKBANK_SMTP_SECURITY: security });
    await faultIsReported();
    const [letter] = await mail.waitForMail(CUSTOMER);
    assert.match(letter, /^Message-ID: <[0-9a-f-]{36}@koffietechniek\.test>$/m);
    assert.match(letter, /^Content-Type: text\/plain; charset=utf-8$/m);
    assert.match(letter, /^Content-Type: text\/html; charset=utf-8$/m);
    assert.match(letter, security === "none" ? /\(Exim/ : / tls TLS|esmtpsa|esmtps/i);
    await mailIn("sent");
    await clean();
    await startAgain(LATER, mail.smtpPort, { WERKBANK_SMTP_SECURITY: security });
    await mailIn("sent");
    assert.equal((await mail.readMailbox(CUSTOMER)).length, 1);
  });
}

test("a server whose certificate nobody vouches for gets no mail, and the reason is shown", async () => {
  mail = await startMailServer({ users: USERS });
  await startOn(MORNING, mail.smtpPort, { WERKBANK_SMTP_CA_FILE: "" });
  await faultIsReported();
  assert.match(await (await mailIn("failed")).innerText(), /certificate/i);
  await clean();
  assert.deepEqual(await mail.readMailbox(CUSTOMER), []);
});

test("with a wrong password the reason is shown, and once it is right the mail goes out by itself, once", async () => {
  mail = await startMailServer({ users: USERS });
  await startOn(MORNING, mail.smtpPort, { WERKBANK_SMTP_PASSWORD: "verkeerd" });
  await faultIsReported();
  assert.match(await (await mailIn("failed")).innerText(), /535/);
  await clean();
  await startAgain(LATER, mail.smtpPort);
  await mail.waitForMail(CUSTOMER);
  await mailIn("sent");
  assert.equal((await mail.readMailbox(CUSTOMER)).length, 1);
});

test("a server that can't be reached is named, and a person sends the mail again, once", async () => {
  const [port] = await freePorts(1);
  await startOn(MORNING, port, { WERKBANK_SMTP_SECURITY: "none", WERKBANK_SMTP_USER: "", WERKBANK_SMTP_PASSWORD: "" });
  await faultIsReported();
  await (await mailIn("failed")).locator("th a").click();
  await boss.locator("#about", { hasText: /connection/i }).waitFor();
  await clean();
  mail = await startMailServer({ users: USERS, smtpPort: port });
  await boss.click("#acts form[action$='/retry'] button");
  await mail.waitForMail(CUSTOMER);
  await until("the page to say so", async () => (await boss.locator(".page-head .badge").innerText()).includes("Verstuurd") || (await boss.reload(), false));
  assert.equal((await mail.readMailbox(CUSTOMER)).length, 1);
});

test("an address that the server refuses for good is not tried again by itself; a person judges", async () => {
  mail = await startMailServer({ users: USERS });
  await startOn(MORNING, mail.smtpPort);
  await faultIsReported("nobody@delinde.test");
  assert.match(await (await mailIn("failed")).innerText(), /550/);
  await startAgain(LATER, mail.smtpPort);
  const row = await mailIn("failed");
  await row.locator("th a").click();
  await boss.locator("#about").waitFor();
  assert.doesNotMatch(await boss.locator("#about").innerText(), /Volgende poging/);
  await boss.fill("#acts #reason", "Adres bestaat niet meer");
  await boss.click("#acts form[action$='/give-up'] button");
  await mailIn("given-up");
});
