// A picture that fills the screen, or the window where the browser gives no screen.

/** @param {Picture} picture @param {boolean} on */
function setFull(picture, on) {
  picture.figure.classList.toggle("diagram-full", on);
  picture.figure.querySelector(".diagram-fullscreen")?.setAttribute("aria-pressed", String(on));
  document.documentElement.classList.toggle("diagram-behind", on);
  writeState("full", on ? picture.view : "");
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
  });
  button.classList.add("diagram-fullscreen");
  button.setAttribute("aria-pressed", "false");
  picture.figure.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement) return;
    setFull(picture, false);
    // A number was followed: the window has its own size again only now.
    if (current.pinned) setTimeout(() => showAddressed(addressedId(), true), 50);
  });
  return button;
}

/** @param {Picture} picture */
function restoreFull(picture) {
  const on = readState("full") === picture.view;
  if (on !== picture.figure.classList.contains("diagram-full")) setFull(picture, on);
}
