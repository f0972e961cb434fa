"""Prints what a word means: python define.py "open weights"."""

import json
import sys
from urllib.request import urlopen

TERMS = "https://example.org/glossary/api/v1/terms.json"

with urlopen(TERMS) as answer:
    terms = json.load(answer)["terms"]
by_name = {name.casefold(): term for term in terms for name in [term["title"], *term["aliases"], *term["covers"]]}
term = by_name.get(sys.argv[1].casefold())
if term is None:
    sys.exit(f"There is no {sys.argv[1]!r} in the glossary.")
print(f"{term['title']}: {term['definition']}\n{term['url']}")
