// The search worker: loads its libraries and the index, and answers queries in the order in which they come.
// In: {query, read}, the slugs that were read last. Out: {query, hits, brief, nearest, start}, of which `start` is null
// unless the query says nothing yet and there is something to begin with instead, or {failed: true} if the search cannot work.

import { makeSearch } from "./ranking.js";

const ready = (async () => {
  const asked = fetch(new URL("../../search/glossary.json", location));
  importScripts("../../vendor/minisearch/minisearch.min.js");
  const answer = await asked;
  if (!answer.ok) throw new Error(`no index: ${answer.status}`);
  const index = await answer.json();
  importScripts(`../../vendor/${index.stemmer}/${index.stemmer}.min.js`);
  return makeSearch(index);
})().catch(() => postMessage({ failed: true }));

addEventListener("message", async ({ data: { query, read } }) => {
  const engine = await ready;
  if (!engine) return;
  try {
    const answer = engine.search(query);
    postMessage({ query, ...answer, start: answer.brief && !answer.hits.length ? engine.start(read) : null });
  } catch (error) {
    postMessage({ failed: true });
    reportError(error);
  }
});
