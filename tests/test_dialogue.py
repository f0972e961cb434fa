"""Conversations: how a block of code is read as one, and what becomes of it on the page and in its copy."""

from pathlib import Path

import pytest

from glossary.reading.site_config import SiteInfo
from glossary.site.build import build
from glossary.text.dialogue import Turn, read_dialogue

from .glossaries import TODAY, write

LEAD = """Two people talk.

```dialogue
Customer: A loaf of *dark* bread, please:
  - one loaf
  - `two` rolls
Baker (9:30): Here it is.
Customer: Thanks.
Baker (9:30): Good day.
```

1. And so on.

   ```dialogue
   A: b
   ```
"""


@pytest.mark.parametrize(
    ("line", "turn"),
    [
        ("Customer: A loaf.", Turn("Customer", ["A loaf."])),
        ("[User] at 9:30: Hello: you.", Turn("[User] at 9:30", ["Hello: you."])),
        ("Model:", Turn("Model", [])),
    ],
)
def test_who_speaks_stands_before_the_first_colon_with_a_space_behind_it(line: str, turn: Turn) -> None:
    assert read_dialogue([line]).turns == [turn]


@pytest.mark.parametrize("line", ["Good morning.", "https://example.org", " Customer: within", ":-)"])
def test_a_line_without_a_speaker_belongs_to_no_turn(line: str) -> None:
    assert read_dialogue([line]).strays == [0]


def test_a_conversation_is_a_transcript_in_which_whoever_has_the_last_word_answers(tmp_path: Path) -> None:
    write(tmp_path, {"token": {"lead": LEAD}})
    output = build(tmp_path, TODAY, SiteInfo("https://example.org/"))
    assert output.problems == []
    page, copy = str(output.files["concepts/token.md"]), str(output.verbatim["concepts/token/index.md"])
    turns = [
        "**Customer:** A loaf of &#42;dark&#42; bread, please:  \n"
        "&#45; one loaf  \n&#45; &#96;two&#96; rolls",
        "**Baker (9&#58;30):** Here it is.",
        "**Customer:** Thanks.",
        "**Baker (9&#58;30):** Good day.",
    ]
    asked, answer = "\n{: .turn }\n", "\n{: .turn .turn--answer }\n"
    marked = [turns[0] + asked, turns[1] + answer, turns[2] + asked, turns[3] + answer]
    assert "Two people talk.\n\n" + "\n".join(marked) in page
    assert "Two people talk.\n\n" + "\n\n".join(turns) in copy
    assert "   **A:** b\n   {: .turn .turn--answer }\n" in page
    assert "```" not in page + copy
