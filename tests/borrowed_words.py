"""The runs of words of a text that is not ours, kept as hashes: they tell a borrowed sentence and show none.

python -m tests.borrowed_words ARTICLE.txt > tests/borrowed_words.txt
"""

import sys
from hashlib import sha256
from pathlib import Path

from glossary.text import read, runs

LENGTH = 8
HASHES = Path(__file__).parent / "borrowed_words.txt"


def hashed_runs(text: str) -> dict[str, str]:
    """Every run of eight words of a Markdown text by its hash: the first 12 hex digits of SHA-256.

    Words and case are those of the rule `shared-words`; the two signs for an apostrophe are one.
    """
    every = map(" ".join, runs(read(text.replace("’", "'")).words, LENGTH))
    return {sha256(run.encode()).hexdigest()[:12]: run for run in every}


if __name__ == "__main__":
    print("\n".join(sorted(hashed_runs("\n\n".join(Path(path).read_text("utf-8") for path in sys.argv[1:])))))
