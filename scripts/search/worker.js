// The search worker: loads its libraries and the index, and answers queries in the order in which they come.
// In: {query}. Out: {query, hits, nearest}, or {failed: true} if the search cannot work.

import { makeSearch } from "./ranking.js";

const ready = (async () => {
  importScripts("../../vendor/minisearch/minisearch.min.js", "../../vendor/porter2/porter2.min.js");
  const answer = await fetch(new URL("../../search/glossary.json", location));
  if (!answer.ok) throw new Error(`no index: ${answer.status}`);
  return makeSearch(await answer.json());
})().catch(() => postMessage({ failed: true }));

addEventListener("message", async ({ data: { query } }) => {
  const engine = await ready;
  if (!engine) return;
  try {
    postMessage({ query, ...engine.search(query) });
  } catch (error) {
    postMessage({ failed: true });
    reportError(error);
  }
});
