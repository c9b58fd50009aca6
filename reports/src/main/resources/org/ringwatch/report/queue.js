(() => {
  const data = island("data");
  const byId = new Map(data.map(row => [row.ring_id, row]));
  const table = $("rings");
  const rows = [...table.tBodies[0].rows];
  const fields = ["q", "scheme", "decided", "change", "merchant", "currency", "loss", "size", "from", "to"].filter(f => $(f));
  const state = { sort: 0, asc: false };

  function decide() {
    for (const row of rows) {
      const ring = byId.get(row.dataset.ring);
      const decision = decisions.of(ring.case_id, "");
      const cell = row.querySelector(".decided");
      /* What this browser knows of goes before what the run was told. */
      const name = (decision ? decision.decision : ring.decision) || "unset";
      const stale = Boolean(decision) && name !== "unset" && decisions.isStale(decision, ring);
      row.dataset.decided = name;
      cell.dataset.v = name === "unset" ? "" : name;
      const isSaid = !decision && name === "false_positive" && cell.querySelector("small");
      cell.querySelector("span").textContent = isSaid ? "" : name === "unset" ? "–" : words["decision." + name] + (stale ? " (" + words.stale + ")" : "");
      cell.classList.toggle("stale", stale);
    }
  }

  function filter() {
    const q = $("q").value.trim().toLowerCase();
    const near = $("near").checked;
    const loss = Number($("loss").value || 0), size = Number($("size").value || 0);
    const merchant = $("merchant").value.trim().toLowerCase(), currency = $("currency").value;
    let shown = 0;
    for (const row of rows) {
      const d = row.dataset;
      const ring = byId.get(d.ring);
      const matches = (!q || ring.ids.includes(q) || ring.ring_id.toLowerCase().includes(q) || ring.case_id.toLowerCase().includes(q))
        && (!$("scheme").value || d.scheme === $("scheme").value)
        && (!$("decided").value || d.decided === $("decided").value)
        && (!$("change")?.value || ($("change").value === "new" ? d.new : d.change === $("change").value))
        && (!merchant || ring.merchants.includes(merchant))
        && (!currency || currency in ring.losses)
        && (!$("loss").value || (currency ? ring.losses[currency] : Number(d.loss)) >= loss)
        && (!$("size").value || Number(d.size) >= size)
        && (!$("from").value || d.last >= $("from").value)
        && (!$("to").value || d.first <= $("to").value);
      /* A search finds near misses, too: whoever looks for an account wants to know. */
      row.hidden = !matches || Boolean(d.near) && !near && !q;
      shown += row.hidden ? 0 : 1;
    }
    $("status").textContent = say("shown", shown, rows.length);
  }

  function remember() {
    const parts = new URLSearchParams();
    fields.forEach(f => { if ($(f).value) parts.set(f, $(f).value); });
    if ($("near").checked) parts.set("near", "1");
    if (state.sort || state.asc) { parts.set("sort", state.sort); parts.set("asc", state.asc ? 1 : 0); }
    history.replaceState(null, "", "#" + parts);
  }

  const sort = sortable(table, (column, ascending) => { state.sort = column; state.asc = ascending; remember(); });

  function restore() {
    const parts = new URLSearchParams(location.hash.slice(1));
    fields.forEach(f => { $(f).value = parts.get(f) || ""; });
    $("near").checked = parts.has("near");
    const column = Number(parts.get("sort") || 0);
    if (parts.has("sort") && table.tHead.rows[0].cells[column]) { state.sort = column; state.asc = parts.get("asc") === "1"; sort(column, state.asc); }
  }

  let waiting = 0;
  $("filters").addEventListener("input", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => { filter(); remember(); }); });
  $("filters").addEventListener("submit", event => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  addEventListener("hashchange", () => { restore(); filter(); });
  addEventListener("pageshow", () => { decide(); filter(); });

  takeIn(() => { decide(); filter(); });

  /* Arrow keys go from ring to ring, / to the search. */
  addEventListener("keydown", event => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); $("q").focus(); return; }
    const step = event.key === "ArrowDown" || event.key === "j" ? 1 : event.key === "ArrowUp" || event.key === "k" ? -1 : 0;
    if (!step || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...table.tBodies[0].querySelectorAll("tr:not([hidden]) a")];
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? step > 0 ? 0 : links.length - 1 : at + step];
    if (next) { event.preventDefault(); next.focus(); }
  });

  restore();
  decide();
  filter();
})();
