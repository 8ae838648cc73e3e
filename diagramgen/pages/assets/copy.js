// Copy a row: one button, which stands in the row that the pointer or the keyboard is in.

/** @param {string} text @returns {Promise<boolean>} whether it is on the clipboard */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without a secure connection there is only the old way.
    const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "diagram-live", "aria-hidden": "true" }));
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** The row's cells with tabs between them, as a spreadsheet takes them. @param {HTMLTableRowElement} row */
function rowText(row) {
  return cellTexts(row).map((text) => text.replace(/\s+/g, " ")).join("\t");
}

function addCopy() {
  const button = makeButton("Copy", "Copy this row", async () => {
    const row = /** @type {HTMLTableRowElement | null} */ (button.closest("tr"));
    if (!row) return;
    const done = await copyText(rowText(row));
    button.focus({ preventScroll: true });
    button.textContent = done ? "Copied" : "Not copied";
    announce(done ? "The row is copied" : "The browser did not let the row be copied");
  });
  const holder = make("span", { class: "diagram-copy" }, button);
  const move = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const row = /** @type {HTMLTableRowElement | null} */ (target.closest(".diagram-connections tr[data-connection]"));
    if (!row || row.contains(holder)) return;
    button.textContent = "Copy";
    row.lastElementChild?.append(holder);
  };
  for (const name of /** @type {const} */ (["pointerover", "focusin", "click"])) on(document, name, move);
}
