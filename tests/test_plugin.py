"""The plugin in MkDocs: what it builds for any project, beside any other plugin, and that nothing is
half-written.
"""

import json
import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner

from glossary.commands.cli import main
from glossary.reading.config_file import ConfigFile, config_values
from glossary.reading.site_config import SiteInfo, missing_files, site_info, unserved_plugins

from .glossaries import ledger, page, relation, write
from .processes import mkdocs, started_mkdocs


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A glossary of another team, with stock Material."""
    write(tmp_path / "docs", {"llm": {"related": [relation("token")]}, "token": None, "zebra": None})
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Another glossary\ntheme: {name: material, font: false, features: "
        "[content.action.edit]}\nplugins: [glossary]\n"
        "markdown_extensions: [attr_list, md_in_html, tables]\nnot_in_nav: '*'\nrepo_url: "
        "https://example.org/repo\nedit_uri: edit/main/docs/\n"
    )
    return tmp_path


def break_page(project: Path) -> None:
    page = project / "docs/concepts/llm.md"
    page.write_text(page.read_text("utf-8").replace("topic: basics", "topic: basisc"), "utf-8")


def test_another_project_gets_linked_pages_with_stock_material(project: Path) -> None:
    run = mkdocs(project, "build")
    assert run.returncode == 0, run.stderr
    page = (project / "site/concepts/llm/index.html").read_text("utf-8")
    assert 'id="related-articles"' in page
    assert "https://example.org/repo/edit/main/docs/concepts/llm.md" in page
    assert "AI in Plain Words" not in (project / "site/concepts/index.html").read_text("utf-8")


def test_a_handbook_keeps_its_own_files_and_gets_no_policy(project: Path) -> None:
    for name in ("index.md", "robots.txt"):
        (project / "docs" / name).write_text("Ours.\n", "utf-8")
    assert mkdocs(project, "build").returncode == 0
    assert (project / "site/robots.txt").read_text("utf-8") == "Ours.\n"
    assert "<p>Ours.</p>" in (project / "site/index.html").read_text("utf-8")
    assert not (project / "site/_headers").exists() and (project / "site/_redirects").exists()
    configure(project, "[glossary]", "[glossary: {whole_site: true}]")
    assert mkdocs(project, "build").returncode == 0
    assert (project / "site/_headers").exists() and "Ours" not in (project / "site/robots.txt").read_text(
        "utf-8"
    )


def test_a_glossary_joins_a_handbook_as_the_documentation_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of_docs = (Path(__file__).parent.parent / "docs/about/handbook.md").read_text("utf-8")
    steps = page_of_docs.partition("# A glossary in a handbook\n")[2].partition("\n## ")[0]
    settings, topics = (
        textwrap.dedent(block) for block in re.findall(r"^ *```yaml\n(.*?)^ *```$", steps, re.M | re.S)
    )
    (name,) = re.findall(r'glossary new "(.*?)"', steps)
    nav = ", ".join(f"{{{line}}}" for line in re.findall(r"`(\S+: \S+/index\.md)`", steps))
    (tmp_path / "docs/guide").mkdir(parents=True)
    (tmp_path / "docs/guide/bread.md").write_text(f"# Bread\n\nFeed the {name.lower()} at six.\n", "utf-8")
    (tmp_path / "docs/index.md").write_text("# Our handbook\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        (
            f"site_name: Ours\ntheme: {{name: material, font: false}}\nnav: [index.md, guide/bread.md, "
            f"{nav}]\n{settings}"
        ),
        "utf-8",
    )
    (tmp_path / "docs/topics.yml").write_text(topics, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["new", name]).exit_code == 0
    (file,) = (tmp_path / "docs/concepts").iterdir()
    assert f"`docs/concepts/{file.name}`" in steps
    # The handbook can be built before its first page is finished.
    done = mkdocs(tmp_path, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "site/concepts" / file.stem).exists()
    file.write_text(page(file.stem, {"topic": re.search(r"slug: (\S+)", topics)[1]}), "utf-8")
    assert CliRunner().invoke(main, ["check", "--fix"]).exit_code == 0
    assert CliRunner().invoke(main, ["check"]).stdout == ""
    done = mkdocs(tmp_path, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert f'<a href="../../concepts/{file.stem}/">' in (tmp_path / "site/guide/bread/index.html").read_text(
        "utf-8"
    )
    assert [path for path in (tmp_path / "site").rglob("*.html") if "{:" in path.read_text("utf-8")] == []


def test_every_page_of_a_handbook_can_be_linked(project: Path) -> None:
    (project / "docs/guide").mkdir()
    for path in ("index.md", "start.md", "guide/more.md"):
        (project / "docs" / path).write_text("A token.\n", "utf-8")
    for folder, linked in {".": [True, True, True], "./guide/": [False, False, True]}.items():
        (project / "mkdocs.yml").write_text(
            re.sub(
                r"plugins: .*",
                f"plugins: [glossary: {{link_in: [{folder}]}}]",
                (project / "mkdocs.yml").read_text("utf-8"),
            ),
            "utf-8",
        )
        assert mkdocs(project, "build").returncode == 0
        assert [
            'concepts/token/">token</a>' in (project / "site" / path / "index.html").read_text("utf-8")
            for path in ("", "start", "guide/more")
        ] == linked


def concepts_linked_on(project: Path, path: str) -> list[str]:
    """The words that lead to concepts in the text of a built page."""
    html = BeautifulSoup((project / "site" / path / "index.html").read_text("utf-8"), "html.parser")
    return [link.get_text() for link in html.find("article").find_all("a", href=re.compile("/concepts/[^/]"))]


def test_a_page_of_a_handbook_is_linked_to_a_concept_that_came_later(project: Path) -> None:
    (project / "docs/guide").mkdir()
    (project / "docs/guide/start.md").write_text("# Start\n\nA token, and a yak.\n", "utf-8")
    configure(project, "[glossary]", "[glossary: {link_in: [guide]}]")
    for slug, linked in (("goat", ["token"]), ("yak", ["token", "yak"])):
        (project / f"docs/concepts/{slug}.md").write_text(page(slug), "utf-8")
        slugs = [path.stem for path in (project / "docs/concepts").iterdir()]
        (project / "docs/urls.txt").write_text(ledger(slugs), "utf-8")
        run = mkdocs(project, "build")
        assert run.returncode == 0, run.stderr
        assert concepts_linked_on(project, "guide/start") == linked


POST = "---\ndate: 2026-01-02\ncategories: [News]\n---\n# One\n\nA token.\n\n<!-- more -->\n\nThen an LLM.\n"


@pytest.mark.parametrize("plugins", ["[blog, GLOSSARY]", "[GLOSSARY, blog]"])
def test_the_posts_of_a_blog_are_linked_and_so_is_what_shows_them(plugins: str, project: Path) -> None:
    write(
        project / "docs",
        {},
        {"urls.txt": ledger(["llm", "token", "zebra"]), "blog/index.md": "# News of the zebra\n"}
        | {"blog/posts/one.md": POST},
    )
    llm = project / "docs/concepts/llm.md"
    llm.write_text(llm.read_text("utf-8").replace("title: Llm", "title: LLM"), "utf-8")
    configure(project, "[glossary]", plugins.replace("GLOSSARY", "glossary: {link_in: [blog]}"))
    run = mkdocs(project, "build")
    assert run.returncode == 0, run.stderr
    assert concepts_linked_on(project, "blog/2026/01/02/one") == ["token", "LLM"]
    for view in ("blog", "blog/category/news", "blog/archive/2026"):
        assert "token" in concepts_linked_on(project, view), view


def test_other_plugins_find_the_source_of_a_concept(project: Path) -> None:
    (project / "hook.py").write_text(
        "def on_page_markdown(markdown, page, **_):\n"
        "    return f'{markdown}\\n\\nFrom {page.file.abs_src_path}.\\n'\n"
    )
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    assert mkdocs(project, "build").returncode == 0
    source = project / "docs/concepts/llm.md"
    assert f"From {source}." in (project / "site/concepts/llm/index.html").read_text("utf-8")
    assert "From None." in (project / "site/concepts/index.html").read_text("utf-8")


def test_a_language_of_the_glossary_that_is_not_built_is_told(project: Path) -> None:
    languages = "languages: [{locale: en, default: true}, {locale: de}]"
    for plugins, where in {
        f"[glossary, {{i18n: {{build_only_locale: de, {languages}}}}}]": 3,
        f"\n  i18n:\n    {languages}\n    build_only_locale: de\n  glossary: {{}}": 6,
        f"[glossary, {{i18n: {{build_only_locale: en, {languages}}}}}]": None,
        f"[glossary, {{i18n: {{{languages}}}}}]": None,
        "[glossary, i18n]": None,
    }.items():
        text = f"site_name: Ours\ntheme: material\nplugins: {plugins}\n"
        file = ConfigFile(config_values(project / "mkdocs.yml", text), text, "mkdocs.yml")
        told = [str(problem) for problem in unserved_plugins(file)]
        what = "'build_only_locale' leaves out 'en', the language of the glossary; write 'en' there"
        assert told == ([f"mkdocs.yml:{where}: {what}, or leave the line out"] if where else [])


def test_without_an_extension_that_the_pages_need_nothing_is_built(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("attr_list, ", ""), "utf-8")
    run = mkdocs(project, "build")
    assert run.returncode == 1 and not (project / "site").exists()
    assert "mkdocs.yml:4: the extension 'attr_list' is not there" in run.stderr
    assert "'{: #sources }' stand in the pages; add 'attr_list' to 'markdown_extensions'" in run.stderr


def test_a_stylesheet_is_kept_by_browsers_unless_it_needs_a_file_beside_it(project: Path) -> None:
    own = {
        "short": "/* a */ a::before {\n  content: '/* \\' b */';\n\n  color: red;\n}",
        "above": "a { background: url('../dot.png') }",
        "whole": (
            "@import url(https://example.org/a.css); a { background: url(data:image/gif;base64,A/*A) } "
            "/* b */"
        ),
        "beside": 'a { background: url( "dot.png" ) }',
        "import": "@import 'above.css';",
    }
    folder = project / "docs/assets/stylesheets"
    folder.mkdir(parents=True)
    for name, text in own.items():
        (folder / f"{name}.css").write_text(text, "utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"use_directory_urls: false\nextra_css: "
            f"[{', '.join(f'assets/stylesheets/{name}.css' for name in own)}]\n"
        )
    run = mkdocs(project, "build")
    assert run.returncode == 0, run.stderr
    page = project / "site/concepts/llm.html"
    addresses = re.findall(
        r'<link rel="stylesheet" href="(\.\./assets/\w+/(?:short|above|whole|beside|import)\..*?)"',
        page.read_text("utf-8"),
    )
    assert [address.split("/")[2] for address in addresses] == [
        "hashed",
        "hashed",
        "hashed",
        "stylesheets",
        "stylesheets",
    ]
    own["whole"] = own["whole"].removesuffix("/* b */")
    own["short"] = " a::before {\ncontent: '/* \\' b */';\ncolor: red;\n}"
    assert [(page.parent / address).read_text("utf-8") for address in addresses] == list(own.values())


# As mike does for each version of a site, after MkDocs has checked the address and before the glossary reads
# it.
SETS_VERSION = """
from mkdocs.plugins import event_priority

@event_priority(100)
def on_config(config):
    config.site_url = "https://example.org/glossary/1.0"
"""


def test_an_address_that_another_plugin_sets_without_a_final_slash_gets_one(project: Path) -> None:
    (project / "version.py").write_text(SETS_VERSION, "utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [version.py]\n")
    run = mkdocs(project, "build")
    assert run.returncode == 0, run.stderr
    for path in ("api/v1/terms.json", "robots.txt", "feed_rss_created.xml", "concepts/llm/index.html"):
        addresses = re.findall(
            r"https://example\.org/glossary/1\.0.", (project / "site" / path).read_text("utf-8")
        )
        assert addresses and set(addresses) == {"https://example.org/glossary/1.0/"}, path


def test_a_build_with_a_problem_exits_1_and_leaves_the_old_site(project: Path) -> None:
    assert mkdocs(project, "build").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    break_page(project)
    run = mkdocs(project, "build")
    assert run.returncode == 1
    assert "docs/concepts/llm.md:" in run.stderr and "did you mean 'basics'?" in run.stderr
    assert "Traceback" not in run.stderr
    assert {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")} == before


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A glossary of two concepts with stock Material."""
    write(tmp_path / "docs", {"llm": None, "token": None})
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: One\ntheme: {name: material, font: false}\nplugins: [glossary]\n"
        "markdown_extensions: [attr_list, md_in_html]\n"
    )
    return tmp_path


def test_a_build_that_strict_mode_stops_leaves_the_old_site(small_project: Path) -> None:
    project = small_project
    assert mkdocs(project, "build", "--strict").returncode == 0
    (project / "site/.git").mkdir()
    (project / "site/.git/HEAD").write_text("ref: refs/heads/pages")
    before = files_of(project / "site")
    # MkDocs finds out at the very end.
    (project / "docs/more.md").write_text("See [nothing](concepts/llm.md#no-such-section).\n")
    configure(project, "site_name: One", "site_name: Two\nvalidation: {links: {anchors: warn}}")
    run = mkdocs(project, "build", "--strict")
    assert run.returncode == 1
    assert "does not contain an anchor '#no-such-section'" in run.stderr
    assert files_of(project / "site") == before
    assert mkdocs(project, "build").returncode == 0
    after = files_of(project / "site")
    assert "more/index.html" in after and after[".git/HEAD"] == before[".git/HEAD"], (
        "hidden files stay, as MkDocs has it"
    )
    assert sorted(path.name for path in project.iterdir() if path.is_dir() and path.name != ".cache") == [
        "docs",
        "site",
    ]


def test_wherever_a_build_is_killed_the_site_is_whole(small_project: Path) -> None:
    folder = small_project
    begin = time.monotonic()
    assert mkdocs(folder, "build").returncode == 0
    takes = time.monotonic() - begin
    one = files_of(folder / "site")
    configure(folder, "One", "Two")
    assert mkdocs(folder, "build", "--site-dir", "two").returncode == 0
    two = files_of(folder / "two")
    assert one.keys() == two.keys() and one != two
    # Most of the time goes by before the first file is written.
    for moment in (0.5, 0.7, 0.8, 0.9, 0.95):
        process = started_mkdocs(folder, "build")
        time.sleep(takes * moment)
        process.kill()
        process.join()
        assert files_of(folder / "site") in (one, two)
    assert mkdocs(folder, "build").returncode == 0
    assert files_of(folder / "site") == two
    assert not (folder / ".site.tmp").exists()


def built_pages(project: Path, site: str) -> dict[str, str]:
    """The HTML pages of a build by their path."""
    run = mkdocs(project, "build", "--site-dir", site)
    assert run.returncode == 0, run.stderr
    return {
        path.relative_to(project / site).as_posix(): path.read_text("utf-8")
        for path in (project / site).rglob("*.html")
    }


def configure(project: Path, old: str, new: str) -> None:
    config = project / "mkdocs.yml"
    assert old in config.read_text("utf-8")
    config.write_text(config.read_text("utf-8").replace(old, new), "utf-8")


def test_another_plugin_sees_every_page_as_mkdocs_makes_it(project: Path) -> None:
    before = built_pages(project, "before")
    (project / "hook.py").write_text(
        "seen = []\n"
        "def on_page_content(html, page, config, files):\n    seen.append(page.file.src_uri)\n    "
        "return html + '<p>Added</p>'\n"
        "def on_env(env, config, files):\n    assert len(seen) == len(files.documentation_pages())\n"
    )
    configure(project, "plugins: [glossary]", "plugins: [glossary, search]\nhooks: [hook.py]")
    after = built_pages(project, "after")
    assert before.keys() == after.keys()
    assert "<p>Added</p>" in after["concepts/llm/index.html"]
    index = json.loads((project / "after/search/search_index.json").read_text("utf-8"))
    assert {"concepts/llm/", "concepts/llm/#in-plain-words"} <= {entry["location"] for entry in index["docs"]}


def test_a_template_that_shows_all_pages_finds_all_of_them_read(project: Path) -> None:
    (project / "theme").mkdir()
    (project / "theme/glossary.html").write_text(
        "{% for file in pages %}{{ file.page.title }}: {{ file.page.content | length > 0 }}\n{% endfor %}"
    )
    configure(project, "font: false,", "font: false, custom_dir: theme,")
    page = built_pages(project, "site")["concepts/llm/index.html"]
    assert "What is a token?: True" in page and "False" not in page and "None" not in page
    assert page.count("\n") > 10


def test_a_newsletter_that_is_not_https_is_a_problem_of_mkdocs_yml(project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(
            "extra:\n  newsletter:\n    action: http://example.org/\n    field: email\n    titel: News\n"
        )
    run = mkdocs(project, "build")
    assert run.returncode == 1
    assert (
        "mkdocs.yml:10: 'extra.newsletter.action' is 'http://example.org/', which is no https "
        "address; give the full address, beginning with https://"
    ) in run.stderr
    assert "mkdocs.yml:12: unknown field 'extra.newsletter.titel'; did you mean 'title'?" in run.stderr
    assert "the field 'extra.newsletter.button' is missing" in run.stderr
    glossary = subprocess.run(
        [str(Path(sys.executable).parent / "glossary"), "check"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert glossary.returncode == 1
    assert (
        "mkdocs.yml:10: 'extra.newsletter.action' is 'http://example.org/', which is no https address"
        in glossary.stdout
    )


NAMED = """\
theme:
  name: material
  logo: {logo}
  favicon: {icon}.svg
extra:
  card_image: {card}
  propose: {page}
plugins:
  - search
  - glossary:
      link_in: [{folder}, handbook/]
markdown_extensions:
  - pymdownx.snippets:
      base_path: !relative $docs_dir
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""


@pytest.mark.parametrize("plugins_are", ["list", "mapping"])
def test_a_file_page_or_folder_that_a_setting_names_and_that_is_not_there_is_a_problem(
    plugins_are: str, tmp_path: Path
) -> None:
    def said(**named: str) -> list[str]:
        text = NAMED.format(**named)
        if plugins_are == "mapping":
            text = text.replace("- search", "search: {}").replace("- glossary:", "glossary:")
        file = ConfigFile(config_values(tmp_path / "mkdocs.yml", text), text, "../mkdocs.yml")
        return [str(problem) for problem in missing_files(file, tmp_path / "docs", tmp_path / "own")]

    for path in (
        "docs/handbook/a.md",
        "docs/about/index.md",
        "docs/new.md",
        "docs/logo.png",
        "own/icon.svg",
        "own/icon.png",
        "docs/card.png",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    right = {"logo": "logo.png", "icon": "icon", "card": "card.png", "page": "about/", "folder": "./handbook"}
    assert said(**right) == []
    for address in (
        "new/?a#b",
        "new.html",
        "about/index.html",
        "about",
        "https://example.org/new",
        "mailto:us@example.org",
        "/elsewhere/",
    ):
        assert said(**right | {"page": address}) == []
    assert said(logo="lgo.png", icon="icn", card="crd.png", page="nwe/", folder="hndbook") == [
        (
            "../mkdocs.yml:3: 'theme.logo' needs the file 'lgo.png', and there is none; put it into "
            "docs or own, or correct the path"
        ),
        (
            "../mkdocs.yml:4: 'theme.favicon' needs the file 'icn.svg', and there is none; put it into "
            "docs or own, or correct the path"
        ),
        (
            "../mkdocs.yml:4: 'theme.favicon' needs the file 'icn.png', which browsers need that show "
            "no SVG, and there is none; put it into docs or own, or correct the path"
        ),
        (
            "../mkdocs.yml:6: 'extra.card_image' needs the file 'crd.png', and there is none; put it "
            "into docs or own, or correct the path"
        ),
        (
            "../mkdocs.yml:7: 'extra.propose' names the page 'nwe', and there is none; write its "
            "address on the site, as in about/writing/, or a whole one with https://"
        ),
        (
            "../mkdocs.yml:11: 'link_in' names the folder 'hndbook', and docs has none; write its "
            "path below docs"
        ),
    ]
    assert ["names the page 'new.md'" in problem for problem in said(**right | {"page": "new.md"})] == [True]


def test_what_a_setting_names_in_vain_stops_a_build_and_a_check(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra: {card_image: card.png}\n")
    run = mkdocs(project, "build")
    assert run.returncode == 1
    assert (
        "mkdocs.yml:8: 'extra.card_image' needs the file 'card.png', and there is none; put it "
        "into docs, or correct the path"
    ) in run.stderr
    assert not (project / "site").exists()
    monkeypatch.chdir(project)
    checked = CliRunner().invoke(main, ["check"])
    assert checked.exit_code == 1 and checked.stdout.startswith(
        "mkdocs.yml:8: 'extra.card_image' needs the file 'card.png'"
    )


@pytest.mark.parametrize(
    ("colour", "what"),
    [
        ("#0057b8", "is empty, as YAML takes what follows a # for a comment"),
        ('"0057b8"', "is '0057b8', which is no colour"),
        ("dark blue", "is 'dark blue', which is no colour"),
        ('"#0057b"', "is '#0057b', which is no colour"),
        ("57", "is 57, which is no colour"),
    ],
)
def test_what_is_no_colour_is_a_problem_of_mkdocs_yml(colour: str, what: str) -> None:
    text = f"extra:\n  try: what?\n  colour: {colour}\n"
    file = ConfigFile(yaml.safe_load(text), text, "../mkdocs.yml")
    site, problems = site_info(file, {}, None, file.at("extra"))
    assert [str(problem) for problem in problems] == [
        f"../mkdocs.yml:3: 'extra.colour' {what}; write a colour in quotation marks, as in \"#0057b8\""
    ]
    assert site == SiteInfo()


@pytest.mark.parametrize("name", ["Term", "term", "font-face", "x-<b>", "x-"])
def test_an_element_that_no_browser_takes_is_a_problem_of_mkdocs_yml(name: str) -> None:
    text = f"extra:\n  try: what?\n  embed_element: {name}\n"
    extra = {"try": "what?", "embed_element": name}
    site, problems = site_info(ConfigFile({}, text, "../mkdocs.yml"), {}, None, extra)
    assert [str(problem) for problem in problems] == [
        (
            f"../mkdocs.yml:3: 'extra.embed_element' is {name!r}, which is no name for an element of "
            f"your own; write small letters with a hyphen between them, as in 'glossary-term'"
        )
    ]
    assert site == SiteInfo()
