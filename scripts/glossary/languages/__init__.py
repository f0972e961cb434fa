"""The languages in which a glossary can be written: a folder each, with rules for words and its interface.

A folder is named by the language's tag (BCP 47). Its `__init__.py` holds `RULES`; all but that of English,
in which the interface is written, have a gettext catalogue.
"""

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from importlib import import_module

from ..problem import Message
from .catalogue import FOLDER, N_, catalogue
from .rules import Rules

__all__ = ["ENGLISH", "N_", "Language", "Rules", "language_of", "spoken_languages"]


@dataclass(frozen=True)
class Language:
    """The language of a glossary: `code` is what the project asks for, `spoken` the folder that serves it."""

    code: str
    spoken: str

    @property
    def rules(self) -> Rules:
        """How words behave in this language."""
        return _rules(self.spoken)

    @property
    def words(self) -> NullTranslations:
        """The words of the interface; `gettext` and `ngettext` translate messages written in English."""
        return catalogue(self.spoken)

    def told(self, form: str, **values: object) -> str:
        """A message in this language, or the one that `form` makes of the values."""
        message = form if isinstance(form, Message) else Message(form, **values)
        return message.said(self.words)

    @property
    def is_served(self) -> bool:
        """Whether there is a folder for it; otherwise its words and rules are those of English."""
        return self.spoken == self.main

    @property
    def main(self) -> str:
        """The language itself, without what its tag says of a country: "de" of "de-CH"."""
        return _main(self.code)

    @property
    def locale(self) -> str:
        """The locale by which Babel writes dates, numbers and lists: 9 June 2026, and a, b and c."""
        return "en_GB" if self.spoken == "en" else self.spoken


@cache
def _rules(spoken: str) -> Rules:
    rules: Rules = import_module(f".{spoken}", __name__).RULES
    return rules


def spoken_languages() -> list[str]:
    """The tags of all languages that have a folder."""
    return sorted(path.parent.name for path in FOLDER.glob("*/__init__.py"))


@cache
def language_of(code: str) -> Language:
    """The language for a tag such as "de" or "de-CH"; English serves those that have no folder."""
    return Language(code, _main(code) if _main(code) in spoken_languages() else "en")


def _main(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()


ENGLISH = language_of("en")
