// Appointments as an agenda program reads them, with ical.js.
import assert from "node:assert/strict";
import ICAL from "ical.js";

/** The events of a calendar. */
export const entries = (text) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));

/** The calendar that a mail carries beside its text. */
export function invitation(letter) {
  const at = letter.search(/^Content-Type: text\/calendar; charset=utf-8; method=/im);
  assert.ok(at > 0, letter);
  const method = letter.slice(at).match(/method=(\w+)/i)[1];
  const [head, ...rest] = letter.slice(at).split(/\r?\n\r?\n/);
  const body = rest.join("\n\n").split(/\r?\n--/)[0];
  const raw = /base64/i.test(head) ? Buffer.from(body, "base64").toString() : /quoted-printable/i.test(head)
    ? Buffer.from(body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString()
    : body;
  const calendar = new ICAL.Component(ICAL.parse(raw));
  assert.equal(calendar.getFirstPropertyValue("method"), method);
  const [event] = entries(raw);
  return { method, event, status: event.component.getFirstPropertyValue("status"), person: (name) => event.component.getFirstProperty(name) };
}
