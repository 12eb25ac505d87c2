// The mail server of the tests is a real one: what goes in by SMTP comes out by IMAP, and it refuses what it should.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { connect as connectTls } from "node:tls";
import { startMailServer } from "./support/mail-server.mjs";

const HANNEKE = "hanneke@klant.test";
const KOEN = "koen@klant.test";
let server;

before(async () => {
  server = await startMailServer({ users: { [HANNEKE]: "geheim", [KOEN]: "tajne" } });
});
after(() => server?.stop());

/** A conversation by lines: `say` sends one and gives all that comes back up to a line that fits. */
function conversation(socket) {
  let heard = "";
  socket.setEncoding("utf8").on("data", (text) => (heard += text));
  const hear = async (end) => {
    while (!heard.split("\r\n").some((line) => end.test(line))) {
      const closed = once(socket, "close").then(() => assert.fail(`the server hung up after: ${heard}`));
      await Promise.race([once(socket, "data"), closed]);
    }
    const answer = heard;
    heard = "";
    return answer;
  };
  const say = (line, end) => (socket.write(`${line}\r\n`), hear(end));
  return { hear, say, socket };
}

const REPLY = /^\d{3} /;

async function smtp(socket = connect(server.smtpPort, "127.0.0.1")) {
  const talk = conversation(socket);
  assert.match(await talk.hear(REPLY), /^220 /);
  assert.match(await talk.say("EHLO werkbank.test", REPLY), /STARTTLS/);
  return { ...talk, say: (line) => talk.say(line, REPLY), quit: () => talk.say("QUIT", REPLY) };
}

async function send(to, subject, body) {
  const talk = await smtp();
  assert.match(await talk.say("MAIL FROM:<desk@werkbank.test>"), /^250 /);
  assert.match(await talk.say(`RCPT TO:<${to}>`), /^250 /);
  assert.match(await talk.say("DATA"), /^354 /);
  assert.match(await talk.say(`From: desk@werkbank.test\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\n${body}\r\n.`), /^250 /);
  await talk.quit();
}

async function answerTo(recipient) {
  const talk = await smtp();
  await talk.say("MAIL FROM:<desk@werkbank.test>");
  const answer = await talk.say(`RCPT TO:<${recipient}>`);
  await talk.quit();
  return answer;
}

const plain = (user, password) => Buffer.from(`\0${user}\0${password}`).toString("base64");

test("a mail that is sent by SMTP lies in the mailbox and is read by IMAP over TLS", async () => {
  await send(HANNEKE, "Storing opgelost", "De molen maalt weer.");
  const [stored] = await server.waitForMail(HANNEKE);
  assert.match(stored, /^Subject: Storing opgelost$/m);

  const socket = connectTls({ port: server.imapTlsPort, host: "127.0.0.1", servername: "localhost", ca: server.ca });
  const imap = conversation(socket);
  await imap.hear(/^\* OK/);
  assert.match(await imap.say(`a LOGIN ${HANNEKE} geheim`, /^a /), /^a OK/m);
  assert.match(await imap.say("b SELECT INBOX", /^b /), /^\* 1 EXISTS/m);
  assert.match(await imap.say("c FETCH 1 BODY[]", /^c /), /De molen maalt weer\./);
  await imap.say("d LOGOUT", /^d /);

  // IMAP has moved the mail from new/ to cur/: the helper still finds it.
  assert.equal((await server.readMailbox(HANNEKE)).length, 1);
});

test("each user has a mailbox of one's own, and every mail that came is in it", async () => {
  await send(KOEN, "Een", "1");
  await server.waitForMail(KOEN, 1);
  await send(KOEN, "Twee", "2");
  const mails = await server.waitForMail(KOEN, 2);
  assert.deepEqual((mails.map((mail) => mail.match(/^Subject: (.*)$/m)[1])).slice().sort(), ["Een", "Twee"]);
});

test("mail to nobody and to unknown people is refused for good, mail to later is put off", async () => {
  assert.match(await answerTo("nobody@klant.test"), /^550 /);
  assert.match(await answerTo("stranger@klant.test"), /^550 /);
  assert.match(await answerTo("later@klant.test"), /^451 /);
});

test("SMTP speaks TLS with a certificate for localhost, and knows a right password from a wrong one", async () => {
  const open = await smtp();
  assert.match(await open.say("STARTTLS"), /^220 /);
  open.socket.removeAllListeners("data");
  const socket = connectTls({ socket: open.socket, servername: "localhost", ca: server.ca });
  await once(socket, "secureConnect");
  assert.ok(socket.authorized, String(socket.authorizationError));
  const talk = conversation(socket);
  assert.match(await talk.say("EHLO werkbank.test", REPLY), /AUTH PLAIN/);
  assert.match(await talk.say(`AUTH PLAIN ${plain(KOEN, "wrong")}`, REPLY), /^535 /);
  assert.match(await talk.say(`AUTH PLAIN ${plain("stranger@klant.test", "")}`, REPLY), /^535 /);
  assert.match(await talk.say(`AUTH PLAIN ${plain(KOEN, "tajne")}`, REPLY), /^235 /);
  await talk.say("QUIT", REPLY);
});

test("a wrong password opens no mailbox", async () => {
  const imap = conversation(connect(server.imapPort, "127.0.0.1"));
  await imap.hear(/^\* OK/);
  assert.match(await imap.say(`a LOGIN ${KOEN} geheim`, /^a /), /^a NO/m);
  imap.socket.destroy();
});

test("a server that went away comes back on the same port", async () => {
  const first = await startMailServer();
  await first.stop();
  const second = await startMailServer({ smtpPort: first.smtpPort });
  assert.equal(second.smtpPort, first.smtpPort);
  await second.stop();
});
