"""The finished docs folder, configuration and theme, for a site engine that runs no MkDocs plugin."""

import json
import re
from pathlib import Path

from ..languages import Language
from ..reading.site_config import CONFIG, OWN_THEME, THEME_OF_WHOLE_SITE, SiteConfig, staged_config
from ..reading.source import is_input
from ..site.build import Output

DOCS = "docs"
THEME = "overrides"
VERBATIM = "verbatim"
# How the templates of our theme write a message.
_MESSAGE = re.compile(r'\b_\(("[^"]+")\)')


def staged_files(config: SiteConfig, built: Output) -> dict[str, bytes]:
    """Every file of the staged project by its path.

    What a site engine must not touch is in `verbatim`, to be copied over the built site. The project's own
    templates go before those of the theme.
    """
    files: dict[str, bytes] = {}
    for folder in [OWN_THEME, THEME_OF_WHOLE_SITE] if config.theme == "material" else []:
        files |= {
            f"{THEME}/{path}": _spoken(data, config.site.language) if path.endswith(".html") else data
            for path, data in _tree(folder).items()
        }
    if config.custom_dir:
        files |= {f"{THEME}/{path}": data for path, data in _tree(config.custom_dir).items()}
    files |= {f"{DOCS}/{path}": data for path, data in _tree(config.docs_dir).items() if not is_input(path)}
    files |= {f"{DOCS}/{path}": _bytes(content) for path, content in built.files.items()}
    files |= {f"{VERBATIM}/{path}": _bytes(content) for path, content in built.verbatim.items()}
    has_theme = any(path.startswith(f"{THEME}/") for path in files)
    files[CONFIG] = staged_config(config.path, config.text, THEME if has_theme else None).encode()
    return files


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _spoken(template: bytes, language: Language) -> bytes:
    """A template of the theme with its messages translated, for an engine without gettext."""
    return _MESSAGE.sub(
        lambda found: json.dumps(language.words.gettext(json.loads(found[1])), ensure_ascii=False),
        template.decode(),
    ).encode()


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
