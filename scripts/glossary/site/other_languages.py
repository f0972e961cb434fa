"""How the pages that stand for a concept in other languages are shown."""

from collections.abc import Sequence

from babel import Locale
from babel.localedata import exists

from ..languages import N_, Language, language_of
from ..reading.counterparts import Tie

# Each language has its own name here: “Auf Deutsch”.
_IN = N_("In English")


def in_other_languages(ties: Sequence[Tie]) -> list[dict[str, str]]:
    """The pages as links; `leads` says in the language of the page which that is."""
    return [
        {
            "language": _tag(tie.language),
            "leads": _leads(language_of(tie.language)),
            "title": tie.page.title,
            "url": tie.page.url,
        }
        for tie in ties
    ]


def versions(own: Language, url: str, ties: Sequence[Tie]) -> list[dict[str, str]]:
    """The addresses of a concept in all languages, its own with them, as its page tells search engines.

    Who reads none of the languages gets English or, without it, the first by its tag: so all glossaries that
    know each other say the same.
    """
    urls = {_tag(own.code): url} | {_tag(tie.language): tie.page.url for tie in ties}
    default = min(urls, key=lambda tag: (language_of(tag).main != "en", tag.casefold()))
    return [{"language": tag, "url": urls[tag]} for tag in urls] + [
        {"language": "x-default", "url": urls[default]}
    ]


def _tag(language: str) -> str:
    return language.replace("_", "-")


def _leads(language: Language) -> str:
    if language.is_served:
        return language.words.gettext(_IN)
    named = Locale(language.main).get_language_name() if exists(language.main) else None
    return named or language.code
