// The program under test: `werkbank serve` on a free port with a data folder of its own.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { start, until } from "./process.mjs";

export const PROGRAM = process.env.WERKBANK ?? fileURLToPath(new URL("../../../target/debug/werkbank", import.meta.url));

/**
 * Starts the program and waits until `/health/ready` says yes. `env` adds settings; `data` is a folder to go on with,
 * which is then kept; `command` may be `demo`; `listen: null` leaves the address to the configuration; `ready` is another
 * address to wait for, where not all is well.
 *
 * Gives `url` (without a slash at the end), `data`, `output()`, and `stop()`, which takes the signal to use, so that a
 * test can pull the plug (`SIGKILL`), and removes the data folder if it was made here.
 */
export async function startWerkbank({ data, env = {}, command = "serve", args = [], listen = "127.0.0.1:0", ready = "/health/ready", ready_ms = 60_000 } = {}) {
  const folder = data ?? (await mkdtemp(join(tmpdir(), "werkbank-data-")));
  const options = { env: { ...process.env, ...env } };
  const server = start(PROGRAM, [command, "--data", folder, ...(listen ? ["--listen", listen] : []), ...args], options);
  const stop = async (signal) => {
    await server.stop(signal);
    if (!data) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    // The program prints its address as soon as it listens; it may colour it.
    const url = await until("the address", () => (server.check(), address(server.output())), ready_ms);
    await until("ready", async () => (server.check(), (await fetch(url + ready)).ok), ready_ms);
    return { url, data: folder, output: server.output, stop };
  } catch (error) {
    await stop("SIGKILL");
    throw new Error(`werkbank did not start\n${server.output()}`, { cause: error });
  }
}

/** What `werkbank verify` says of a folder; a log that is not whole fails. */
export async function verify(data) {
  return (await promisify(execFile)(PROGRAM, ["verify", "--data", data])).stdout;
}

/** A command that ends by itself: its exit code and what it said. One that goes on for too long is stopped, and has no code. */
export function runToEnd(args, env = {}) {
  const options = { env: { ...process.env, WERKBANK_LOG: "error", ...env }, timeout: 30_000 };
  return new Promise((resolve) => {
    execFile(PROGRAM, args, options, (error, out, said) => resolve({ code: error ? (error.code ?? null) : 0, out, said }));
  });
}

function address(output) {
  return output.match(/http:\/\/[\w.[\]-]+(?::[0-9]+)?(?=[^\w.:])/)?.[0];
}
