// What a word is to the search: how a text is cut into words, and which forms are one word.

/* global stemWord */

/**
 * What the index says of its language, as `{tokenize, stem}`. The engine, which makes the index, does the same with
 * what it says: letters written in two ways (`folded`), forms that no stemmer knows (`irregular`), words spelt in two
 * ways (`respelt`), endings that the stemmer leaves (`unended`).
 */
export function wordsOf({ folded, irregular, respelt, unended }) {
  const regular = new Map(Object.entries(irregular));
  const [fold, respell, unend] = [folded, respelt, unended].map(replacer);
  const stems = new Map();

  /** The words of a text, in small letters without accents. "A.I." is one word, and so is "don't". */
  function tokenize(text) {
    const plain = text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/['’]s?(?=\s|$)|['’]/g, "")
      .replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, "$1");
    return fold(plain).match(/[\p{L}\p{N}+#]+/gu) ?? [];
  }

  /** What a word has in common with its other forms. */
  function stem(word) {
    if (!stems.has(word)) stems.set(word, unend(stemWord(respell(regular.get(word) ?? word))));
    return stems.get(word);
  }

  return { tokenize, stem };
}

/** A function that makes all replacements in a text, given as pairs of an expression and what to write. */
function replacer(pairs) {
  const compiled = pairs.map(([expression, written]) => [new RegExp(expression, "gu"), written]);
  return (text) => compiled.reduce((made, [expression, written]) => made.replace(expression, written), text);
}
