// On a disk no server finds the page of a folder: links name its file.

/** @param {Event} event */
function nameFile(event) {
  const link = /** @type {Element} */ (event.target).closest?.("a");
  const name = link?.hasAttribute("href") ? "href" : "xlink:href";
  const href = link?.getAttribute(name) ?? "";
  const end = href.search("[?#]");
  const path = end < 0 ? href : href.slice(0, end);
  const folder = path.endsWith("/") || [".", ".."].includes(path.split("/").pop() ?? "");
  if (!link || !path || !folder || new URL(href, location.href).protocol !== "file:") return;
  link.setAttribute(name, (path.endsWith("/") ? path : path + "/") + "index.html" + href.slice(path.length));
}

/** Correct a link when somebody is about to follow it. */
function listenOnDisk() {
  if (location.protocol !== "file:") return;
  for (const name of /** @type {const} */ (["pointerdown", "focusin", "click"])) on(document, name, nameFile, true);
}
