// The whole story once more on a KurrentDB, by configuration alone.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startKurrentDb } from "./support/kurrentdb.mjs";

const kurrent = await startKurrentDb();
process.env.WERKBANK_EVENT_STORE = kurrent.url;
await import("./story.test.mjs");

test("all of it was written to the server", { skip: Boolean(process.env.WERKBANK_TEST_KURRENTDB) }, async () => {
  const events = await kurrent.panel("system");
  assert.ok(events > 50, `${events} events`);
});

after(() => kurrent.stop());
