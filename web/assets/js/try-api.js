// Tries the API by its own document: an operation is chosen, its schema becomes a form, the request is shown as curl,
// sent with the session of the page, and the answer is shown, a problem in words first.
import { fieldsOf, readField } from "./try-api-fields.js";

export async function tryApi() {
  const root = document.querySelector("[data-try-api]");
  root.setAttribute("data-started", "");
  const text = (name) => root.querySelector(`[data-text="${name}"]`).textContent;
  const part = (name) => document.getElementById(`api-${name}`);
  const answer = await fetch(root.dataset.tryApi);
  const operations = listOf(await answer.json());
  const select = part("operation");
  let fields = [];

  const offer = () => {
    const wanted = part("search").value.trim().toLowerCase().split(/\s+/);
    const fits = operations.filter(({ label }) => wanted.every((word) => label.toLowerCase().includes(word)));
    const before = select.value;
    select.replaceChildren(...groups(fits));
    if (fits.some(({ id }) => id === before)) select.value = before;
    part("found").textContent = text("found").replace("{n}", fits.length);
    if (select.value !== before) show();
  };
  const chosen = () => operations.find(({ id }) => id === select.value);
  const show = () => {
    const operation = chosen();
    fields = operation ? fieldsOf(operation, text) : [];
    part("about").textContent = operation?.summary ?? "";
    part("fields").replaceChildren(...fields.map(({ node }) => node));
    part("form").querySelector("button[type=submit]").disabled = !operation;
    preview();
  };
  const request = () => requestOf(chosen(), fields);
  const preview = () => {
    part("curl").textContent = chosen() ? curl(request()) : "";
  };

  part("search").addEventListener("input", offer);
  select.addEventListener("change", show);
  part("form").addEventListener("input", preview);
  part("form").addEventListener("change", preview);
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    send(request(), part, text);
  });
  part("copy").addEventListener("click", async () => {
    if (!navigator.clipboard) return getSelection().selectAllChildren(part("curl")); // only over https, or on this machine
    await navigator.clipboard.writeText(part("curl").textContent);
    part("copy").textContent = text("copied");
  });
  offer();
  show();
}

/** Every operation of the document that takes JSON or nothing, by its tag. */
function listOf({ paths }) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { tags, summary, parameters = [], requestBody }]) => {
      const id = `${method.toUpperCase()} ${path}`;
      const content = requestBody?.content ?? {};
      const schema = content["application/json"]?.schema;
      const label = `${method.toUpperCase()} ${path.replace("/api/v1/", "")} ${summary ?? ""}`;
      const left = requestBody && !schema;
      return { id, path, method: method.toUpperCase(), tag: tags?.[0] ?? "", summary, label, parameters, schema, left };
    }),
  );
  return all.filter(({ left }) => !left).sort((a, b) => a.tag.localeCompare(b.tag) || a.path.localeCompare(b.path));
}

function groups(operations) {
  const byTag = new Map();
  for (const operation of operations) byTag.set(operation.tag, [...(byTag.get(operation.tag) ?? []), operation]);
  return [...byTag].map(([tag, list]) => {
    const group = document.createElement("optgroup");
    group.label = tag;
    group.append(...list.map(({ id, label }) => new Option(label, id)));
    return group;
  });
}

/** What would be sent: address, headers and body, from what the fields hold. */
function requestOf({ path, method, schema }, fields) {
  const url = new URL(path, location.origin);
  const headers = {};
  let body = schema ? {} : undefined;
  for (const field of fields) {
    const value = readField(field);
    if (value === undefined) continue;
    if (field.in === "path") url.pathname = url.pathname.replace(`%7B${field.name}%7D`, encodeURIComponent(value));
    else if (field.in === "query") url.searchParams.append(field.name, value);
    else if (field.in === "header") headers[field.name] = value;
    else put(body, field.name.split("."), value);
  }
  if (body) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(body, null, 2);
  }
  return { url: url.href, method, headers, body };
}

function put(body, names, value) {
  const last = names.pop();
  for (const name of names) body = body[name] ??= {};
  body[last] = value;
}

/** The same request for a terminal; the token comes from `POST /api/v1/session`. */
function curl({ url, method, headers, body }) {
  const quoted = (value) => `'${String(value).replaceAll("'", "'\\''")}'`;
  const lines = [`curl -X ${method} ${quoted(url)}`, `-H ${quoted("Authorization: Bearer $TOKEN").replaceAll("'", '"')}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body) lines.push(`--data ${quoted(body)}`);
  return lines.join(" \\\n  ");
}

async function send({ url, method, headers, body }, part, text) {
  part("status").textContent = text("sending");
  let [status, raw, problem] = [text("failed"), "", null];
  try {
    const answer = await fetch(url, { method, headers, body });
    raw = await answer.text();
    status = `${answer.status} ${answer.statusText}`.trim();
    try {
      const json = JSON.parse(raw);
      raw = JSON.stringify(json, null, 2);
      if (!answer.ok) problem = json;
    } catch {
      // Not every answer is JSON; then it is shown as it came.
    }
  } catch {
    // No connection: the status says so.
  }
  part("status").textContent = problem ? `${status}: ${problem.title}` : status;
  const errors = (problem?.errors ?? []).map(({ field, message }) => {
    const line = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = field;
    line.append(name, ": ", message);
    return line;
  });
  part("errors").replaceChildren(...errors);
  part("errors").hidden = errors.length === 0;
  part("answer").textContent = raw;
  part("answer").hidden = raw === "";
}
