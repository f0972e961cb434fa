"""What a text says in the English of the interface, where the glossary has another language."""

import re
from collections.abc import Iterable

from glossary.languages.catalogue import read_catalogue

# What stands in a message for a value: `{places}`, `%(places)s`.
_PLACE = re.compile(r"%\\\((?:\w+)\\\)s|\\\{\w+\\\}")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def untranslated(texts: Iterable[str], language: str) -> list[str]:
    """Those of the `texts`, each as long as an element or a label, that hold a message in English.

    A message of several words counts wherever it stands, one of a single word only as the whole of a text: "also" is German too.
    """
    said = [message for message in read_catalogue(language) if message.id and message.id != message.string]
    forms = {form for message in said for form in ([message.id] if isinstance(message.id, str) else message.id)}
    words = [_PLACE.sub(".+?", re.escape(re.sub(r"[*`]", "", _LINK.sub(r"\1", form)).strip())) for form in forms]
    # One that is little but values would be found everywhere.
    told = [word for word in words if len(re.findall(r"[A-Za-z]{2,}", word)) > 0]
    alone = re.compile("|".join(word for word in told if r"\ " not in word))
    within = re.compile("|".join(rf"(?<!\w){word}(?!\w)" for word in told if r"\ " in word))
    return [text for text in map(_plain, texts) if alone.fullmatch(text) or within.search(text)]


def _plain(text: str) -> str:
    return " ".join(text.split())
