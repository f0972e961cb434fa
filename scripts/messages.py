"""Brings the catalogues of all languages up to date with the messages that code, templates and scripts hold.

A new message stands there without a translation; one that nobody uses any more is removed. `make messages`
runs it.
"""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from glossary.commands.starter import SAID, shared_files
from glossary.languages.catalogue import CATALOGUE, FOLDER
from glossary.reading.frontmatter import FrontMatter, Relation, Row, Source
from glossary.reading.reading_paths import PathFields, Step
from glossary.reading.validation import described

PACKAGE = FOLDER.parent
_METHODS = [
    ("templates/redirect.js", "ignore"),
    ("theme/vendor/**", "ignore"),
    ("theme/**.js", "javascript"),
    ("**.py", "python"),
    ("**.j2", "jinja2"),
    ("**.html", "jinja2"),
]
_KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext", "Message", "told", "print_told", "Refused", "agreed"), (1,)),
    **dict.fromkeys(("ngettext", "plural"), (1, 2)),
}
_OPTIONS = {"**.j2": {"trimmed": "true"}, "theme/**.js": {"parse_template_string": "true"}}


def messages() -> Catalog:
    """Every message, with the files that use it."""
    found = Catalog(charset="utf-8")
    for path, _, message, comments, _ in extract_from_dir(PACKAGE, _METHODS, _OPTIONS, keywords=_KEYWORDS):
        found.add(message, locations=[(Path(path).as_posix(), None)], auto_comments=comments)
    for path, text in shared_files().items():
        for _, message in SAID.findall(text):
            found.add(message, locations=[(f"starter_files/{path}", None)])
    # A new page and the schema for editors say them, and so does a problem with a field that is missing.
    for fields in (FrontMatter, Relation, Row, Source, PathFields, Step):
        module = PACKAGE.parent / (fields.__module__.replace(".", "/") + ".py")
        for text in (*described(fields).values(), fields.model_json_schema()["description"]):
            found.add(text, locations=[(module.relative_to(PACKAGE).as_posix(), None)])
    return found


def up_to_date(text: bytes, language: str) -> bytes:
    """The text of a catalogue with exactly these messages, each with the translation that it had. Its head
    stays as it is.
    """
    catalogue = read_po(BytesIO(text), locale=language)
    catalogue.update(messages(), no_fuzzy_matching=True)
    written = BytesIO()
    write_po(
        written,
        catalogue,
        width=0,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return text.partition(b"\n\n")[0] + b"\n\n" + written.getvalue()


if __name__ == "__main__":
    for file in sorted(FOLDER.glob(f"*/{CATALOGUE}")):
        file.write_bytes(up_to_date(file.read_bytes(), file.parent.name))
