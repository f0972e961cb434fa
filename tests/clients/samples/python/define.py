"""Prints what a word means: python define.py "open weights"."""

import json
import sys
from urllib.request import urlopen

TERMS = "https://example.org/glossary/api/v1/terms.json"

with urlopen(TERMS) as answer:
    terms = json.load(answer)["terms"]
word, found = sys.argv[1].casefold(), False
# A word may have more than one meaning.
for term in terms:
    if word in (name.casefold() for name in [term["title"], *term["aliases"], *term["covers"]]):
        found = True
        print(f"{term['title']}: {term['definition']}\n{term['url']}")
if not found:
    sys.exit(f"There is no {sys.argv[1]!r} in the glossary.")
