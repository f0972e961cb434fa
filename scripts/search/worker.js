// The search worker: loads the stemmer and the index, and answers queries in the order in which they come.
// In: {query, read}, the slugs that were read last. Out: {query, hits, brief, nearest, others, start}, of which `others`
// are pages of the handbook around the glossary and `start` is null unless the query says nothing yet and there is
// something to begin with instead, or {failed: true} if the search cannot work.

import { makeSearch } from "./ranking.js";

let texts;
let titles; // Of the handbook's pages, once somebody asks for something.

/** A file of the folder `search/`. */
async function json(name) {
  const answer = await fetch(new URL(`../../search/${name}.json`, location));
  if (!answer.ok) throw new Error(`no ${name}: ${answer.status}`);
  return answer.json();
}

let engine;
let inHandbook = false;
let answered = (async () => {
  const index = await json("glossary");
  importScripts(`../../vendor/${index.stemmer}/${index.stemmer}.min.js`);
  engine = makeSearch(index);
  inHandbook = index.in_handbook;
})().catch(() => postMessage({ failed: true }));

async function answer({ query, read }) {
  if (!engine) return;
  try {
    let found = engine.search(query);
    if (!found.brief && !found.hits.length) {
      // Most readers never need them, and the index has answered without them.
      texts ??= json("texts").then(engine.addWholeTexts).catch((error) => console.error(error));
      await texts;
      found = engine.search(query);
    }
    if (inHandbook && !found.brief) titles ??= json("pages").catch((error) => console.error(error));
    const others = found.brief ? [] : engine.titled(query, (await titles) ?? []);
    postMessage({ query, ...found, others, start: found.brief && !found.hits.length ? engine.start(read) : null });
  } catch (error) {
    postMessage({ failed: true });
    reportError(error);
  }
}

addEventListener("message", ({ data }) => {
  answered = answered.then(() => answer(data));
});
