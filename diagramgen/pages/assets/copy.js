// Copy a row, by a button in each. A card shows it always, another row where the pointer or the keyboard is.

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

/** @param {HTMLElement} row */
function addCopy(row) {
  // A cell that is empty is not shown on a card, and stays so.
  const cell = [.../** @type {HTMLTableRowElement} */ (row).cells].reverse().find((found) => found.textContent);
  if (!cell || cell.lastElementChild?.matches(".diagram-copy")) return;
  const say = (/** @type {string} */ text) => {
    button.textContent = text;
    dress(button, { "aria-label": `${text} this row` });
  };
  const button = makeButton("Copy", "Copy this row", async () => {
    const done = await copyText(rowText(/** @type {HTMLTableRowElement} */ (row)));
    button.focus({ preventScroll: true });
    say(done ? "Copied" : "Can't copy");
    announce(done ? "The row is copied" : "The browser did not let the row be copied");
  });
  on(button, "blur", () => say("Copy"));
  cell.append(make("span", { class: "diagram-copy" }, button));
}

/** A finger points at nothing: the row that it touched last shows its button. @param {Element | null} target */
function touchRow(target) {
  for (const row of all(".diagram-touched")) row.classList.remove("diagram-touched");
  target?.closest("tr")?.classList.add("diagram-touched");
}
