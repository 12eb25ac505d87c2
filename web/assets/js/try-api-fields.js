// The fields of one operation, made from its parameters and the schema of its body. Texts, numbers, choices and yes/no are
// fields; a thing inside is taken apart with a dot (`terms.kind`); lists and what has several shapes are typed as JSON.

/** Fields as `{ name, in, kind, control, node }`, those of the address first. */
export function fieldsOf({ parameters, schema }, text) {
  const own = parameters.map(({ name, in: place, required, schema, description }) =>
    make({ name, place, required, schema: { description, ...schema } }, text),
  );
  return [...own, ...(schema ? inside(schema, "", true, text) : [])];
}

/** What a field holds, in the type of its schema; `undefined` when it is left empty or its JSON is not whole yet. */
export function readField({ kind, control }) {
  const value = control.value.trim();
  if (value === "") return undefined;
  if (kind === "boolean") return value === "true";
  if (kind === "number") return Number.isFinite(Number(value)) ? Number(value) : value;
  if (kind !== "json") return control.value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function inside({ properties = {}, required = [] }, prefix, needed, text) {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const [name, must] = [prefix + key, needed && required.includes(key)];
    const plain = withoutNull(schema);
    if (plain.properties) return inside(plain, `${name}.`, must, text);
    return [make({ name, place: "body", required: must, schema: { ...plain, description: schema.description ?? plain.description } }, text)];
  });
}

/** A schema that may also be null, without that. */
function withoutNull(schema) {
  const shapes = (schema.anyOf ?? []).filter(({ type }) => type !== "null");
  return shapes.length === 1 ? { ...shapes[0], description: schema.description ?? shapes[0].description } : schema;
}

function make({ name, place, required, schema }, text) {
  const plain = withoutNull(schema);
  const type = [plain.type].flat().find((type) => type !== "null");
  const shapes = plain.oneOf ?? plain.anyOf;
  const choices = plain.enum ?? (shapes?.every((shape) => "const" in shape) ? shapes.map((shape) => shape.const) : null);
  const kind = choices ? "choice" : type === "boolean" || type === "string" ? type : /integer|number/.test(type) ? "number" : "json";
  const id = `try-${place}-${name}`;
  const control = kind === "json" ? area(plain) : choices || kind === "boolean" ? list(choices, text) : line(plain, kind);
  control.id = id;
  control.setAttribute("aria-describedby", `${id}-hint`);
  if (required) control.required = true;
  return { name, in: place, kind, control, node: field(id, name, control, plain, required, kind, text) };
}

function line({ format, examples, pattern }, kind) {
  const input = document.createElement("input");
  input.className = "input";
  input.autocomplete = "off";
  input.type = format === "password" ? "password" : "text";
  if (kind === "number") input.inputMode = "numeric";
  if (examples?.[0] !== undefined) input.placeholder = examples[0];
  else if (format && format !== "password") input.placeholder = format === "date" ? "2026-11-17" : format;
  else if (pattern) input.placeholder = "";
  return input;
}

function area({ type, items }) {
  const textarea = document.createElement("textarea");
  textarea.className = "textarea code";
  textarea.rows = 4;
  const keys = Object.keys(items?.properties ?? {});
  if (type === "array") textarea.placeholder = keys.length ? `[{${keys.map((key) => `"${key}": …`).join(", ")}}]` : "[…]";
  return textarea;
}

function list(choices, text) {
  const select = document.createElement("select");
  select.className = "select";
  select.append(new Option(text("none"), ""));
  if (choices) select.append(...choices.map((choice) => new Option(choice, choice)));
  else select.append(new Option(text("yes"), "true"), new Option(text("no"), "false"));
  return select;
}

function field(id, name, control, { description = "" }, required, kind, text) {
  const node = document.createElement("div");
  node.className = kind === "json" ? "field" : "field w-6";
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = name;
  const hint = document.createElement("span");
  hint.className = "hint";
  hint.id = `${id}-hint`;
  hint.lang = "en"; // the document is written in English
  hint.textContent = [description, kind === "json" ? "(JSON)" : ""].join(" ").trim();
  if (required) {
    const must = document.createElement("span");
    must.className = "optional";
    must.textContent = ` ${text("required")}`;
    label.append(must);
  }
  node.append(label, control, hint);
  return node;
}
