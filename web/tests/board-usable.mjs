// How soon the board of four weeks can be used in a browser, and how soon a drop is shown: run by hand on what `cargo xtask bench board` made.
//   cd web && WERKBANK=../target/release/werkbank node tests/board-usable.mjs ../target/benches/board
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launchBrowser } from "./support/browser.mjs";
import { signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const ROUNDS = 11;
const USABLE_MS = 300;
const SHOWN_MS = 100;

const made = resolve(process.argv[2] ?? "../target/benches/board");
const at = new Date((await readFile(join(made, "filled"), "utf8")).trim());
const folder = await mkdtemp(join(tmpdir(), "werkbank-board-"));
await cp(made, folder, { recursive: true });
const now = new Date(at.getTime() + 35 * 60_000).toLocaleString("sv-SE", { timeZone: "Europe/Amsterdam" }).slice(0, 16).replace(" ", "T");
const [werkbank, browser] = await Promise.all([startWerkbank({ data: folder, args: ["--now", now] }), launchBrowser()]);
try {
  const page = await signIn(browser, werkbank.url, "youssef", { password: "werkbank demo" });
  const monday = new Date(at);
  monday.setUTCDate(monday.getUTCDate() + 7 - ((monday.getUTCDay() + 6) % 7));
  const usable = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(`/planning?view=weeks&week=${monday.toISOString().slice(0, 10)}`);
    usable.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd));
  }
  say(`${await page.locator(".job").count()} cards, usable`, usable, USABLE_MS);
  const shown = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.locator(".job[data-move] a").first().focus();
    // To and fro, so that nothing is ever in the way.
    for (const key of ["Space", round % 2 ? "Shift+ArrowUp" : "Shift+ArrowDown"]) await page.keyboard.press(key);
    shown.push(
      await page.evaluate(async () => {
        const posted = (entry) => entry.name.endsWith("/schedule");
        const heard = new Promise((done) => new PerformanceObserver((list) => list.getEntries().filter(posted).forEach((entry) => done(entry.duration))).observe({ type: "resource" }));
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        return heard;
      }),
    );
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  }
  say("a drop, confirmed", shown, SHOWN_MS);
} finally {
  await browser.close();
  await werkbank.stop();
  await rm(folder, { recursive: true, force: true });
}

function say(what, took, asked_ms) {
  const sorted = took.map(Math.round).sort((one, other) => one - other);
  console.log(`${what}: ${sorted[Math.floor(sorted.length / 2)]} ms in the middle, ${sorted.at(-1)} ms at most; asked: ${asked_ms} ms`);
}
