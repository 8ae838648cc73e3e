// Put everything onto the page, and again onto each page that the theme shows without loading it.

/**
 * The page that is shown.
 * @typedef {object} Shown
 * @property {HTMLElement[]} parts figures and boxes of tables
 * @property {Picture[]} pictures
 * @property {Table[]} tables
 * @property {Map<string, HTMLElement[]>} rows by connection
 * @property {Element[]} lit
 * @property {Element[]} faded rows
 * @property {Subject | null} pinned the connection that the address names
 * @property {Set<string>} found connections that are looked for
 * @property {Element[]} foundNodes
 * @property {Picture | null} foundIn
 * @property {Set<string>} off connections that filters hide
 * @property {(() => void)[]} restorers
 * @property {() => void} saveZoom
 * @property {HTMLElement} note what the page has to say about its address
 */

/** @type {Shown} */
let current;

function showPage() {
  const parts = all(".diagram-figure, .diagram-connections");
  if (current?.parts.length === parts.length && parts.every((part) => current.parts.includes(part))) return;
  const pictures = parts.flatMap((part) => readPicture(part) ?? []);
  const saveZooms = settled(() => pictures.forEach((picture) => picture.svg.isConnected && saveZoom(picture)), 250);
  current = {
    parts,
    pictures,
    tables: [],
    rows: new Map(),
    lit: [],
    faded: [],
    pinned: null,
    found: new Set(),
    foundNodes: [],
    foundIn: null,
    off: new Set(),
    restorers: [],
    saveZoom: saveZooms,
    note: make("p", { class: "diagram-note", role: "status" }),
  };
  for (const row of all("tr[data-connection]")) addTo(current.rows, data(row, "connection"), row);
  current.tables = all(".diagram-connections").map((box, place) => makeTable(box, place));
  for (const picture of pictures) addTools(picture);
  // It stands there before it speaks, as screen readers need it.
  if (parts[0]) (parts[0].matches("figure") ? parts[0] : tableTools(parts[0])).before(current.note);
  restoreAll();
  followPalette();
  showAddressed(addressedId(), true);
}

/** So many boxes are seen at a glance, and need few tools. */
const FEW = 8;

/** @param {Picture} picture */
function addTools(picture) {
  const tools = make("div", { class: "diagram-tools", role: "group", "aria-label": "Tools of the picture" });
  const more = makeButton("More", "More tools", () => showMore(more.getAttribute("aria-expanded") === "false"), "diagram-unfold");
  const [reset, ...zoom] = addZoom(picture);
  tools.append(
    make("span", { class: "diagram-zoom" }, ...zoom),
    addFull(picture),
    more,
    make("span", { class: "diagram-rest" }, reset ?? "", ...addHubs(picture), addFilters(picture), addFind(picture)),
    addDockButton(picture),
  );
  tools.classList.toggle("diagram-few", all(".node", picture.svg).length <= FEW);
  picture.frame.before(tools);
  addLegend(picture);
  addSave(picture);
}

/** Where there is room for few tools, show the others or put them away. @param {boolean} shown */
function showMore(shown) {
  for (const more of all(".diagram-unfold")) more.setAttribute("aria-expanded", String(shown));
  writeState("tools", shown ? "all" : "");
}

/** Show what the address says. */
function restoreAll() {
  showMore(readState("tools") === "all");
  restoreHubs();
  restoreFilters();
  for (const table of current.tables) {
    table.restore();
    table.measure();
  }
  for (const picture of current.pictures) {
    restoreZoom(picture);
    restoreFull(picture);
  }
  for (const restore of current.restorers) restore();
}

/** Places on this page are shown by this script, and keep the rest of the address. @param {MouseEvent} event */
function followLink(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = /** @type {Element} */ (event.target);
  const line = target.closest(".diagram .line");
  const number = line ? data(line, "connections").split(" ")[0] ?? "" : "";
  const marks = current.pictures.find((picture) => line && picture.svg.contains(line))?.marks.get(number);
  const link = line ? marks?.find((mark) => mark.matches(".badge")) : target.closest("a");
  const box = link?.closest(".diagram .node") ?? null;
  if (touched && (!link || (box && box !== tapped))) {
    // The first tap shows what belongs to a box, the second one opens its page.
    tapped = box;
    if (box) event.preventDefault();
    const subject = subjectOf(target);
    if (subject) light(subject);
    else rest();
    return;
  }
  if (!link) return;
  const address = new URL(link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "", location.href);
  if (address.pathname !== location.pathname || address.host !== location.host) return followAway(event, link, address);
  const id = decodeURIComponent(address.hash.slice(1));
  if (!connectionOf(id)) return;
  event.preventDefault();
  event.stopPropagation();
  if (addressedId() === id) showAddressed(id, false);
  else {
    fromLink = true;
    location.hash = id;
  }
}

/** Themes that show pages without loading them know no links of SVG: give them one that they know. */
function followAway(/** @type {MouseEvent} */ event, /** @type {Element} */ link, /** @type {URL} */ address) {
  if (!(link instanceof SVGElement) || !("document$" in window)) return;
  event.preventDefault();
  const known = make("a", { href: address.href });
  document.body.append(known);
  known.click();
  known.remove();
}

/** Whether the last pointer was a finger, the box that it tapped, whether a link on the page led to the new address. */
let touched = false;
/** @type {Element | null} */
let tapped = null;
let fromLink = false;

function start() {
  listenOnDisk();
  listenToPointer();
  on(document, "pointerdown", (event) => {
    touched = event.pointerType === "touch";
    scrollUnlocked = () => {};
    touchRow(touched ? /** @type {Element} */ (event.target) : null);
  }, true);
  on(document, "click", followLink, true);
  on(document, "keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const picture of current.pictures) leaveFull(picture);
    for (const open of all(".diagram-filters[open]")) open.removeAttribute("open");
    unpin();
  });
  window.addEventListener("hashchange", () => {
    showAddressed(addressedId(), !fromLink);
    fromLink = false;
  });
  window.addEventListener("popstate", () => restoreAll());
  on(window, "resize", settled(() => {
    for (const table of current.tables) table.measure();
    for (const picture of current.pictures) applyZoom(picture);
  }, 150));
  new MutationObserver(followPalette).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  // Several times, because a phone may not scroll all the way while the page still takes its height back; a reader who
  // has touched the page in the meantime stays where he is.
  const unlocked = () => document.body.hasAttribute("data-md-scrolllock") || [50, 500, 1500].forEach((wait) => setTimeout(() => scrollUnlocked(), wait));
  new MutationObserver(unlocked).observe(document.body, { attributeFilter: ["data-md-scrolllock"] });
  // Material tells each page that it shows; elsewhere there is only this one.
  const pages = /** @type {any} */ (window)["document$"];
  if (pages?.subscribe) pages.subscribe(showPage);
  else showPage();
}

start();
