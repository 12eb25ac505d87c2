// A small company, made by commands over the API: colleagues, a customer with a machine, an article.
import { openPage } from "./browser.mjs";

export const PASSWORD = "een lang wachtwoord";

/** The first visitor makes the administrator; the answer is a page that may do everything, with `order` and `ask`. */
export async function found(browser, url) {
  const page = await openPage(browser, url);
  await page.goto("/set-up");
  await page.fill("#name", "Directie");
  await page.fill("#login", "directie");
  await page.fill("#password", PASSWORD);
  await Promise.all([page.waitForURL((to) => !to.pathname.includes("set-up")), page.click("button[type=submit]")]);
  page.order = (path, data = {}) => call(page, "post", path, { data });
  page.ask = (path) => call(page, "get", path);
  return page;
}

async function call(page, method, path, options) {
  const answer = await page.request[method](`/api/v1/${path}`, options);
  const body = await answer.json();
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${JSON.stringify(body)}`);
  return body;
}

/** Who we are: without that no contract, order or invoice goes out. */
export const established = (page, more = {}) =>
  page.order("settings/company/change-company", {
    name: "Koffietechniek Utrecht B.V.", address: { street: "Vaartsestraat 114", postcode: "3542 AB", city: "Utrecht" },
    company_number: "34283840", vat_number: "NL004495445B01", iban: "NL91ABNA0417164300", phone: "030 555 01 42", email: "desk@koffietechniek.test", ...more,
  });

/** Writes down a colleague; the answer is their id. */
export async function colleague(page, login, name, roles) {
  return (await page.order("users/create", { login, name, roles, password: PASSWORD })).id;
}

/** Signs a colleague in, in a browser of their own. The other options are those of `openPage`. */
export async function signIn(browser, url, login, { password = PASSWORD, ...options } = {}) {
  const page = await openPage(browser, url, options);
  await page.goto("/sign-in");
  await page.fill("#login", login);
  await page.fill("#password", password);
  await Promise.all([page.waitForURL((to) => to.pathname === "/"), page.click("main button[type=submit]")]);
  return page;
}
