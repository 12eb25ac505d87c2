// What the helpers share: free ports, child processes that can be stopped, waiting until something holds.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Ports on 127.0.0.1 that nobody listens on. All are held at once, so no two are the same. */
export async function freePorts(count) {
  const servers = [];
  for (let n = 0; n < count; n += 1) {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Asks again and again until the answer is something, and fails with the reason when the time is over. */
export async function until(what, ask, at_most_ms = 15_000) {
  const end = Date.now() + at_most_ms;
  let problem;
  do {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      if (error.final) throw error;
      problem = error;
    }
    await pause(25);
  } while (Date.now() < end);
  throw new Error(`${what}: not after ${at_most_ms} ms`, { cause: problem });
}

/** Starts a program. `output()` is all that it printed; `ended` is its exit code, once it has one; `stop()` ends it and waits until it is gone. */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  let output = "";
  let ended = null;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const gone = new Promise((resolve) => {
    child.once("error", (error) => resolve((ended = String(error))));
    child.once("close", (code, signal) => {
      ended = `ended with ${signal ?? code}`;
      resolve(code);
    });
  });
  // A test that crashes before it stops its servers leaves none behind. Not by SIGKILL: they have children to end.
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  gone.then(() => process.removeListener("exit", end));
  return {
    output: () => output,
    ended: gone,
    /** Throws when the program is not running any more; nobody has to wait longer then. */
    check() {
      if (ended !== null) throw Object.assign(new Error(`${program} ${ended}\n${output}`), { final: true });
    },
    async stop(signal = "SIGTERM") {
      if (ended === null) child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(late);
    },
  };
}
