"""Writes every picture to `docs/pictures/`."""

from pathlib import Path

from . import drawn

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def main(folder: Path = FOLDER) -> None:
    """Writes what is drawn here. Other pictures stay: a check reports each that no page shows."""
    folder.mkdir(exist_ok=True)
    for name, text in drawn().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
