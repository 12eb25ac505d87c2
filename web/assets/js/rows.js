// Groups of fields that repeat, with names like lines.0.text; adding and removing keeps the numbers without gaps.
//
//   <div data-rows="lines">  <div data-row>…name="lines.0.text" id="lines-0-text"…<button type="button" data-row-remove>
//   <template data-row-template="lines">  the same with __index__ for the number
//   <button type="button" data-row-add="lines">

export function start() {
  document.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-row-add]");
    if (adder) {
      const holder = rowsIn(adder.form ?? document, adder.dataset.rowAdd);
      const row = holder && add(holder);
      if (!row) return;
      event.preventDefault();
      changed(row);
      row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    }
    const remover = event.target.closest("[data-row-remove]");
    const row = remover?.closest("[data-row]");
    if (!row) return;
    event.preventDefault();
    const holder = row.closest("[data-rows]");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    renumber(holder);
    changed(holder);
    (next?.querySelector("input:not([type=hidden]), select, textarea") ?? document.querySelector(`[data-row-add="${holder.dataset.rows}"]`))?.focus();
  });
}

const rowsIn = (root, name) => root.querySelector(`[data-rows="${name}"]`);
const changed = (element) => element.dispatchEvent(new Event("change", { bubbles: true }));

function add(holder) {
  const template = document.querySelector(`template[data-row-template="${holder.dataset.rows}"]`);
  if (!template) return null;
  const index = holder.querySelectorAll(":scope > [data-row]").length;
  const row = template.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("__index__")) element.setAttribute(attribute.name, attribute.value.replaceAll("__index__", String(index)));
    }
  }
  holder.append(row);
  return row;
}

function renumber(holder) {
  const pattern = new RegExp(`(^|[ #])${holder.dataset.rows}([.-])\\d+(?=[.-])`, "g");
  holder.querySelectorAll(":scope > [data-row]").forEach((row, index) => {
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["name", "id", "for", "href", "aria-describedby", "aria-labelledby", "aria-controls", "data-suggest-into"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(pattern, `$1${holder.dataset.rows}$2${index}`));
      }
    }
  });
}

/** Adds rows until the form has every name given (a draft has more rows than a fresh page). */
export function fillRows(form, names) {
  for (const holder of form.querySelectorAll("[data-rows]")) {
    const prefix = `${holder.dataset.rows}.`;
    const wanted = 1 + Math.max(-1, ...names.filter((name) => name.startsWith(prefix)).map((name) => parseInt(name.slice(prefix.length), 10)));
    while (holder.querySelectorAll(":scope > [data-row]").length < wanted && add(holder));
  }
}
