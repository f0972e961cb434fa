// Which concepts were read last, the newest first, for the search to offer them again. Only this browser knows.

const KEY = "read";
const KEPT = 6; // One more than are offered, because one of them may be the page where the search is opened.

/** The slugs. A browser that keeps no data throws on access. */
export function lastRead() {
  try {
    const slugs = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(slugs) ? slugs : [];
  } catch {
    return [];
  }
}

/** Forgets them all. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then nothing was remembered.
  }
}

/** Puts a concept first. */
export function remember(slug) {
  try {
    localStorage.setItem(KEY, JSON.stringify([slug, ...lastRead().filter((other) => other !== slug)].slice(0, KEPT)));
  } catch {
    // Then nothing is remembered.
  }
}
