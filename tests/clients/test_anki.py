"""The deck of the real glossary in Anki's own importer."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from .environments import python_client
from .projects import Glossary

pytestmark = pytest.mark.client
# Imports a file so often, and says what was new each time and what the collection holds then.
IMPORT = """
import json, sys
from anki.collection import Collection, ImportCsvRequest

collection, new = Collection(sys.argv[1]), []
for path in sys.argv[2:]:
    metadata = collection.get_csv_metadata(path=path, delimiter=None)
    log = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
    new.append([len(log.new), len(log.updated)])
notes = [collection.get_note(id) for id in collection.find_notes("")]
decks = {collection.decks.name(card.did) for note in notes for card in note.cards()}
print(json.dumps([new, sorted(decks), [[note.guid, note.tags, *note.fields] for note in notes]]))
"""


def test_anki_makes_a_card_of_each_concept_and_brings_it_up_to_date_later(
    real: Glossary, tmp_path: Path
) -> None:
    deck = real.folder / "integrations/anki.txt"
    later = tmp_path / "later.txt"
    changed = re.sub(r"(/accuracy/\t)[^\t]+", r"\1What is it?", deck.read_text("utf-8"), count=1)
    later.write_text(changed, "utf-8")
    collection = tmp_path / "collection.anki2"
    run = subprocess.run(
        [python_client("anki"), "-c", IMPORT, collection, deck, deck, later],
        capture_output=True,
        text=True,
        check=True,
    )
    new, decks, notes = json.loads(run.stdout)
    count = len(real.by_slug)
    assert new == [[count, 0], [0, 0], [0, 1]]
    assert decks == ["AI in Plain Words"]
    assert {note[0] for note in notes} == {*real.by_slug.values()}
    ((tags, front, back),) = [rest for guid, *rest in notes if guid == real.concept("accuracy")]
    term = json.loads((real.folder / "api/v1/terms/accuracy.json").read_text("utf-8"))
    assert (tags, front) == ([term["topic"]["slug"]], "What is it?")
    assert back.index("<p>") < back.index("<svg") < back.index("</svg>") < back.rindex("<p>")
