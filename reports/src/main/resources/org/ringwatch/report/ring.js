(() => {
  const data = island("data");
  const chart = document.querySelector("svg.chart");
  const hint = $("details").textContent;

  /* Decisions. One about the version in the earlier output can be told with what changed since. */
  const listed = (count, ids) => count ? count + " (" + ids.join(", ") + (count > ids.length ? " …" : "") + ")" : "0";
  function stale(version) {
    const before = data.before;
    if (!before || before.ring_version !== version) return say("staleVersion", version.slice(0, 12), data.ring_version.slice(0, 12));
    return before.joined + before.left ? say("sinceDecided", listed(before.joined, before.joined_ids), listed(before.left, before.left_ids)) : say("sameMembers");
  }
  function show() {
    const decision = decisions.of(data.case_id, "");
    if (decision) {
      $("choice").value = decision.decision;
      $("reason").value = decision.reason;
      $("decided").textContent = say("decidedBy", words["decision." + decision.decision], decision.analyst || "?", decision.utc.slice(0, 16).replace("T", " "))
        + (decision.ring_version === data.ring_version ? "" : " " + (decisions.isStale(decision, data) ? stale(decision.ring_version) : words.takenIntoAccount));
      $("decided").classList.toggle("stale", decisions.isStale(decision, data));
    }
    for (const select of document.querySelectorAll("select.account")) {
      const own = decisions.of(data.case_id, data.accounts[select.dataset.account]);
      if (own) complete(select);
      select.value = own ? own.decision : "unset";
      reasonOf(select, own);
    }
  }
  /* Thousands of accounts have a choice of one until somebody turns to them. */
  function complete(select) {
    if (select.options.length > 1) return;
    for (const option of [...$("choice").options].slice(1)) select.append(option.cloneNode(true));
  }
  addEventListener("focusin", event => { if (event.target.matches("select.account")) complete(event.target); });
  addEventListener("pointerover", event => { if (event.target.matches("select.account")) complete(event.target); });
  /* A decision on an account has a reason of its own; a field for it comes with the decision. */
  function reasonOf(select, own) {
    let field = select.parentElement.querySelector("input");
    if (select.value === "unset") { if (field) field.remove(); return; }
    if (!field) {
      field = document.createElement("input");
      field.className = "member-reason";
      field.maxLength = 500;
      field.placeholder = words.reason;
      field.setAttribute("aria-label", words.reason + " · " + select.getAttribute("aria-label"));
      field.addEventListener("change", () => put(data.accounts[select.dataset.account], select.value, field.value));
      select.after(field);
    }
    field.value = own ? own.reason : "";
  }
  const put = (account, decision, reason) => {
    store.set("analyst", $("analyst").value);
    decisions.put({ case_id: data.case_id, ring_version: data.ring_version, account_id: account, decision, reason: reason.replace(/[\r\n]+/g, " "), analyst: $("analyst").value, utc: decisions.now() });
  };
  $("analyst").value = store.get("analyst") || "";
  $("decision").addEventListener("submit", event => { event.preventDefault(); put("", $("choice").value, $("reason").value); show(); });
  document.querySelectorAll("select.account").forEach(select => select.addEventListener("change", () => {
    reasonOf(select, null);
    put(data.accounts[select.dataset.account], select.value, "");
  }));
  show();
  takeIn(show);

  /* The chart: what is shown, and what a node is. */
  const nodes = [...chart.querySelectorAll(".node")];
  const edges = [...chart.querySelectorAll(".edge")];
  function filter() {
    const off = new Set([...$("legend").querySelectorAll("input:not(:checked)")].map(box => box.value));
    const gone = new Set();
    nodes.forEach((node, n) => {
      const { type, role, kind } = data.nodes[n];
      const hide = off.has(type) || off.has(role) || kind !== "member" && off.has("hub");
      node.style.display = hide ? "none" : "inline";
      if (hide) gone.add(String(n));
    });
    edges.forEach(edge => { edge.style.display = gone.has(edge.dataset.a) || gone.has(edge.dataset.b) ? "none" : "inline"; });
  }
  $("legend").addEventListener("change", filter);
  filter();
  const name = n => {
    const node = data.nodes[n];
    return words["type." + node.type] + " " + node.ids.join(", ") + (node.size > node.ids.length ? " … (" + node.size + ")" : "");
  };
  function pick(n) {
    const near = new Set();
    edges.forEach(edge => {
      const touches = edge.dataset.a === n || edge.dataset.b === n;
      edge.classList.toggle("near", touches);
      if (touches) { near.add(edge.dataset.a); near.add(edge.dataset.b); }
    });
    nodes.forEach((node, i) => { node.classList.toggle("chosen", String(i) === n); node.classList.toggle("near", near.has(String(i))); });
    chart.classList.toggle("picked", n !== null);
    near.delete(n);
    $("details").textContent = n === null ? hint : describe(n, [...near]);
    showEvents(n);
  }
  function describe(n, near) {
    const { role, kind, seen } = data.nodes[n];
    return say("picked", name(n), kind === "hub" ? words.hub : words["role." + role], seen.events, seen.first.slice(0, 10), seen.last.slice(0, 10))
      + (near.length ? " " + say("tiedTo", near.length, near.slice(0, 12).map(name).join("; ") + (near.length > 12 ? " …" : "")) : "");
  }
  /* The events of a node, from the table that has those of all. */
  function showEvents(n) {
    const all = $("all-events");
    const rows = n === null ? [] : [...all.tBodies[0].rows].filter(row => row.dataset.n.split(" ").includes(n));
    const table = $("its").querySelector("table");
    table.replaceChildren();
    $("its").hidden = rows.length === 0;
    if (!rows.length) return;
    const head = table.createTHead().insertRow();
    for (const cell of all.tHead.rows[0].cells) {
      const own = document.createElement("th");
      own.scope = "col";
      own.className = cell.className;
      own.textContent = cell.textContent;
      head.append(own);
    }
    table.createTBody().append(...rows.slice(0, 50).map(row => row.cloneNode(true)));
    table.createCaption().textContent = say("itsEvents", Math.min(50, rows.length), data.nodes[n].seen.events);
  }
  let chosen = null;
  const toggle = n => { chosen = chosen === n ? null : n; pick(chosen); };
  nodes.forEach(node => {
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", node.querySelector("title").textContent);
    node.addEventListener("click", event => { event.stopPropagation(); toggle(node.dataset.n); });
    node.addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(node.dataset.n); } });
  });
  chart.setAttribute("role", "group");
  chart.addEventListener("click", () => { chosen = null; pick(null); });
  addEventListener("keydown", event => { if (event.key === "Escape" && chosen !== null) { chosen = null; pick(null); } });
})();
