// Picture and table light up together: what the pointer or the keyboard is on, and what the address names.

/**
 * @typedef {object} Subject what a reader points at
 * @property {Set<string>} connections
 * @property {string} endpoint an endpoint, where a box was pointed at
 * @property {boolean} fromPicture
 */

/** @param {Element | null} target @returns {Subject | null} */
function subjectOf(target) {
  const found = target?.closest(".diagram .badge, .diagram .leader, .diagram .line, .diagram .node, tr[data-connection]");
  if (!found) return null;
  const fromPicture = !found.matches("tr");
  if (found.matches(".node")) {
    const endpoint = data(found, "id");
    const lines = current.pictures.flatMap((picture) => picture.all);
    const own = lines.filter((line) => line.source === endpoint || line.destination === endpoint);
    return { connections: new Set(own.flatMap((line) => line.connections)), endpoint, fromPicture };
  }
  const connections = new Set((data(found, "connection") || data(found, "connections")).split(" "));
  return { connections, endpoint: "", fromPicture };
}

/** The same as a subject with one connection. @param {string} connection @returns {Subject} */
function oneConnection(connection) {
  return { connections: new Set([connection]), endpoint: "", fromPicture: false };
}

/** @param {Subject} subject @param {Picture} picture @returns {Set<Element>} what lights up in a picture */
function litIn(subject, picture) {
  /** @type {Set<Element>} */
  const lit = new Set(picture.nodes.get(subject.endpoint) ?? []);
  for (const connection of subject.connections) {
    for (const mark of picture.marks.get(connection) ?? []) lit.add(mark);
    for (const line of picture.lines.get(connection) ?? []) {
      lit.add(line.group);
      for (const end of line.ends) lit.add(end);
    }
  }
  return lit;
}

/** Light a subject up in all pictures and tables, or put everything out. @param {Subject | null} subject */
function light(subject) {
  for (const lit of current.lit) lit.classList.remove("lit");
  current.lit = [];
  for (const picture of current.pictures) {
    const lit = subject ? litIn(subject, picture) : new Set();
    picture.svg.classList.toggle("dim", lit.size > 0);
    current.lit.push(...lit);
  }
  for (const connection of subject?.connections ?? []) current.lit.push(...(current.rows.get(connection) ?? []));
  for (const lit of current.lit) lit.classList.add("lit");
  fadeRows(subject?.fromPicture ?? false);
}

/** Fade the rows beside those that are lit: only those in sight, because there may be thousands. @param {boolean} fade */
function fadeRows(fade) {
  for (const row of current.faded) row.classList.remove("faded");
  current.faded = [];
  for (const { box } of fade ? current.tables : []) {
    if (!inSight(box)) continue;
    for (const row of all("tbody tr:not(.lit)", box)) if (inSight(row)) current.faded.push(row);
  }
  for (const row of current.faded) row.classList.add("faded");
}

/** @param {Element} element */
function inSight(element) {
  const { top, bottom } = boxOf(element);
  return bottom > 0 && top < window.innerHeight;
}

/** What stays lit when nothing is pointed at: a connection of the address, or what is looked for. */
function rest() {
  const { pinned, found, foundNodes } = current;
  light(pinned ?? (found.size ? { connections: found, endpoint: "", fromPicture: true } : null));
  for (const node of pinned ? [] : foundNodes) {
    node.classList.add("lit");
    node.closest(".diagram")?.classList.add("dim");
    current.lit.push(node);
  }
}

/** Where the pointer was last, and whether the keyboard or an address was used after it. */
let pointerAt = [-1, -1];
let keyboardNow = false;

/**
 * A page that scrolls under the pointer makes events too: they say nothing against the address, nor against the keyboard,
 * which scrolled the page. A finger is told of by the taps that it makes.
 * @param {Event} event
 */
function isNoPointing(event) {
  if (!(event instanceof PointerEvent)) return false;
  const [x = 0, y = 0] = pointerAt;
  const still = event.type !== "pointermove" || Math.hypot(event.clientX - x, event.clientY - y) < 2;
  return event.pointerType === "touch" || (still && keyboardNow);
}

/** @param {Event} event */
function lightAt(event) {
  const subject = subjectOf(/** @type {Element} */ (event.target));
  if (subject) light(subject);
}

/** Listen once for all pages that this window will show. */
function listenToPointer() {
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"]))
    on(document, name, (event) => {
      if (isNoPointing(event)) return;
      pointerAt = [event.clientX, event.clientY];
      if (keyboardNow && name === "pointermove") lightAt(event); // it may be on the same thing as before
      keyboardNow = false;
    }, true);
  for (const [enter, leave] of /** @type {const} */ ([["pointerover", "pointerout"], ["focusin", "focusout"]])) {
    on(document, enter, (event) => {
      if (isNoPointing(event)) return;
      if (enter === "focusin") keyboardNow = true;
      lightAt(event);
    });
    on(document, leave, (event) => {
      if (isNoPointing(event)) return;
      if (subjectOf(/** @type {Element} */ (event.target))) rest();
    });
  }
}
