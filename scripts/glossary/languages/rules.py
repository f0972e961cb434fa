"""The rules of a language for its words. The class here has defaults; each language overrides some.

`glossary links` uses them too, so a language needs nothing but the standard library.
"""

import re
from collections.abc import Collection, Mapping, Sequence


class Rules:
    """The rules of a language without forms, articles or stop words."""

    # Names in a text

    nouns_have_capitals = False
    """Whether every noun has a capital: then a capital is no sign of a longer name, and a word without one is
    no noun.
    """

    joins_nouns = False
    """Whether nouns are joined to longer ones: then a hyphen after a name makes it another word
    (“Suppen-Karte”), and a name may be the beginning or the end of a word that is searched (“Suppenkarte”).
    """

    def forms(self, words: Sequence[str], gaps: Sequence[str]) -> list[tuple[str, ...]]:
        """The forms that each of the `words` may have, as declared first; `gaps` stand between them."""
        return [(word,) for word in words]

    def running(self, title: str) -> str:
        """A title as it stands within a sentence."""
        return title

    def question(self, title: str, term: str, sentence: str = "") -> str:
        """The heading of a page that has none of its own.

        `term` is the title within a sentence, `sentence` the page's plain one, which shows how the term is
        used.
        """
        return f"{title}?"

    # Addresses

    transliterated: Mapping[int, str] = {}
    """How small letters are written in addresses, where leaving off their accent would be wrong; for
    `str.translate`.
    """

    # Style

    quoted = re.compile(r"“[^”]*”")
    """What somebody says in quotation marks."""

    quotes_within: Mapping[int, str] = str.maketrans({"“": "‘", "”": "’"})
    """How quotation marks are written within others; for `str.translate`."""

    unfinished: re.Pattern[str] | None = None
    """What ends in a point in the middle of a sentence: abbreviations, ordinal numbers."""

    amounts: str
    """The words behind the number of a percentage or an amount of money, as an expression."""

    elsewhere: re.Pattern[str]
    """Words of a caption that refer to the text around the picture; each language has them."""

    def reading_grade(self, words: Sequence[str], sentences: int) -> float:
        """The school grade for which a text is easy enough; 0 where there is no formula for it."""
        return 0.0

    def begins_with_gerund(self, claim: str) -> bool:
        """Whether a claim begins with a form that only names an action: “Counting …”."""
        return False

    def has_verb(self, words: Sequence[str]) -> bool:
        """Whether a claim has a finite verb behind its first word; where in doubt, it has."""
        return True

    # Search. All of it but `stemmer` comes to the worker with the index. Expressions are written so that
    # Python and JavaScript read them alike.

    stemmer: str
    """The Snowball stemmer for the index; each language has one."""

    stemmer_of_browser: str
    """The folder in `theme/vendor` with the stemmer for queries; it agrees with that of the index."""

    stop_words: Collection[str] = frozenset()
    """Words that carry a question and not its subject: they find nothing, and no page has to hold them."""

    openings: Sequence[str] = ()
    """How questions begin with words that may be the subject elsewhere."""

    joining: Sequence[str] = ()
    """A query that holds one of these and names two concepts asks for both."""

    comparing: Sequence[str] = ()
    """The same, and beside one concept they ask for all that it is compared with."""

    irregular: Mapping[str, str] = {}
    """Forms that the stemmer does not know."""

    folded: Sequence[tuple[str, str]] = ()
    """Letters that people write in two ways, each expression with the one of the search. Accents are gone
    by then.
    """

    respelt: Sequence[tuple[str, str]] = ()
    """What is spelt in two ways, each expression with the way of the search, before the stemmer."""

    unended: Sequence[tuple[str, str]] = ()
    """The same for stems on which the stemmer leaves an ending."""
