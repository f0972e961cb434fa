"""The languages of a handbook, from the options of mkdocs-static-i18n, which builds a site for each of them.

The glossary belongs to its default language, and pages in the others are left alone.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

PLUGIN = "i18n"
# What the plugin takes for a language where none of its languages is named so.
_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{4})?(?:-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")


class _Language(BaseModel):
    locale: str
    default: bool = False


class _Options(BaseModel):
    """Those that say in which language a page is, and where it will stand."""

    docs_structure: Literal["folder", "suffix"] = "suffix"
    languages: list[_Language]
    build_only_locale: str | None = None


@dataclass(frozen=True)
class Translations:
    """The `language` of the glossary, and how pages in the docs folder are told apart: `by_folder`, as in
    `de/guide.md`, or by their names, as in `guide.de.md`. `only` is the one language that is built, if it is
    not every one.
    """

    language: str
    by_folder: bool
    known: frozenset[str]
    only: str | None

    def common_path(self, path: str) -> str | None:
        """The path of a page in the language of the glossary, without the language. None for any other page.

        >>> handbook = Translations("en", False, frozenset({"en", "de"}), None)
        >>> [handbook.common_path(f"guide/tools{end}") for end in (".md", ".en.md", ".de.md")]
        ['guide/tools.md', 'guide/tools.md', None]
        """
        place = PurePosixPath(path)
        named = place.parts[0] if self.by_folder else PurePosixPath(place.stem).suffix[1:]
        if not (named in self.known or _LOCALE.fullmatch(named)):
            return path
        if named != self.language:
            return None
        if self.by_folder:
            return place.relative_to(named).as_posix()
        return place.with_stem(place.stem.removesuffix(f".{named}")).as_posix()


def translations(options: Any) -> Translations | None:
    """What the plugin's `options` say, None where it is not there, or stops because of them."""
    try:
        read = _Options.model_validate(options)
    except ValidationError:
        return None
    default = next((language.locale for language in read.languages if language.default), None)
    if default is None:
        return None
    known = frozenset(language.locale for language in read.languages)
    return Translations(default, read.docs_structure == "folder", known, read.build_only_locale or None)
