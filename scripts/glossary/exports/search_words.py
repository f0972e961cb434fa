"""What a word is to the search: the tokenizer, stop words, and which forms are one word.

The worker cuts queries in the same way; one set of cases holds the two together. It has a stemmer of its own,
and gets the words below with the index, so that they are declared once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern
from unicodedata import category, normalize

import snowballstemmer

# They carry a question and not its subject: they find nothing, and their absence takes nothing away.
STOP_WORDS = frozenset(
    """
    a about actually after again all also am an and any anyone are as at be been before being between both but by can
    cant could define definition describe did differ difference different do does doesnt doing done dont each either
    else even ever every example explain for from get gets getting give go goes going got had has have having he her
    here him his how i if im in into is isnt it its itself ive just kind let like many may me mean meaning means might
    more most much my need no nor not now of off often ok on one only or other our out over own per please put re same
    say says she should so some somebody someone something sort stand stands such take term than that the their them
    then there these they this those through to too two under until us use used uses using versus very vs want was way
    we well were what when where whether which while who whom whose why will with within without called call would yes
    you your yourself
    """.split()
)

# How people begin who ask for something, with words that elsewhere may well be a subject: "know", "show".
OPENINGS = (
    "can you tell me",
    "could you tell me",
    "could you explain",
    "can you show me",
    "please tell me",
    "tell me",
    "show me",
    "teach me",
    "give me",
    "help me understand",
    "i want to know",
    "i want to understand",
    "i would like to know",
    "do you know",
    "whats",
    "hows",
)

# Forms that the worker's stemmer does not know, of verbs that people use of computers.
IRREGULAR = {
    "added": "add",
    "adding": "add",
    "built": "build",
    "forgot": "forget",
    "gave": "give",
    "learnt": "learn",
    "made": "make",
    "taught": "teach",
    "thought": "think",
    "told": "tell",
    "understood": "understand",
    "written": "write",
    "wrote": "write",
}

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_APOSTROPHE = re.compile(r"['’]s?(?=\s|$)|['’]")
# The point between two letters that stand alone: A.I., U.S.A. A literal at the beginning of an expression is found fastest.
_POINT = re.compile(r"\.(?<=[^\W\d_]\.)(?<![^\W_][^\W\d_]\.)(?=[^\W\d_](?![^\W_]))")
_TOKEN = re.compile(r"[\w+#]+")

_stemmer = snowballstemmer.stemmer("english")


def tokenize(text: str) -> list[str]:
    """The words of a text as the worker reads it, in small letters without accents.

    "Don't" is one word, "A.I." too, "the developer's" the same two as "the developer", "end-to-end" three.
    """
    return [word for part in text.split() for word in _words(part)]


# A large glossary says the same few thousand words again and again. No word goes over a space.
@lru_cache(50_000)
def _words(part: str) -> tuple[str, ...]:
    plain = _NOT_ASCII.sub(_without_accents, normalize("NFKD", part)).lower()
    plain = _POINT.sub("", _APOSTROPHE.sub("", plain))
    return tuple(intern(word) for word in _TOKEN.findall(plain.replace("_", " ")))


def _without_accents(found: re.Match[str]) -> str:
    return "".join(character for character in found[0] if not category(character).startswith("M"))


# While a site is served it is built again and again, from nearly the same words.
@lru_cache(50_000)
def stem(word: str) -> str:
    """What a word has in common with its other forms."""
    return _stemmer.stemWord(IRREGULAR.get(word, word))


def in_one_form(texts: Iterable[Iterable[str]]) -> Iterator[set[str]]:
    """The words of each text without stop words, and of each word one form for all texts: the shortest that is there.

    Forms are of one word if the Snowball stemmer for English gives them the same stem. The worker's
    stemmer, an older Porter 2, does too, so that nothing is lost for it.
    """
    # As lists: the sets of a large glossary would take ten times as much.
    kept = [[*set(text) - STOP_WORDS] for text in texts]
    forms: dict[str, set[str]] = defaultdict(set)
    for word in set().union(*kept):
        forms[stem(word)].add(word)
    form = {word: min(same, key=lambda one: (len(one), one)) for same in forms.values() for word in same}
    return ({form[word] for word in words} for words in kept)
