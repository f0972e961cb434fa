"""`mkdocs.yml` as the commands read it: as MkDocs does, with what it inherits and what is set outside."""

from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

from glossary.reading.config_file import config_values, edit_uri, staged_config
from glossary.reading.site_config import read_config

PARENT = """\
site_name: Words of the firm
site_url: !ENV [WORDS_URL, "https://example.org/words/"]
theme:
  name: material
  language: de
  features: [search.suggest, search.share]
plugins: [search, glossary]
markdown_extensions: [attr_list, md_in_html]
extra:
  embed_element: firm-term
"""
CHILD = "INHERIT: ../shared.yml\nsite_name: Words of the kitchen\ntheme:\n  features: [toc.follow]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "kitchen"
    (folder / "docs").mkdir(parents=True)
    (tmp_path / "shared.yml").write_text(PARENT, "utf-8")
    (folder / "mkdocs.yml").write_text(CHILD, "utf-8")
    return folder


@pytest.mark.parametrize("url", [None, "https://kitchen.example/"])
def test_what_is_inherited_is_read_as_mkdocs_reads_it(
    url: str | None, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url:
        monkeypatch.setenv("WORDS_URL", url)
    config, theirs = read_config(project), load_config(str(project / "mkdocs.yml"), plugins=[])
    assert config.problems == []
    assert (config.site.name, config.site.url) == (theirs.site_name, theirs.site_url)
    assert config.site.url == (url or "https://example.org/words/")
    assert (config.site.language.code, config.site.embed_element) == ("de", "firm-term")
    values = config_values(project / "mkdocs.yml", CHILD)
    assert values["theme"] == {"name": "material", "language": "de", "features": ["toc.follow"]}


@pytest.mark.parametrize(
    ("repository", "begin"),
    [
        ("https://github.com/our-team/words", "edit/main/pages/"),
        ("https://gitlab.example.org/our-team/words", "-/edit/main/pages/"),
        ("https://codeberg.org/our-team/words", "_edit/main/pages/"),
        ("https://example.org/our-team/words", "edit/main/pages/"),
    ],
)
def test_one_line_leads_readers_to_the_source_of_a_page(repository: str, begin: str, tmp_path: Path) -> None:
    text = f"repo_url: {repository}\ndocs_dir: pages\nplugins: [{{glossary: {{whole_site: true}}}}]\n"
    staged = yaml.safe_load(staged_config(tmp_path / "mkdocs.yml", text, "", True))
    assert (edit_uri(repository, "pages"), staged["edit_uri"]) == (begin, begin)
    told = yaml.safe_load(staged_config(tmp_path / "mkdocs.yml", f"edit_uri: tree/\n{text}", "", True))
    assert told["edit_uri"] == "tree/"


def test_a_file_that_is_not_there_to_inherit_from_is_a_problem_with_a_line(project: Path) -> None:
    (project.parent / "shared.yml").unlink()
    with pytest.raises(
        ValueError, match=r"^mkdocs.yml:1: 'INHERIT' names '../shared.yml'.*; correct the path$"
    ):
        read_config(project)


def test_a_day_that_does_not_exist_is_a_problem_of_the_file_in_which_it_stands(project: Path) -> None:
    (project.parent / "shared.yml").write_text(f"{PARENT}  since: 2026-02-30\n", "utf-8")
    with pytest.raises(ValueError, match=r"^\.\./shared\.yml:\d+: '2026-02-30' looks like a date"):
        read_config(project)


def test_files_that_inherit_from_each_other_in_a_circle_end_in_a_sentence(project: Path) -> None:
    (project.parent / "shared.yml").write_text("INHERIT: kitchen/mkdocs.yml\n", "utf-8")
    with pytest.raises(ValueError, match="'INHERIT' names"):
        read_config(project)


def test_a_staged_configuration_has_what_it_inherited(project: Path) -> None:
    staged = staged_config(project / "mkdocs.yml", CHILD, "out/", has_theme=True)
    assert "!ENV" in staged and "INHERIT" not in staged
    values = yaml.safe_load(staged.replace("!ENV ", ""))
    assert values["site_name"] == "Words of the kitchen"
    assert values["theme"]["custom_dir"] == "out/overrides" and values["theme"]["language"] == "de"
    assert values["plugins"] == ["search"]


# An emoji as JSON writes it, and a number too large for any.
@pytest.mark.parametrize("escape", [r"\ud83d\ude00", r"\U00110000", r"\Uffffffff"])
def test_a_number_of_no_character_is_a_problem_with_a_line(project: Path, escape: str) -> None:
    (project / "mkdocs.yml").write_text(f'site_url: https://example.org/\nsite_name: "{escape}"\n', "utf-8")
    with pytest.raises(
        ValueError,
        match=r"^mkdocs.yml:2: the YAML is broken: what follows the backslash stands for no character; write",
    ):
        read_config(project)


@pytest.mark.parametrize(
    ("settings", "lacking", "line"),
    [
        ("markdown_extensions: [attr_list, md_in_html]", [], 0),
        ("markdown_extensions:\n  attr_list: {}\n  md_in_html:", [], 0),
        ("markdown_extensions: [markdown.extensions.attr_list, {md_in_html: {}}]", [], 0),
        ("markdown_extensions: [pymdownx.extra]", [], 0),
        ("markdown_extensions:\n  - tables\n  - attr_list", ["md_in_html"], 3),
        ("markdown_extensions:", ["attr_list", "md_in_html"], 3),
        ("theme: material", ["attr_list", "md_in_html"], 2),
    ],
)
def test_an_extension_that_the_pages_need_is_asked_for(
    settings: str, lacking: list[str], line: int, project: Path
) -> None:
    text = f"site_name: Words\nplugins: [glossary]\n{settings}\n"
    (project / "mkdocs.yml").write_text(text, "utf-8")
    told = [str(problem) for problem in read_config(project).problems]
    assert [found.partition(", ")[0] for found in told] == [
        f"../mkdocs.yml:{line}: the extension {name!r} is not there" for name in lacking
    ]
    assert [found.partition("; ")[2] for found in told] == [
        f"add {name!r} to 'markdown_extensions'" for name in lacking
    ]


MERGING = """\
common: &common
  site_name: Words
  repo_url: https://github.com/our-team/words
  theme: &theme {name: material, custom_dir: theirs, language: de}
  plugins: &plugins {search: {}, glossary: {}}
<<: *common
theme:
  <<: *theme
  features: [toc.follow]
"""


def test_a_staged_configuration_has_what_it_merged(project: Path) -> None:
    values = yaml.safe_load(staged_config(project / "mkdocs.yml", MERGING, "out/", has_theme=True))
    assert values["site_name"] == "Words"
    assert values["theme"] == {
        "name": "material",
        "language": "de",
        "custom_dir": "out/overrides",
        "features": ["toc.follow"],
    }
    assert values["plugins"] == {"search": {}}
    assert values["edit_uri"] == "edit/master/docs/"


def test_what_is_merged_is_inherited_as_mkdocs_has_it(project: Path) -> None:
    (project.parent / "shared.yml").write_text(MERGING.replace("custom_dir: theirs, ", ""), "utf-8")
    theirs = load_config(str(project / "mkdocs.yml"), plugins=[])
    values = config_values(project / "mkdocs.yml", CHILD)
    assert values["theme"] == {"name": "material", "language": "de", "features": ["toc.follow"]}
    assert (values["site_name"], values["repo_url"]) == (theirs.site_name, theirs.repo_url)


@pytest.mark.parametrize(
    ("plugins", "staged"),
    [
        ("[{}, search, {glossary: {}}]", [{}, "search"]),
        ("[glossary]", []),
        ("[[search]]", [["search"]]),
        ("", None),
    ],
)
def test_every_list_of_plugins_is_staged_without_ours(plugins: str, staged: object, project: Path) -> None:
    text = f"site_name: Words\nplugins: {plugins}\n"
    assert yaml.safe_load(staged_config(project / "mkdocs.yml", text, "", has_theme=False)) == {
        "site_name": "Words",
        "plugins": staged,
        "docs_dir": "docs",
        "site_dir": "site",
    }


def test_a_project_without_a_theme_has_the_folder_of_ours(project: Path) -> None:
    staged = staged_config(project / "mkdocs.yml", "site_name: Words\n", "out/", has_theme=True)
    assert yaml.safe_load(staged)["theme"] == {"custom_dir": "out/overrides"}
