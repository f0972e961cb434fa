"""The words of the interface in a language, from its gettext catalogue; in code they are English."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog

FOLDER = Path(__file__).parent
CATALOGUE = "interface.po"


def N_(message: str) -> str:
    """Marks a message that is translated elsewhere (GNU gettext manual, "Special cases")."""
    return message


@cache
def read_catalogue(spoken: str) -> "Catalog":
    """What the language in the folder `spoken` has for each message; an empty catalogue where it has no file.

    Raises `ValueError` where the file is no catalogue (GNU gettext manual, "The Format of PO Files").
    """
    from babel.messages import Catalog
    from babel.messages.pofile import read_po

    path = FOLDER / spoken / CATALOGUE
    if not path.is_file():
        return Catalog(locale=spoken)
    with path.open("rb") as file:
        return read_po(file, locale=spoken, abort_invalid=True)


@cache
def catalogue(spoken: str) -> NullTranslations:
    """The translations of a language; without a catalogue, each message is its own translation."""
    # `glossary-links` comes without Babel, and then speaks English.
    if not (FOLDER / spoken / CATALOGUE).is_file() or not find_spec("babel"):
        return NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, read_catalogue(spoken))
    compiled.seek(0)
    return GNUTranslations(compiled)
