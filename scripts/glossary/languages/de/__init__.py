"""German."""

import re
from collections.abc import Collection, Sequence

from ..rules import Rules

# Words that follow the noun that declines: “Tag der offenen Tür”, “Tage der offenen Tür”.
_FUNCTION_WORDS = set(
    "der des dem den die das ein eine einer eines und oder von vom mit für zu zum zur in im ins aus nach "
    "ohne auf an am bei pro je per de du à".split()
)
_ADJECTIVE = re.compile(r"(?P<stem>[^\W\d_]{3,}?)(?:er|es|en|em|e)")
_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")

# How nouns decline, by their ending; the first row that matches counts. A row has the number of letters to
# cut, the endings to add, and those to add where the vowel gets an umlaut. An ending allows several plurals
# (Duden, “Die Grammatik”), so all are tried, in every case: a form that does not exist is in no text. Left
# out are forms that are everyday words of their own: kosten, Eisen, Reise, Rinde, and the verbs related to
# “Koch” and the others in its row. A missing plural does less harm: it can be an alias.
_DECLENSIONS: tuple[tuple[re.Pattern[str], int, list[str], list[str]], ...] = tuple(
    (re.compile(rf"(?:{pattern})\Z"), cut, endings.split(), umlauted.split())
    for pattern, cut, endings, umlauted in (
        (r"[kK]ost", 0, "", ""),
        (r"\b(?:Eis|Mus|Reis)", 0, "es", ""),
        (r"\b(?:Hack|Kohl)", 0, "s es", ""),
        (r"\bRind", 0, "s es er ern", ""),
        (
            r"(?i:koch|plan|kauf|lauf|(?:\b|vor|bei|[ns])rat|dampf|druck|tausch|lohn|fang|traum|raum|schaum|"
            r"kampf|stoß|gruß|brauch|schlag|gang|zug|fall|satz|platz|trag|saft|hang|klang)",
            0,
            "s es",
            "e en",
        ),
        (r"\b[eE]i", 0, "es er ern", ""),  # not Eis, which is another word
        (r"[^aeiouäöü]ei", 0, "s es e en er ern", ""),  # Bäckerei, Brei, Spiegelei
        (r"ie|ee", 0, "s n", ""),
        (r"e", 0, "n s ns", ""),  # Küche, Gebäude, Name
        (r"in", 0, "nen s es e en", ""),  # Köchin, Vitamin
        (r"(?:[^aeäo]u|[^e]i)s", 0, "se sen ses", ""),  # Bus, Kürbis, Ergebnis
        (r"(?<!a)um", 2, "um ums en a", ""),  # Museum, Minimum
        (r"ma", 0, "s ta", ""),
        (r"[ao]", 0, "s", ""),
        (r"(?:chen|lein)", 0, "s", ""),
        (
            r"(?:[gG]art|[oO]f|[lL]ad|[bB]od|[fF]ad|[gG]rab|[hH]af|[kK]ast|[mM]ag|[sS]chad|[bB]og)en",
            2,
            "en ens",
            "en",
        ),
        (r"en", 0, "s e en", ""),  # Kuchen, Allergen
        (r"(?<![ei])e[lr]", 0, "s n", "- n"),  # Löffel, Apfel, Gabel
        (r"[iuyäöü]|(?<!e)au|eu", 0, "s es en", ""),
        (r"r", 0, "s es e en n", "e en er ern"),  # Tier, Herr
        (r"(?<!s)[dt]", 0, "s es e en er ern", "e en er ern"),  # Bild, Gericht
        (r"", 0, "s es e en", "e en er ern"),
    )
)
# Words whose ending is replaced by another one.
_OTHER_END = re.compile(
    r"(?<=[aeiouyäöü][^aeiouyäöü])(?:[iu]s|a|o)\Z|(?<=[aeiouyäöü][^aeiouyäöü]{2})(?:[iu]s|a|o)\Z"
)  # Virus, Basis, Pizza, Konto
_VOWELS = re.compile(r"au|äu|[aeiouyäöü]+", re.I)
# How umlauts are written on a keyboard without them, and ß in Switzerland. Forms that would be another word
# are left out: Maße, Buße, Ruße.
_ON_A_KEYBOARD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_OTHER_WORDS = {"Busse", "Bussen", "Masse", "Massen", "Russe", "Russen"}
_UMLAUTS = {"au": "äu", "a": "ä", "o": "ö", "u": "ü", "Au": "Äu", "A": "Ä", "O": "Ö", "U": "Ü"}

_SYLLABLE = re.compile(r"au|äu|eu|ei|ai|ie|aa|ee|oo|[aeiouyäöü]", re.I)


class German(Rules):
    """How German words behave."""

    nouns_have_capitals = True
    joins_nouns = True

    def forms(self, words: Sequence[str], gaps: Sequence[str]) -> list[tuple[str, ...]]:
        """The noun of a name declines, and so do the adjectives before it: “vegetarische Kost”,
        “vegetarischer Kost”.

        Each form may be written without umlauts or ß as well: “Kuehlkette”, “Strasse”.
        """
        noun = _noun(words)
        adjectives = _adjectives_before(noun, words, gaps)
        forms: list[tuple[str, ...]] = [(word,) for word in words]
        forms[noun] = _declined(words[noun])
        for place in adjectives:
            forms[place] = _inflected(words[place], place == 0)
        return [_with_spellings(own) for own in forms]

    def running(self, title: str) -> str:
        """“Kostform” and “Tag der offenen Tür” stay; “Vegetarische Kost” begins with a small letter."""
        parts = re.split(r"([^\W_]+)", title)
        words, gaps = parts[1::2], parts[2:-1:2]
        begins_small = bool(words) and 0 in _adjectives_before(_noun(words), words, gaps)
        return title[:1].lower() + title[1:] if begins_small else title

    def question(self, title: str, term: str, sentence: str = "") -> str:
        """“Was bedeutet „Kostform“?” An article would need the gender, which no rule tells."""
        return f"Was bedeutet „{term}“?"

    transliterated = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

    quoted = re.compile(r"„[^“”]*[“”]|»[^«]*«|«[^»]*»|“[^”]*”")
    quotes_within = str.maketrans({"„": "‚", "“": "‘"})
    unfinished = re.compile(
        r"(?:(?<![^\W\d_])[^\W\d_]|\b(?:ca|bzw|Nr|Abs|Art|Std|evtl|ggf|inkl|exkl|zzgl|vgl|max|min|Dr|Prof|St|"
        r"sog|bspw|Abb|Tab|Kap)|(?<!\d)\d{1,2})\.\Z"
    )  # z. B., ca. 20, am 3. Mai
    amounts = r"Prozent|Dollar|Euro|Pfund|Cent|Franken|Yen"
    # “Oben” and “unten” alone are parts of the picture.
    elsewhere = re.compile(r"\b(?:(?:weiter|siehe) (?:oben|unten)|obige\w*|(?:die|der) Liste)\b", re.I)

    def reading_grade(self, words: Sequence[str], sentences: int) -> float:
        """The first Wiener Sachtextformel: the school grade, from 4 on, that understands a text.

        0.1935 × MS + 0.1672 × SL + 0.1297 × IW − 0.0327 × ES − 0.875, where MS, IW and ES are the percentages
        of words with three syllables or more, of more than six letters and of one syllable, and SL is the
        words a sentence: Bamberger and Vanecek, “Lesen – Verstehen – Lernen – Schreiben” (1984). A vowel or
        diphthong counts as a syllable. 0 for a text without words.
        """
        if not words:
            return 0.0
        syllables = [len(_SYLLABLE.findall(word)) for word in words]
        percent = 100 / len(words)
        many = sum(count > 2 for count in syllables) * percent
        one = sum(count < 2 for count in syllables) * percent
        long = sum(len(word) > 6 for word in words) * percent
        return 0.1935 * many + 0.1672 * len(words) / sentences + 0.1297 * long - 0.0327 * one - 0.875

    stemmer = "german"
    stemmer_of_browser = "snowball-german"
    stop_words = frozenset(
        """
        aber alle allem allen aller alles als also am an andere anderen anderer anderes art auch auf aus
        bedeuten bedeutet bedeutung begriff bei beide beiden beides beim beispiel bekomme bekommen bekommt
        benutzen benutzt bereits beschreibe beschreiben bevor bin bis bitte brauche brauchen braucht da dabei
        dafür damit danach dann darf darfst darum darüber das dass dasselbe davon dazu definiere definieren
        definition dein deine dem den denn der deren derselbe des deshalb dessen dich die dies diese dieselbe
        diesem diesen dieser dieses dir doch dort du durch dürfen dürfte eben eigene eigenen eigener
        eigentlich ein eine einem einen einer eines einfach einige einmal er erkläre erklären erklärt es etwas
        euch euer für gab geben gegen gehen geht genau gerade getan gibt gut habe haben hat hatte hatten heißt
        hier hätte ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in innerhalb ins irgendein irgendwas
        ist ja je jede jedem jeden jeder jedes jemals jemand jemandem jemanden jetzt kann kannst kein keine
        keinem keinen keiner kriegen kriegt können könnte könntest lass lassen lässt machen macht mag mal man
        mehr mehrere mein meine meinem meinen meiner meinst meint meist meistens mich mir mit muss musst
        möchte möchten mögen müssen müsste müssten nach nehme nehmen nein nennen nennt nicht nichts nimmt noch
        nun nur nutzen nutzt ob oder oft ohne per pro sagen sagt schon sehr sei sein seine seinem seinen
        seiner seit selbe selben selbst sich sie sind so sogar solche solchem solchen solcher solches soll
        sollen sollte sollten sonst sowas statt stehen steht tue tun tut um und uns unser unsere unter
        unterscheiden unterscheidet unterschied unterschiede unterschieden vergleich vergleichen versus
        verwende verwenden verwendet viel viele vom von vor vs wann war waren warum was weil welche welchem
        welchen welcher welches wem wen wenig wenn wer werde werden weshalb wessen wie wieder wieso wieviel
        wieviele will willst wir wird wo wobei wofür woher wohin wohl wollen wollte womit worin worum worüber
        wovon wozu wurde wurden während wäre wärst würde zu zum zur zwei zwischen über
        """.split()
    )
    openings = tuple(
        "kannst du mir sagen, kannst du mir erklären, können sie mir sagen, können sie mir erklären, "
        "sag mir, sagen sie mir, zeig mir, zeige mir, erkläre mir, erklär mir, erklären sie mir, "
        "hilf mir zu verstehen, ich möchte wissen, ich will wissen, ich möchte verstehen, ich suche, "
        "weißt du, wissen sie, was versteht man unter, was heißt".split(", ")
    )
    joining = ("und", "oder")
    comparing = tuple(
        "vs versus zwischen unterschied unterschiede unterscheiden unterscheidet vergleich "
        "vergleichen verglichen anders dasselbe gleich statt".split()
    )
    # Keyboards and addresses have “ue” and “ss”. After a vowel or q, the letters are no umlaut: neue, Quelle.
    folded = (("ß", "ss"), (r"([^aeiouyq]|^)([aou])e", r"\1\2"))
    # Plurals that the stemmer leaves: "LKWs", and a part of "Köchinnen".
    unended = ((r"^([^aeiouy]{2,})s$", r"\1"), (r"inn$", "in"))


def _noun(words: Sequence[str]) -> int:
    """The place of the noun that declines: the last before a small word (“Tag der offenen Tür”)."""
    end = next((place for place, word in enumerate(words) if place and word in _FUNCTION_WORDS), len(words))
    return next((place for place in reversed(range(end)) if words[place][:1].isupper()), end - 1)


def _adjectives_before(noun: int, words: Sequence[str], gaps: Sequence[str]) -> Collection[int]:
    """The places of the adjectives right before a noun."""
    first = noun
    while first and not gaps[first - 1].strip() and _ADJECTIVE.fullmatch(words[first - 1]):
        first -= 1
    return range(first, noun)


def _inflected(adjective: str, begins: bool) -> tuple[str, ...]:
    """An adjective with each of its endings; where a title begins with it, without the capital too."""
    match = _ADJECTIVE.fullmatch(adjective)
    stem = match["stem"] if match else adjective
    forms = [adjective, *(stem + ending for ending in _ADJECTIVE_ENDINGS)]
    return tuple(dict.fromkeys([*forms, *(form[:1].lower() + form[1:] for form in forms if begins)]))


def _declined(word: str) -> tuple[str, ...]:
    """A word with its possible endings; with a small letter as an adjective, if it is not like a verb."""
    if word[:1].islower():
        if re.search(r"(?:[en]n|ern|eln|[aiou])\Z", word):
            return (word,)
        forms = [word, *(word.removesuffix("e") + ending for ending in _ADJECTIVE_ENDINGS)]
        return tuple(dict.fromkeys(forms))
    if not word[1:].islower() or not word.isalpha():
        return word, f"{word}s"
    _, cut, endings, umlauted = next(row for row in _DECLENSIONS if row[0].search(word))
    stem = word[: len(word) - cut]
    forms = [word, *(stem + ending for ending in endings)]
    if (changed := _with_umlaut(stem)) != stem:
        forms += [changed + ending.replace("-", "") for ending in umlauted]
    if _OTHER_END.search(word) and not word.endswith("nis"):
        forms.append(_OTHER_END.sub("en", word))
    return tuple(dict.fromkeys(forms))


def _with_spellings(forms: Sequence[str]) -> tuple[str, ...]:
    """The forms, and how they are written where there is no ß or no umlaut either."""
    written = [
        spelling
        for form in forms
        for spelling in (form.replace("ß", "ss"), form.translate(_ON_A_KEYBOARD))
        if spelling not in _OTHER_WORDS
    ]
    return tuple(dict.fromkeys([*forms, *written]))


def _with_umlaut(word: str) -> str:
    """The word with an umlaut for its last vowel, if that can have one; in -el and -er the one before."""
    end = len(word) - 2 if word.endswith(("el", "er")) else len(word)
    last = next(reversed([*_VOWELS.finditer(word, 0, end)]), None)
    if last is None or last[0] not in _UMLAUTS:
        return word
    return word[: last.start()] + _UMLAUTS[last[0]] + word[last.end() :]


RULES = German()
