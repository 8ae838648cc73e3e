// Tables: sorted by any column, filtered by text, with a header that stays.

/** @type {WeakMap<HTMLElement, string>} */
const rowTexts = new WeakMap();
const collator = new Intl.Collator("en", { numeric: true });

/** What a row says, to be searched. @param {HTMLElement} row */
function textOf(row) {
  let text = rowTexts.get(row);
  if (text === undefined) rowTexts.set(row, (text = plain(cellTexts(row).join(" "))));
  return text;
}

/** What the cells of a row say; the button that may stand in one is no part of it. @param {HTMLElement} row */
function cellTexts(row) {
  return [.../** @type {HTMLTableRowElement} */ (row).cells].map((cell) => {
    const text = cell.textContent ?? "";
    const added = cell.lastElementChild?.matches(".diagram-copy") ? (cell.lastElementChild.textContent ?? "").length : 0;
    return text.slice(0, text.length - added).trim();
  });
}

/** Numbers and ports are sorted as numbers, and what says nothing comes last. @param {string} text @returns {[number, number, string]} */
function sortKey(text) {
  const group = /^\d/.test(text) ? 0 : text && text !== "?" ? 1 : 2;
  return [group, parseFloat(text) || 0, text];
}

/**
 * @typedef {object} Table
 * @property {HTMLElement} box
 * @property {() => void} refresh show what filters and the typed text leave
 * @property {() => void} restore do what the address says
 * @property {() => void} measure
 * @property {(row: Element) => void} reveal make sure that a row is there
 */

/** A longer table shows so many rows at first, and more as the reader gets there: a browser lays out no faster. */
const ROWS_AT_ONCE = 200;

/** @param {HTMLElement} box @param {number} place its place on the page @returns {Table} */
function makeTable(box, place) {
  // A page may take the same part in twice, and a table of a writer's own has no name.
  const named = data(box, "table");
  const same = all(".diagram-connections").findIndex((other) => data(other, "table") === named);
  const key = named && same === place ? named : String(place + 1);
  const [sortName, filterName] = [stateName("sort", key, place === 0), stateName("filter", key, place === 0)];
  const body = /** @type {HTMLTableSectionElement} */ (box.querySelector("tbody"));
  const rows = all("tr[data-connection]", body);
  const heads = all("thead th", box);
  const names = heads.map((head) => plain(head.textContent).split(" ")[0] ?? "");
  const count = make("output", { class: "diagram-count" });
  const none = make("p", { class: "diagram-none" });
  const more = makeButton("More rows", "Show more rows", () => grow(), "diagram-more");
  let ordered = rows;
  let wanted = "";
  let limit = rows.length > 2 * ROWS_AT_ONCE ? ROWS_AT_ONCE : Infinity;

  const refresh = () => {
    const words = plain(wanted).split(" ").filter(Boolean);
    let [shown, fitting] = [0, 0];
    for (const row of ordered) {
      const text = words.length ? textOf(row) : "";
      const fits = words.every((word) => text.includes(word));
      const off = !fits || current.off.has(data(row, "connection"));
      if (fits) fitting += 1;
      if (row.hidden !== off) row.hidden = off;
      if (!off) shown += 1;
      row.classList.toggle("diagram-later", !off && shown > limit);
      if (!off && shown <= limit) addCopy(row);
    }
    const all = rows.length === 1 ? "1 row" : `${rows.length} rows`;
    count.textContent = shown === rows.length ? all : `${shown} of ${all}`;
    sayFiltered(box, shown < rows.length && `Filtered: ${shown} of ${all}` + (words.length ? `, with “${wanted.trim()}”` : ""));
    none.textContent = shown ? "" : fitting ? "Filters hide all rows" : `No row contains “${wanted.trim()}”`;
    more.hidden = shown <= limit;
  };
  const grow = () => {
    limit += ROWS_AT_ONCE;
    refresh();
  };
  const reveal = (/** @type {Element} */ row) => {
    const place = ordered.findIndex((other) => other === row);
    if (place < 0) return;
    limit = Math.max(limit, place + ROWS_AT_ONCE);
    if (wanted && row instanceof HTMLElement && row.hidden) field.value = wanted = "";
    writeState(filterName, wanted.trim());
    refresh();
  };

  /** @param {number} column @param {boolean} down @param {boolean} asWritten */
  const sort = (column, down, asWritten) => {
    heads.forEach((head, place) => {
      if (place === column && !asWritten) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    ordered = rows;
    if (!asWritten) {
      const keyed = rows.map((row) => ({ row, key: sortKey(cellTexts(row)[column] ?? "") }));
      keyed.sort(({ key: a }, { key: b }) => {
        const silent = Number(a[0] === 2) - Number(b[0] === 2); // in both directions
        if (silent) return silent;
        return (a[0] - b[0] || a[1] - b[1] || (a[2] === b[2] ? 0 : collator.compare(a[2], b[2]))) * (down ? -1 : 1);
      });
      ordered = keyed.map(({ row }) => row);
    }
    limit = limit === Infinity ? limit : ROWS_AT_ONCE;
    refresh();
    body.replaceChildren(...ordered);
    writeState(sortName, asWritten ? "" : `${down ? "-" : ""}${names[column]}`);
  };

  heads.forEach((head, column) => {
    const text = head.textContent ?? "";
    const button = makeButton(text, text, () => {
      const now = head.getAttribute("aria-sort");
      sort(column, now === "ascending", now === "descending");
    });
    button.className = "diagram-sort";
    button.title = "Sort by this column";
    head.replaceChildren(button);
  });

  const field = makeField("Filter the table", (text) => {
    wanted = text;
    refresh();
    writeState(filterName, text.trim());
  });
  on(field, "keydown", (event) => event.stopPropagation());
  tableTools(box).prepend(field, count);
  box.append(none);
  box.after(more);
  new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && grow()).observe(more);

  const restore = () => {
    const order = readState(sortName);
    const column = names.indexOf(order.replace(/^-/, ""));
    if (column >= 0 || heads.some((head) => head.hasAttribute("aria-sort"))) sort(column, order.startsWith("-"), column < 0);
    if (field.value.trim() !== readState(filterName)) field.value = wanted = readState(filterName);
    refresh();
  };

  // The header stays in sight: in the window where the table fits, else in a box that scrolls in both directions.
  const measure = () => {
    box.classList.remove("diagram-fits", "diagram-boxed");
    const table = /** @type {HTMLElement} */ (box.querySelector("table"));
    box.classList.add(table.offsetWidth <= box.clientWidth + 1 ? "diagram-fits" : "diagram-boxed");
  };
  return { box, refresh, restore, measure, reveal };
}

/** The line above a table. @param {HTMLElement} box */
function tableTools(box) {
  const before = /** @type {HTMLElement | null} */ (box.previousElementSibling);
  if (before?.matches(".diagram-table-tools")) return before;
  const made = make("div", { class: "diagram-table-tools" });
  box.before(made);
  return made;
}
