// How a query finds its pages. It needs no browser: `makeSearch(index)` has all there is to call.
//
// The label layer knows the names of concepts: a query that is a name, the beginning of one or a misspelt one finds it,
// whatever the texts say. The text layer finds by what hints, definitions and the most telling words have in common with
// the query, and names inside a longer query add to it. Where neither is sure, a few texts that have every word of the
// query are hits, once they were loaded; else there is none, for "nothing found" is an answer and a wrong page is none.
//
// Every number was chosen on the development half of tests/search/queries.yml and on practice queries of other writers;
// most have a wide plateau round them.

import { differingLetters, editDistance, editsFrom, withLetters } from "./edit_distance.js";
import { fullText } from "./full_text.js";
import { wordsOf } from "./words.js";

/**
 * How surely a kind of name means its concept. Small steps: they only decide between matches of the same quality. The
 * index counts the names in this order, up to `covers`, where it says which are everyday words.
 */
const KIND = { title: 1, abbr: 0.99, aliases: 0.97, covers: 0.95, instances: 0.96, introduced: 0.945, misnomers: 0.94 };

/** What a query is worth that as a whole fits a name. The order counts, and that all lie above what texts can reach. */
const WHOLE = {
  exact: 10000, // the name itself, but for capitals, hyphens and spaces
  both: 9500, // the two sides of a comparison
  stem: 9000, // the same but for endings or the order of words: "neural networks", "database of vectors"
  initials: 8500, // "DL", where nobody wrote the abbreviation down
  prefix: 8000, // how a title or its abbreviation begins: the commonest state of a query while it is typed
  inside: 8000, // the same from a later word on. The last one says what kind of thing it is: "model", "augmented generation"
  misspelt: 7000, // a name with slips of the finger
  introduced: 6300, // a term that a text introduces: below all titles that begin so
  beginning: 6200, // how another name begins
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

// As in most BM25 engines.
const BM25 = { k: 1.2, b: 0.7 };

/** What a name inside a longer query adds if the query had no other words; less by the share of the others. */
const NAMED = 175;
/** A name that is also an everyday word (training, agent) says less about what the query is after. */
const EVERYDAY = 0.4;
/** Still less does a product: many say "ChatGPT" for any AI. */
const PRODUCT = 0.2;
/** What is asked about is rather named first: "why is DPO simpler than RLHF". */
const LATER = 0.8;
/** A name of which the query has only some words ("generative models") counts half, and less the more are missing. */
const PARTLY = 0.5;

/** Of two names that fit equally, that of the page to which more others link. Too little to lift one that fits less. */
const LINKED = 0.01;

/** A page that is no concept comes behind one that fits as well. */
const OTHER_PAGE = 0.5;

// When a page is a hit: when it has as much of what the query says (by idf) as two or three words of average rarity, of a
// query of three words or fewer nearly all.
const ENOUGH = 2.4;
const ENOUGH_OF_SHORT = 0.8;
/**
 * Or by how many words it has. Each speaks for it, common or rare: a page about something else rarely has more than one.
 * What it lacks speaks against it by how much that says, together by the root of it, since a long description uses many
 * words that are not the page's.
 */
const TRUSTED = -0.6;
/** So many words does a name count for if the query has no others; less by their share. */
const NAME_SPEAKS = 3.5;
/** A name with this share of the query is enough: about that of one beside a word that no page has, “softmax drawbacks”. */
const ENOUGH_NAME = 0.33;
/** What is lost with a missing word that only one page has. */
const MISSING_SPEAKS = 3.7;
/**
 * A word that no page has counts half as much again as one that a single page has: hints hold most of what people say of
 * a subject. As a ratio, it leaves a name beside such a word the same share in a glossary of a dozen pages.
 */
const NOWHERE = 1.5;
/** Where one of the best is a hit, so is each page that scores this share of the best. */
const FOLLOWS = 0.25;

/** So much of a query with a word like "and" must be the two names for it to compare them. */
const BOTH = 0.5;

/** So much of the query must be a name for it to be offered as what was meant: about half of each. */
const NEAR = 0.06;

/** Words of fewer letters are not marked in what is shown: "up", "ai". They stand everywhere. */
const SHORTEST_MARK = 3;

const MAX_LETTERS = 300; // Longer than any question. What follows would cost time and tell nothing new.
const MAX_WORDS = 32;
const MAX_HITS = 20;
const FEW = 12; // A word that more texts have than this tells none of them.
const OTHERS = 5; // So many pages beside the glossary stand below what was found in it.
const COMPARED = 6; // So many comparisons of a concept stand before it.

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
 * `addWholeTexts(words)`, after which it also finds the pages whose texts alone have the query's words;
 * and `start(read)`, what to show before: hits for the slugs that were read last, the concepts that most pages link to,
 * and comparisons, as `{read, linked, compared}`. `titled(query, others)` gives those of other pages whose titles fit.
 */
export function makeSearch(index) {
  const { concepts, pages, comparisons, topics, openings } = index;
  /** Words that carry the question and not its subject: they find nothing, and their absence takes nothing away. */
  const stopWords = new Set(index.stop_words);
  /** A query that holds one of these and names two concepts asks for both. */
  const joining = new Set([...index.joining, ...index.comparing]);
  const { tokenize, stem } = wordsOf(index);
  /** The words of a text or query that carry its subject. */
  const carrying = (words) => words.filter((word) => !stopWords.has(word));
  /** Its terms: the stems of these words. */
  const termsOf = (words) => new Set(carrying(words).map(stem));
  const labelsById = concepts.map(labelsOf);
  const labels = labelsById.flat();
  const labelsByKey = groups(labels, (label) => [label.terms.join(""), label.compact, anyOrder(label.terms)]);
  // A term that a text introduces is no name of its page: a part of it says nothing of the page.
  const isName = (label) => label.kind !== "introduced";
  const labelsByTerm = groups(labels.filter(isName), (label) => new Set(label.terms));
  const conceptsByTerm = groups(labels.filter(isName), (label) => new Set(label.terms), (label) => label.id);
  const labelWords = [...new Set(labels.flatMap((label) => label.words))].map(withLetters);
  /** One that holds one of these asks for comparisons, though it may name one concept so far. */
  const comparing = new Set(index.comparing);
  const corrections = new Map();
  const documentFrequency = new Map(); // by term: how many pages have it
  const termsOfPages = []; // by id
  const engine = fullText({ boost: BOOST, ...BM25 });
  let wholeTexts = null; // The same with all words of the texts, once there is need of them.
  const hints = deltaDecoded(index.hints);
  const words = deltaDecoded(index.words);
  for (const [id, page] of [...concepts, ...pages].entries()) {
    const names = labelsById[id]?.filter(isName).map((label) => label.name) ?? [page.title, page.section ?? ""];
    const texts = { names: names.join(" "), hints: hints[id] ?? "", definition: page.definition, words: words[id] ?? "" };
    const fields = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, carrying(tokenize(text)).map(stem)]));
    engine.add(id, fields);
    termsOfPages.push(new Set(Object.values(fields).flat()));
    for (const term of termsOfPages[id]) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
  }

  const known = [...new Set([...labelWords.map(({ text }) => text), ...index.hints.known.split(" "), ...index.words.known.split(" "), ...stopWords])];

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
    const asked = carrying(said);
    const letters = asked.join("").length;
    const asking = asksOnly(typed, asked, open);
    const brief = asking || letters < SHORT;
    let found = new Map();
    if (!asking) found = matchesOf(typed, said, open);
    else if (open && (typed.length === 1 || (asked.length && !opens(typed)))) findBeginnings(typed.at(-1), 1, found);
    const matches = [...found.values()];
    const fitting = inOrder(matches);
    const ranked = !brief && open && asked.length > 1 && goesOn(said.at(-1)) ? withBefore(fitting, typed, said) : fitting;
    let hits = withComparisons(ranked, fitting, said).slice(0, MAX_HITS);
    if (!brief && !hits.length && wholeTexts) hits = inTexts(typed);
    const terms = termsOf(typed.map(corrected));
    return { hits: hits.map((hit) => shown(hit, terms)), brief, nearest: !brief && !hits.length ? nearest(asked.join(""), matches) : null };
  }

  /** The concepts and pages that fit a query, each with how well; `said` is it without its opening. */
  function matchesOf(typed, said, open) {
    const found = new Map();
    const asked = carrying(said);
    findWhole(typed, true, found);
    if (asked.length < typed.length) findWhole(asked, false, found);
    if (asked.join("").length >= SHORT) findInside(open ? withoutBeginning(said) : said, found);
    return found;
  }

  /**
   * What fits all words but the last stays in the list, as long as that one may become another word: so the list does
   * not change with every letter. While it is no word yet, it brings up names alone, and puts in order what stays.
   */
  function withBefore(ranked, typed, said) {
    const before = inOrder(matchesOf(typed.slice(0, -1), said.slice(0, -1), false).values());
    const staying = new Set(before.map((hit) => hit.id));
    const word = documentFrequency.has(stem(said.at(-1)));
    const first = ranked.filter((hit) => word || hit.whole || staying.has(hit.id));
    const shown = new Set(first.map((hit) => hit.id));
    return [...first, ...before.filter((hit) => !shown.has(hit.id))];
  }

  /** The sure ones, best first. */
  const inOrder = (matches) => [...matches].filter((hit) => hit.sure).sort((a, b) => b.score - a.score || a.id - b.id);

  /** Whether a word may be the beginning of a longer one that pages have, or that only asks: "hav". */
  function goesOn(word) {
    return known.some((longer) => longer.length > word.length && longer.startsWith(word));
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
      add(label, !isName(label) ? WHOLE.introduced : label.compact === typed ? WHOLE.exact : WHOLE.stem);
    }
    if (typed.length < SHORT) return findBeginnings(typed, quality, found);
    const editsTo = editsFrom(typed);
    const before = words.slice(0, -1).map(stem);
    const term = stem(typed);
    for (const label of labels) {
      const part = typed.length / label.compact.length;
      const edits = part < 1 && label.compact.startsWith(typed) ? 0 : editsTo(label.letters);
      // “llms hal” begins “LLM hallucination”; “agenti” begins “agentic AI” rather than “agent ID”.
      const begun = before.every((term, place) => term === label.terms[place]) && label.words[before.length]?.startsWith(words.at(-1));
      if (begun && (part < 1 || before.length)) add(label, main(label) ? WHOLE.prefix : WHOLE.beginning, part);
      else if (edits === 0 && part < 1) add(label, WHOLE.misspelt, part);
      // That a wrong name is nearly what was typed is no help to a reader.
      else if (edits) add(label, (isName(label) ? WHOLE.misspelt : WHOLE.introduced) * (1 - edits / typed.length), 1, label.kind === "misnomers" ? null : label);
      // Without its stop words a question is too short to be looked for in the middle of names.
      if (!complete) continue;
      if (label.initials === typed && isName(label)) add(label, WHOLE.initials);
      if (!(main(label) || label.kind === "aliases")) continue;
      if (part >= 1) continue;
      if (label.spaced.includes(spaced)) add(label, WHOLE.inside, part);
      else if (label.words.length === 1 && (label.compact.endsWith(typed) || label.terms[0].endsWith(term))) add(label, WHOLE.compound, part);
    }
  }

  /** The concepts of which a name begins with what was typed. Of one letter only the first word counts: there are too many others. */
  function findBeginnings(typed, quality, found) {
    for (const label of labels) {
      const likelier = LIKELIER * Math.log1p(concepts[label.id].links);
      const begins = label.compact.startsWith(typed);
      let score = 0;
      if (label.compact === typed) score = WHOLE.exact;
      else if (begins && main(label)) score = BEGINNING.title + likelier;
      else if (main(label) && typed.length > 1 && label.words.some((word) => word.startsWith(typed))) score = BEGINNING.title + LATER_WORD * likelier;
      else if (label.initials === typed) score = BEGINNING.initials;
      else if (begins && label.kind !== "misnomers") score = BEGINNING.alias + likelier;
      if (score) keep(found, label, score * quality);
    }
  }

  /** Enters a concept that was found by its name, unless it was found better. */
  function keep(found, label, score, told = label) {
    if (!(found.get(label.id)?.score >= score)) found.set(label.id, { id: label.id, score, label: told, sure: true, whole: true });
  }

  /** The text layer, and names inside of the query. */
  function findInside(typed, found) {
    const words = typed.map(corrected);
    const terms = termsOf(words);
    const names = namesInside(words, terms);
    const candidates = new Map();
    const candidate = (id) => {
      if (!candidates.has(id)) candidates.set(id, { id, score: 0, label: null, words: 0, has: 0, named: 0 });
      return candidates.get(id);
    };
    addTexts(typed, words, terms, candidate);
    addNames(names, candidate);
    addPartNames(names, terms, candidate);
    addComparison(typed, names, candidate);
    decide([...candidates.values()], sum(terms, idf), terms.size);
    for (const [id, hit] of candidates) {
      // Without its stop words a comparison may resemble one of its sides.
      if (hit.compared || !(found.get(id)?.score >= hit.score)) found.set(id, hit);
    }
  }

  /** Full-text search: the pages that have words of the query. */
  function addTexts(typed, words, terms, candidate) {
    const total = sum(terms, idf);
    const last = stem(typed.at(-1)); // Perhaps unfinished.
    // Three letters begin too many words to count beside another one.
    const least = terms.size > 1 ? SHORT + 1 : SHORT;
    const unfinished = (term) => term === last && term.length >= least && !documentFrequency.has(term);
    for (const result of engine.search(terms, unfinished)) {
      const other = result.id >= concepts.length;
      const hit = candidate(result.id);
      hit.words = result.terms.size;
      hit.has = sum(result.terms, idf);
      hit.score += result.score * Math.sqrt(hit.has / total) * (other ? OTHER_PAGE : 1);
      // A single word in passing makes no answer of a page about the site.
      hit.inPassing = other && hit.words < 2 && !result.fields.has("names");
    }
  }

  /** Which candidates are hits for a query of `size` words, which together say `total`. */
  function decide(candidates, total, size) {
    const enough = total * Math.min(ENOUGH / size, ENOUGH_OF_SHORT);
    const lacks = (hit) => MISSING_SPEAKS * Math.sqrt((total - hit.has) / rarity(1));
    const trusted = (hit) => hit.named > ENOUGH_NAME || hit.has >= enough || hit.words + NAME_SPEAKS * hit.named - lacks(hit) >= TRUSTED;
    const least = FOLLOWS * Math.max(...candidates.map((hit) => hit.score));
    const ours = candidates.some((hit) => hit.score >= least && trusted(hit));
    for (const hit of candidates) hit.sure = hit.compared || (!hit.inPassing && ((ours && hit.score >= least) || trusted(hit)));
  }

  /** Takes the words of all texts, as `search_index.py` writes them. */
  function addWholeTexts(words) {
    wholeTexts = fullText({ boost: { text: 1 }, ...BM25 });
    for (const [id, text] of deltaDecoded(words).entries()) wholeTexts.add(id, { text: [...new Set([...termsOfPages[id], ...termsOf(tokenize(text))])] });
  }

  /** The last layer: the few pages whose texts have every word of the query. */
  function inTexts(typed) {
    const terms = termsOf(typed);
    const unfinished = (term) => term === stem(typed.at(-1));
    const hits = wholeTexts.search(terms, unfinished).filter((hit) => hit.terms.size === terms.size);
    return hits.length > FEW ? [] : hits.sort((a, b) => b.score - a.score || a.id - b.id);
  }

  /** The concepts whose names stand in the query in full. */
  function addNames(names, candidate) {
    for (const [place, { label, share }] of names.entries()) {
      const hit = candidate(label.id);
      hit.score += NAMED * share * (label.kind === "instances" ? PRODUCT : 1) * (place ? LATER : 1);
      hit.named = share;
      hit.label = label;
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
      hit.named ||= share;
    }
  }

  /** The two concepts that the query asks to compare, in the order in which it names them. */
  function addComparison(typed, names, candidate) {
    const concepts = new Set(names.map(({ label }) => label.id));
    if (concepts.size !== 2 || sum(names, ({ share }) => share) < BOTH || !typed.some((word) => joining.has(word))) return;
    for (const [place, { label }] of names.entries()) {
      Object.assign(candidate(label.id), { score: WHOLE.both - 100 * place, label, compared: true });
    }
  }

  /** The names that stand in the query in full, the longest first where they overlap, each with its share of the query. */
  function namesInside(words, terms) {
    const keys = words.map(stem);
    const spotted = [];
    for (let at = 0; at < words.length; at++) {
      for (let end = words.length; end > at; end--) {
        // Stop words stand before a name more often than they begin one: "the same as GenAI".
        const fitting = named(words.slice(at, end), keys.slice(at, end)).filter((label) => (isName(label) || end > at + 1) && (!stopWords.has(words[at]) || (end > at + 1 && label.words[0] === words[at])));
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

  /**
   * First the page that compares the two concepts which the query compares. Where it names one so far, all comparisons of
   * that, or those whose other side begins with what was typed of it. Two that no page compares come before these: "prompt"
   * may become "prompt injection".
   */
  function withComparisons(ranked, fitting, said) {
    const both = fitting.filter((hit) => hit.compared).map((hit) => hit.id);
    const between = comparisons.filter((pair) => pair.every((id) => both.includes(id)));
    const found = (between.length ? between : comparedSoFar(said)).slice(0, COMPARED).map((pair) => ({ pair }));
    const before = between.length ? 0 : both.length;
    return [...ranked.slice(0, before), ...found, ...ranked.slice(before)];
  }

  function comparedSoFar(said) {
    const at = said.findLastIndex((word) => comparing.has(word));
    if (at < 0) return [];
    const last = said.length - 1;
    // The last word may be the beginning of a name, whatever it means by itself: “to” of “token”.
    const side = (from, to) => said.slice(from, to).filter((word, place) => !stopWords.has(word) || (from + place === last && !joining.has(word)));
    // “rag vs fine”, or “difference between rag and fine”.
    const [one, next] = side(0, at).length ? [side(0, at), side(at + 1)] : splitName(side(at + 1));
    const ids = new Set(named(one).filter(isName).map((label) => label.id));
    const other = (pair) => pair.find((id) => !ids.has(id)) ?? pair[0];
    const begin = (pair) => labelsById[other(pair)].filter((label) => label.compact.startsWith(next.join("")));
    const titled = (pair) => begin(pair).some(main);
    return comparisons
      .filter((pair) => pair.some((id) => ids.has(id)) && begin(pair).length)
      .sort((a, b) => titled(b) - titled(a) || concepts[other(b)].links - concepts[other(a)].links);
  }

  /** The longest name with which some words begin, and the words behind it. */
  function splitName(words) {
    let end = words.length;
    while (end && !named(words.slice(0, end)).length) end--;
    return [words.slice(0, end), words.slice(end)];
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
      corrections.set(word, best.edits === Infinity && index.joins_nouns ? joinedWith(word) : best.text);
    }
    return corrections.get(word);
  }

  /** The longest word of names with which a joined noun begins or ends ("Wochenspeiseplan"), or the noun itself. */
  function joinedWith(noun) {
    const parts = labelWords.map(({ text }) => text).filter((text) => text.length > SHORT && noun.length - text.length >= SHORT);
    const longest = (ones) => ones.sort((a, b) => b.length - a.length)[0];
    // What kind of thing it is stands at its end.
    return longest(parts.filter((text) => noun.endsWith(text))) ?? longest(parts.filter((text) => noun.startsWith(text))) ?? noun;
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
      url: urlOf(hit.id) + placeOf(concept, hit.label),
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

  /** The place in a concept's text where it has a term that it explains; "" for other names. */
  function placeOf(concept, label) {
    if (label?.kind !== "covers" && label?.kind !== "introduced") return "";
    const id = concept.ids?.[label.name] ?? label.name.toLowerCase().split(/\s+/).join("-");
    return id && `#term-${id}`;
  }

  function urlOf(id) {
    return id < concepts.length ? `concepts/${concepts[id].slug}/` : pages[id - concepts.length].url;
  }

  /** Those of other pages whose title has every word of a query as a word or the beginning of one. */
  function titled(query, others) {
    const asked = carrying(tokenize(query));
    const fits = (words) => asked.every((typed) => words.some((word) => word.startsWith(typed) || stem(word) === stem(typed)));
    return asked.length ? others.filter(({ title }) => fits(tokenize(title))).slice(0, OTHERS) : [];
  }

  return { search, start, titled, addWholeTexts };
}

/** The names of a concept, each with its kind: the field that holds it. */
function namesOf(concept) {
  return Object.keys(KIND).flatMap((kind) => [concept[kind] ?? []].flat().map((name) => [kind, name]));
}

/** Whether a label is what a page is called, and not another name. */
const main = (label) => label.kind === "title" || label.kind === "abbr";

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
