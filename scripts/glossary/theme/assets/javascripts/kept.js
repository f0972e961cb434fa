// What is kept in this browser alone. One that keeps no data throws on access.

/** The value that is kept under a name, null if there is none. */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Keeps a value under a name, if the browser can. */
export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Then nothing is kept.
  }
}
