// What keeps strangers out: cookies, headers, where requests come from, wrong passwords, sessions that end.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchBrowser } from "./support/browser.mjs";
import { colleague, found, PASSWORD } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  for (const login of ["sanne", "marek", "olga"]) await colleague(boss, login, login, ["sales"]);
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

const enter = (url, login, password, headers = {}) =>
  fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ login, password, next: "/customers" }),
  });

test("the cookie of a session is for our pages alone, and every answer says what a browser may do", async () => {
  const entered = await enter(werkbank.url, "sanne", PASSWORD);
  assert.equal(entered.status, 303);
  assert.equal(entered.headers.get("location"), "/customers");
  const cookie = entered.headers.get("set-cookie");
  assert.match(cookie, /^__Host-werkbank=[0-9a-f]{64}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  for (const path of ["/sign-in", "/api/v1/customers", "/nothing", "/assets/missing", "/health/live"]) {
    const { headers } = await fetch(werkbank.url + path, { redirect: "manual" });
    const policy = headers.get("content-security-policy");
    assert.match(policy, /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe|\*/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("referrer-policy"), "same-origin", path);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
  }
});

test("a request from another site changes nothing", async () => {
  for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }]) {
    const answer = await enter(werkbank.url, "sanne", PASSWORD, headers);
    assert.equal(answer.status, 403, JSON.stringify(headers));
    assert.match(await answer.text(), /andere website/);
    assert.equal(answer.headers.get("set-cookie"), null);
  }
  const own = await enter(werkbank.url, "sanne", PASSWORD, { origin: werkbank.url });
  assert.equal(own.status, 303);
});

test("nobody is led to another site after signing in", async () => {
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
    const body = new URLSearchParams({ login: "sanne", password: PASSWORD, next });
    const answer = await fetch(`${werkbank.url}/sign-in`, { method: "POST", redirect: "manual", body });
    assert.equal(answer.headers.get("location"), "/", next);
  }
});

test("wrong passwords are limited, also in a burst, and others are not held up", async () => {
  const burst = await Promise.all(Array.from({ length: 20 }, () => enter(werkbank.url, "olga", "een verkeerd wachtwoord")));
  const statuses = burst.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 401).length, 8);
  assert.equal(statuses.filter((status) => status === 429).length, 12);
  assert.equal((await enter(werkbank.url, "olga", PASSWORD)).status, 429, "not even with the right one");
  assert.equal((await enter(werkbank.url, "marek", PASSWORD)).status, 303);
});

test("which of name and password was wrong is not said", async () => {
  const texts = [];
  for (const login of ["nobody", "marek"]) texts.push(await (await enter(werkbank.url, login, "een verkeerd wachtwoord")).text());
  assert.equal(texts[0].replaceAll("nobody", "marek"), texts[1]);
});

test("a session ends after twelve hours without a request, also over a restart", async () => {
  const data = await mkdtemp(join(tmpdir(), "werkbank-sessions-"));
  const on = async (now, ask) => {
    const program = await startWerkbank({ data, args: ["--now", now] });
    const answer = await ask(program.url);
    await program.stop();
    return answer;
  };
  const headers = await on("2027-03-01T08:00", async (url) => {
    const page = await found(browser, url);
    const cookies = await page.context().cookies();
    await page.context().close();
    return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
  });
  const status = (now) => on(now, async (url) => (await fetch(`${url}/api/v1/customers`, { headers })).status);
  assert.equal(await status("2027-03-01T19:00"), 200);
  assert.equal(await status("2027-03-02T20:00"), 401);
  await rm(data, { recursive: true, force: true });
});

test("over a line that is not safe people are told why they can't stay signed in, and it can be allowed", async (t) => {
  const seen = (headers) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(werkbank.url);
      const asked = request({ hostname, port, path: "/sign-in", headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => resolve(text));
      });
      asked.on("error", reject).end();
    });
  assert.match(await seen({ host: "werkbank.bedrijf.example" }), /niet beveiligd \(http\)/);
  assert.doesNotMatch(await seen({ host: "werkbank.bedrijf.example", "x-forwarded-proto": "https" }), /niet beveiligd/);
  assert.doesNotMatch(await seen({ host: "localhost:8080" }), /niet beveiligd/);

  const plain = await startWerkbank({ env: { WERKBANK_URL: "http://werkbank.bedrijf.example" } });
  t.after(() => plain.stop());
  const first = await found(browser, plain.url);
  const cookies = await first.context().cookies();
  const own = cookies.find(({ name }) => name.startsWith("werkbank"));
  assert.deepEqual([own.name, own.secure, own.httpOnly, own.sameSite], ["werkbank-plain", false, true, "Lax"]);
  await first.goto("/customers");
  assert.match(first.url(), /\/customers$/);
  first.assertClean();
  await first.context().close();
});

test("of two first visitors at the same moment one becomes the administrator", async (t) => {
  const empty = await startWerkbank();
  t.after(() => empty.stop());
  const make = (login) =>
    fetch(`${empty.url}/set-up`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ login, name: login, password: PASSWORD }),
    });
  const answers = await Promise.all(["een", "twee", "drie", "vier"].map(make));
  assert.equal(answers.filter((answer) => answer.headers.get("location") === "/settings").length, 1);
  assert.ok(answers.every(({ status }) => status < 500), answers.map(({ status }) => status).join(" "));
  assert.equal((await make("vijf")).headers.get("location"), "/sign-in");
});
