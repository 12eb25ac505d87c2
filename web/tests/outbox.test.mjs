// The outbox's rules, without a browser: what goes next, what an answer means, and that nothing is lost or done twice on a bad line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { REFUSED, WAITING, isHeld, next, pauseMs, verdict } from "../assets/js/outbox/rules.js";
import { flush } from "../assets/js/outbox/send.js";
import { ahead, linked, narrowed } from "../assets/js/worker-pages.js";
import { surround } from "./support/kept.mjs";
import { memoryStore } from "./support/outbox.mjs";

const entry = (seq, about, more = {}) => ({ seq, id: `id-${seq}`, user: "marek", about, state: WAITING, ...more });
const ok = { status: 200, body: { id: "7", position: 1 } };
const no = (code = "visit-closed") => ({ status: 409, body: { code, title: "Het is afgerond.", errors: [] } });

test("the oldest goes first, whatever it is about", () => {
  assert.equal(next([entry(2, "/visits/1"), entry(1, "/visits/2")]).seq, 1);
  assert.equal(next([]), null);
});

test("what was done to a thing after something that was refused waits, other things go on", () => {
  const entries = [entry(1, "/visits/1", { state: REFUSED }), entry(2, "/visits/1"), entry(3, "/visits/2")];
  assert.equal(next(entries).seq, 3);
  assert.deepEqual(entries.map((one) => isHeld(one, entries)), [false, true, false]);
  assert.equal(next(entries.slice(0, 2)), null);
});

test("only Werkbank's own yes is one, and only its own no is a refusal", () => {
  assert.ok(verdict(ok).done);
  const { refused } = verdict({ status: 422, body: { code: "invalid", title: "Klopt niet", errors: [{ field: "worked", message: "Een getal" }] } });
  assert.deepEqual([refused.title, refused.errors[0].message], ["Klopt niet", "Een getal"]);
  for (const theirs of [{ status: 200, body: null }, { status: 302, body: null }, { status: 404, body: null }, { status: 502, body: null }, { status: 0, body: null }]) {
    assert.deepEqual(verdict(theirs), { again: "network" }, JSON.stringify(theirs));
  }
});

test("what says to come back later is tried again, and who is not signed in any more signs in first", () => {
  for (const status of [408, 429, 500, 503]) assert.deepEqual(verdict({ status, body: { code: "unavailable" } }), { again: "thing" });
  assert.deepEqual(verdict({ status: 401, body: { code: "unauthorized" } }), { again: "sign-in" });
});

test("the longer it fails the longer it waits, five minutes at most", () => {
  assert.deepEqual([0, 1, 2, 20].map(pauseMs), [5_000, 10_000, 20_000, 300_000]);
});

test("all goes out one at a time in order, and a lost line ends it with everything still there", async () => {
  const store = memoryStore([entry(1, "/visits/1"), entry(2, "/visits/1"), entry(3, "/visits/2")]);
  const sent = [];
  assert.equal(await flush(store, "marek", async ({ seq }) => (sent.push(seq), seq === 2 ? { status: 0 } : ok)), "network");
  assert.deepEqual([sent, (await store.all("marek")).map(({ seq }) => seq)], [[1, 2], [2, 3]]);
  assert.equal(await flush(store, "marek", async ({ seq }) => (sent.push(seq), ok)), "done");
  assert.deepEqual(sent, [1, 2, 2, 3]);
});

test("a refused one stays with its reason, and holds back what came after it on the same visit alone", async () => {
  const store = memoryStore([entry(1, "/visits/1"), entry(2, "/visits/1"), entry(3, "/visits/2")]);
  const sent = [];
  await flush(store, "marek", async ({ seq }) => (sent.push(seq), seq === 1 ? no() : ok));
  assert.deepEqual(sent, [1, 3]);
  const [first, second] = await store.all("marek");
  assert.deepEqual([first.state, first.reason.title, second.state], [REFUSED, "Het is afgerond.", WAITING]);
  await store.remove(1);
  await flush(store, "marek", async ({ seq }) => (sent.push(seq), ok));
  assert.deepEqual([sent, await store.all("marek")], [[1, 3, 2], []]);
});

test("a server that fails at one thing is asked about it again later, and about the others now", async () => {
  const store = memoryStore([entry(1, "/visits/1"), entry(2, "/visits/1"), entry(3, "/visits/2")]);
  const sent = [];
  const post = async ({ seq }) => (sent.push(seq), seq === 1 ? { status: 500, body: { code: "unavailable" } } : ok);
  assert.equal(await flush(store, "marek", post), "thing");
  assert.deepEqual(sent, [1, 3]);
});

test("what a colleague left on the device is not sent for another", async () => {
  const store = memoryStore([entry(1, "/visits/1", { user: "tomasz" })]);
  await flush(store, "marek", () => assert.fail("it is not Marek's"));
  assert.equal((await store.all("tomasz")).length, 1);
});

test("a kept page says what is to be kept with it: marked links and pictures of our own", () => {
  const html = `<a href="/files/1" data-ahead>Handleiding</a> <a href="/elsewhere">x</a> <img alt="" data-ahead src="/photos/2?a=1&amp;b=2"> <a data-ahead href="//x.test/3">y</a> <a href="/folders/4" data-ahead="/files/4">z</a>`;
  assert.deepEqual(linked(html), ["/files/1", "/photos/2?a=1&b=2", "/folders/4", "/files/4"]);
});

test("parts are found in the kept list by words of their name or number", async () => {
  const option = (name) => `<li role="option" data-value="1"><b>${name}</b> <span>DP-7</span></li>`;
  const list = () => new Response(`<ul role="listbox" data-status="2 gevonden">${option("Filterpatroon É2")}${option("Pomp")}</ul>`);
  const found = async (search) => (await (await narrowed(list(), search)).text()).match(/<b>[^<]*/g) ?? [];
  assert.deepEqual(await found("filter e2"), ["<b>Filterpatroon É2"]);
  assert.deepEqual(await found("dp-7"), ["<b>Filterpatroon É2", "<b>Pomp"]);
  assert.deepEqual(await found("riem"), []);
});

test("a tablet keeps all pages, then as many papers as there is room for, those of the next visit first; no paper is fetched twice", async () => {
  const html = (...papers) => [papers.map((paper) => `<a href="/files/${paper}" data-ahead>x</a>`).join(""), "text/html"];
  const ROOM = 120_000;
  const paper = (thousands) => [Buffer.alloc(thousands * 1000), "application/pdf"];
  const list = JSON.stringify({ user: "marek", pages: ["/my-work", "/visits/1", "/visits/2"] });
  const pages = {
    "/my-work/ahead": [list, "application/json"], "/my-work": html(), "/visits/1": html("a", "b"), "/visits/2": html("b", "c", "d", "small"),
    "/files/a": paper(50), "/files/b": paper(50), "/files/c": paper(30), "/files/d": paper(30), "/files/small": paper(1),
  };
  const { asked, kept } = surround(pages);
  assert.equal(await ahead("marek", "/my-work", ROOM), true);
  const all = ["/my-work", "/visits/1", "/visits/2", "/files/a", "/files/b", "/files/small"];
  assert.deepEqual(kept("pages-marek"), all);
  const files = () => asked.filter((path) => path.startsWith("/files/") && all.includes(path)).length;
  const fetched = files();
  await ahead("marek", "/my-work", ROOM);
  assert.equal(files(), fetched, "what is kept is called by what is in it");
  pages["/visits/1"] = html("a");
  pages["/visits/2"] = html("c");
  assert.equal(await ahead("marek", "/visits/1", ROOM), true);
  pages["/my-work/ahead"] = [JSON.stringify({ user: "marek", pages: ["/my-work", "/visits/1"] }), "application/json"];
  await ahead("marek", "/visits/1", ROOM);
  assert.deepEqual(kept("pages-marek"), ["/my-work", "/visits/1", "/files/a"], "what no visit needs any more goes");
});
