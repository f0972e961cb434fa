"""What a word is to the search: the tokenizer, stop words, and which forms are one word.

The worker cuts queries in the same way and gives words the same stems; one set of cases holds the two
together. The rules of the language reach it with the index, so that they are declared once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from sys import intern
from typing import Any
from unicodedata import category, normalize

import snowballstemmer

from ..languages import Language, Rules

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_APOSTROPHE = re.compile(r"['’]s?(?=\s|$)|['’]")
# The point between two letters that stand alone: A.I., U.S.A. A literal at the beginning of an expression is
# found fastest.
_POINT = re.compile(r"\.(?<=[^\W\d_]\.)(?<![^\W_][^\W\d_]\.)(?=[^\W\d_](?![^\W_]))")
_TOKEN = re.compile(r"[\w+#]+")


class SearchWords:
    """The words of a language as the search sees them."""

    def __init__(self, rules: Rules) -> None:
        """`rules` are those of the language."""
        self._rules = rules
        self._stemmer = snowballstemmer.stemmer(rules.stemmer)
        self._folded, self._respelt, self._unended = (
            [(re.compile(pattern), replacement) for pattern, replacement in pairs]
            for pairs in (rules.folded, rules.respelt, rules.unended)
        )
        # A large glossary uses the same few thousand words again and again, and a server builds it again
        # and again.
        self._words = lru_cache(50_000)(self._cut)
        self.stem = lru_cache(50_000)(self._stem)

    def tokenize(self, text: str) -> list[str]:
        """The words of a text as the worker reads it, in small letters without accents.

        "Don't" is one word, "A.I." too, "the developer's" the same two as "the developer".
        """
        return [word for part in text.split() for word in self._words(part)]

    def in_one_form(self, texts: Iterable[Iterable[str]]) -> Iterator[set[str]]:
        """The words of each text without stop words, of each word only its shortest form that any text has.

        Forms with the same stem are one word, for the worker too, so no hit is lost.
        """
        # As lists: the sets of a large glossary would take ten times as much.
        stop_words = self.stop_words
        kept = [[*set(text) - stop_words] for text in texts]
        forms: dict[str, set[str]] = defaultdict(set)
        for word in set().union(*kept):
            forms[self.stem(word)].add(word)
        form = {word: min(same, key=lambda one: (len(one), one)) for same in forms.values() for word in same}
        return ({form[word] for word in words} for words in kept)

    @property
    def stop_words(self) -> set[str]:
        """Words that carry a question and not its subject, as `tokenize` writes them."""
        return {*self.tokenize(" ".join(self._rules.stop_words))}

    def for_worker(self) -> dict[str, Any]:
        """What the worker must know of the language to read a query, words as `tokenize` writes them."""
        rules = self._rules
        return {
            "stemmer": rules.stemmer_of_browser,
            "stop_words": sorted(self.stop_words),
            "openings": [" ".join(self.tokenize(opening)) for opening in rules.openings],
            "joining": self.tokenize(" ".join(rules.joining)),
            "comparing": self.tokenize(" ".join(rules.comparing)),
            "joins_nouns": rules.joins_nouns,
            "irregular": rules.irregular,
            "folded": _for_javascript(rules.folded),
            "respelt": _for_javascript(rules.respelt),
            "unended": _for_javascript(rules.unended),
        }

    def _cut(self, part: str) -> tuple[str, ...]:
        plain = _NOT_ASCII.sub(_without_accents, normalize("NFKD", part)).lower()
        plain = _replaced(_POINT.sub("", _APOSTROPHE.sub("", plain)), self._folded)
        return tuple(intern(word) for word in _TOKEN.findall(plain.replace("_", " ")))

    def _stem(self, word: str) -> str:
        """What a word has in common with its other forms."""
        regular = _replaced(self._rules.irregular.get(word, word), self._respelt)
        return _replaced(self._stemmer.stemWord(regular), self._unended)


@cache
def search_words(language: Language) -> SearchWords:
    """The words of this language."""
    return SearchWords(language.rules)


def _without_accents(match: re.Match[str]) -> str:
    return "".join(character for character in match[0] if not category(character).startswith("M"))


def _replaced(text: str, pairs: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, replacement in pairs:
        text = pattern.sub(replacement, text)
    return text


def _for_javascript(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Expressions and replacements as JavaScript writes them, with `$1` for a group."""
    return [(pattern, re.sub(r"\\(\d)", r"$\1", replacement)) for pattern, replacement in pairs]
