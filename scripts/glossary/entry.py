"""Where the command `glossary` begins, also in an installation that can only check links."""

import sys


def main() -> None:
    """Runs the command, or says what to install."""
    try:
        from .commands.cli import main as command
    except ModuleNotFoundError as error:
        sys.exit(
            f"Error: {error.name} is not installed; install plain-glossary[site], or use the command "
            "glossary-links, which needs no more"
        )
    command()
