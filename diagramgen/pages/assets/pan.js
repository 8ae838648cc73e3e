// Move and zoom a picture by hand: drag, pinch, wheel with a modifier.

/** Pixels that a pointer may tremble while it clicks. */
const TREMBLE = 4;

/** @param {Picture} picture */
function addPan(picture) {
  const { frame } = picture;
  on(frame, "scroll", () => current.saveZoom(), { passive: true });
  on(
    frame,
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(picture, shownScale(picture) * Math.exp(-event.deltaY / (event.deltaMode ? 20 : 300)), [event.clientX, event.clientY]);
    },
    { passive: false },
  );
  addDrag(frame);
  addPinch(picture);
}

/** With the mouse; fingers scroll by themselves. @param {HTMLElement} frame */
function addDrag(frame) {
  let dragged = false;
  on(frame, "dragstart", (event) => event.preventDefault());
  on(frame, "pointerdown", (down) => {
    if (down.pointerType !== "mouse" || down.button !== 0) return;
    let [x, y] = [down.clientX, down.clientY];
    dragged = false;
    const move = (/** @type {PointerEvent} */ event) => {
      if (!dragged && Math.hypot(event.clientX - x, event.clientY - y) < TREMBLE) return;
      dragged = true;
      frame.classList.add("diagram-dragged");
      frame.scrollLeft -= event.clientX - x;
      frame.scrollTop -= event.clientY - y;
      [x, y] = [event.clientX, event.clientY];
    };
    const up = () => {
      frame.classList.remove("diagram-dragged");
      window.removeEventListener("pointermove", move);
    };
    on(window, "pointermove", move);
    on(window, "pointerup", up, { once: true });
  });
  on(
    frame,
    "click",
    (event) => {
      if (!dragged) return;
      dragged = false;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

/** With two fingers. @param {Picture} picture */
function addPinch(picture) {
  const apart = (/** @type {TouchList} */ touches) => {
    const [one, two] = [/** @type {Touch} */ (touches[0]), /** @type {Touch} */ (touches[1])];
    const length = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
    return { length, x: (one.clientX + two.clientX) / 2, y: (one.clientY + two.clientY) / 2 };
  };
  let [length, scale] = [0, 1];
  on(
    picture.frame,
    "touchstart",
    (event) => {
      if (event.touches.length !== 2) return;
      event.preventDefault();
      [length, scale] = [apart(event.touches).length, shownScale(picture)];
    },
    { passive: false },
  );
  on(
    picture.frame,
    "touchmove",
    (event) => {
      if (event.touches.length !== 2 || !length) return;
      event.preventDefault();
      const now = apart(event.touches);
      zoomTo(picture, (scale * now.length) / length, [now.x, now.y]);
    },
    { passive: false },
  );
}
