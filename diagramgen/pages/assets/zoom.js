// Look around in a picture: it grows inside of its frame, and the frame scrolls as everything on a page does.

const ZOOM_STEP = 1.25;
const ZOOM_RANGE = [0.2, 6];

/** @typedef {number | "fit" | null} Scale  pixels for each unit; the whole picture; as wide as the page allows */
/** @typedef {{ scale: Scale, name: string, label: HTMLElement | null }} Zoom */

/** @type {WeakMap<Picture, Zoom>} */
const zooms = new WeakMap();

/** @param {Picture} picture */
function zoomOf(picture) {
  return /** @type {Zoom} */ (zooms.get(picture));
}

/** Pixels for each unit of the picture, as it is shown. @param {Picture} picture */
function shownScale(picture) {
  return boxOf(picture.svg).width / picture.svg.viewBox.baseVal.width || 1;
}

/** The scale at which the whole picture is in its frame. @param {Picture} picture */
function fitScale({ figure, frame, svg }) {
  const { width, height } = svg.viewBox.baseVal;
  const { innerHeight } = window;
  const bounded = figure.matches(".diagram-docked, .diagram-full");
  const room = bounded ? frame.clientHeight : Math.min(innerHeight * 0.8 - 2, innerHeight - headerHeight() - 120);
  return Math.min((frame.clientWidth - 1) / width, (room - 1) / height);
}

/** @param {Picture} picture @param {number} scale */
function within(picture, scale) {
  const [low, high] = /** @type {[number, number]} */ (ZOOM_RANGE);
  return Math.min(high, Math.max(Math.min(low, fitScale(picture)), scale));
}

/** Show the picture as its state says. @param {Picture} picture @param {Scale} [wanted] for a while only */
function applyZoom(picture, wanted = zoomOf(picture).scale) {
  picture.frame.classList.toggle("diagram-zoomed", wanted !== null);
  const scale = wanted === "fit" ? fitScale(picture) : wanted;
  picture.svg.style.width = scale === null ? "" : `${(picture.svg.viewBox.baseVal.width * scale).toFixed(1)}px`;
  const label = zoomOf(picture).label;
  if (label) label.textContent = `${Math.round(shownScale(picture) * 100)} %`;
}

/** The middle of the frame, in the window. @param {Picture} picture @returns {[number, number]} */
function middle(picture) {
  const { left, top, width, height } = boxOf(picture.frame);
  return [left + width / 2, top + height / 2];
}

/**
 * Zoom, and keep a point of the window where it is.
 * @param {Picture} picture
 * @param {Scale} scale
 * @param {[number, number]} [at]
 */
function zoomTo(picture, scale, [atX, atY] = middle(picture)) {
  const before = boxOf(picture.svg);
  const [partX, partY] = [(atX - before.left) / before.width, (atY - before.top) / before.height];
  zoomOf(picture).scale = typeof scale === "number" ? within(picture, scale) : scale;
  applyZoom(picture);
  const after = boxOf(picture.svg);
  picture.frame.scrollLeft += after.left + partX * after.width - atX;
  picture.frame.scrollTop += after.top + partY * after.height - atY;
  current.saveZoom();
}

/** What encloses all of some elements, in the window. @param {Element[]} elements */
function around(elements) {
  const boxes = elements.map(boxOf);
  const [left, top] = [Math.min(...boxes.map((one) => one.left)), Math.min(...boxes.map((one) => one.top))];
  const [right, bottom] = [Math.max(...boxes.map((one) => one.right)), Math.max(...boxes.map((one) => one.bottom))];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** Scroll elements into the middle of the frame. @param {Picture} picture @param {Element[]} elements */
function revealInFrame(picture, elements) {
  if (!elements.length) return;
  const goal = around(elements);
  const [x, y] = middle(picture);
  picture.frame.scrollLeft += goal.x - x;
  picture.frame.scrollTop += goal.y - y;
}

/** Numbers have the smallest text of a picture, in its units; and so many pixels are easy to read. */
const [NUMBER_TEXT, LEGIBLE_TEXT] = [9.5, 10];

/**
 * Show a connection, from farther away where it is too long; where nobody could read it from there, what is around its number.
 * @param {Picture} picture
 * @param {string} connection
 */
function revealConnection(picture, connection) {
  const { frame } = picture;
  const room = (/** @type {Element[]} */ elements) => {
    const { width, height } = around(elements);
    return Math.min(frame.clientWidth / (width + 24), frame.clientHeight / (height + 24));
  };
  const marks = picture.marks.get(connection) ?? [];
  const whole = [...litIn(oneConnection(connection), picture)];
  applyZoom(picture);
  applyZoom(picture, Math.max(LEGIBLE_TEXT / NUMBER_TEXT, shownScale(picture) * Math.min(1, room(whole))));
  const { x, y } = around(marks);
  const far = (/** @type {Element} */ end) => Math.hypot(around([end]).x - x, around([end]).y - y);
  const ends = (picture.lines.get(connection) ?? []).flatMap((line) => line.ends).sort((one, two) => far(one) - far(two));
  revealInFrame(picture, [whole, ...ends.map((end) => [...marks, end])].find((some) => room(some) >= 1) ?? marks);
}

/** `150-640-380`: percent, and the point of the picture in the middle; or `fit`. @param {Picture} picture */
function saveZoom(picture) {
  const { scale, name } = zoomOf(picture);
  if (picture.figure.classList.contains("diagram-docked")) return;
  if (typeof scale !== "number") return writeState(name, scale ?? "");
  const [x, y] = middle(picture);
  const { left, top } = boxOf(picture.svg);
  const parts = [scale * 100, ...[x - left, y - top].map((part) => Math.max(0, part / shownScale(picture)))];
  writeState(name, parts.map(Math.round).join("-"));
}

/** @param {Picture} picture */
function restoreZoom(picture) {
  const state = zoomOf(picture);
  const text = readState(state.name);
  const [percent = 0, x = NaN, y = NaN] = text.split("-").map(Number);
  state.scale = text === "fit" ? text : percent ? within(picture, percent / 100) : null;
  applyZoom(picture);
  if (!(percent && x >= 0 && y >= 0)) return;
  const frame = picture.frame;
  frame.scrollLeft = x * shownScale(picture) - frame.clientWidth / 2;
  frame.scrollTop = y * shownScale(picture) - frame.clientHeight / 2;
}

/** @param {Picture} picture @returns {HTMLElement[]} the buttons, and first the one that undoes */
function addZoom(picture) {
  const label = make("span", { class: "diagram-percent" });
  const first = current.pictures[0] === picture;
  zooms.set(picture, { scale: null, name: stateName("zoom", picture.view, first), label });
  const by = (/** @type {number} */ factor) => () => zoomTo(picture, shownScale(picture) * factor);
  const keys = { "+": by(ZOOM_STEP), "=": by(ZOOM_STEP), "-": by(1 / ZOOM_STEP), 0: () => zoomTo(picture, null), 9: () => zoomTo(picture, "fit") };
  on(picture.frame, "keydown", (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[/** @type {keyof keys} */ (event.key)];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
  dress(picture.frame, {
    tabindex: "0",
    role: "group",
    "aria-label": "Picture. Arrow keys move it, plus and minus zoom, 0 puts it back",
  });
  addPan(picture);
  return [
    makeButton("Reset", "Reset: show the picture as at first", () => zoomTo(picture, null)),
    makeButton("−", "Zoom out", by(1 / ZOOM_STEP)),
    label,
    makeButton("+", "Zoom in", by(ZOOM_STEP)),
    makeButton("Fit", "Fit: show the whole picture", () => zoomTo(picture, "fit")),
  ];
}
