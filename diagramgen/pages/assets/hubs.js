// One overview at a time: with hubs that are shared, or repeated beside each caller.

/** @returns {Picture[]} the two that take each other's place, or none */
function hubPictures() {
  return current.pictures.filter((picture) => picture.figure.dataset.hubs);
}

/** @param {string} hubs `shared` or `repeated` */
function showHubs(hubs) {
  const pair = hubPictures();
  if (pair.length < 2) return;
  for (const picture of pair) {
    const { figure, view } = picture;
    figure.hidden = figure.dataset.hubs !== hubs;
    const heading = document.getElementById(`view-${view}`);
    if (heading) heading.hidden = true;
    for (const button of all(".diagram-hubs", figure)) button.setAttribute("aria-pressed", String(hubs === "repeated"));
    applyZoom(picture);
  }
  writeState("hubs", hubs === "repeated" ? hubs : "");
}

/** Show the other one, which is looked through for the same words. @param {string} hubs */
function changeHubs(hubs) {
  showHubs(hubs);
  for (const restore of current.restorers) restore();
}

/** The one in which a place of the page lies. @param {Element | null} target */
function showHubsOf(target) {
  const heading = target?.id.startsWith("view-") ? document.querySelector(`svg[data-view="${target.id.slice(5)}"]`) : target;
  const hubs = /** @type {HTMLElement | null | undefined} */ (heading?.closest("figure[data-hubs]"))?.dataset.hubs;
  if (hubs) changeHubs(hubs);
}

function restoreHubs() {
  showHubs(readState("hubs") === "repeated" ? "repeated" : "shared");
}

/** @param {Picture} picture @returns {HTMLElement[]} */
function addHubs(picture) {
  if (hubPictures().length < 2 || !picture.figure.dataset.hubs) return [];
  const button = makeButton("Repeat shared endpoints", "Repeat shared endpoints beside each caller", () => {
    const hubs = button.getAttribute("aria-pressed") === "true" ? "shared" : "repeated";
    changeHubs(hubs);
    showAddressed(addressedId(), true);
    const shown = hubPictures().find((other) => other.figure.dataset.hubs === hubs);
    all("button.diagram-hubs", shown?.figure)[0]?.focus();
  }, "diagram-hubs");
  return [button];
}
