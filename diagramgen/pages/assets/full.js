// A picture that fills the screen, or the window where the browser gives no screen.

/** @param {Picture} picture @param {boolean} full */
function setFull(picture, full) {
  picture.figure.classList.toggle("diagram-full", full);
  picture.figure.querySelector(".diagram-fullscreen")?.setAttribute("aria-pressed", String(full));
  document.documentElement.classList.toggle("diagram-behind", full);
  writeState("full", full ? picture.view : "");
  applyZoom(picture);
}

/** @param {Picture} picture */
function leaveFull(picture) {
  if (!picture.figure.matches(".diagram-full")) return;
  if (document.fullscreenElement) void document.exitFullscreen();
  setFull(picture, false);
}

/** @param {Picture} picture */
function addFull(picture) {
  const button = makeButton("Full screen", "Full screen", () => {
    if (picture.figure.matches(".diagram-full")) return leaveFull(picture);
    unpin();
    picture.figure.requestFullscreen?.().catch(() => undefined);
    setFull(picture, true);
  }, "diagram-fullscreen");
  button.setAttribute("aria-pressed", "false");
  on(picture.figure, "fullscreenchange", () => {
    if (document.fullscreenElement) return;
    setFull(picture, false);
    // A number was followed: the window has its own size again only now.
    if (current.pinned) setTimeout(() => showAddressed(addressedId(), true), 50);
  });
  return button;
}

/** @param {Picture} picture */
function restoreFull(picture) {
  const full = readState("full") === picture.view;
  if (full !== picture.figure.classList.contains("diagram-full")) setFull(picture, full);
}
