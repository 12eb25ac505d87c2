// Takes the README's pictures of the demo company: `node web/tests/pictures.mjs http://127.0.0.1:8080 [FOLDER] [NAME]`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser, SIZES } from "./support/browser.mjs";
import { signIn } from "./support/company.mjs";

const [url = "http://127.0.0.1:8080", folder = fileURLToPath(new URL("../../docs/pictures", import.meta.url)), only] = process.argv.slice(2);

/** The address of the first link of a list that leads to a record, for one of a kind. */
const first = (kind, query = "") => async (page) => {
  await page.goto(`/${kind}${query}`);
  return page.locator(`main a[href^="/${kind}/"]`).evaluateAll((links) => links.map((link) => link.getAttribute("href")).find((href) => /[0-9a-f-]{36}$/.test(href)));
};

/** The same as it was so many days ago. */
const then = (at, days) => async (page) => `${await at(page)}?as_of=${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}`;

const PICTURES = [
  { name: "vandaag", login: "sanne", at: "/" },
  { name: "klant", login: "sanne", at: first("customers", "?q=zorggroep") },
  { name: "storing", login: "sanne", at: "/faults/new" },
  { name: "planning", login: "youssef", at: "/planning" },
  { name: "mijn-werk", login: "marek", at: "/my-work", size: SIZES.tablet },
  { name: "voorraad", login: "inge", at: "/stock" },
  { name: "facturen", login: "finn", at: "/invoices" },
  { name: "logboek", login: "mila", at: "/log" },
  { name: "terugkijken", login: "mila", at: then(first("customers", "?q=zorggroep"), 120) },
  { name: "rapport", login: "mila", at: "/reports/debtors-by-age" },
  { name: "facturen-donker", login: "finn", at: "/", dark: true },
];

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const { name, login, at, size = SIZES.desk, dark } of PICTURES.filter((picture) => !only || picture.name === only)) {
    const page = await signIn(browser, url, login, { password: "werkbank demo", viewport: size, colorScheme: dark ? "dark" : "light" });
    const address = typeof at === "string" ? at : await at(page);
    if (!address) throw new Error(`${name}: nothing to show`);
    await page.goto(address);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
    page.assertClean();
    await page.context().close();
  }
} finally {
  await browser.close();
}
