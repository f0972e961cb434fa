"""Which pages may have a run of words in common, found without comparing each with each.

A few hashes of short runs are kept for each page, chosen so that two texts with a long run in common also
have a hash in common (winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003).
"""

from array import array
from collections.abc import Iterable, Mapping
from zlib import crc32

# Of so many hashes in a row one is kept. A shorter window keeps more of them, a longer one makes the hashed
# runs shorter, and those stand on more pages by chance.
WINDOW = 5
_BITS = 2**32


def fingerprint(texts: Iterable[list[str]], length: int) -> bytes:
    """The hashes that stand for the words of the texts of a page, where runs of `length` words count."""
    window = min(WINDOW, length)
    short = length - window + 1
    kept: set[int] = set()
    for text in texts:
        # Python's hash of numbers is the same in each process, that of texts is not.
        words = [crc32(word.casefold().encode()) for word in text]
        hashes = [hash(run) % _BITS for run in zip(*(words[shift:] for shift in range(short)), strict=False)]
        kept.update(map(min, *(hashes[shift:] for shift in range(window))) if window > 1 else hashes)
    return array("I", sorted(kept)).tobytes()


def sharing(fingerprints: Mapping[str, bytes]) -> set[str]:
    """The pages that may share a run with another one; all that do are among them."""
    pages = {page: set(array("I", content)) for page, content in fingerprints.items()}
    seen: set[int] = set()
    shared: set[int] = set()
    for hashes in pages.values():
        shared |= seen & hashes
        seen |= hashes
    return {page for page, hashes in pages.items() if not shared.isdisjoint(hashes)}
