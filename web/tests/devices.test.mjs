// A thousand commands from twenty tablets that worked without network, over a line that loses requests, answers and its manners:
// each is done once, in the order in which it was done on its device. WERKBANK_COMMANDS says how many, WERKBANK_SEED with which luck.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { WAITING } from "../assets/js/outbox/rules.js";
import { flush, post } from "../assets/js/outbox/send.js";
import { foundByProgram } from "./support/caller.mjs";
import { chance, times } from "./support/chance.mjs";
import { PASSWORD } from "./support/company.mjs";
import { startLine } from "./support/line.mjs";
import { memoryStore } from "./support/outbox.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const DEVICES = 20;
const A_VISIT = 10; // begin, eight parts, finish
const VISITS = Math.ceil(times("WERKBANK_COMMANDS", 1_000) / DEVICES / A_VISIT);
const MINUTE_MS = 60_000;
const { seed, between } = chance();

let werkbank, line, caller, article;

before(async () => {
  werkbank = await startWerkbank();
  line = await startLine(werkbank.url);
  caller = await foundByProgram(() => werkbank.url);
  const prices = { purchase_price: "10", sales_price: "19,50", minimum: "2", order_quantity: "10" };
  article = (await order("articles/register", { number: "F2", stock: "99999", article: { name: "Filterpatroon F2", unit: "stuk", ...prices } })).id;
});
after(async () => {
  await line?.stop();
  await werkbank?.stop();
});

const order = (path, body) => caller.order({ path, body, key: randomUUID() });

/** A technician with visits of tomorrow, which are begun today all the same, and all that was done to them without network. */
async function device(n, day) {
  const login = `monteur${n}`;
  const user = (await order("users/create", { login, name: `Monteur ${n}`, roles: ["technician"], password: PASSWORD })).id;
  const { token } = await order("session", { login, password: PASSWORD });
  const entries = [];
  const done = (about, command, fields) => {
    const seq = entries.length + 1;
    const at = Date.now() - (VISITS * A_VISIT - seq) * MINUTE_MS;
    const id = randomUUID();
    const all = [["_request", id], ["_offline", command], ...Object.entries(fields)];
    entries.push({ seq, id, user, about, action: `${about}/${command}`, fields: all, state: WAITING, at });
  };
  for (let visit = 0; visit < VISITS; visit += 1) {
    const { id } = await order("visits/request", { customer: caller.customer, kind: "maintenance", task: "Onderhoud" });
    const slot = { on: day, from: "08:00", until: "17:00" };
    await order(`visits/${id}/schedule`, { technician: user, slot, overrule: "Afgesproken" });
    done(`/visits/${id}`, "start", { overrule: "Klant kon eerder" });
    for (let part = 1; part <= A_VISIT - 2; part += 1) done(`/visits/${id}`, "use-part", { article, quantity: String(part) });
    done(`/visits/${id}`, "finish", { findings: "Vuil", work: "Schoon", worked: "30", solved: "true", billable: "false" });
  }
  return { user, token, entries, store: memoryStore(entries) };
}

const over = (url, { token }) => (path, { headers, ...options }) =>
  fetch(url + path, { ...options, headers: { ...headers, cookie: `__Host-werkbank=${token}`, origin: url, "sec-fetch-site": "same-origin" } });

test(`${VISITS * A_VISIT * DEVICES} commands of ${DEVICES} devices are done once each, in order (seed ${seed})`, async (t) => {
  const tomorrow = new Date(Date.now() + 24 * 60 * MINUTE_MS).toISOString().slice(0, 10);
  const devices = [];
  for (let n = 0; n < DEVICES; n += 1) devices.push(await device(n, tomorrow));
  const luck = { dropped: 0, lost: 0, twice: 0, garbled: 0 };
  line.fate = () => {
    const what = [null, null, null, "dropped", "lost", "lost", "twice", "garbled"][between(0, 7)];
    if (what) luck[what] += 1;
    return what;
  };
  await Promise.all(
    devices.map(async (one) => {
      while ((await flush(one.store, one.user, (entry) => post(entry, over(line.url, one)))) !== "done") {
        const refused = (await one.store.all(one.user)).find(({ reason }) => reason);
        assert.equal(refused, undefined, `${refused?.action}: ${refused?.reason?.title} (seed ${seed})`);
      }
      assert.deepEqual(await one.store.all(one.user), []);
    }),
  );

  // Asked once more, each answers with where it stands in the log: no two at one place, and each device's in its order.
  const positions = await Promise.all(
    devices.map(async (one) => {
      const places = [];
      for (const entry of one.entries) places.push((await post(entry, over(werkbank.url, one))).body.position);
      return places;
    }),
  );
  for (const places of positions) assert.deepEqual(places, [...places].sort((a, b) => a - b), `in order (seed ${seed})`);
  const all = positions.flat();
  assert.equal(new Set(all).size, VISITS * A_VISIT * DEVICES, `each at a place of its own (seed ${seed})`);
  const log = await caller.all("log?kind=visit");
  const acts = log.filter(({ type }) => ["visit_started", "part_used", "visit_finished"].includes(type));
  assert.equal(acts.length, all.length, `nothing twice (seed ${seed})`);

  // And each was done when it was done, not when the network came back.
  const { visit } = await caller.ask(devices[0].entries[0].about.slice(1));
  const began = Date.parse(visit.started_at);
  assert.ok(Math.abs(began - devices[0].entries[0].at) < MINUTE_MS, `begun ${visit.started_at}`);
  t.diagnostic(`${all.length} commands, ${line.posts} posts: ${JSON.stringify(luck)}, seed ${seed}`);
});
