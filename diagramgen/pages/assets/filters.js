// Protocols, tenancies and zones, on and off in pictures and tables together.

/** @typedef {"protocols" | "tenancies" | "zones"} Facet */

/** What is off, and how the address and the reader call it. @type {Record<Facet, { name: string, title: string, off: Set<string> }>} */
const facets = {
  protocols: { name: "hide", title: "Connection types", off: new Set() },
  tenancies: { name: "hide-tenancies", title: "Tenant types", off: new Set() },
  zones: { name: "hide-zones", title: "Zones", off: new Set() },
};

/** @param {Element} entry @returns {[Facet, string[]] | null} what an entry of a legend stands for */
function facetOf(entry) {
  if (entry.hasAttribute("data-protocols")) return ["protocols", data(entry, "protocols").split(" ")];
  return entry.hasAttribute("data-tenancy") ? ["tenancies", [data(entry, "tenancy")]] : null;
}

/** @param {Facet} facet @param {string[]} values @param {boolean} shown */
function setFacet(facet, values, shown) {
  const { name, off } = facets[facet];
  for (const value of values) shown ? off.delete(value) : off.add(value);
  writeState(name, [...off].join(","));
  applyFilters();
  const pinned = [...(current.pinned?.connections ?? [])];
  if (pinned.some((connection) => current.off.has(connection))) unpin();
}

/** Nothing of a facet but these; all of it again, where it is so already. @param {Facet} facet @param {string[]} values */
function showOnly(facet, values) {
  const { off } = facets[facet];
  const known = all(`.diagram-filters [data-facet=${facet}]`).flatMap((box) => data(box, "values").split(" "));
  const already = known.every((value) => off.has(value) !== values.includes(value));
  for (const value of values) off.delete(value);
  setFacet(facet, known.filter((value) => !values.includes(value)), already);
}

function restoreFilters() {
  for (const facet of Object.values(facets)) facet.off = readList(facet.name);
  applyFilters();
}

function showAll() {
  for (const { name, off } of Object.values(facets)) {
    off.clear();
    writeState(name, "");
  }
  applyFilters();
}

/** Say in words that a part is left out, on the screen and on paper. @param {HTMLElement} box @param {string | false} words */
function sayFiltered(box, words) {
  if (words) box.dataset.filtered = words;
  else delete box.dataset.filtered;
}

/** Show and hide what the filters say, everywhere. */
function applyFilters() {
  current.off = new Set();
  for (const picture of current.pictures) {
    /** @type {Set<string>} */
    const gone = new Set();
    /** Boxes that lost a line, and that keep one. @type {[Set<Element>, Set<Element>]} */
    const [bare, tied] = [new Set(), new Set()];
    for (const [endpoint, nodes] of picture.nodes) {
      const [node] = /** @type {[Element]} */ (nodes);
      const off = facets.tenancies.off.has(data(node, "tenancy")) || facets.zones.off.has(data(node, "zone"));
      if (off) gone.add(endpoint);
      for (const copy of nodes) copy.classList.toggle("off", off);
    }
    for (const line of picture.all) {
      const off = facets.protocols.off.has(line.protocol) || gone.has(line.source) || gone.has(line.destination);
      line.group.classList.toggle("off", off);
      for (const end of line.ends) (off ? bare : tied).add(end);
      for (const connection of line.connections) {
        if (off) current.off.add(connection);
        for (const mark of picture.marks.get(connection) ?? []) mark.classList.toggle("off", off);
      }
    }
    // A box that has no line left steps back, and keeps its place: an attribute, so that a saved picture has it too.
    for (const node of bare) dress(node, { opacity: "0.3" });
    for (const node of tied) node.removeAttribute("opacity");
    const left = [...picture.lines.keys()].filter((connection) => !current.off.has(connection)).length;
    const some = `Filtered: ${left} of ${picture.lines.size} connections`;
    sayFiltered(picture.figure, left < picture.lines.size && some);
  }
  const shown = (/** @type {Facet} */ facet, /** @type {string[]} */ values) => !values.every((value) => facets[facet].off.has(value));
  for (const entry of all(".diagram .entry[role]"))
    entry.setAttribute("aria-checked", String(shown(.../** @type {[Facet, string[]]} */ (facetOf(entry)))));
  for (const box of /** @type {HTMLInputElement[]} */ (all(".diagram-filters input")))
    box.checked = shown(/** @type {Facet} */ (data(box, "facet")), data(box, "values").split(" "));
  const some = Object.values(facets).some((facet) => facet.off.size);
  for (const summary of all(".diagram-filters > summary")) summary.classList.toggle("diagram-active", some);
  for (const table of current.tables) table.refresh();
}

/** Entries of the legend become switches. @param {Picture} picture */
function addLegend(picture) {
  for (const entry of all(".legend .entry", picture.figure)) {
    const found = facetOf(entry);
    if (!found || entry.hasAttribute("role")) continue;
    dress(entry, { role: "switch", tabindex: "0", "aria-checked": "true", "aria-label": `Show ${entry.textContent?.trim()}` });
    on(entry, "click", () => setFacet(found[0], found[1], entry.getAttribute("aria-checked") === "false"));
    on(entry, "dblclick", () => showOnly(...found));
    clickByKey(entry);
  }
}

/** @param {Picture} picture @returns {HTMLElement} the same switches as boxes to tick, and the zones beside them */
function addFilters(picture) {
  /** @type {Record<Facet, Map<string, string>>} */
  const choices = { protocols: new Map(), tenancies: new Map(), zones: new Map() };
  for (const entry of all(".legend .entry", picture.svg)) {
    const [facet, values] = facetOf(entry) ?? [];
    if (facet) choices[facet].set((values ?? []).join(" "), entry.textContent?.trim() ?? "");
  }
  const zones = all(".node[data-zone]", picture.svg).map((node) => [data(node, "zone-name"), data(node, "zone")]);
  for (const [name, zone] of zones.sort()) choices.zones.set(zone ?? "", name ?? "");
  const inside = make("div", { class: "diagram-panel" });
  for (const facet of /** @type {Facet[]} */ (Object.keys(facets))) {
    const set = make("fieldset", {}, make("legend", {}, facets[facet].title));
    for (const [text, name] of choices[facet]) {
      const values = text.split(" ");
      const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "data-facet": facet, "data-values": text }));
      on(box, "change", () => setFacet(facet, values, box.checked));
      set.append(make("div", {}, make("label", {}, box, ` ${name}`), makeButton("Only", `Only ${name}`, () => showOnly(facet, values))));
    }
    if (choices[facet].size) inside.append(set);
  }
  inside.append(makeButton("Show all", "Show all", showAll));
  return make("details", { class: "diagram-filters" }, make("summary", {}, "Show and hide"), inside);
}
