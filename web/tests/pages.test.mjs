// Every page of every menu, as each role: in both themes, at both sizes and in three languages it is right for eyes, fingers and readers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, axe, launchBrowser } from "./support/browser.mjs";
import { found, signIn } from "./support/company.mjs";
import { LOGINS, fill } from "./support/filled.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

let werkbank, browser, boss, things;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  boss = await found(browser, werkbank.url);
  things = await fill(boss);
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

/** The addresses of a menu, as the reader sees it. */
const menu = (page) => page.locator(".menu a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));

/** Sets the reader's language and the theme that the server writes. */
async function prefer(page, role, language) {
  const answer = await page.request.post(`/api/v1/users/${things.people[role]}/set-preferences`, { data: { language, theme: "light" } });
  assert.ok(answer.ok(), await answer.text());
}

/** What is wrong with a page at a size and in a theme, one line each. */
async function wrongs(page, size, theme) {
  await page.setViewportSize(SIZES[size]);
  await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const found = await axe(page);
  if (wide > 0) found.push(`wider than the screen by ${wide} px`);
  return found.map((wrong) => `${size} ${theme}: ${wrong}`);
}

/** Each size and each theme is looked at in some language, each language at both sizes and in both themes. */
const TURNS = {
  nl: [["desk", "light"], ["tablet", "dark"]],
  en: [["desk", "dark"], ["tablet", "light"]],
  pl: [["desk", "light"], ["tablet", "dark"]],
};

async function look(page, path, language) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), 200, path);
  const found = [];
  for (const turn of TURNS[language]) found.push(...(await wrongs(page, ...turn)));
  const text = await page.textContent("body");
  if (text.includes("⟦")) found.push(`a text is missing: ${text.match(/⟦[^⟧]*⟧/g)}`);
  return found.map((wrong) => `${path} ${language} ${wrong}`);
}

for (const [role, login] of Object.entries(LOGINS)) {
  test(`${role}: every page of the menu is right, in both themes, at both sizes, in three languages`, async () => {
    const page = await signIn(browser, werkbank.url, login, { reducedMotion: "reduce" });
    const found = [];
    for (const language of Object.keys(TURNS)) {
      await prefer(page, role, language);
      await page.goto("/");
      assert.equal(await page.getAttribute("html", "lang"), language);
      for (const path of await menu(page)) found.push(...(await look(page, path, language)));
    }
    assert.deepEqual(found, []);
    page.assertClean();
    await page.context().close();
  });
}

/** The pages behind the menu: of each kind of thing its record, its forms and its parts. */
const RECORDS = ({ customer, machine, fault, visit, unplanned, article, supplier, order, contract, contractDraft, invoice, invoiceDraft, opportunity, plan, people }) => [
  ...["", "/history", "/contacts", "/contacts/new", "/contracts", "/machines", "/machines/new", "/faults", "/invoices", "/purchases", "/documents", "/edit"].map((part) => `/customers/${customer}${part}`),
  `/customers/chosen?act=terms&chosen=${customer}`, "/customers/new", "/import/customers", `/machines/${machine}`, `/faults/${fault}`, "/faults/new", `/visits/${visit}`, `/visits/${unplanned}/plan`, "/planning/list",
  `/maintenance-plans/${plan}`, `/maintenance-plans/${plan}/edit`, "/maintenance-plans/new", "/maintenance-plans/to-plan", "/settings/closings", `/visits/${unplanned}/days`,
  `/articles/${article}`, `/articles/${article}/edit`, `/articles/${article}/counting`, "/articles/new", `/suppliers/${supplier}`, "/suppliers/new",
  `/purchase-orders/${order}`, "/purchase-orders/new", `/contracts/${contract}`, `/contracts/${contractDraft}`, `/contracts/${contractDraft}/sign`, `/contracts/${contractDraft}/on-paper`, `/contracts/${contractDraft}/off`, "/contracts/new",
  ...["longer", "notice", "over"].map((deed) => `/contracts/${contract}/${deed}`),
  `/invoices/${invoice}`, `/invoices/${invoiceDraft}`, "/invoices/new", "/invoices/run",
  `/opportunities/${opportunity}`, "/opportunities/new", "/tasks", "/tasks/new", `/customers/${customer}/put-away`, "/tasks?view=done", "/search?q=linde", "/account", `/users/${people.sales}`, `/users/${people.sales}/edit`, "/users/new",
  "/who-knew", ...["stock", "reminders", "hours"].map((about) => `/what-if?about=${about}`),
];

test("every record and every form is right, in both themes and at both sizes", async () => {
  await boss.emulateMedia({ reducedMotion: "reduce" });
  const found = [];
  for (const path of RECORDS(things)) found.push(...(await look(boss, path, "nl")));
  assert.deepEqual(found, []);
  boss.assertClean();
});
