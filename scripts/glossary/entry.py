"""Where the command `glossary` begins, also in an installation that can only check links."""

import sys

from .requirement import missing

# What a command needs where that is not all of it, as a site with MkDocs does.
_EXTRAS = {"mcp": "pages,mcp", "build": "zensical", "serve": "zensical"}


def main() -> None:
    """Runs the command, or says what to install."""
    try:
        from .commands.cli import main as command
    except ModuleNotFoundError as error:
        extras = next((_EXTRAS[word] for word in sys.argv[1:] if word in _EXTRAS), "site")
        sys.exit(
            f"Error: {missing(str(error.name), extras)}\n"
            "To check links alone, use the command glossary-links, which needs no more."
        )
    command()
