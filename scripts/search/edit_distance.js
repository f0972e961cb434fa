// How many edits lie between what was typed and a word that is known: the optimal string alignment distance, in which
// the swap of two neighbours is one edit (https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance).

/** The edits that a name or word of so many letters may need: none in short ones, which have too many neighbours. */
const maxEdits = (length) => (length < 4 ? 0 : length < 8 ? 1 : length < 12 ? 2 : 3);
/** Below this length the first letter must be right: few people miss it, and it halves the false friends. */
const FIRST_LETTER = 9;

/** A word with the set of its letters as bits: a cheap proof that two words are too different. */
export function withLetters(text) {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return { text, letters };
}

/** At least as many edits as half of this lie between two words. */
export function differingLetters(one, other) {
  let ones = 0;
  for (let bits = one.letters ^ other.letters; bits; bits &= bits - 1) ones++;
  return ones;
}

/** The edits that turn `a` into `b`; more than `limit` where there are more. */
export function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let last = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, before];
    let least = (row[0] = i);
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return row[b.length];
}

/** A function that says how many edits lie between `typed` and a word with its letters: null where the two are different things. */
export function editsFrom(typed) {
  const limit = maxEdits(typed.length);
  const own = withLetters(typed);
  return (word) => {
    if (!limit || Math.abs(typed.length - word.text.length) > limit || differingLetters(own, word) > 2 * limit) return null;
    if (typed.length < FIRST_LETTER && typed[0] !== word.text[0]) return null;
    const edits = editDistance(typed, word.text, limit);
    return edits <= limit ? edits : null;
  };
}
