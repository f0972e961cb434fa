"""The staged folder in a second site engine: the way out stays open."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from .built import EPOCH, ROOT, Site


@pytest.fixture(scope="module")
def second(root_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same glossary, staged and built by Zensical for the same address."""
    folder = tmp_path_factory.mktemp("staged") / "project"
    environment = os.environ | {"SITE_URL": root_site.url, "SOURCE_DATE_EPOCH": EPOCH}
    bin_dir = Path(sys.executable).parent
    for command, where in (([bin_dir / "glossary", "stage", folder], ROOT), ([bin_dir / "zensical", "build"], folder)):
        run = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    yield Site(folder / "site", root_site.url)


def words(page: BeautifulSoup) -> str:
    article = page.find("article")
    for element in article.find_all(class_=["headerlink", "md-content__button"]):
        element.decompose()
    return re.sub(r"\s+", " ", article.get_text(" ")).strip()


def links(page: BeautifulSoup, base: str) -> list[str]:
    return [urljoin(base, link["href"]) for link in page.find("article").find_all("a", href=True)]


def test_it_builds_the_same_concept_pages(root_site: Site, second: Site) -> None:
    assert set(second.concepts) == set(root_site.concepts)


def test_concept_pages_have_the_same_links_and_the_same_text(root_site: Site, second: Site) -> None:
    for slug, page in root_site.concepts.items():
        base = f"{root_site.url}concepts/{slug}/"
        assert links(second.concepts[slug], base) == links(page, base), slug
        assert words(second.concepts[slug]) == words(page), slug


def test_concept_pages_have_the_same_pictures(root_site: Site, second: Site) -> None:
    for slug, page in root_site.concepts.items():
        base = f"{root_site.url}concepts/{slug}/"
        shown, again = ([dict(image.attrs) | {"src": urljoin(base, image["src"])} for image in each.find("article").find_all("img")] for each in (page, second.concepts[slug]))
        assert again == shown, slug
        assert all(second.file(image["src"]).read_bytes() == root_site.file(image["src"]).read_bytes() for image in again)


def test_redirects_and_data_files_are_there_too(root_site: Site, second: Site) -> None:
    for path in ("related.json", "concepts/large-language-model/index.html"):
        assert (second.folder / path).read_text() == (root_site.folder / path).read_text()
