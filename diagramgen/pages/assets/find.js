// Find within a picture: names of boxes, and everything that a connection's badge and row say.

/** @param {Picture} picture @param {string} text @returns {{ nodes: Element[], connections: Set<string> }} */
function search(picture, text) {
  const words = plain(text).split(" ").filter(Boolean);
  const has = (/** @type {string} */ where) => words.length && words.every((word) => where.includes(word));
  /** @type {Element[]} */
  const nodes = [];
  /** @type {Set<string>} */
  const connections = new Set();
  for (const copies of picture.nodes.values())
    for (const node of copies)
      if (!node.matches(".off") && has(plain(all("text", node).map((line) => line.textContent).join(" ")))) nodes.push(node);
  for (const [connection, marks] of picture.marks) {
    const badge = marks.find((mark) => mark.matches(".badge"));
    const row = current.rows.get(connection)?.[0];
    if (!current.off.has(connection) && has(plain(`${badge?.getAttribute("aria-label")} ${row ? textOf(row) : ""}`))) connections.add(connection);
  }
  return { nodes, connections };
}

/** @param {Picture} picture @returns {HTMLElement} */
function addFind(picture) {
  // The two forms of a picture take each other's place, and are looked through for the same words.
  const first = (picture.figure.dataset.hubs ? hubPictures()[0] : null) ?? picture;
  const name = stateName("find", first.view, current.pictures[0] === first);
  const count = make("output", { class: "diagram-count" });
  /** @type {Element[]} */
  let hits = [];
  let place = -1;
  const forget = () => all(".hit-now", picture.svg).forEach((old) => old.classList.remove("hit-now"));
  const find = (/** @type {string} */ text) => {
    forget();
    const { nodes, connections } = search(picture, text);
    const badges = [...connections].flatMap((key) => (picture.marks.get(key) ?? []).filter((mark) => mark.matches(".badge")));
    [hits, place] = [[...nodes, ...badges], -1];
    [current.found, current.foundNodes, current.foundIn] = [connections, nodes, picture];
    count.textContent = plain(text) ? `${hits.length} found` : "";
    writeState(name, text.trim());
    rest();
    if (hits[0]) revealInFrame(picture, [hits[0]]);
  };
  const step = (/** @type {number} */ by) => {
    if (!hits.length) return;
    place = (place + by + hits.length) % hits.length;
    const hit = /** @type {Element} */ (hits[place]);
    count.textContent = `${place + 1} of ${hits.length}`;
    announce(hit.getAttribute("aria-label") ?? hit.textContent?.replace(/\s+/g, " ").trim() ?? "");
    forget();
    hit.classList.add("hit-now");
    revealInFrame(picture, [hit]);
    const [box, top] = [boxOf(hit), headerHeight()];
    if (box.top < top || box.bottom > window.innerHeight) hit.scrollIntoView({ block: "center", inline: "nearest" });
  };
  const field = makeField("Find in the picture", find);
  on(field, "keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    if (event.key === "Escape" && field.value) {
      field.value = "";
      find("");
    }
  });
  current.restorers.push(() => {
    const text = readState(name);
    if (picture.figure.hidden || (field.value.trim() === text && (!text || current.foundIn === picture))) return;
    field.value = text;
    find(text);
  });
  return make("span", { class: "diagram-find" }, field, count);
}
