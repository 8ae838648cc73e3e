// The address names a connection: its row is shown, and the picture stays in sight above it.

/** How much of the window's height a docked picture takes: less where the window is narrow. */
const dockHeight = () => Math.round(window.innerHeight * (window.innerWidth < 768 ? 0.28 : 0.4));

/** @param {string} connection @returns {Picture | undefined} the picture that has it, and is shown */
function pictureOf(connection) {
  return current.pictures.find((picture) => !picture.figure.hidden && picture.marks.has(connection));
}

/**
 * Show what an id of the address names, if it is a row or a badge.
 * @param {string} id
 * @param {boolean} arrived whether the reader has only come there
 */
function showAddressed(id, arrived) {
  const connection = connectionOf(id);
  /** @type {Element | null} */
  let target = document.getElementById(id);
  showHubsOf(target);
  scrollUnlocked = () => {};
  // A page that has the connection under another id is still the one that was meant.
  if (connection && !target) target = current.rows.get(connection)?.[0] ?? pictureOf(connection)?.marks.get(connection)?.[0] ?? null;
  const missing = connection && !target;
  current.note.textContent = missing ? `There is no connection ${connection} on this page.` : "";
  if (missing) target = current.note;
  const row = target?.closest("tr[data-connection]") ?? null;
  current.pinned = connection && target && (row || target.closest(".badge")) ? oneConnection(connection) : null;
  if (current.pinned && current.off.has(connection)) showAll(); // what a link names is not hidden
  if (row) for (const table of current.tables) table.reveal(row);
  keyboardNow ||= !!current.pinned;
  rest();
  const picture = current.pinned && row ? pictureOf(connection) : undefined;
  dock(picture ?? null, connection);
  if (!target || !(current.pinned || arrived || missing)) return;
  if (current.pinned) {
    const link = row ? row.querySelector("a") : target;
    if (!arrived) /** @type {HTMLElement | null} */ (link)?.focus({ preventScroll: true });
    announce(pictureOf(connection)?.marks.get(connection)?.[0]?.getAttribute("aria-label") ?? "");
  }
  const shown = pictureOf(connection);
  if (shown && !row) revealInFrame(shown, [target]);
  const goal = target;
  const scroll = () => {
    const head = row?.closest("table")?.tHead;
    const stays = head && getComputedStyle(head.rows[0]?.cells[0] ?? head).position === "sticky";
    document.documentElement.style.setProperty("--diagram-head", `${stays ? head.offsetHeight : 0}px`);
    const box = row?.closest(".diagram-boxed");
    if (box && head) box.scrollTop += boxOf(goal).top - boxOf(box).top - head.offsetHeight;
    (box ?? goal).scrollIntoView({ block: row ? "start" : "center", inline: "nearest" });
  };
  scroll();
  scrollUnlocked = scroll;
  // A page that is still loading scrolls by itself, and moves when its font comes.
  if (document.readyState !== "complete")
    window.addEventListener("load", () => document.fonts.ready.then(() => setTimeout(scroll)), { once: true });
}

/** Where the theme's search covers the page, it puts the page back to where it was when it opened: scroll after that. */
let scrollUnlocked = () => {};

/** Put a picture above the table, or back into its place. @param {Picture | null} picture @param {string} connection */
function dock(picture, connection) {
  for (const other of current.pictures)
    if (other !== picture && other.figure.classList.contains("diagram-docked")) {
      other.figure.classList.remove("diagram-docked");
      other.frame.style.height = "";
      applyZoom(other);
    }
  const root = document.documentElement;
  root.style.setProperty("--diagram-header", `${headerHeight()}px`);
  if (!picture) return root.style.setProperty("--diagram-dock", "");
  leaveFull(picture);
  picture.figure.classList.add("diagram-docked");
  picture.frame.style.height = `${dockHeight()}px`;
  revealConnection(picture, connection);
  root.style.setProperty("--diagram-dock", `${picture.figure.offsetHeight}px`);
}

/** Let go of a connection: the picture goes back, the address names nothing any more. */
function unpin() {
  if (!current.pinned) return;
  current.pinned = null;
  dock(null, "");
  rest();
  replaceAddress(location.search);
}

/** @param {Picture} picture */
function addDockButton(picture) {
  const close = () => {
    unpin();
    picture.figure.scrollIntoView({ block: "nearest" });
  };
  return makeButton("✕", "Put the picture back", close, "diagram-undock");
}
