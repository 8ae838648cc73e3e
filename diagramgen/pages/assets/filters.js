// Protocols, tenancies and zones, on and off in pictures and tables together.

/** @typedef {"protocols" | "tenancies" | "zones"} Facet */

/** What is off, and how the address calls it. @type {Record<Facet, { name: string, off: Set<string> }>} */
const facets = {
  protocols: { name: "hide", off: new Set() },
  tenancies: { name: "hide-tenancies", off: new Set() },
  zones: { name: "hide-zones", off: new Set() },
};

/** @param {Element} entry @returns {[Facet, string[]] | null} what an entry of a legend stands for */
function facetOf(entry) {
  if (entry.hasAttribute("data-protocols")) return ["protocols", data(entry, "protocols").split(" ")];
  return entry.hasAttribute("data-tenancy") ? ["tenancies", [data(entry, "tenancy")]] : null;
}

/** What makes a switch of an entry. */
const SWITCH = ["role", "tabindex", "aria-checked", "aria-label"];

/** @param {Facet} facet @param {string[]} values @param {boolean} shown */
function setFacet(facet, values, shown) {
  const { name, off } = facets[facet];
  for (const value of values) shown ? off.delete(value) : off.add(value);
  writeState(name, [...off].join(","));
  applyFilters();
  const pinned = [...(current.pinned?.connections ?? [])];
  if (pinned.some((connection) => current.off.has(connection))) unpin();
}

function restoreFilters() {
  for (const facet of Object.values(facets)) facet.off = readList(facet.name);
  applyFilters();
}

/** A connection that a link names is not hidden. @param {string} connection */
function revealFiltered(connection) {
  if (current.off.has(connection)) showAll();
}

function showAll() {
  for (const { name, off } of Object.values(facets)) {
    off.clear();
    writeState(name, "");
  }
  applyFilters();
}

/** Show and hide what the filters say, everywhere. */
function applyFilters() {
  current.off = new Set();
  for (const picture of current.pictures) {
    /** @type {Set<string>} */
    const gone = new Set();
    for (const [endpoint, nodes] of picture.nodes) {
      const [node] = /** @type {[Element]} */ (nodes);
      const off = facets.tenancies.off.has(data(node, "tenancy")) || facets.zones.off.has(data(node, "zone"));
      if (off) gone.add(endpoint);
      for (const copy of nodes) copy.classList.toggle("off", off);
    }
    for (const line of picture.all) {
      const off = facets.protocols.off.has(line.protocol) || gone.has(line.source) || gone.has(line.destination);
      line.group.classList.toggle("off", off);
      for (const connection of line.connections) {
        if (off) current.off.add(connection);
        for (const mark of picture.marks.get(connection) ?? []) mark.classList.toggle("off", off);
      }
    }
  }
  for (const entry of all(".diagram .entry[role]")) {
    const [facet, values] = /** @type {[Facet, string[]]} */ (facetOf(entry));
    entry.setAttribute("aria-checked", String(!values.every((value) => facets[facet].off.has(value))));
  }
  for (const box of all(".diagram-filters input")) {
    const facet = /** @type {Facet} */ (data(box, "facet"));
    const off = data(box, "values").split(" ").every((value) => facets[facet].off.has(value));
    /** @type {HTMLInputElement} */ (box).checked = !off;
  }
  const some = Object.values(facets).some((facet) => facet.off.size);
  for (const summary of all(".diagram-filters > summary")) summary.classList.toggle("diagram-active", some);
  for (const table of current.tables) table.refresh();
}

/** Entries of the legend become switches. @param {Picture} picture */
function addLegend(picture) {
  for (const entry of all(".legend .entry", picture.figure)) {
    const found = facetOf(entry);
    if (!found || entry.hasAttribute("role")) continue;
    const toggle = () => setFacet(found[0], found[1], entry.getAttribute("aria-checked") === "false");
    const values = ["switch", "0", "true", `Show ${entry.textContent?.trim()}`];
    SWITCH.forEach((name, place) => entry.setAttribute(name, values[place] ?? ""));
    on(entry, "click", toggle);
    on(entry, "keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
  }
}

/** @param {Picture} picture @returns {HTMLElement} the same switches as boxes to tick, and the zones beside them */
function addFilters(picture) {
  /** @type {[Facet, string, Map<string, string>][]} */
  const groups = [["protocols", "Connection types", new Map()], ["tenancies", "Tenant types", new Map()], ["zones", "Zones", new Map()]];
  const [protocols, tenancies, zones] = groups.map((group) => group[2]);
  for (const entry of all(".legend .entry", picture.svg)) {
    const [facet, values] = facetOf(entry) ?? [];
    (facet === "protocols" ? protocols : facet && tenancies)?.set((values ?? []).join(" "), entry.textContent?.trim() ?? "");
  }
  for (const node of all(".node[data-zone]", picture.svg)) zones?.set(data(node, "zone"), data(node, "zone-name"));
  const panel = make("details", { class: "diagram-filters" }, make("summary", {}, "Show and hide"));
  const inside = make("div", { class: "diagram-panel" });
  for (const [facet, title, choices] of groups) {
    if (!choices.size) continue;
    const set = make("fieldset", {}, make("legend", {}, title));
    for (const [values, text] of [...choices].sort((a, b) => (facet === "zones" ? a[1].localeCompare(b[1]) : 0))) {
      const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "data-facet": facet, "data-values": values }));
      on(box, "change", () => setFacet(facet, values.split(" "), box.checked));
      set.append(make("label", {}, box, ` ${text}`));
    }
    inside.append(set);
  }
  inside.append(makeButton("Show all", "Show all", showAll));
  panel.append(inside);
  return panel;
}
