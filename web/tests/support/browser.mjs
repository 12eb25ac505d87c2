// A browser that looks over the page's shoulder: Debian's Chromium, and every page is held to be clean.
import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import axeCore from "axe-core";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The sizes that every page has to be right at: a desk, and a tablet held upright. */
export const SIZES = { desk: { width: 1440, height: 900 }, tablet: { width: 820, height: 1180 } };

/** Starts the browser; `close()` it after the tests. */
export function launchBrowser() {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

/** A tablet: a browser with a profile that outlives it. `page` is its page; `close()` ends it as a restart does. */
export async function launchTablet(profile, origin) {
  const options = { executablePath: findChromium(), args: FLAGS, baseURL: origin, viewport: SIZES.tablet, locale: "nl-NL", hasTouch: true };
  const context = await chromium.launchPersistentContext(profile, options);
  context.page = context.pages()[0] ?? (await context.newPage());
  return context;
}

function findChromium() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium", "chromium-browser", "google-chrome"];
  const folders = ["", ...(process.env.PATH ?? "").split(delimiter)];
  const files = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return file.includes("/");
    } catch {
      return false;
    }
  });
  if (!found) throw new Error("Chromium is missing: install it, or name it in CHROMIUM");
  return found;
}

/**
 * A page of a person with cookies of one's own. `origin` is where Werkbank is served; `options` are Playwright's for a
 * context (`locale`, `viewport`, `colorScheme`, `javaScriptEnabled`, `storageState`).
 *
 * `page.assertClean()` fails on all that went wrong since the page was opened: errors in the console or the scripts,
 * breaches of the content security policy, answers of 404 and 5xx, and anything asked of another host. `allow` lists patterns
 * of what a test provokes on purpose. Close it with `page.context().close()`.
 */
export async function openPage(browser, origin, { allow = [], ...options } = {}) {
  const context = await browser.newContext({ baseURL: origin, viewport: SIZES.desk, locale: "nl-NL", ...options });
  const page = await context.newPage();
  const problems = [];
  const note = (problem) => allow.some((pattern) => pattern.test(problem)) || problems.push(problem);
  await watch(context, page, origin, note);
  page.assertClean = () => {
    if (problems.length > 0) throw new Error(`the page is not clean:\n  ${problems.splice(0).join("\n  ")}`);
  };
  return page;
}

// Chromium writes each refusal on the console. A form that is sent back, or a stranger who is stopped, is no fault.
const REFUSAL = /^Failed to load resource: .* status of (401|403|409|412|422|429) /;

async function watch(context, page, origin, note) {
  const { host } = new URL(origin);
  page.on("console", (message) => {
    const refused = REFUSAL.test(message.text());
    if (message.type() === "error" && !refused) note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => note(`script: ${error.stack ?? error}`));
  context.on("response", (answer) => {
    if (answer.status() >= 500) note(`answer ${answer.status()}: ${answer.request().method()} ${answer.url()}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.host !== host) note(`foreign host: ${url}`);
  });
  // Chromium reports a breach on the console too, but says there neither which directive nor what it stopped.
  await context.exposeBinding("reportBreach", (_, breach) => note(`policy: ${breach}`));
  await context.addInitScript(() => {
    const report = window.reportBreach;
    delete window.reportBreach;
    addEventListener("securitypolicyviolation", (event) => {
      report(`${event.effectiveDirective} stopped ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
    });
  });
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds wrong on a page, one line for each place: `rule (impact): selector: what to do`. Empty is good.
 * `context` limits it to a part (a selector).
 */
export async function axe(page, context) {
  // Evaluated, not added as a script element: the page's own policy stays in force and is not broken by it.
  await page.evaluate(axeCore.source);
  const violations = await page.evaluate(
    async ([rules, part]) => {
      // What still fades in has not its own colours yet; what never ends is not waited for.
      const passing = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
      await Promise.allSettled(passing.map((animation) => animation.finished));
      const options = { runOnly: { type: "tag", values: rules }, rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } } };
      return (await window.axe.run(part ?? document, options)).violations;
    },
    [RULES, context],
  );
  // Of two fields with one id a browser gives both labels to the first; axe sees no harm in it.
  const twice = await page.evaluate((part) => {
    const ids = [...(part ? document.querySelector(part) : document).querySelectorAll("[id]")].map(({ id }) => id);
    return [...new Set(ids.filter((id, n) => ids.indexOf(id) !== n))];
  }, context);
  return violations
    .flatMap(({ id, impact, nodes }) =>
      nodes.map((node) => `${id} (${impact}): ${node.target.join(" ")}: ${node.failureSummary.replace(/\s*\n\s*/g, " ")}`),
    )
    .concat(twice.map((id) => `two elements have the id ${id}`));
}

/** Holds pages to what axe asks, and to nothing having gone wrong on them. */
export async function clean(...pages) {
  for (const page of pages) {
    assert.deepEqual(await axe(page), []);
    page.assertClean();
  }
}
