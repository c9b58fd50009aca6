"use strict";
const $ = id => document.getElementById(id);
const island = id => { const node = $(id); return node ? JSON.parse(node.textContent) : null; };
const words = island("texts");

/* What the browser keeps between visits; some keep nothing for files. */
const store = (() => {
  const kept = new Map();
  let works = true;
  try { localStorage.setItem("ringwatch.test", "1"); localStorage.removeItem("ringwatch.test"); } catch { works = false; }
  return {
    works,
    get(key) { return works ? localStorage.getItem("ringwatch." + key) : kept.get(key) ?? null; },
    set(key, value) { if (works) localStorage.setItem("ringwatch." + key, value); else kept.set(key, value); }
  };
})();

/* Decisions by case and account ("" for the whole ring), each about one version of the ring. */
const decisions = (() => {
  const COLUMNS = ["case_id", "ring_version", "account_id", "decision", "reason", "analyst", "utc"];
  const NAMES = ["confirmed_risk", "valuable_alert", "false_positive", "unset"];
  const key = d => JSON.stringify([d.case_id, d.account_id]);
  const later = (a, b) => a.utc > b.utc || a.utc === b.utc && a.analyst > b.analyst;
  const read = () => { try { return JSON.parse(store.get("decisions")) || {}; } catch { return {}; } };
  const write = all => store.set("decisions", JSON.stringify(all));
  const cell = text => /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  function parse(text) {
    const rows = [];
    let row = [], field = "", quoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c === '"' && text[i + 1] === '"') { field += '"'; i++; }
        else if (c === '"') quoted = false;
        else field += c;
      } else if (c === '"') quoted = true;
      else if (c === ",") { row.push(field); field = ""; }
      else if (c === "\n" || c === "\r") {
        if (c === "\r" && text[i + 1] === "\n") i++;
        row.push(field); rows.push(row); row = []; field = "";
      } else field += c;
    }
    if (field || row.length) { row.push(field); rows.push(row); }
    return rows;
  }
  return {
    /* A run that was told of a decision shows the ring with it: a version of its own, which the decision still is about. */
    isStale: (decision, ring) => decision.ring_version !== ring.ring_version && !ring.decided_versions.includes(decision.ring_version),
    of: (caseId, account) => read()[JSON.stringify([caseId, account])] || null,
    put(decision) { const all = read(); all[key(decision)] = decision; write(all); },
    csv() {
      const all = Object.entries(read()).sort((a, b) => a[0] < b[0] ? -1 : 1).map(entry => entry[1]);
      return [COLUMNS, ...all.map(d => COLUMNS.map(c => d[c]))].map(row => row.map(cell).join(",")).join("\n") + "\n";
    },
    /* Takes in a dispositions.csv: the latest decision on each case and account stays. */
    take(text) {
      const rows = parse(text.replace(/^\uFEFF/, ""));
      const head = rows.shift() || [];
      if (COLUMNS.some(c => !head.includes(c))) return -1;
      const all = read();
      let taken = 0;
      for (const row of rows) {
        const d = Object.fromEntries(COLUMNS.map(c => [c, row[head.indexOf(c)] ?? ""]));
        if (!d.case_id || !NAMES.includes(d.decision)) continue;
        if (!all[key(d)] || later(d, all[key(d)])) { all[key(d)] = d; taken++; }
      }
      write(all);
      return taken;
    },
    now: () => new Date().toISOString()
  };
})();

function save(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/* Text with {0} for arguments. */
const say = (key, ...args) => words[key].replace(/\{(\d)\}/g, (_, i) => args[i]);

(() => {
  const themes = ["", "light", "dark"];
  const apply = theme => theme ? document.documentElement.dataset.theme = theme : delete document.documentElement.dataset.theme;
  apply(store.get("theme") || "");
  $("theme").addEventListener("click", () => {
    const next = themes[(themes.indexOf(store.get("theme") || "") + 1) % themes.length];
    store.set("theme", next);
    apply(next);
  });
  const utc = $("clock").textContent;
  const two = n => String(n).padStart(2, "0");
  const local = d => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
  function clock(isLocal) {
    for (const time of document.querySelectorAll("time")) {
      const iso = time.dateTime;
      const text = isLocal ? local(new Date(iso)) : iso.slice(0, 10) + " " + iso.slice(11, 19);
      time.textContent = time.classList.contains("day") ? text.slice(0, 10) : text;
    }
    $("clock").textContent = isLocal ? words.local : utc;
    $("clock").setAttribute("aria-pressed", isLocal);
  }
  let isLocal = store.get("clock") === "local";
  if (isLocal) clock(true);
  $("clock").addEventListener("click", () => { isLocal = !isLocal; store.set("clock", isLocal ? "local" : "utc"); clock(isLocal); });
  if ($("storage") && !store.works) $("storage").hidden = false;
  if ($("export")) $("export").addEventListener("click", () => save("dispositions.csv", decisions.csv(), "text/csv"));
})();

/* Takes in the decisions of a file that somebody chooses. */
function takeIn(shown) {
  $("import").addEventListener("change", async event => {
    const file = event.target.files[0];
    if (!file) return;
    const taken = decisions.take(await file.text());
    $("imported").textContent = taken < 0 ? words.notDispositions : say("imported", taken);
    event.target.value = "";
    shown();
  });
}

/* Tables sort on a click on a head: by data-v where cells have it, else by their text. */
function sortable(table, changed) {
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, column) => { const c = row.cells[column]; return c.dataset.v ?? c.textContent; };
  function sort(column, ascending) {
    const number = heads[column].classList.contains("num");
    const rows = [...table.tBodies[0].rows].map((row, i) => [row, value(row, column), i]);
    const compare = number ? (a, b) => Number(a) - Number(b) : (a, b) => a < b ? -1 : a > b ? 1 : 0;
    rows.sort((a, b) => (ascending ? 1 : -1) * compare(a[1], b[1]) || a[2] - b[2]);
    table.tBodies[0].append(...rows.map(r => r[0]));
    heads.forEach((head, i) => { if (head.querySelector("button")) head.setAttribute("aria-sort", i === column ? ascending ? "ascending" : "descending" : "none"); });
  }
  heads.forEach((head, i) => {
    const button = head.querySelector("button");
    if (button) button.addEventListener("click", () => {
      const ascending = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "ascending" && !(head.classList.contains("num") && head.getAttribute("aria-sort") !== "descending") : !head.classList.contains("num");
      sort(i, ascending);
      if (changed) changed(i, ascending);
    });
  });
  return sort;
}
document.querySelectorAll("table.sortable").forEach(table => sortable(table));
