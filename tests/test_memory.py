"""What is remembered changes nothing: after any edits a build gives what a first build would."""

import pickle
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench_corpus import write_corpus
from glossary.checks.shared_runs import SharedRuns
from glossary.memory import Memory
from glossary.site.build import build

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
    """The fields of a page that may name, link, contrast and repeat other pages."""
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


@settings(max_examples=60)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=2, max_size=6))
def test_a_build_after_edits_gives_what_a_first_build_gives(rounds: list[list[Edit]]) -> None:
    with TemporaryDirectory() as temporary:
        folder, memory = Path(temporary), Memory()
        write(folder, dict.fromkeys(SLUGS))
        for edits in rounds:
            for edit in edits:
                edit(folder)
            again, first = build(folder, TODAY, memory=memory), build(folder, TODAY)
            assert again.problems == first.problems
            assert dict(again.files) == dict(first.files)
            assert dict(again.verbatim) == dict(first.verbatim)


@settings(max_examples=300)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("xyz"), max_size=12), max_size=4),
        max_size=5,
    ),
    st.integers(1, 5),
)
def test_pages_that_share_a_run_are_suspected_after_any_changes(
    states: list[dict[str, list[str]]], length: int
) -> None:
    index = SharedRuns(length, lambda text: [text])
    for state in states:
        runs = {
            name: {tuple(text[at : at + length]) for at in range(len(text) - length + 1)}
            for name, text in state.items()
        }
        sharing = {one for one in runs for other in runs if one != other and runs[one] & runs[other]}
        assert sharing <= index.update(state)


def test_nothing_is_worked_out_twice_and_what_nobody_asks_for_is_forgotten() -> None:
    memory, made = Memory(), []

    def recall(name: str, *inputs: object) -> int:
        return memory.recall(name, inputs, lambda: len(made.append(name) or made))

    one, other = [1], [1]
    assert [
        recall("a", one),
        recall("a", one),
        recall("a", other),
        recall("b", "text"),
        recall("b", "".join(["te", "xt"])),
    ] == [1, 1, 2, 3, 3]
    memory.forget_unused()
    recall("a", other)
    memory.forget_unused()
    assert [recall("a", other), recall("b", "text")] == [2, 4]


@pytest.mark.parametrize("length", [8, 20])
def test_a_run_that_hundreds_of_pages_share_is_found_in_each(length: int) -> None:
    text = [f"word{number}" for number in range(length)]
    pages = {f"page-{number}": list(text) for number in range(300)}
    assert SharedRuns(length, lambda words: [words]).update(pages) == pages.keys()


def test_a_build_keeps_of_each_text_no_more_than_twice_as_much_again(tmp_path: Path) -> None:
    """What rules search, whole texts with this or that hidden, would fill the memory of a large glossary."""
    write_corpus(tmp_path, 20)
    output = build(tmp_path, TODAY)
    for files in (output.files, output.verbatim):
        assert [files[path] for path in files]
    for concept in output.concepts.values():
        assert len(pickle.dumps(concept.text)) < 3 * len(concept.text.source)
