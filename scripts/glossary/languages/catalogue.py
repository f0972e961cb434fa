"""The words of the interface in a language, from its gettext catalogue. English is what they are written in."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent
CATALOGUE = "interface.po"


@cache
def catalogue(spoken: str) -> NullTranslations:
    """The translations of the language in the folder `spoken`; without a catalogue, each message is its own translation.

    Raises `ValueError` where the file is no catalogue (GNU gettext manual, "The Format of PO Files").
    """
    path = FOLDER / spoken / CATALOGUE
    if not path.is_file():
        return NullTranslations()
    # `glossary-links` speaks no language and comes without Babel.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=spoken, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
