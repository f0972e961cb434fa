"""What is read from the source folder, and what is no text."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.graph.graph import build_graph
from glossary.reading.settings import SCHEMA
from glossary.reading.snapshot import snapshot
from glossary.reading.source import decode, is_input, read
from glossary.site.other_pages import with_links

from .glossaries import concept, write


def test_pages_and_settings_are_read_and_everything_else_is_listed(tmp_path: Path) -> None:
    write(tmp_path, {"token": None}, {"style.yml": "", "index.md": "Home", "assets/soup.svg": "<svg/>"})
    source = read(snapshot(tmp_path))
    assert source.problems == []
    assert source.paths == {
        "concepts/token.md",
        "topics.yml",
        "urls.txt",
        "style.yml",
        "index.md",
        "assets/soup.svg",
    }
    assert source.concept_paths == ["concepts/token.md"]
    assert source.text("index.md") == "Home"
    assert source.text("assets/soup.svg") == source.text("nothing.md") == ""


def test_a_folder_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    source = read(snapshot(tmp_path / "nowhere"))
    assert source.paths == frozenset()
    assert [problem.rule for problem in source.problems] == ["no-concepts", "no-topics"]


def test_folders_named_like_pages_and_links_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, {"token": None})
    (tmp_path / "concepts/folder.md").mkdir()
    (tmp_path / "concepts/circle").symlink_to(tmp_path)
    (tmp_path / "concepts/nowhere.md").symlink_to(tmp_path / "gone.md")
    source = read(snapshot(tmp_path))
    assert source.problems == []
    assert source.concept_paths == ["concepts/token.md"]


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"token": None, "prompt": None})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "token.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    source = read(snapshot(tmp_path))
    assert [str(problem) for problem in source.problems] == [
        "concepts/token.md:1: the file cannot be read: Permission denied; see to its permissions"
    ]
    assert source.concept_paths == ["concepts/prompt.md"]


def test_a_schema_that_editors_read_is_not_read_here(tmp_path: Path) -> None:
    write(tmp_path, {"token": None})
    (tmp_path / SCHEMA).write_bytes(b"\xff")
    source = read(snapshot(tmp_path))
    assert source.problems == [] and SCHEMA in source.paths and is_input(SCHEMA)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("a\nb".encode("utf-16"), 1),
        (b"a\nb\n\xff", 3),
        ("ä\nö".encode("latin-1"), 1),
        (b"a\r\nb\rc", 2),
        (b"a\nb\r\r\n", 2),
        (b"a\nb\x00", 2),
        ("a\nb\x85c".encode(), 2),
        ("a\n\nb\u202ec\u202e".encode(), 3),
        (b"a\xed\xa0\x80", 1),
    ],
)
def test_what_is_no_plain_text_is_reported_with_its_line(data: bytes, line: int) -> None:
    text, problems = decode(data, "concepts/token.md")
    assert text is None
    assert [(problem.path, problem.line) for problem in problems] == [("concepts/token.md", line)]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbf# a", "x.md") == ("# a", [])


def test_every_line_with_a_character_that_nobody_can_see_is_reported() -> None:
    text, problems = decode("a\x07b\x07\nplain\tä\n\u2066c\u2069 \x1b[1m\n".encode(), "x.md")
    assert text is None
    assert [(problem.line, problem.what) for problem in problems] == [
        (1, "the invisible character U+0007 is not allowed"),
        (3, "the invisible character U+001B is not allowed"),
        (3, "the invisible character U+2066 is not allowed"),
        (3, "the invisible character U+2069 is not allowed"),
    ]


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]))))
def test_a_text_with_windows_line_ends_is_read_as_one_without(lines: list[str]) -> None:
    assert decode("\r\n".join(lines).encode(), "x.md") == ("\n".join(lines), [])


@given(st.binary(max_size=60))
def test_no_bytes_are_too_wrong_to_be_reported(data: bytes) -> None:
    text, problems = decode(data, "x.md")
    assert (text is None) == bool(problems)
    assert text is None or text.encode() == data.replace(b"\r\n", b"\n")


def test_letters_in_two_characters_are_those_in_one(tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts/kueche.md").write_text(unicodedata.normalize("NFD", "Die Küche heißt so."), "utf-8")
    source = read(snapshot(tmp_path))
    assert source.text("concepts/kueche.md") == "Die Küche heißt so."
    assert not [problem for problem in source.problems if problem.path == "concepts/kueche.md"]


def test_a_name_is_linked_on_a_page_beside_the_glossary_whose_letters_are_in_two_characters() -> None:
    graph = build_graph([concept("kueche", title="Küche")])
    assert (
        with_links(unicodedata.normalize("NFD", "Eine Küche.\n"), "index.md", graph.names, graph.concepts)
        == "Eine [Küche](concepts/kueche.md).\n"
    )
