"""The finished docs folder, configuration and theme, for a site engine that runs no MkDocs plugin."""

from collections.abc import Mapping
from pathlib import Path

from .site_config import CONFIG, SiteConfig, staged_config
from .source import is_input

DOCS = "docs"
THEME = "overrides"


def staged_files(config: SiteConfig, built: Mapping[str, str], bundled_theme: Path | None) -> dict[str, bytes]:
    """Every file of the staged project by its path.

    `built` is what `build()` returned; it takes the place of files of the same path in the docs
    folder. `bundled_theme` holds the templates that an installed package brings along; the
    project's own go before them.
    """
    files: dict[str, bytes] = {}
    theme_dirs = [bundled_theme if config.theme == "material" else None, config.custom_dir]
    for folder in filter(None, theme_dirs):
        files |= {f"{THEME}/{path}": data for path, data in _tree(folder).items()}
    files |= {f"{DOCS}/{path}": data for path, data in _tree(config.docs_dir).items() if not is_input(path)}
    files |= {f"{DOCS}/{path}": content.encode() for path, content in built.items()}
    has_theme = any(path.startswith(f"{THEME}/") for path in files)
    files[CONFIG] = staged_config(config.text, THEME if has_theme else None).encode()
    return files


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
