// Contracts signed on paper: the scan comes first, is checked and sealed, and opens for who may read the contract.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axe, launchBrowser } from "./support/browser.mjs";
import { colleague, found, signIn } from "./support/company.mjs";
import { startWerkbank } from "./support/werkbank.mjs";

const SCAN = Buffer.from("%PDF-1.4\n% handtekening van Hanneke Postma\n%%EOF\n");
const HASH = createHash("sha256").update(SCAN).digest("hex");
let werkbank, browser, page, customer;

before(async () => {
  [werkbank, browser] = await Promise.all([startWerkbank(), launchBrowser()]);
  page = await found(browser, werkbank.url);
  await colleague(page, "sanne", "Sanne de Wit", ["sales"]);
  await colleague(page, "marek", "Marek Kowalski", ["technician"]);
  customer = (
    await page.order("customers/register", {
      kind: "company",
      name: "Zorggroep De Linde",
      visiting: { street: "Lindelaan 1", postcode: "3701 CL", city: "Zeist" },
    })
  ).id;
});
after(async () => {
  await browser?.close();
  await werkbank?.stop();
});

async function draft() {
  const terms = { kind: "service", monthly_fee: "145.00", starts: "2026-01-01", first_term: 12, renewal: 12, notice: 2 };
  return (await page.order("contracts/draft", { customer, terms })).id;
}

const file = (buffer, name = "scan.pdf", mimeType = "application/pdf") => ({ name, mimeType, buffer });
const handIn = (by, multipart) => by.request.post("/api/v1/files", { multipart });

test("a file that is missing, of another kind or too large is refused in words, and what was typed stays", async () => {
  const sanne = await signIn(browser, werkbank.url, "sanne", { allow: [/status of 413/] });
  await sanne.goto(`/contracts/${await draft()}/sign`);
  await sanne.click("a[href$='/on-paper']");
  await sanne.waitForURL(/on-paper$/);
  assert.deepEqual(await axe(sanne, "main"), []);
  const ground = (selector) => sanne.locator(selector).evaluate((field) => getComputedStyle(field).backgroundColor);
  assert.equal(await ground("#scan"), await ground("#kept_at"), "a file can be chosen, so its field is not grey");
  await sanne.fill("#paper #name", "Hanneke Postma");
  await sanne.fill("#kept_at", "Map 12, kast 2");
  for (const [buffer, says] of [
    [null, "Kies een bestand"],
    [Buffer.from("<html>"), "geen pdf, jpeg of png"],
    [Buffer.alloc(21 * 1024 * 1024, "%PDF-"), "te groot: hooguit 20 MB"],
  ]) {
    if (buffer) await sanne.setInputFiles("#scan", file(buffer));
    await sanne.click("#paper button[type=submit]");
    await sanne.locator("#paper .error-summary", { hasText: says }).waitFor();
    assert.equal(await sanne.inputValue("#paper #name"), "Hanneke Postma");
    assert.equal(await sanne.inputValue("#kept_at"), "Map 12, kast 2");
  }
  assert.deepEqual(await axe(sanne, "main"), []);
  sanne.assertClean();
});

test("a contract is signed on paper with its scan; after another mistake the scan need not be chosen again", async () => {
  const sanne = await signIn(browser, werkbank.url, "sanne");
  await sanne.goto(`/contracts/${await draft()}/sign`);
  await sanne.click("a[href$='/on-paper']");
  await sanne.waitForURL(/on-paper$/);
  await sanne.fill("#kept_at", "Map 12, kast 2");
  await sanne.setInputFiles("#scan", file(SCAN));
  await sanne.click("#paper button[type=submit]");
  await sanne.locator("#paper .error-summary").waitFor();
  assert.match(await sanne.textContent("#paper"), /De scan is ontvangen/);
  assert.deepEqual(await axe(sanne, "main"), []);
  await sanne.fill("#paper #name", "Hanneke Postma");
  await sanne.click("#paper button[type=submit]");
  await sanne.waitForURL(/contracts\/[0-9a-f-]{36}$/);
  const proof = await sanne.textContent("#signature");
  assert.match(proof, /Hanneke Postma/);
  assert.match(proof, /Map 12, kast 2/);
  assert.match(proof, new RegExp(HASH));
  const scan = await sanne.request.get(await sanne.getAttribute("#signature a", "href"));
  assert.deepEqual(await scan.body(), SCAN);
  const headers = scan.headers();
  assert.equal(headers["content-type"], "application/pdf");
  assert.match(headers["content-disposition"], /^inline; filename="C-\d{4}-\d{4}-scan\.pdf"$/);
  assert.match(headers["content-security-policy"], /default-src 'none'/);
  assert.equal(headers["x-content-type-options"], "nosniff");
  sanne.assertClean();
  // On the disk it can't be read.
  const [folder] = await readdir(join(werkbank.data, "files"));
  const sealed = await readFile(join(werkbank.data, "files", folder, HASH));
  assert.equal(sealed.includes("Hanneke"), false);
});

test("a scan opens for nobody who may not read contracts, and no contract is signed with a scan that was never handed in", async () => {
  const marek = await signIn(browser, werkbank.url, "marek");
  for (const path of [`/files/${HASH}`, `/api/v1/files/${HASH}`])
    assert.equal((await marek.request.get(path)).status(), 403, path);
  assert.equal((await page.request.get(`/files/${"0".repeat(64)}`)).status(), 404);
  assert.equal((await page.request.get("/api/v1/files/x")).status(), 404);
  const stranger = await browser.newContext();
  assert.match((await stranger.request.get(`${werkbank.url}/files/${HASH}`)).url(), /sign-in/);
  assert.equal((await stranger.request.get(`${werkbank.url}/api/v1/files/${HASH}`)).status(), 401);
  await stranger.close();

  const contract = await draft();
  const refused = await handIn(marek, { contract, file: file(SCAN) });
  assert.equal(refused.status(), 403);
  const sign = (scan) =>
    page.request.post(`/api/v1/contracts/${contract}/sign-on-paper`, {
      data: { name: "H. Postma", signed_on: "2026-01-02", scan, kept_at: "Map 1" },
    });
  const unknown = await sign("0".repeat(64));
  assert.equal(unknown.status(), 422);
  assert.equal((await unknown.json()).errors[0].field, "scan");
  const png = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\n\0\0")]);
  const { hash } = await (await handIn(page, { contract, file: file(png, "x.png", "image/png") })).json();
  assert.equal((await sign(hash)).status(), 200);
  assert.equal((await page.request.get(`/files/${hash}`)).headers()["content-type"], "image/png");
});

test("a form without a contract, of nobody's contract, or that is no form is answered with what is right", async () => {
  for (const [multipart, status, field] of [
    [{ file: file(SCAN) }, 422, "contract"],
    [{ contract: await draft() }, 422, "file"],
    [{ contract: await draft(), file: file(Buffer.from("GIF89a")) }, 422, "file"],
    [{ contract: "00000000-0000-0000-0000-000000000000", file: file(SCAN) }, 404],
  ]) {
    const answer = await handIn(page, multipart);
    assert.equal(answer.status(), status);
    assert.equal((await answer.json()).errors?.[0].field, field);
  }
  assert.equal((await page.request.post("/api/v1/files", { data: {} })).status(), 415);
});
