"""Where a project keeps what the next build can use again: `.cache/glossary/` beside its `mkdocs.yml`."""

from pathlib import Path


def cache_folder(project: Path) -> Path:
    """The folder, made if need be. Raises `OSError` where nothing can be written."""
    folder = project / ".cache" / "glossary"
    folder.mkdir(parents=True, exist_ok=True)
    # Nobody means to publish it, whatever the project's own `.gitignore` says.
    (folder / ".gitignore").write_text("*\n", "utf-8")
    return folder
