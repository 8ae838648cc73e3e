// Small helpers that every other module uses.

/**
 * All elements that match, in the order of the page.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
function all(selector, root = document) {
  return [...root.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
}

/**
 * Listen to an event.
 * @template {keyof HTMLElementEventMap} Name
 * @param {EventTarget} target
 * @param {Name} name
 * @param {(event: HTMLElementEventMap[Name]) => void} action
 * @param {AddEventListenerOptions | boolean} [options]
 */
function on(target, name, action, options) {
  target.addEventListener(name, /** @type {EventListener} */ (action), options);
}

/** Let the keyboard do what a click does. @param {EventTarget} target */
function clickByKey(target) {
  on(target, "keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
}

/** Where an element lies in the window. @param {Element} element */
function boxOf(element) {
  return element.getBoundingClientRect();
}

/** @param {Element} element @param {Record<string, string>} attributes */
function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/**
 * A new element with attributes and children.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  dress(made, attributes);
  made.append(...children);
  return made;
}

/**
 * A button that says what it does.
 * @param {string} text
 * @param {string} label
 * @param {() => void} action
 * @param {string} [kind] a further class
 */
function makeButton(text, label, action, kind = "") {
  const made = make("button", { type: "button", class: `diagram-button ${kind}`, title: label }, text);
  if (text !== label) made.setAttribute("aria-label", label);
  on(made, "click", action);
  return made;
}

/**
 * A field to type into.
 * @param {string} label
 * @param {(text: string) => void} action
 */
function makeField(label, action) {
  const look = { type: "search", class: "diagram-field", placeholder: label, "aria-label": label, autocomplete: "off" };
  const made = /** @type {HTMLInputElement} */ (make("input", look));
  on(made, "input", () => action(made.value));
  return made;
}

/**
 * Do it once, when nothing more has happened for a while.
 * @param {() => void} action
 * @param {number} wait milliseconds
 */
function settled(action, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(action, wait);
  };
}

/** Text as it is compared: without case and double spaces. @param {string | null | undefined} text */
function plain(text) {
  return (text ?? "").replace(/\s+/g, " ").trim().toLowerCase();
}

/** Tell a screen reader. @param {string} text */
function announce(text) {
  let region = document.getElementById("diagram-live");
  if (!region) {
    region = make("div", { id: "diagram-live", role: "status", class: "diagram-live" });
    document.body.append(region);
  }
  region.textContent = text;
}

/** How far the theme's own header covers the page, in pixels. */
function headerHeight() {
  const header = document.querySelector(".md-header");
  return header && getComputedStyle(header).position === "sticky" ? boxOf(header).height : 0;
}
