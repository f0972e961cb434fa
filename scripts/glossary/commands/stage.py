"""The finished docs folder, configuration and theme, for a site engine that runs no MkDocs plugin."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..languages import Language
from ..reading.config_file import CONFIG, staged_config
from ..reading.site_config import OWN_THEME, THEME_OF_WHOLE_SITE, SiteConfig
from ..reading.source import is_input
from ..site.build import Output
from ..site.handbook_search import before_sections, typed_words
from ..site.other_pages import with_links
from ..site.site_files import as_bytes

# As `staged_config` names them.
DOCS = "docs"
THEME = "overrides"
VERBATIM = "verbatim"
# How the templates of our theme write a message.
_MESSAGE = re.compile(r'\b_\(("[^"]+")\)')
# Pages with our template say so in their front matter.
_OF_GLOSSARY = re.compile(r"\A---\n(?=(?:(?!---\n).*\n)*page_type: )")
# Material and Zensical have this template, which is empty, at the end of the text of each page and post.
_BEHIND_TEXT = f"{THEME}/partials/comments.html"
_CARDS = '<script src="{{ \'embed/v1.js\' | url }}" data-enhance="article" defer></script>\n'


@dataclass(frozen=True)
class Staged:
    """The files of a staged project by path, and what no site engine may touch, by path in the site."""

    files: Mapping[str, bytes]
    verbatim: Mapping[str, bytes]

    @property
    def has_theme(self) -> bool:
        """Whether it has templates of its own."""
        return any(path.startswith(f"{THEME}/") for path in self.files)


def staged(config: SiteConfig, built: Output, published: Iterable[str], linked: Mapping[str, str]) -> Staged:
    """The project with the `published` files and the `linked` Markdown of pages beside the glossary.

    The project's own templates go before those of the theme.
    """
    files: dict[str, bytes] = {}
    whole, has_our_look = config.options.whole_site, config.theme == "material"
    ours = [OWN_THEME, THEME_OF_WHOLE_SITE] if whole else [OWN_THEME]
    for folder in ours if has_our_look else []:
        files |= {
            f"{THEME}/{path}": _spoken(data, config.site.language) if path.endswith(".html") else data
            for path, data in tree(folder).items()
        }
    if config.custom_dir:
        files |= {f"{THEME}/{path}": data for path, data in tree(config.custom_dir).items()}
    if linked and not whole:
        files[_BEHIND_TEXT] = files.get(_BEHIND_TEXT, b"") + _CARDS.encode()
    left_out = {draft.path for draft in built.drafts.values()}
    files |= {
        f"{DOCS}/{path}": data
        for path, data in tree(config.docs_dir).items()
        if not is_input(path) and path not in left_out
    }
    searched = {} if whole else {concept.path: concept for concept in built.concepts.values()}
    for path in published:
        content = as_bytes(built.files[path])
        if path in searched:
            words = f"\n{typed_words(searched[path])}"
            content = before_sections(content.decode(), words, "\n## ").encode()
        if has_our_look and not whole and path.endswith(".md"):
            content = _OF_GLOSSARY.sub("---\ntemplate: glossary.html\n", content.decode()).encode()
        files[f"{DOCS}/{path}"] = content
    for path, source in linked.items():
        files[f"{DOCS}/{path}"] = with_links(source, path, built.names, built.concepts).encode()
    return Staged(files, {path: as_bytes(content) for path, content in built.verbatim.items()})


def staged_files(config: SiteConfig, project: Staged) -> dict[str, bytes]:
    """Every file of the staged project by its path, with its configuration, for any engine.

    What that must not touch is in `verbatim`, to be copied over the built site.
    """
    files = {**project.files, **{f"{VERBATIM}/{path}": data for path, data in project.verbatim.items()}}
    files[CONFIG] = staged_config(config.path, config.text, "", project.has_theme).encode()
    return files


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _spoken(template: bytes, language: Language) -> bytes:
    """A template of the theme with its messages translated, for an engine without gettext."""
    return _MESSAGE.sub(
        lambda found: json.dumps(language.words.gettext(json.loads(found[1])), ensure_ascii=False),
        template.decode(),
    ).encode()
