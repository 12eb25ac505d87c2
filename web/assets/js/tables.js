// Choosing rows: shift for a range, all at once, and a bar that says how many and how much.
//
//   <table data-select="bulk-id"> rows hold <input type="checkbox" data-pick data-amount="184260" data-currency="EUR">, the head data-pick-all
//   <div id="bulk-id" class="bulk" hidden> [data-bulk-count] with data-one/few/many/other="{n} klanten gekozen",
//        [data-bulk-sum] (data-amount is in cents), button[data-bulk-clear]

const last = new WeakMap();

export function start() {
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("input[data-pick]");
    if (box) range(box, event.shiftKey);
    const clear = event.target.closest?.("[data-bulk-clear]");
    if (!clear) return;
    const bar = clear.closest(".bulk");
    const table = document.querySelector(`table[data-select="${bar.id}"]`);
    pickAll(table, false);
    table.querySelector("input[data-pick-all]")?.focus();
  });
  document.addEventListener("change", (event) => {
    const all = event.target.closest?.("input[data-pick-all]");
    if (all) pickAll(all.closest("table"), all.checked);
    else if (event.target.matches?.("input[data-pick]")) show(event.target.closest("table[data-select]"));
  });
  document.addEventListener("werkbank:replaced", showAll);
  addEventListener("pageshow", showAll); // the browser brings back ticks by itself
  showAll();
}

const showAll = () => document.querySelectorAll("table[data-select]").forEach(show);
const boxes = (table) => [...table.querySelectorAll("tbody input[data-pick]")];

function range(box, shift) {
  const table = box.closest("table[data-select]");
  if (!table) return;
  const all = boxes(table);
  const from = all.indexOf(last.get(table));
  const to = all.indexOf(box);
  if (shift && from >= 0) {
    for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    show(table);
  }
  last.set(table, box);
}

function pickAll(table, on) {
  if (!table) return;
  for (const box of boxes(table)) box.checked = on;
  show(table);
}

function show(table) {
  if (!table) return;
  const all = boxes(table);
  const chosen = all.filter((box) => box.checked);
  for (const box of all) box.closest("tr").classList.toggle("selected", box.checked);
  const head = table.querySelector("input[data-pick-all]");
  if (head) {
    head.checked = chosen.length > 0 && chosen.length === all.length;
    head.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const bar = document.getElementById(table.dataset.select);
  if (!bar) return;
  bar.hidden = chosen.length === 0;
  const lang = document.documentElement.lang || "nl";
  const count = bar.querySelector("[data-bulk-count]");
  const form = new Intl.PluralRules(lang).select(chosen.length);
  if (count) count.textContent = (count.dataset[form] ?? count.dataset.other).replace("{n}", chosen.length.toLocaleString(lang));
  const sum = bar.querySelector("[data-bulk-sum]");
  if (!sum) return;
  // Each currency by itself.
  const sums = {};
  for (const { dataset } of chosen) sums[dataset.currency] = (sums[dataset.currency] ?? 0) + Number(dataset.amount ?? 0);
  const money = ([currency, cents]) => (cents / 100).toLocaleString(lang, { style: "currency", currency });
  sum.textContent = Object.entries(sums).map(money).join(" + ");
}
