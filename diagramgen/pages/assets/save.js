// The picture in a file: opened alone, or saved as it is shown, in the light or the dark of the site.

/** What the site's switch says, as the fragments of a picture's file do. @param {Element} where */
function palette(where) {
  return where.closest('[data-md-color-scheme="slate"]') ? "dark" : "light";
}

/** A picture that is opened alone looks as on the page, whatever the reader's system says. */
function followPalette() {
  for (const link of all("a.diagram-file")) /** @type {HTMLAnchorElement} */ (link).hash = `${data(link, "view")}--${palette(link)}`;
}

/**
 * The picture as it is shown, without what is hidden, and with its colours as attributes: most programs that put
 * pictures on slides read no style sheet.
 * @param {Picture} picture
 */
function pictureText(picture) {
  const svg = /** @type {SVGSVGElement} */ (picture.svg.cloneNode(true));
  for (const gone of all('.off, .hit, [aria-checked="false"]', svg)) gone.remove();
  for (const found of all(".hit-now", svg)) found.classList.remove("hit-now");
  for (const entry of all(".entry", svg))
    for (const name of ["role", "tabindex", "aria-checked", "aria-label"]) entry.removeAttribute(name);
  svg.removeAttribute("style");
  picture.figure.append(svg); // only on the page it has its colours
  for (const name of /** @type {const} */ (["fill", "stroke"]))
    for (const element of all(`[${name}]`, svg)) element.setAttribute(name, getComputedStyle(element)[name]);
  svg.remove();
  for (const link of /** @type {Iterable<any>} */ (svg.querySelectorAll("a")))
    // From a disk, it would tell the names of the reader's folders.
    if (location.protocol === "file:") link.removeAttribute("href");
    else link.href.baseVal = new URL(link.href.baseVal, location.origin + location.pathname).href;
  const ground = `<rect width="100%" height="100%" fill="${palette(picture.svg) === "dark" ? "#1e2129" : "#ffffff"}"/>`;
  return new XMLSerializer().serializeToString(svg).replace(">", `>${ground}`);
}

/** @param {string} text @returns {Promise<Blob | null>} the same in pixels, two for each unit if a browser draws so many */
async function pixels(text) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const { width, height } = image;
  const scale = Math.min(2, 8192 / Math.max(width, height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * scale, height * scale];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done));
}

/** @param {Picture} picture @param {string} format */
async function save(picture, format) {
  const text = pictureText(picture);
  const blob = format === "PNG" ? await pixels(text) : new Blob([text], { type: "image/svg+xml" });
  const href = URL.createObjectURL(/** @type {Blob} */ (blob));
  make("a", { href, download: `${picture.view}-${palette(picture.svg)}.${format.toLowerCase()}` }).click();
  setTimeout(URL.revokeObjectURL, 60_000, href);
  announce("The picture is saved");
}

/** Beside the link to the file. @param {Picture} picture */
function addSave(picture) {
  for (const format of ["PNG", "SVG"]) {
    const label = `Save as ${format}`;
    const button = makeButton(label, label, () => {
      save(picture, format).catch(() => announce("The browser could not make the picture"));
    });
    button.className = "diagram-save";
    picture.figure.querySelector("a.diagram-file")?.after(" ", button);
  }
}
