// Which concepts were read last, the newest first, for the search to offer them again. Only this browser knows.

import { keep, kept } from "./kept.js";

const KEY = "read";
const KEPT = 6; // One more than are offered, because one of them may be the page where the search is opened.

/** The slugs. */
export function lastRead() {
  const slugs = kept(KEY);
  return Array.isArray(slugs) ? slugs : [];
}

/** Forgets them all. */
export const forget = () => keep(KEY, []);

/** Puts a concept first. */
export function remember(slug) {
  keep(KEY, [slug, ...lastRead().filter((other) => other !== slug)].slice(0, KEPT));
}
