// What a word is to the search: how a text is cut into words, and which forms are one word.

/* global stemPorter2 */

/** The words of a text, in small letters without accents. "A.I." is one word, and so is "don't". The index is cut the same way. */
export function tokenize(text) {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/['’]s?(?=\s|$)|['’]/g, "")
      .replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, "$1")
      .match(/[\p{L}\p{N}+#]+/gu) ?? []
  );
}

/** British endings as American ones. Both sides of every comparison pass here, so an odd result still finds itself. */
function american(word) {
  if (word.length < 5) return word;
  return word
    .replace(/(?<=..[^aeiouv])(?<!conc|exerc|prec)is(e|ed|es|er|ers|ing|ation|ations)$/, "iz$1") // tokenise
    .replace(/ys(e|ed|es|er|ers|ing)$/, "yz$1") // analyse
    .replace(/(?<=..)our(?=$|s$|ed$|ing$|al$|ful$|ite$|able$|less$)/, "or") // behaviour
    .replace(/(?<=[aeiou][^aeiou]+e)ll(ed|ing|er|ers)$/, "l$1") // labelled
    .replace(/ogue(s?)$/, "og$1") // dialogue
    .replace(/([bt])re(s?)$/, "$1er$2") // centre
    .replace(/([bt])red$/, "$1ered") // centred
    .replace(/^(def|lic|off|pret)ence(s?)$/, "$1ense$2") // licence
    .replace(/gramm(e|es|ed|er|ers|ing)$/, "gram$1"); // programme
}

/** A function that says what a word has in common with its other forms. `irregular` has those that no stemmer knows. */
export function stemmer(irregular) {
  const regular = new Map(Object.entries(irregular));
  const found = new Map();
  return (word) => {
    // The stemmer leaves the plural of abbreviations as it is: "LLMs", "GPUs".
    if (!found.has(word)) found.set(word, stemPorter2(american(regular.get(word) ?? word)).replace(/(?<=[^s])s$/, ""));
    return found.get(word);
  };
}
