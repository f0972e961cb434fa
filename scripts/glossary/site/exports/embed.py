"""`/embed/v1.js`: the script of the hovercards, with the custom element of this glossary."""

from pathlib import Path

from ...reading.site_config import ELEMENT

PATH = "embed/v1.js"
# What is published with it stays: a glossary that has set no other keeps it.
_SCRIPT = Path(__file__).parent.parent.parent / "templates/hovercards.js"


def embed(element: str) -> str:
    """The script, in which `element`, the name of a custom element, stands literally."""
    return _SCRIPT.read_text("utf-8").replace(ELEMENT, element)
