// How a query finds its pages. It needs no browser: `makeSearch(index).search(query)` is all there is to call.
//
// Two layers. The label layer knows the names of concepts: a query that is a name, the beginning of one or a misspelt
// one finds it, whatever the texts say. The text layer (MiniSearch) finds by what hints, definitions and texts have in
// common with the query, and names inside a longer query add to it. Where neither is sure there is no hit, for
// "nothing found" is an answer and a wrong page is none.
//
// Every number was chosen on the development half of tests/search/queries.yml and on practice queries of other writers;
// most have a wide plateau round them.

/* global MiniSearch */

import { differingLetters, editDistance, editsFrom, withLetters } from "./edit_distance.js";
import { wordsOf } from "./words.js";

/** How surely a kind of name means its concept. Small steps: they only decide between matches of the same quality. */
const KIND = { title: 1, abbr: 0.99, aliases: 0.97, covers: 0.95, instances: 0.95, misnomers: 0.94 };

/** What a query is worth that as a whole fits a name. The order counts, and that all lie above what texts can reach. */
const WHOLE = {
  exact: 10000, // the name itself, but for capitals, hyphens and spaces
  both: 9500, // the two sides of a comparison
  stem: 9000, // the same but for endings or the order of words: "neural networks", "database of vectors"
  initials: 8500, // "DL", where nobody wrote the abbreviation down
  prefix: 8000, // how a name begins: the commonest state of a query while it is typed
  inside: 8000, // the same from a later word on. The last one says what kind of thing it is: "model", "augmented generation"
  misspelt: 7000, // a name with slips of the finger
  compound: 3000, // the end of a closed compound: "bot" in "chatbot"
};

/** A query of fewer letters says too little for texts: it matches the beginnings of names alone. */
const SHORT = 3;

/**
 * What the beginning of a name is worth to it. The steps are larger than what the number of links adds: titles come
 * before initials and these before other names; among titles comes first what more pages mention.
 */
const BEGINNING = { title: 8000, initials: 7500, alias: 7000 };
const LIKELIER = 100;
/** Who types "ag" may mean an AI agent, but rather something that begins with it. */
const LATER_WORD = 0.75;

/** What is left of it where the query fits only without its stop words: "llm as" begins another name than LLM. */
const WITHOUT_STOP_WORDS = 0.6;

/** Of the score of a partial match, so much depends on how much of the name the query has. The rest is its quality. */
const LENGTH_COUNTS = 0.2;

/**
 * Weights of the fields. Hints are a searcher's own words, so they count most; a sentence was written to identify
 * its concept; a text names much in passing. Names count little here: they have a layer of their own.
 */
const BOOST = { names: 1, hints: 4, definition: 2, words: 1 };

// k and b as in most BM25 engines. d = 0 is plain BM25: MiniSearch's default of 0.5 favours pages that merely contain
// many of the words, and was worse on every kind of query.
const BM25 = { k: 1.2, b: 0.7, d: 0 };

/** What a name inside a longer query adds if the query had no other words; less by the share of the others. */
const NAMED = 200;
/** A name that is also an everyday word (training, agent) says less about what the query is after. */
const EVERYDAY = 0.4;
/** A name of which the query has only some words ("generative models") counts half, and less the more are missing. */
const PARTLY = 0.5;

/** Of two names that fit equally, that of the page to which more others link. Too little to lift one that fits less. */
const LINKED = 0.01;

/** A page that is no concept comes behind one that fits as well. */
const OTHER_PAGE = 0.5;

// When a page is a hit: when it has as much of what the query says (by idf) as two or three words of average rarity.
// So a long description may use many other words than the page's. A short query is as likely about something else: of
// three words or fewer the page must have nearly all.
const ENOUGH = 2.4;
const ENOUGH_OF_SHORT = 0.8;
/**
 * A word that no page has counts half as much again as one that a single page has: hints hold most of what people say of
 * a subject. As a ratio, it leaves a name beside such a word the same share in a glossary of a dozen pages.
 */
const NOWHERE = 1.5;
/** Who types a word that nearly all pages have ("ai", here) means the subject of the glossary. Then half of that is enough. */
const SUBJECT = 0.85;
const ENOUGH_OF_OURS = 0.5;
/** So much of the query must be a name of one word, for the name alone to make a hit. Longer ones are no accident. */
const ENOUGH_NAME = 0.33;

/** So much of the query must be a name for it to be offered as what was meant: about half of each. */
const NEAR = 0.06;

/** Words of fewer letters are not marked in what is shown: "up", "ai". They stand everywhere. */
const SHORTEST_MARK = 3;

const MAX_LETTERS = 300; // Longer than any question. What follows would cost time and tell nothing new.
const MAX_WORDS = 32;
const MAX_HITS = 20;

/** With more edits than this, no name is offered as what was meant. */
const MOST_EDITS = 4;

const sum = (terms, weight) => {
  let total = 0;
  for (const term of terms) total += weight(term);
  return total;
};

/**
 * Takes the index that `search_index.py` writes. Gives `search(query)`, which returns the hits, best first, whether the
 * query is too brief to say much, and, where it is not and there are no hits, the nearest name:
 * `{hits: [{url, title, name, kind, text: [[words, marked], …], topic}], brief, nearest: {url, title} | null}`, where the hit of a
 * comparison has no text yet;
 * and `start(read)`, what to show before: hits for the slugs that were read last, the concepts that most pages link to,
 * and comparisons, as `{read, linked, compared}`.
 */
export function makeSearch(index) {
  const { concepts, pages, comparisons, topics, openings } = index;
  /** Words that carry the question and not its subject: they find nothing, and their absence takes nothing away. */
  const stopWords = new Set(index.stop_words);
  /** A query that holds one of these and names two concepts asks for both. */
  const comparing = new Set(index.comparing);
  const { tokenize, stem } = wordsOf(index);
  /** The terms of a text or query: the stems of the words that carry its subject. */
  const termsOf = (words) => new Set(words.filter((word) => !stopWords.has(word)).map(stem));
  const labels = concepts.flatMap(labelsOf);
  const labelsByKey = groups(labels, (label) => [label.terms.join(""), label.compact, anyOrder(label.terms)]);
  const labelsByTerm = groups(labels, (label) => new Set(label.terms));
  const conceptsByTerm = groups(labels, (label) => new Set(label.terms), (label) => label.id);
  const labelWords = [...new Set(labels.flatMap((label) => label.words))].map(withLetters);
  const corrections = new Map();
  const documentFrequency = new Map(); // by term: how many pages have it

  const engine = new MiniSearch({
    fields: Object.keys(BOOST),
    tokenize,
    processTerm: (word) => (stopWords.has(word) ? null : stem(word)),
    searchOptions: { boost: BOOST, bm25: BM25 },
  });
  const hints = deltaDecoded(index.hints);
  const words = deltaDecoded(index.words);
  for (const [id, page] of [...concepts, ...pages].entries()) {
    const names = id < concepts.length ? namesOf(page).map(([, name]) => name) : [page.title, page.section ?? ""];
    const fields = { names: names.join(" "), hints: hints[id] ?? "", definition: page.definition, words: words[id] ?? "" };
    engine.add({ id, ...fields });
    for (const term of termsOf(tokenize(Object.values(fields).join(" ")))) {
      documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
    }
  }

  /** Inverse document frequency: how much a word says that so many pages have. */
  const rarity = (pages) => Math.log(1 + concepts.length / pages);
  /** The same of a term; one that no page has says most, and no page can answer it. */
  const idf = (term) => (documentFrequency.has(term) ? rarity(documentFrequency.get(term)) : NOWHERE * rarity(1));
  /** The same among names: "model" is in many, "chatbot" in one, however often texts mention it. */
  const nameIdf = (term) => rarity(conceptsByTerm.get(term)?.size ?? 0.5);

  function search(query) {
    const typed = joined(tokenize(closed(query.slice(0, MAX_LETTERS))).slice(0, MAX_WORDS));
    const open = /[\p{L}\p{N}]$/u.test(query); // The last word may go on.
    const said = withoutOpening(typed);
    const asked = said.filter((word) => !stopWords.has(word));
    const letters = asked.join("").length;
    const found = new Map();
    const asking = asksOnly(typed, asked, open);
    if (!asking) {
      findWhole(typed, true, found);
      if (asked.length < typed.length) findWhole(asked, false, found);
      if (letters >= SHORT) findInside(open ? withoutBeginning(said) : said, found);
    } else if (open && (typed.length === 1 || (asked.length && !opens(typed)))) {
      findBeginnings(typed.at(-1), 1, found);
    }
    const matches = [...found.values()];
    const ranked = matches.filter((hit) => hit.sure).sort((a, b) => b.score - a.score || a.id - b.id);
    const hits = withComparison(ranked).slice(0, MAX_HITS);
    const brief = asking || letters < SHORT;
    const terms = termsOf(typed.map(corrected));
    return { hits: hits.map((hit) => shown(hit, terms)), brief, nearest: !brief && !hits.length ? nearest(asked.join(""), matches) : null };
  }

  function start(read) {
    const hits = (found) => found.map((hit) => shown(hit, new Set()));
    const ids = read.map((slug) => concepts.findIndex((concept) => concept.slug === slug)).filter((id) => id >= 0);
    return {
      read: hits(ids.map((id) => ({ id }))),
      linked: hits(index.start.linked.map((id) => ({ id }))),
      compared: hits(index.start.compared.map((place) => ({ pair: comparisons[place] }))),
    };
  }

  /** The words of a query after an opening such as "tell me". */
  function withoutOpening(typed) {
    const text = `${typed.join(" ")} `;
    return typed.slice(openings.find((opening) => text.startsWith(`${opening} `))?.split(" ").length ?? 0);
  }

  /** Whether a query only asks, without saying yet for what: "what is a", "how doe", "tell m". */
  function asksOnly(typed, asked, open) {
    if (!asked.length) return true;
    const halfTyped = asked.length === 1 && asked[0] === typed.at(-1) && index.stop_words.some((word) => word.startsWith(asked[0]));
    return open && (halfTyped || opens(typed));
  }

  /** Whether a query is the beginning of an opening. */
  function opens(typed) {
    const text = typed.join(" ");
    return openings.some((opening) => opening.startsWith(text));
  }

  /** A query without its last word, if so little of that was typed that it means nothing. */
  function withoutBeginning(typed) {
    const last = typed.at(-1);
    return last.length < SHORT && !documentFrequency.has(stem(last)) ? typed.slice(0, -1) : typed;
  }

  /** The label layer: concepts of which `words` as a whole are a name, a part of one or a misspelt one. */
  function findWhole(words, complete, found) {
    const typed = words.join("");
    const spaced = ` ${words.join(" ")}`;
    const quality = complete ? 1 : WITHOUT_STOP_WORDS;
    const add = (label, worth, part = 1, told = label) => {
      const score = worth * quality * (1 - LENGTH_COUNTS + LENGTH_COUNTS * part) * KIND[label.kind];
      keep(found, label, score * (1 + LINKED * Math.log1p(concepts[label.id].links)), told);
    };
    for (const label of named(words)) {
      add(label, label.compact === typed ? WHOLE.exact : WHOLE.stem);
    }
    if (typed.length < SHORT) return findBeginnings(typed, quality, found);
    const editsTo = editsFrom(typed);
    for (const label of labels) {
      const part = typed.length / label.compact.length;
      const edits = part < 1 && label.compact.startsWith(typed) ? 0 : editsTo(label.letters);
      // “agenti” begins “agentic AI” rather than “agent ID”.
      if (edits === 0 && part < 1) add(label, label.spaced.startsWith(spaced) ? WHOLE.prefix : WHOLE.misspelt, part);
      // That a wrong name is nearly what was typed is no help to a reader.
      else if (edits) add(label, WHOLE.misspelt * (1 - edits / typed.length), 1, label.kind === "misnomers" ? null : label);
      // Without its stop words a question is too short to be looked for in the middle of names.
      if (!complete) continue;
      if (label.initials === typed) add(label, WHOLE.initials);
      if (part >= 1) continue;
      if (label.spaced.includes(spaced)) add(label, WHOLE.inside, part);
      else if (label.words.length === 1 && label.compact.endsWith(typed)) add(label, WHOLE.compound, part);
    }
  }

  /** The concepts of which a name begins with what was typed. Of one letter only the first word counts: there are too many others. */
  function findBeginnings(typed, quality, found) {
    for (const label of labels) {
      const likelier = LIKELIER * Math.log1p(concepts[label.id].links);
      const begins = label.compact.startsWith(typed);
      const main = label.kind === "title" || label.kind === "abbr";
      let score = 0;
      if (label.compact === typed) score = WHOLE.exact;
      else if (begins && main) score = BEGINNING.title + likelier;
      else if (main && typed.length > 1 && label.words.some((word) => word.startsWith(typed))) score = BEGINNING.title + LATER_WORD * likelier;
      else if (label.initials === typed) score = BEGINNING.initials;
      else if (begins && label.kind !== "misnomers") score = BEGINNING.alias + likelier;
      if (score) keep(found, label, score * quality);
    }
  }

  /** Enters a concept that was found by its name, unless it was found better. */
  function keep(found, label, score, told = label) {
    if (!(found.get(label.id)?.score >= score)) found.set(label.id, { id: label.id, score, label: told, sure: true });
  }

  /** The text layer, and names inside of the query. */
  function findInside(typed, found) {
    const words = typed.map(corrected);
    const terms = termsOf(words);
    const names = namesInside(words, terms);
    const candidates = new Map();
    const candidate = (id) => {
      if (!candidates.has(id)) candidates.set(id, { id, score: 0, label: null, sure: false });
      return candidates.get(id);
    };
    addTexts(typed, words, terms, candidate);
    addNames(names, candidate);
    addPartNames(names, terms, candidate);
    addComparison(typed, names, candidate);
    for (const [id, hit] of candidates) {
      // Without its stop words a comparison may resemble one of its sides.
      if (hit.compared || !(found.get(id)?.score >= hit.score)) found.set(id, hit);
    }
  }

  /** Full-text search: the pages that have words of the query. */
  function addTexts(typed, words, terms, candidate) {
    const total = sum(terms, idf);
    const ours = [...terms].some((term) => documentFrequency.get(term) > SUBJECT * concepts.length);
    const enough = Math.min(ENOUGH / terms.size, ENOUGH_OF_SHORT) * (ours ? ENOUGH_OF_OURS : 1);
    const last = stem(typed.at(-1)); // Perhaps unfinished.
    const unfinished = (term) => term === last && term.length > 2 && !documentFrequency.has(term);
    for (const result of engine.search(words.join(" "), { prefix: unfinished })) {
      const coverage = sum(result.queryTerms, idf) / total;
      const other = result.id >= concepts.length;
      const hit = candidate(result.id);
      hit.score += result.score * coverage * (other ? OTHER_PAGE : 1);
      hit.sure = coverage >= enough;
      // A single word in passing makes no answer of a page about the site.
      if (other && result.queryTerms.length < 2) hit.sure &&= Object.values(result.match).some((fields) => fields.includes("names"));
    }
  }

  /** The concepts whose names stand in the query in full. */
  function addNames(names, candidate) {
    for (const { label, share } of names) {
      const hit = candidate(label.id);
      hit.score += NAMED * share;
      hit.named = share;
      hit.label = label;
      hit.sure ||= share > ENOUGH_NAME || label.words.length > 1;
    }
  }

  /** The concepts with another name of which the query has words, but not in a row: the best such name of each. */
  function addPartNames(names, terms, candidate) {
    const spotted = new Set(names.map(({ label }) => label));
    const best = new Map();
    for (const label of new Set([...terms].flatMap((term) => [...(labelsByTerm.get(term) ?? [])]))) {
      const own = new Set(label.terms.filter((term) => terms.has(term)));
      const part = sum(own, nameIdf) / sum(new Set(label.terms), nameIdf);
      const share = part ** 2 * shareOf(own, terms) * KIND[label.kind];
      if (!spotted.has(label) && share > (best.get(label.id) ?? 0)) best.set(label.id, share);
    }
    for (const [id, share] of best) {
      const hit = candidate(id);
      hit.score += NAMED * PARTLY * share;
      hit.named ??= share;
      hit.sure ||= share > ENOUGH_NAME;
    }
  }

  /** The two concepts that the query asks to compare, in the order in which it names them. */
  function addComparison(typed, names, candidate) {
    const concepts = new Set(names.map(({ label }) => label.id));
    if (concepts.size !== 2 || !typed.some((word) => comparing.has(word))) return;
    for (const [place, { label }] of names.entries()) {
      Object.assign(candidate(label.id), { score: WHOLE.both - 100 * place, label, sure: true, compared: true });
    }
  }

  /** The names that stand in the query in full, the longest first where they overlap, each with its share of the query. */
  function namesInside(words, terms) {
    const keys = words.map(stem);
    const spotted = [];
    for (let at = 0; at < words.length; at++) {
      for (let end = words.length; end > at; end--) {
        // Stop words stand before a name more often than they begin one: "the same as GenAI".
        const fitting = named(words.slice(at, end), keys.slice(at, end)).filter((label) => !stopWords.has(words[at]) || (end > at + 1 && label.words[0] === words[at]));
        if (!fitting.length) continue;
        const typed = words.slice(at, end).join("");
        const sureness = (label) => (label.compact === typed ? 2 : 1) * KIND[label.kind];
        const label = fitting.reduce((one, two) => (sureness(two) > sureness(one) ? two : one));
        const share = shareOf(new Set(keys.slice(at, end)), terms) * KIND[label.kind] * (label.everyday ? EVERYDAY : 1);
        spotted.push({ label, share });
        at = end - 1;
        break;
      }
    }
    return spotted;
  }

  /** The share of the query's weight that some of its terms have, these weighed as names. */
  function shareOf(own, terms) {
    const weight = sum(own, nameIdf);
    return weight / (weight + sum(terms, (term) => (own.has(term) ? 0 : idf(term))));
  }

  /** The labels that consist of these words, but for endings, hyphens and spaces. */
  function named(words, terms = words.map(stem)) {
    return [terms.join(""), words.join(""), anyOrder(terms)].flatMap((key) => [...(labelsByKey.get(key) ?? [])]);
  }

  /** Before two concepts that the query compares stands the page that compares them. */
  function withComparison(ranked) {
    const both = ranked.filter((hit) => hit.compared).map((hit) => hit.id);
    const pair = comparisons.find((pair) => both.length === 2 && pair.every((id) => both.includes(id)));
    return pair ? [{ pair }, ...ranked] : ranked;
  }

  /** The word that was most likely meant by one that no page has, or the word itself. */
  function corrected(word) {
    if (stopWords.has(word) || documentFrequency.has(stem(word))) return word;
    // While a query is typed, its first words come again with every key.
    if (!corrections.has(word)) {
      const editsTo = editsFrom(word);
      let best = { text: word, edits: Infinity };
      for (const known of labelWords) {
        const edits = editsTo(known);
        if (edits !== null && edits < best.edits) best = { text: known.text, edits };
      }
      corrections.set(word, best.text);
    }
    return corrections.get(word);
  }

  /** A hyphenated word that pages write as one becomes one: "k-means", of which a stop word would be left out. */
  function closed(text) {
    return text.replace(/(\p{L}+)-(\p{L}+)/gu, (both, one, two) => (documentFrequency.has(stem((one + two).toLowerCase())) ? one + two : both));
  }

  /** Two words that pages write as one ("chat gpt") become one. */
  function joined(words) {
    const found = [];
    for (let at = 0; at < words.length; at++) {
      const pair = words[at] + (words[at + 1] ?? "");
      const open = at + 1 < words.length && words[at].length > 1 && !stopWords.has(words[at]) && !stopWords.has(words[at + 1]);
      const one = open && documentFrequency.has(stem(pair));
      found.push(one ? pair : words[at]);
      if (one) at++;
    }
    return found;
  }

  /** The name that resembles the query most, if about two thirds of it are right, or of which the query has most words. */
  function nearest(typed, matches) {
    let best = matches.filter((hit) => hit.named > NEAR).sort((a, b) => b.named - a.named)[0];
    let least = Math.min(Math.floor(typed.length / 3), MOST_EDITS) + 1;
    const letters = withLetters(typed);
    for (const label of labels) {
      if (differingLetters(letters, label.letters) > 2 * (least - 1)) continue;
      const edits = editDistance(typed, label.compact, least - 1);
      if (edits < least) [best, least] = [label, edits];
    }
    return best ? { url: urlOf(best.id), title: best.name ?? concepts[best.id].title } : null;
  }

  function shown(hit, terms) {
    if (hit.pair) {
      const [one, other] = hit.pair.map((id) => concepts[id]);
      const names = { this: one.short ?? one.title, that: other.within ?? other.title };
      const title = index.versus.replace(/%\((this|that)\)s/g, (_, side) => names[side]);
      return { url: `compare/${one.slug}-vs-${other.slug}/`, title, text: [], topic: index.comparison };
    }
    const concept = concepts[hit.id];
    const page = concept ?? pages[hit.id - concepts.length];
    const kind = hit.label && hit.label.kind !== "title" ? hit.label.kind : null;
    return {
      url: urlOf(hit.id),
      title: page.title,
      name: kind ? hit.label.name : (page.section ?? null),
      kind: kind ?? (page.section ? "section" : null),
      text: marked(page.definition, terms),
      topic: concept ? topics[concept.topic] : page.kind,
    };
  }

  /** A text as pieces, each with whether it is a word of the query. */
  function marked(text, terms) {
    const pieces = [];
    for (const piece of text.split(/([\p{L}\p{N}\p{M}'’]+)/u)) {
      const mark = tokenize(piece).some((word) => word.length >= SHORTEST_MARK && !stopWords.has(word) && terms.has(stem(word)));
      if (pieces.length && pieces.at(-1)[1] === mark) pieces.at(-1)[0] += piece;
      else pieces.push([piece, mark]);
    }
    return pieces;
  }

  /** The names of a concept as the label layer compares them. */
  function labelsOf(concept, id) {
    return namesOf(concept).map(([kind, name], place) => {
      const words = tokenize(name);
      return {
        id,
        kind,
        name,
        words,
        terms: words.map(stem),
        compact: words.join(""),
        letters: withLetters(words.join("")),
        spaced: ` ${words.join(" ")}`,
        initials: words.length > 1 ? words.map((word) => word[0]).join("") : null,
        everyday: (concept.everyday ?? []).includes(place),
      };
    });
  }

  function urlOf(id) {
    return id < concepts.length ? `concepts/${concepts[id].slug}/` : pages[id - concepts.length].url;
  }

  return { search, start };
}

/** The names of a concept, each with its kind: the field that holds it. */
function namesOf(concept) {
  return Object.keys(KIND).flatMap((kind) => [concept[kind] ?? []].flat().map((name) => [kind, name]));
}

/** A key for words that are the same but for their order. */
const anyOrder = (words) => [...words].sort().join(" ");

/** A map from each key of an item to the set of such items, or of what `value` makes of them. */
function groups(items, keys, value = (item) => item) {
  const found = new Map();
  for (const item of items) {
    for (const key of keys(item)) {
      if (!found.has(key)) found.set(key, new Set());
      found.get(key).add(value(item));
    }
  }
  return found;
}

/** The words of each page, which is written as the differences between the places of its words. */
function deltaDecoded({ known, pages }) {
  const words = known.split(" ");
  return pages.map((steps) => {
    let at = -1;
    return steps.replace(/(~*)([^~])/g, (_, further, step) => ` ${words[(at += 80 * further.length + step.charCodeAt() - 39)]}`);
  });
}
