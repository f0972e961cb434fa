"""The pictures of this glossary's pages: each is drawn by a function, so that all of them look alike.

`python -m pictures` writes them to `docs/pictures/`.
"""

from . import language, learning, models, systems  # noqa: F401  (each draws its pictures)
from .drawing import PICTURES

__all__ = ["drawn"]


def drawn() -> dict[str, str]:
    """Every picture as SVG, by the name of its file."""
    return {f"{slug}.svg": sheet.svg() for slug, sheet in sorted(PICTURES.items())}
