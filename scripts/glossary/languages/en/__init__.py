"""English."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..rules import Rules

_ING = re.compile(r"[“‘\"'(]*(?P<word>[A-Za-z]+ing)\b", re.I)
_NO_ING = set(
    "nothing anything everything something during king thing string spring ring wing bring evening morning "
    "ceiling".split()
)
# Verbs that may be followed by a preposition. Other words in -s count as verbs if something else follows.
_VERBS = set(
    "is are was were be has have had does do did can cannot could will would may might must should shall "
    "need works depends comes goes leads happens differs belongs pays helps stands lies rests matters takes "
    "costs makes gives "
    "isn’t aren’t wasn’t doesn’t don’t didn’t can’t won’t wouldn’t couldn’t shouldn’t hasn’t haven’t "
    "became began came cost fell gave grew kept led made meant rose said stood taught took turned went "
    "won".split()
)
_NO_VERBS = set(
    "this its his hers ours theirs yours less always perhaps sometimes besides across towards afterwards as "
    "us thus versus yes bias".split()
)
# Of the words that end in a single s, but not in "us", most are plurals, or have none that is regular.
_SINGULAR_IN_S = set("alias atlas bias canvas gas lens".split())
_PREPOSITIONS = set(
    "of in on for between with without to from at by and or as than that instead into over after before when "
    "where which who until under about against through across among like but if because while is".split()
)


class English(Rules):
    """How English words behave."""

    def forms(self, words: Sequence[str], gaps: Sequence[str]) -> list[tuple[str, ...]]:
        """The last word may have its regular plural."""
        *front, last = words
        return [*((word,) for word in front), plurals(last)]

    def running(self, title: str) -> str:
        """“Token” is “token”; “AI model”, “LoRA” and “F1 score” stay."""
        first = re.split(r"[\s-]", title, maxsplit=1)[0]
        stays = any(char.isupper() for char in first[1:]) or (len(first) > 1 and first.isupper())
        return title if stays else title[:1].lower() + title[1:]

    def question(self, title: str, term: str, sentence: str = "") -> str:
        """“What is a large language model?” for “Large language model”; an article only where one belongs.

        A name of words with capitals alone needs none: “What is Kubernetes?”. Nor does what the plain
        sentence names without one: “Machine translation puts …”.
        """
        is_name = term == title != self.running(title) and all(word[:1].isupper() for word in title.split())
        is_bare = re.match(rf"{re.escape(title)}\b", sentence, re.I)
        return f"What is {term}?" if is_name or is_bare else f"What is {article(term)} {term}?"

    amounts = r"per\s?cent|dollars|euros|pounds|cents|francs|yen"
    elsewhere = re.compile(r"\b(?:the list|above|below)\b", re.I)

    def reading_grade(self, words: Sequence[str], sentences: int) -> float:
        """The Automated Readability Index: a school grade of the United States.

        4.71 × characters a word + 0.5 × words a sentence − 21.43, from Smith and Senter, "Automated
        Readability Index", AMRL-TR-66-220 (1967). 0 for a text without words.
        """
        if not words:
            return 0.0
        return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / sentences - 21.43

    def begins_with_gerund(self, claim: str) -> bool:
        """Whether a claim begins with a word in -ing."""
        match = _ING.match(claim)
        return match is not None and match["word"].casefold() not in _NO_ING

    def has_verb(self, words: Sequence[str]) -> bool:
        """A verb of the list, or a word in -s before something that may be its object."""
        following = [word.casefold().replace("'", "’") for word in words][1:]
        if _VERBS & {*following}:
            return True
        return any(
            word.endswith("s")
            and not word.endswith(("ss", "’s"))
            and word not in _NO_VERBS
            and behind not in _PREPOSITIONS
            for word, behind in pairwise(following)
        )

    stemmer = "english"
    stemmer_of_browser = "porter2"
    stop_words = frozenset(
        """
        a about actually after again all also am an and any anyone are as at be been before being between both
        but by can cant could define definition describe did differ difference different do does doesnt doing
        done dont each either else even ever every example explain for from get gets getting give go goes
        going got had has have having he her here him his how i if im in into is isnt it its itself ive just
        kind let like many may me mean meaning means might more most much my need no nor not now of off often
        ok on one only or other our out over own per please put re same say says she should so some somebody
        someone something sort stand stands such take term than that the their them then there these they this
        those through to too two under until us use used uses using versus very vs want was way we well were
        what when where whether which while who whom whose why will with within without called call would yes
        you your yourself
        """.split()
    )
    openings = tuple(
        "can you tell me, could you tell me, could you explain, can you show me, please tell me, "
        "tell me, show me, teach me, give me, help me understand, i want to know, "
        "i want to understand, i would like to know, do you know, whats, hows".split(", ")
    )
    joining = ("and", "or")
    comparing = tuple("vs versus between compare compared differ difference different same".split())
    # Verbs that people use of computers.
    irregular: Mapping[str, str] = {
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
    # British endings as American ones. Texts and queries are changed alike, so that odd results do no harm.
    respelt = (
        # tokenise
        (r"(?<=..[^aeiouv])(?<!conc)(?<!exerc)(?<!prec)is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
        (r"(?<=..)ys(e|ed|es|er|ers|ing)$", r"yz\1"),  # analyse
        (r"(?<=..)our(?=$|s$|ed$|ing$|al$|ful$|ite$|able$|less$)", "or"),  # behaviour
        (r"([aeiou][^aeiou]+e)ll(ed|ing|er|ers)$", r"\1l\2"),  # labelled
        (r"(?<=.)ogue(s?)$", r"og\1"),  # dialogue
        (r"(?<=..)([bt])re(s?)$", r"\1er\2"),  # centre
        (r"(?<=.)([bt])red$", r"\1ered"),  # centred
        (r"^(def|lic|off|pret)ence(s?)$", r"\1ense\2"),  # licence
        (r"gramm(e|es|ed|er|ers|ing)$", r"gram\1"),  # programme
    )
    # The stemmer leaves the plural of abbreviations: "LLMs", "GPUs".
    unended = ((r"(?<=[^s])s$", ""),)


def plurals(word: str) -> tuple[str, ...]:
    """`word` and its regular plural: biases, policies, quizzes, LLMs; of a number or a plural, itself."""
    lower = word.lower()
    is_plural = re.search(r"(?<![su])s\Z|[A-Z]s\Z", word) and lower not in _SINGULAR_IN_S
    if word.isdigit() or is_plural:
        return (word,)
    if re.search(r"[^aeiou\W]y\Z", lower):
        return word, word[:-1] + "ies"
    # In a word of one syllable, a z behind a single vowel is doubled; the u of "qu" is none.
    if re.search(r"\b(?:qu|[^aeiou\W])*[aeiou]z\Z", lower) and not word.isupper():
        return word, word + "zes"
    if re.search(r"(?:s|x|z|ch|sh)\Z", lower) and not word.isupper():
        return word, word + "es"
    return word, word + "s"


def article(term: str) -> str:
    """“a” or “an”, by the sound that `term` begins with: letters of an abbreviation are spelled out."""
    first = re.split(r"[\s-]", term, maxsplit=1)[0]
    if first[:1].isdigit():
        # Eight, eleven, eighteen and eighty are the numbers that begin with a vowel.
        return "an" if re.match(r"8|1[18](?!\d)", first) else "a"
    if first.isupper() or len(first) == 1:
        return "an" if first[:1].upper() in "AEFHILMNORSX" else "a"
    if re.match(r"(?:uni(?!n|mp|mag|de)|us[aeu]|uti|ubi|eu|one\b|once\b)", first, re.IGNORECASE):
        return "a"
    return "an" if re.match(r"[aeiou]|hour|hono|hones|heir", first, re.IGNORECASE) else "a"


RULES = English()
