// Messages to customers in the browser: own words with an example, a text message through a gateway, and the technician who is on the way.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { SIZES, clean, launchBrowser } from "./support/browser.mjs";
import { colleague, established, found, signIn } from "./support/company.mjs";
import { until } from "./support/process.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

// A Tuesday, before anybody is on the way.
const MORNING = "2027-03-02T09:00";
let werkbank, browser, gateway, boss, technician, marek, customer, visit;
const asked = [];

before(async () => {
  gateway = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      asked.push({ url: request.url, key: request.headers["x-key"], body: JSON.parse(body) });
      response.end("msg-1");
    });
  });
  await new Promise((listening) => gateway.listen(0, "127.0.0.1", listening));
  const env = {
    WERKBANK_SMS_URL: `http://127.0.0.1:${gateway.address().port}/send`,
    WERKBANK_SMS_HEADERS: "Content-Type: application/json\nX-Key: {token}",
    WERKBANK_SMS_BODY: '{"to": "{to}", "text": "{text}"}',
    WERKBANK_SMS_TOKEN: "geheim",
  };
  [werkbank, browser] = await Promise.all([startWerkbank({ env, args: ["--now", MORNING] }), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  marek = await colleague(boss, "marek", "Marek Kowalski", ["technician"]);
  await established(boss);
  const visiting = { street: "Boslaan 12", postcode: "3701 CL", city: "Zeist" };
  customer = (await boss.order("customers/register", { kind: "company", name: "Zorggroep De Linde", visiting })).id;
  technician = await signIn(browser, werkbank.url, "marek", { viewport: SIZES.tablet });
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
  gateway?.close();
});

test("a message is written in our own words, looked at first, and goes back to the standard ones", async () => {
  await boss.goto("/settings/messages/visit-scheduled?language=nl");
  await clean(boss);
  await boss.fill("#sms-body", "Tot {dag}!");
  await boss.click("#sms form[action$='/write'] .button.dark");
  await boss.waitForSelector("#sms-body-error >> text=dag");
  await boss.fill("#sms-body", "Tot {day}, {technician} komt om {from}.");
  await Promise.all([boss.waitForURL(/body=Tot/), boss.click("#sms [formmethod=get]")]);
  assert.match(await boss.textContent("[data-example=sms]"), /Tot .* komt om/);
  assert.match(await boss.textContent("#sms"), /Standaardtekst/, "nothing is kept yet");
  await boss.click("#sms form[action$='/write'] .button.dark");
  await boss.waitForSelector("#sms >> text=Eigen tekst");
  await clean(boss);
  await boss.goto("/settings");
  await boss.check("#on");
  await boss.click("#messages form[action$='/allow-sms'] [type=submit]");
  await boss.waitForURL(/\/settings$/);
  await boss.reload();
  assert.equal(await boss.locator("#on").isChecked(), true);
  await clean(boss);
});

test("a customer is told by text message, and its fate stands on their card", async () => {
  await boss.goto(`/customers/${customer}/channel`);
  await boss.selectOption("#channel", "sms");
  await boss.fill("#mobile", "06 123 456 78");
  await clean(boss);
  await Promise.all([boss.waitForURL(new RegExp(`/customers/${customer}$`)), boss.click("main footer [type=submit]")]);
  assert.match(await boss.textContent("#details"), /Per sms/);
  visit = (await boss.order("visits/request", { customer, kind: "intake", task: "Kennismaken" })).id;
  const slot = { on: "2027-03-02", from: "14:00", until: "15:00" };
  await boss.order(`visits/${visit}/schedule`, { technician: marek, slot, overrule: "Afgesproken" });
  await until("the gateway was asked", () => asked.length === 1);
  assert.deepEqual([asked[0].key, asked[0].body.to], ["geheim", "+31612345678"]);
  assert.match(asked[0].body.text, /^Tot dinsdag 2 maart 2027, Marek Kowalski komt om 14.00\./);
  const sent = await until("it is sent", async () => (await boss.ask("mails?state=sent")).rows[0]);
  assert.equal(sent.address, "+31612345678");
  await boss.goto(`/customers/${customer}`);
  await boss.waitForSelector("text=Afspraak met onze monteur");
  await clean(boss);
});

test("a technician on the way says so once, and the customer hears when they are there", async () => {
  await technician.goto(`/my-work?visit=${visit}`);
  const minutes = Number(await technician.inputValue("#on-the-way #minutes"));
  assert.ok(minutes >= 15, "as far as it is");
  await clean(technician);
  await technician.click("#on-the-way [type=submit]");
  await technician.waitForSelector("p#on-the-way");
  await until("the gateway was asked again", () => asked.length === 2);
  assert.match(asked[1].body.text, /Marek Kowalski is onderweg/);
  await clean(technician);
  await boss.order(`visits/${visit}/set-out`, { minutes: 5 });
  assert.equal(asked.length, 2);
});
