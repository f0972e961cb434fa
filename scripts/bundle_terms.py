"""Writes `scripts/bundled/terms.json`: the terms that the package brings along for `glossary links`.

So whoever installs the package can check links without a network. Where the glossary is published is
for them to say, so the addresses in the file are the placeholder's.
"""

from pathlib import Path

from glossary.build import build
from glossary.calendar_day import today
from glossary.exports.api import LIST
from glossary.source import OWN_ADDRESS

ROOT = Path(__file__).parent.parent
BUNDLED = ROOT / "scripts" / "bundled" / "terms.json"


def bundled_terms() -> str:
    """The text of the file: `api/v1/terms.json` as the site publishes it. Raises `ValueError` if a page is wrong."""
    output = build(ROOT / "docs", today(), OWN_ADDRESS)
    if not output.files:
        raise ValueError("\n".join(map(str, output.problems)))
    return str(output.files[LIST])


if __name__ == "__main__":
    BUNDLED.parent.mkdir(exist_ok=True)
    BUNDLED.write_text(bundled_terms(), "utf-8")
