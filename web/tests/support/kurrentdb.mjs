// A KurrentDB to test on: the project's own test server, or the real one that WERKBANK_TEST_KURRENTDB names.
import { fileURLToPath } from "node:url";
import { start, until } from "./process.mjs";

const SERVER = fileURLToPath(new URL("../../../target/debug/kurrent-test-server", import.meta.url));

/** Starts a server. `url` is what Werkbank is configured with; `panel(order)` lets things go wrong on the test server. */
export async function startKurrentDb() {
  const real = process.env.WERKBANK_TEST_KURRENTDB;
  if (real) return { url: real, panel: () => Promise.reject(new Error("a real server has no panel")), stop: async () => {} };
  const server = start(SERVER, []);
  const url = await until("the address of the server", () => (server.check(), server.output().match(/esdb:\/\/\S+/)?.[0]));
  const panel = async (order) => {
    const address = url.replace("esdb:", "http:").replace(/\?.*/, "/panel");
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(order) });
    if (!answer.ok) throw new Error(await answer.text());
    return Number(await answer.text());
  };
  return { url, panel, stop: () => server.stop() };
}
