// The state of the page is in its address: a connection in the fragment, the rest in the query.

/** @param {string} name */
function readState(name) {
  return new URLSearchParams(location.search).get(name) ?? "";
}

/** @param {string} name */
function readList(name) {
  return new Set(readState(name).split(",").filter(Boolean));
}

/**
 * Put a value into the address, or take it out where it is empty. What others keep there stays.
 * @param {string} name
 * @param {string} value
 */
function writeState(name, value) {
  if (readState(name) === value) return;
  const query = new URLSearchParams(location.search);
  if (value) query.set(name, value);
  else query.delete(name);
  const text = query.toString().replaceAll("%2C", ",");
  replaceAddress((text ? `?${text}` : "") + location.hash);
}

/** @param {string} end the query and the fragment */
function replaceAddress(end) {
  try {
    history.replaceState(history.state, "", location.pathname + end);
  } catch {
    // A browser may refuse this where files are opened from a disk, or when it is done too often: the state stays here.
  }
}

/** The id that the address names. */
function addressedId() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/** The connection that an id of a row or of a badge names, or nothing. @param {string} id */
function connectionOf(id) {
  const found = /(?:^|--)connection-((?:unnumbered-)?\d+)$|--badge--((?:unnumbered-)?\d+)(?:--step-\d+)?$/.exec(id);
  return found ? (found[1] ?? found[2] ?? "") : "";
}

/**
 * The name of a state that a page may have several times: plain for the first.
 * @param {string} name
 * @param {string} key
 * @param {boolean} first
 */
function stateName(name, key, first) {
  return first ? name : `${name}-${key}`;
}
