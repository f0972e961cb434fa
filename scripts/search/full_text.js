// Which pages have the words of a query, and how much that says: BM25 (Robertson and Zaragoza, "The Probabilistic
// Relevance Framework", 2009) in each field of a page, weighed and added.

/** What a word with a query's last word as its beginning is worth, and how much less for each letter that is missing. */
const PREFIX = 0.375;
const MISSING = 0.3;

/**
 * An index of pages by their fields, each a list of terms, with `boost` the weight of each field, and `k` and `b` as in
 * BM25: `add(id, fields)`, then `search(terms, unfinished)`, where `unfinished` says of a term whether it may go on. That
 * gives `{id, score, terms, fields}` for each page: which terms of the query it has, and in which fields.
 */
export function fullText({ boost, k, b }) {
  const postings = new Map(); // by term: for each field, how often the pages have it
  const lengths = new Map(Object.keys(boost).map((field) => [field, { of: [], total: 0 }]));

  function add(id, fields) {
    for (const [field, terms] of Object.entries(fields)) {
      lengths.get(field).of[id] = terms.length;
      lengths.get(field).total += terms.length;
      for (const term of terms) {
        if (!postings.has(term)) postings.set(term, new Map());
        const byField = postings.get(term);
        if (!byField.has(field)) byField.set(field, new Map());
        byField.get(field).set(id, (byField.get(field).get(id) ?? 0) + 1);
      }
    }
  }

  function search(terms, unfinished) {
    const found = new Map();
    for (const term of terms) {
      count(term, term, 1, found);
      if (!unfinished(term)) continue;
      for (const longer of postings.keys()) {
        const missing = longer.length - term.length;
        if (missing > 0 && longer.startsWith(term)) count(term, longer, (PREFIX * longer.length) / (longer.length + MISSING * missing), found);
      }
    }
    // Whoever has more of the words fits more than by the sum of what they say.
    for (const hit of found.values()) hit.score *= hit.terms.size;
    return [...found.values()];
  }

  function count(asked, term, weight, found) {
    for (const [field, pages] of postings.get(term) ?? []) {
      const { of, total } = lengths.get(field);
      const idf = Math.log(1 + (of.length - pages.size + 0.5) / (pages.size + 0.5));
      for (const [id, times] of pages) {
        if (!found.has(id)) found.set(id, { id, score: 0, terms: new Set(), fields: new Set() });
        const hit = found.get(id);
        hit.score += (boost[field] * weight * idf * times * (k + 1)) / (times + k * (1 - b + (b * of[id]) / (total / of.length)));
        hit.terms.add(asked);
        hit.fields.add(field);
      }
    }
  }

  return { add, search };
}
