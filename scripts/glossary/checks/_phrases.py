"""Phrases of the style as patterns."""

import re
from collections.abc import Iterable

_patterns: dict[tuple[str, ...], re.Pattern[str]] = {}


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words, without regard to case and to where a line breaks."""
    key = tuple(phrases)
    if key not in _patterns:
        longest_first = sorted(key, key=len, reverse=True)
        spaced = (r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
        _patterns[key] = re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.I)
    return _patterns[key]
