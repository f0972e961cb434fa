"""What is remembered changes nothing: after any edits a build gives what a first build would."""

import pickle
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench_corpus import write_corpus
from glossary.checks.shared_runs import fingerprint, sharing
from glossary.reading.site_config import SiteInfo
from glossary.site.build import build
from glossary.site.memory import Memory

from .glossaries import COMPARISON, TODAY, ledger, page, relation, write

SLUGS = ["bread", "soup", "large-model", "token", "spoon"]
NAMES = [
    "bread",
    "soup",
    "soups",
    "large model",
    "token",
    "spoon",
    "ladle",
    "large spoon",
    "policy",
    "Kubernetes",
]
PROSE = [
    "Bread and soup need a spoon.",
    "A large model reads tokens, and a ladle is a large spoon.",
    "We run Kubernetes here, by policy and with policies.",
    "See [soup](soup.md) and `token`, or [a ladle](ladle.md).",
    "One sentence of eight words that two pages may have.",
    "<b>No</b> token {here}.",
]
STYLE = "shared_words: 8\nwords: [1, 60]\nlinks_per_page: 1\nbanned_phrases: [large spoon]\n"


@st.composite
def fields(draw: st.DrawFn) -> dict[str, object]:
    """The fields of a page that may name, link, contrast and repeat other pages, and be no page yet."""
    others = draw(st.lists(st.sampled_from([*SLUGS, "ladle"]), max_size=2, unique=True))
    kinds = st.sampled_from(["related", "broader", "requires", "contrasts"])
    relations = [
        relation(other, kind, **(COMPARISON if kind == "contrasts" else {}))
        for other in others
        for kind in [draw(kinds)]
    ]
    return {
        "aliases": draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)),
        "autolink": draw(st.none() | st.lists(st.sampled_from(NAMES), max_size=1)),
        "shared_names": draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)),
        "context": draw(st.lists(st.sampled_from(["basics", "safety"]), max_size=1)),
        "status": draw(st.sampled_from([None, None, "draft", "deprecated"])),
        "use_instead": draw(st.sampled_from([None, "soup", "Ladle"])),
        "topic": draw(st.sampled_from(["basics", "basics", "safety", "nowhere"])),
        "related": relations,
        "lead": "\n\n".join(draw(st.lists(st.sampled_from(PROSE), min_size=1, max_size=3))) + "\n",
    }


Edit = Callable[[Path], None]


def save(path: str, text: str | None) -> Edit:
    """Writes a file, or deletes it."""

    def edit(folder: Path) -> None:
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, "utf-8")

    return edit


def rename(old: str, new: str) -> Edit:
    """Gives a page another slug, if it is there."""

    def edit(folder: Path) -> None:
        file = folder / f"concepts/{old}.md"
        if file.exists():
            file.replace(folder / f"concepts/{new}.md")

    return edit


PATHS = st.sampled_from([f"concepts/{slug}.md" for slug in SLUGS])
EDITS = st.one_of(
    st.builds(
        lambda slug, own: save(f"concepts/{slug}.md", page(slug, own)), st.sampled_from(SLUGS), fields()
    ),
    st.builds(save, PATHS, st.sampled_from([None, "no front matter", "---\ntitle: [\n---\n"])),
    st.builds(rename, st.sampled_from(SLUGS), st.sampled_from([*SLUGS, "ladle"])),
    st.builds(save, st.just("style.yml"), st.sampled_from([None, STYLE, "words: [1"])),
    st.builds(
        save, st.just("urls.txt"), st.sampled_from(["", ledger(SLUGS), "/concepts/old/ -> /concepts/soup/\n"])
    ),
    st.builds(
        save, st.just("about/us.md"), st.sampled_from([None, *(f"# Us\n\n{prose}\n" for prose in PROSE)])
    ),
    st.builds(save, st.just("index.md"), st.sampled_from([None, "# Home\n"])),
)


@settings(max_examples=25)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=2, max_size=6), st.booleans())
def test_a_build_after_edits_gives_what_a_first_build_gives(rounds: list[list[Edit]], served: bool) -> None:
    with TemporaryDirectory() as temporary:
        folder, memory, site = Path(temporary), Memory(), SiteInfo(for_authors=served)
        write(folder, dict.fromkeys(SLUGS))
        for edits in rounds:
            for edit in edits:
                edit(folder)
            again, first = build(folder, TODAY, site, memory), build(folder, TODAY, site)
            assert again.problems == first.problems
            assert dict(again.files) == dict(first.files)
            assert dict(again.verbatim) == dict(first.verbatim)


TEXTS = st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("xyz"), max_size=12), max_size=4)


@settings(max_examples=300)
@given(TEXTS, st.integers(1, 8))
def test_pages_that_share_a_run_are_suspected(texts: dict[str, list[str]], length: int) -> None:
    runs = {
        name: {tuple(text[at : at + length]) for at in range(len(text) - length + 1)}
        for name, text in texts.items()
    }
    sharing_one = {one for one in runs for other in runs if one != other and runs[one] & runs[other]}
    assert sharing_one <= sharing({name: fingerprint([text], length) for name, text in texts.items()})


def test_pages_of_other_words_are_no_suspects() -> None:
    pages = {str(page): [f"word{page}-{number}" for number in range(400)] for page in range(20)}
    assert sharing({name: fingerprint([text], 12) for name, text in pages.items()}) == set()


def test_nothing_is_worked_out_twice_and_what_nobody_asks_for_is_forgotten() -> None:
    memory, made = Memory(), []

    def recall(name: str, key: object) -> int:
        return memory.recall(name, key, lambda: len(made.append(name) or made))

    assert [recall("a", [1]), recall("a", [1]), recall("a", [2]), recall("b", "text")] == [1, 1, 2, 3]
    memory.forget_unused()
    recall("a", [2])
    memory.forget_unused()
    assert [recall("a", [2]), recall("b", "text")] == [2, 4]


def test_a_file_that_did_not_change_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"bread": None, "soup": None})
    memory, opened = Memory(), []
    build(tmp_path, TODAY, memory=memory)
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read_bytes(path))
    save("concepts/soup.md", page("soup", {"lead": "Soup is hot.\n"}))(tmp_path)
    assert "Soup is hot." in str(build(tmp_path, TODAY, memory=memory).files["concepts/soup.md"])
    assert opened == ["soup.md"]


def test_an_edit_of_prose_leaves_the_related_articles_as_they_are(tmp_path: Path) -> None:
    write(tmp_path, {"bread": None, "soup": None})
    memory = Memory()
    build(tmp_path, TODAY, memory=memory)
    assert memory.graph
    before = memory.graph.signature
    save("concepts/soup.md", page("soup", {"lead": "Soup is hot.\n"}))(tmp_path)
    build(tmp_path, TODAY, memory=memory)
    assert memory.graph.signature == before
    save("concepts/soup.md", page("soup", {"lead": "Soup needs bread.\n"}))(tmp_path)
    build(tmp_path, TODAY, memory=memory)
    assert memory.graph.signature != before


@pytest.mark.parametrize("length", [8, 20])
def test_a_run_that_hundreds_of_pages_share_is_found_in_each(length: int) -> None:
    text = [f"word{number}" for number in range(length)]
    pages = {f"page-{number}": fingerprint([text], length) for number in range(300)}
    assert sharing(pages) == pages.keys()


def test_a_build_keeps_of_each_text_no_more_than_twice_as_much_again(tmp_path: Path) -> None:
    """What rules search, whole texts with this or that hidden, would fill the memory of a large glossary."""
    write_corpus(tmp_path, 20)
    output = build(tmp_path, TODAY)
    for files in (output.files, output.verbatim):
        assert [files[path] for path in files]
    for concept in output.concepts.values():
        assert len(pickle.dumps(concept.text)) < 3 * len(concept.text.source)
