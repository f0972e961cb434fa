"""`glossary init --small`: forty terms of four fields make a glossary that checks, builds and reads well."""

import csv
import re
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from lxml import html

from glossary.addresses import slug_of
from glossary.commands.cli import main
from glossary.languages import language_of
from glossary.reading.site_config import SiteInfo
from glossary.site.build import build
from glossary.site.exports.api import Term

from .processes import mkdocs

TERMS = Path(__file__).parent / "forty_terms"
LANGUAGES = sorted(path.stem for path in TERMS.glob("*.tsv"))


def terms(language: str) -> list[dict[str, object]]:
    with (TERMS / f"{language}.tsv").open(encoding="utf-8") as file:
        rows = [*csv.reader(file, delimiter="\t")]
    return [
        {"title": title, "aliases": names.split("; ") if names else [], "topic": topic}
        | {"plain": plain, "definition": definition}
        for title, names, topic, plain, definition in rows
    ]


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(params=LANGUAGES)
def forty(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The language of a small glossary of forty terms, which is the current folder."""
    language: str = request.param
    monkeypatch.chdir(tmp_path)
    assert run("init", "--small", "--language", language, ".").exit_code == 0
    docs = tmp_path / "docs"
    for path in (docs / "concepts").iterdir():
        path.unlink()
    (docs / "urls.txt").unlink()
    for term in terms(language):
        fields = {name: value for name, value in term.items() if value}
        page = f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\n"
        slug = slug_of(str(term["title"]), language_of(language))
        (docs / f"concepts/{slug}.md").write_text(page, "utf-8")
    topics = [
        {"slug": topic, "title": topic.capitalize(), "description": f"{topic}."}
        for topic, _ in groupby(term["topic"] for term in terms(language))
    ]
    (docs / "topics.yml").write_text(yaml.safe_dump(topics), "utf-8")
    assert run("check", "--fix").exit_code == 0
    return language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_glossary_begins_without_a_problem(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "--small", "--language", language, ".")
    assert run("check").exit_code == 0
    pages = [path.read_text("utf-8") for path in (tmp_path / "docs/concepts").iterdir()]
    assert len(pages) == 2 and all(page.endswith("---\n") for page in pages)
    assert "compare/" not in (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert not (tmp_path / "docs/pictures").exists()


def test_forty_terms_have_no_problem_and_a_topic_holds_every_definition(forty: str) -> None:
    output = build(Path("docs"), date(2099, 1, 1), SiteInfo("https://heat.example/"))
    assert output.problems == [] and len(output.concepts) == 40
    for slug, concept in output.concepts.items():
        topic = str(output.files[f"topics/{concept.meta.topic}.md"])
        assert f"### [{concept.meta.title}](../concepts/{slug}.md) {{: #term-{slug} }}" in topic
        assert concept.meta.plain and concept.meta.plain in topic
        assert f"*{concept.meta.definition}*" in topic
        assert all(name in topic for name in concept.meta.aliases)
        Term.model_validate_json(output.files[f"api/v1/terms/{slug}.json"])
        # Nothing ties these terms, so nothing says with which to begin.
        assert "section-read-first" not in topic


def test_the_pages_of_forty_terms_have_no_empty_parts(forty: str) -> None:
    run_of_mkdocs = mkdocs(Path.cwd(), "build", "--strict", SITE_URL="https://heat.example/")
    assert run_of_mkdocs.returncode == 0, run_of_mkdocs.stderr
    # The others are addresses of other names.
    slugs = {path.stem for path in Path("docs/concepts").iterdir()}
    for path in (Path(f"site/concepts/{slug}/index.html") for slug in slugs):
        page = html.fromstring(path.read_text("utf-8"))
        assert page.find_class("entry__definition")
        main_part = page.find_class("text")[0]
        assert [heading.tag for heading in main_part.iter("h1", "h2", "h3")] == ["h1"]
        assert not page.find_class("contents")
        (link,) = main_part.find_class("more-terms")[0].iter("a")
        topic, _, anchor = str(link.get("href")).partition("#")
        target = html.fromstring((path.parent / topic / "index.html").read_text("utf-8"))
        assert target.get_element_by_id(anchor).tag == "h3"
        assert "dateModified" not in path.read_text("utf-8")
    assert run("check", "--site", "site").exit_code == 0


def test_new_writes_only_what_a_small_glossary_asks_for(forty: str) -> None:
    assert run("new", "Druckstoß (DS)").exit_code == 0
    page = Path("docs/concepts/druckstoss.md").read_text("utf-8")
    fields = yaml.safe_load(page.split("---\n")[1])
    assert [*fields] == ["status", "title", "abbr", "aliases", "topic", "plain", "definition"]
    assert page.endswith("---\n") and page.count("---\n") == 2


def test_a_term_with_a_text_stands_among_the_others_and_ends_like_an_article(forty: str) -> None:
    path = next(Path("docs/concepts").iterdir())
    path.write_text(path.read_text("utf-8") + "\nHere is more to say.\n", "utf-8")
    output = build(Path("docs"), date(2099, 1, 1))
    assert output.problems == []
    concept = output.concepts[path.stem]
    assert concept.meta.definition in str(output.files[f"topics/{concept.meta.topic}.md"])
    assert "more-terms" not in str(output.files[concept.path])


def test_nothing_is_made_of_the_links_that_forty_terms_do_not_have(forty: str) -> None:
    output = build(Path("docs"), date(2099, 1, 1))
    topic = next(iter(output.concepts.values())).meta.topic
    for page in ("topics/index.md", f"topics/{topic}.md"):
        assert "related/" not in str(output.files[page])
    # No orphans, no bars, no empty table.
    health = str(output.files["about/health.md"])
    assert "concepts/" not in health and "<svg" not in health and "| --- |" not in health


def test_the_topics_are_listed_below_each_other(forty: str) -> None:
    output = build(Path("docs"), date(2099, 1, 1))
    for page in ("index.md", "topics/index.md"):
        items = re.findall(r"^- \[\w+\]\(\S*\w+\.md\) .* \d+\s\w+\. *$", str(output.files[page]), re.M)
        assert len(items) == 3, output.files[page]


def test_what_is_missing_names_the_line_that_asks_for_it(forty: str) -> None:
    path = sorted(Path("docs/concepts").iterdir())[0]
    text = path.read_text("utf-8")
    path.write_text("".join(line for line in text.splitlines(True) if not line.startswith("plain:")), "utf-8")
    style = Path("docs/style.yml").read_text("utf-8").splitlines()
    line = next(number for number, line in enumerate(style, 1) if line.startswith("plain:"))
    (told,) = run("check").stdout.splitlines()
    assert told.startswith(f"{path}:2: ") and f"'plain' in docs/style.yml:{line}" in told
    # Without the line, nothing asks for it.
    Path("docs/style.yml").write_text("\n".join(style[: line - 1] + style[line:]), "utf-8")
    assert run("check").exit_code == 0


def test_a_handbook_without_a_style_is_told_what_to_put_there(forty: str) -> None:
    Path("docs/style.yml").unlink()
    told = run("check").stdout.splitlines()
    eased = sorted({line[1:-1] for line in re.findall(r"'\w+: \[[^']*'", "\n".join(told))})
    assert eased == [
        "hints: [0, 14]",
        "lead_paragraphs: [0, 3]",
        "required_fields: []",
        "required_sections: []",
        "sources: [0, 20]",
    ]
    Path("docs/style.yml").write_text("\n".join(eased), "utf-8")
    assert run("check").exit_code == 0
