"""Writes every picture to `docs/pictures/`, and removes those that nobody draws any longer."""

from pathlib import Path

from . import drawn

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def main() -> None:
    """Makes the folder hold exactly the pictures that are drawn here."""
    FOLDER.mkdir(exist_ok=True)
    files = drawn()
    for path in FOLDER.glob("*.svg"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
