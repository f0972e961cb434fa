// How a query finds its pages. A classic script, for the worker and for any test that wants to ask without a browser.
//
// Two layers. The label layer knows the names of concepts: a query that is a name, the beginning of one, or a
// misspelt one finds it whatever the texts say. The text layer (MiniSearch) finds by what hints, definitions and texts
// have in common with the query. A page that neither layer is sure of is no hit: "nothing found" is an answer.

/* global MiniSearch, stemPorter2 */

// Words that carry the question and not its subject. They find nothing by themselves.
const STOP = new Set(
  `a about dont cant isnt doesnt im ive actually after again all also am an and any anyone are as at be been before being between both but by can
  could did do does doing done each either else even ever every for from get gets getting give go goes going got had has
  have having he her here him his how i if in into is isn it its itself just let like ll make made makes many may me mean
  meaning means might more most much my need no nor not now of off often ok on one only or other our out over own per
  please put re  same say says she should so some somebody someone something such take than that the their them then
  there these they thing things this those through to too two under until up us use used uses using versus very vs want
  was way we well were what when where whether which while who whom whose why will with within without would yes you your
  yourself define definition describe difference differ different explain example stand stands term word called call
  kind sort`.split(/\s+/)
);

const COMPARING = new Set("vs versus or and between difference different differ same compared compare".split(" "));

/** How surely a kind of name means its concept. The steps are small: they only decide between equal matches. */
const KIND = { title: 1, abbr: 0.99, alias: 0.97, misnomer: 0.94 };

/** Where a match in each field of the text counts more. Hints are a searcher's own words; a text has many in passing. */
const BOOST = { names: 2, hints: 3, definition: 2, words: 1 };

const LABEL = { exact: 1000, stem: 900, prefix: 800, fuzzy: 700, inside: 600 };
var P = { SPOTTED: 200, spotPow: 1, everyday: 0.4, BOOST: { names: 1, hints: 4, definition: 2, words: 1 }, cov: 1, part: 1, partPow: 2, hint: 0, links: 3, bm25: { k: 1.2, b: 0.7, d: 0 }, bm25h: { k: 1.2, b: 0.7, d: 0 } };

const MAX_LENGTH = 300; // Longer than any question; whatever follows costs time and tells nothing new.
const MAX_WORDS = 32;

/** Small letters without accents; "A.I." is one word. */
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s?(?=\s|$)|['’]/g, "")
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1");
}

function split(text) {
  return fold(text).match(/[\p{L}\p{N}+#]+/gu) ?? [];
}

/** British endings as American ones, by rule; both sides go through here, so an odd result still finds itself. */
function american(word) {
  if (word.length < 5) return word;
  return word
    .replace(/(?<=..[^aeiou])is(e|ed|es|er|ers|ing|ation|ations)$/, "iz$1")
    .replace(/ys(e|ed|es|er|ers|ing)$/, "yz$1")
    .replace(/our(?=$|s$|ed$|ing$|al$|ful$|ite$|able$|less$)/, "or")
    .replace(/ll(ed|ing|er|ers)$/, "l$1")
    .replace(/ogue(s?)$/, "og$1")
    .replace(/([bt])re(s?)$/, "$1er$2")
    .replace(/ence(s?)$/, "ense$1")
    .replace(/mme(s?)$/, "m$1");
}

const stems = new Map();
function stem(word) {
  let found = stems.get(word);
  if (found === undefined) stems.set(word, (found = stemPorter2(american(word))));
  return found;
}

/** Edits that turn `a` into `b`, a swap of neighbours being one; `limit` + 1 where there are more. */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before, last, row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return row[b.length];
}

/** How many slips a word of so many letters may hold. */
const slips = (length) => (length < 4 ? 0 : length < 8 ? 1 : length < 12 ? 2 : 3);

function makeSearch(index) {
  const concepts = index.concepts;
  const labels = concepts.flatMap((concept, id) =>
    [
      ["title", [concept.title]],
      ["abbr", concept.abbr ? [concept.abbr] : []],
      ["alias", concept.aliases],
      ["misnomer", concept.misnomers],
    ].flatMap(([kind, names]) =>
      names.map((name) => {
        const words = split(name);
        const initials = words.length > 1 ? words.map((word) => word[0]).join("") : "";
        return { initials, id, kind, name, words, compact: words.join(""), stems: words.map(stem), links: concept.links, everyday: concept.everyday.includes(name) };
      })
    )
  );
  const byKey = new Map();
  for (const label of labels) {
    const key = label.stems.join("");
    if (!byKey.has(key)) byKey.set(key, []);
    byKey.get(key).push(label);
  }

  const engine = new MiniSearch({
    fields: Object.keys(P.BOOST),
    tokenize: split,
    processTerm: (word) => (STOP.has(word) ? null : stem(word)),
    searchOptions: { bm25: P.bm25 },
  });
  const hintEngine = new MiniSearch({
    fields: ["text"], storeFields: ["concept"],
    tokenize: split,
    processTerm: (word) => (STOP.has(word) ? null : stem(word)),
    searchOptions: { bm25: P.bm25h },
  });
  const df = new Map();
  concepts.forEach((concept, id) => {
    const doc = {
      id,
      names: [concept.title, concept.abbr, ...concept.aliases, ...concept.misnomers].join(" "),
      hints: concept.hints.join(" "),
      definition: concept.definition,
      words: concept.words,
    };
    engine.add(doc);
    concept.hints.concat([concept.definition]).forEach((text, i) => hintEngine.add({ id: id * 100 + i, concept: id, text }));
    for (const term of new Set(Object.values(doc).slice(1).flatMap(split).filter((w) => !STOP.has(w)).map(stem))) {
      df.set(term, (df.get(term) ?? 0) + 1);
    }
  });
  const N = concepts.length;
  const idf = (term) => Math.log(1 + N / (df.get(term) ?? 0.5));
  const labelDf = new Map();
  concepts.forEach((concept, id) => {
    for (const term of new Set(labels.filter((label) => label.id === id).flatMap((label) => label.stems))) labelDf.set(term, (labelDf.get(term) ?? 0) + 1);
  });
  const labelIdf = (term) => Math.log(1 + N / (labelDf.get(term) ?? 0.5));
  const labelWords = new Set(labels.flatMap((label) => label.words).filter((word) => word.length > 3));

  /** Scores of concepts for a query that as a whole is a name, its beginning, or nearly one. */
  function whole(words, found, factor) {
    const compact = words.join("");
    if (!compact) return;
    const key = words.map(stem).join("");
    const add = (label, score) => {
      score = factor * score * KIND[label.kind] + Math.log1p(label.links) / 10;
      if (!(found.get(label.id)?.score >= score)) found.set(label.id, { score, label });
    };
    for (const label of byKey.get(key) ?? []) add(label, label.compact === compact ? LABEL.exact : LABEL.stem);
    const limit = slips(compact.length);
    if (factor === 1 && words.length === 1 && compact.length > 1) for (const label of labels) if (label.initials === compact) add(label, 850);
    for (const label of labels) {
      if (label.compact.length > compact.length && label.compact.startsWith(compact)) {
        if (compact.length > 1) add(label, LABEL.prefix * (0.8 + (0.2 * compact.length) / label.compact.length));
      } else if (limit) {
        const d = distance(compact, label.compact, limit);
        if (d <= limit) add(label, LABEL.fuzzy * (1 - d / compact.length));
      }
    }
    // The beginning of a later word of a name: "augmented gen".
    const tail = words.join(" ");
    if (compact.length > 2 && factor === 1) {
      for (const label of labels) if (compact.length < label.compact.length && label.compact.endsWith(compact)) add(label, LABEL.inside * 0.5 * (0.8 + (0.2 * compact.length) / label.compact.length));
      for (const label of labels) if (` ${label.words.join(" ")}`.includes(` ${tail}`)) add(label, LABEL.inside * (0.8 + (0.2 * compact.length) / label.compact.length));
    }
  }

  /** Names inside a query, the longest first. */
  function spotted(words) {
    const keys = words.map(stem);
    const found = [];
    for (let at = 0; at < words.length; ) {
      let length = Math.min(5, words.length - at);
      for (; length; length--) {
        const hit = byKey.get(keys.slice(at, at + length).join(""));
        if (hit && !(length === 1 && STOP.has(words[at]))) {
          const best = [...hit].sort((a, b) => KIND[b.kind] - KIND[a.kind] || b.links - a.links)[0];
          found.push({ label: best, words: words.slice(at, at + length), at });
          break;
        }
      }
      at += length || 1;
    }
    return found;
  }

  /** The word that somebody most likely meant by one that no page has. */
  function corrected(word) {
    let best = null, least = slips(word.length) + 1;
    for (const known of labelWords) {
      const d = distance(word, known, least - 1);
      if (d < least) [best, least] = [known, d];
    }
    return best;
  }

  function search(query) {
    let words = split(query.slice(0, MAX_LENGTH)).slice(0, MAX_WORDS);
    const found = new Map();
    words = words.flatMap((word, i) => {
      if (i && df.has(words[i - 1] + word) && words[i-1].length > 1) return [words[i - 1] + word];
      if (i + 1 < words.length && df.has(word + words[i + 1]) && word.length > 1) return [];
      return [word];
    });
    const content = words.filter((word) => !STOP.has(word));
    if (!content.length) return [];
    whole(words, found, 1);
    if (content.length < words.length) whole(content, found, 0.98);

    // The word being typed may be unfinished.
    const last = words.at(-1);
    const fixed = words.map((word) => (STOP.has(word) || df.has(stem(word)) ? word : (corrected(word) ?? word)));
    const terms = [...new Set(fixed.filter((word) => !STOP.has(word)).map(stem))];
    const mass = terms.reduce((sum, term) => sum + idf(term), 0);
    const spots = spotted(fixed);
    const slugs = new Set(spots.map((spot) => spot.label.id));
    if (slugs.size === 2 && fixed.some((word) => COMPARING.has(word))) {
      spots.forEach(({ label }, i) => found.set(label.id, { score: 500 - i, label }));
    }
    const known = terms.filter((term) => df.has(term)).length / terms.length;
    const prefix = (term) => term === stem(last) && term.length > 2 && !df.has(term);
    const results = engine.search(fixed.join(" "), { boost: P.BOOST, prefix });
    const texts = new Map();
    for (const result of results) {
      const matched = result.queryTerms.reduce((sum, term) => sum + idf(term), 0);
      const coverage = matched / mass;
      const informative = result.queryTerms.filter((term) => (df.get(term) ?? 0) <= Math.max(2, N / 6)).length;
      texts.set(result.id, { coverage, informative, n: result.queryTerms.length, score: result.score * coverage ** P.cov });
    }
    const seen = new Set();
    for (const hint of hintEngine.search(fixed.join(" "), { prefix })) {
      if (seen.has(hint.concept)) continue;
      seen.add(hint.concept);
      const matched = hint.queryTerms.reduce((sum, term) => sum + idf(term), 0);
      const text = texts.get(hint.concept);
      if (text) text.score += P.hint * hint.score * (matched / mass) ** P.cov;
    }
    for (const { label, words } of spots) {
      const own = new Set(words.map(stem));
      const labelMass = [...own].reduce((sum, term) => sum + labelIdf(term), 0);
      const others = terms.reduce((sum, term) => sum + (own.has(term) ? 0 : idf(term)), 0);
      const share = (label.everyday ? P.everyday : 1) * labelMass / (labelMass + others);
      const text = texts.get(label.id) ?? { coverage: 0, informative: 0, score: 0 };
      text.score += P.SPOTTED * share ** P.spotPow * KIND[label.kind];
      text.label = label;
      text.spot = Math.max(text.spot ?? 0, share);
      texts.set(label.id, text);
    }
    const partly = new Map();
    for (const label of labels) {
      const shared = new Set(label.stems.filter((term) => terms.includes(term)));
      if (!shared.size || shared.size === new Set(label.stems).size) continue;
      const m = (set) => [...set].reduce((sum, term) => sum + labelIdf(term), 0);
      const others = terms.reduce((sum, term) => sum + (shared.has(term) ? 0 : idf(term)), 0);
      const part = (m(shared) / m(new Set(label.stems))) ** P.partPow * (m(shared) / (m(shared) + others)) * KIND[label.kind];
      if (part > (partly.get(label.id) ?? 0)) partly.set(label.id, part);
    }
    for (const [id, part] of partly) { const text = texts.get(id) ?? { coverage: 0, informative: 0, score: 0 }; text.score += P.SPOTTED * P.part * part; text.part = part; texts.set(id, text); }
    for (const [id, text] of texts) {
      text.known = known;
      text.score += P.links * Math.log1p(concepts[id].links);
      const sure = text.coverage >= 0.5 || (known >= 0.65 && text.coverage >= 0.25) || text.spot > 0.3 || text.part > 0.3;
      if (sure && !found.has(id)) found.set(id, text);
    }
    return [...found].map(([id, hit]) => ({ id, slug: concepts[id].slug, ...hit })).sort((a, b) => b.score - a.score);
  }

  return { search, idf, df, stem };
}

if (typeof module === "object") module.exports = { makeSearch, split, stem };
