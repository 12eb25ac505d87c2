// A disk that fails and a clock that jumps under the running program (Linux): see faults.c.
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("faults.c", import.meta.url));
const SIZE = 4096;

/** Compiles what fails. `env` is for the program; `say` what is wrong from now on, a line each; nothing is wrong without lines. */
export async function prepareFaults() {
  const folder = await mkdtemp(join(tmpdir(), "werkbank-faults-"));
  const [library, control, told] = ["faults.so", "control", "flushes"].map((name) => join(folder, name));
  execFileSync("cc", ["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], { stdio: "inherit" });
  const file = openSync(control, "w+");
  const say = (...lines) => {
    const text = Buffer.alloc(SIZE);
    text.write(lines.length ? `${lines.join("\n")}\n` : "");
    writeSync(file, text, 0, SIZE, 0);
  };
  say();
  const clear = () => {
    closeSync(file);
    return rm(folder, { recursive: true, force: true });
  };
  /** How often a file whose path ends so was flushed. */
  const flushes = (end) => readFileSync(told, "utf8").split("\n").filter((path) => path.endsWith(end)).length;
  return { env: { LD_PRELOAD: library, FAULTS: control, FLUSHES: told }, say, flushes, clear };
}
