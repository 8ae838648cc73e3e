// A picture as data: what belongs to a connection and to an endpoint, read from the SVG's own attributes.

/**
 * @typedef {object} Line
 * @property {Element} group
 * @property {string} protocol
 * @property {string} source id of an endpoint
 * @property {string} destination id of an endpoint
 * @property {string[]} connections
 * @property {Element[]} ends the boxes that it ties, and not their other copies
 */

/**
 * @typedef {object} Picture
 * @property {HTMLElement} figure
 * @property {HTMLElement} frame what scrolls
 * @property {SVGSVGElement} svg
 * @property {string} view
 * @property {Map<string, Element[]>} marks badges and leaders by connection
 * @property {Map<string, Line[]>} lines lines by connection
 * @property {Line[]} all all lines
 * @property {Map<string, Element[]>} nodes boxes by endpoint
 */

/**
 * @param {Map<string, any[]>} map
 * @param {string} key
 * @param {any} value
 */
function addTo(map, key, value) {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}

/** @param {Element} element @param {string} name */
function data(element, name) {
  return element.getAttribute(`data-${name}`) ?? "";
}

/** @param {HTMLElement} figure @returns {Picture | null} */
function readPicture(figure) {
  const svg = /** @type {SVGSVGElement | null} */ (figure.querySelector("svg.diagram"));
  const frame = /** @type {HTMLElement | null} */ (figure.querySelector(".diagram-scroll"));
  if (!svg || !frame) return null;
  const view = data(svg, "view");
  /** @type {Picture} */
  const picture = { figure, frame, svg, view, marks: new Map(), lines: new Map(), all: [], nodes: new Map() };
  for (const node of all(".node", svg)) addTo(picture.nodes, data(node, "id"), node);
  for (const mark of all(".badge, .leader", svg)) addTo(picture.marks, data(mark, "connection"), mark);
  for (const group of all(".line", svg)) {
    const line = readLine(picture, group);
    picture.all.push(line);
    for (const connection of line.connections) addTo(picture.lines, connection, line);
    widen(line);
  }
  return picture;
}

/** @param {Picture} picture @param {Element} group @returns {Line} */
function readLine(picture, group) {
  const [source, destination] = [data(group, "source"), data(group, "destination")];
  const protocol = /(?:^| )protocol-(\S+)/.exec(group.getAttribute("class") ?? "")?.[1] ?? "";
  const key = (/** @type {Element} */ node) => node.id.slice(`${picture.view}--node--`.length);
  const sources = picture.nodes.get(source) ?? [];
  const destinations = picture.nodes.get(destination) ?? [];
  let ends = [...sources, ...destinations];
  for (const from of sources)
    for (const to of destinations)
      if (group.id === `${picture.view}--line--${key(from)}--${key(to)}--${protocol}`) ends = [from, to];
  return { group, protocol, source, destination, connections: data(group, "connections").split(" "), ends };
}

/**
 * A thin line is hard to hit: lay a wide one over it that nobody sees. The keyboard comes to it where it stands for
 * several connections; one alone has its badge.
 * @param {Line} line
 */
function widen({ group, connections }) {
  const spine = group.querySelector(".spine");
  if (!spine || group.querySelector(".hit")) return;
  const hit = document.createElementNS("http://www.w3.org/2000/svg", "path");
  dress(hit, { class: "hit", d: spine.getAttribute("d") ?? "" });
  group.append(hit);
  if (connections.length < 2) return;
  dress(hit, { tabindex: "0", role: "link", "aria-label": `Connections ${connections.join(", ")}` });
  clickByKey(hit);
}
