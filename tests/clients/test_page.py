"""The integrations page shows the sample projects as they are."""

import re

from scripts.integrations_page import PAGE, integrations_page

from .projects import SAMPLES

SHOWN = integrations_page()


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == SHOWN, "run: make generate"


def test_every_file_of_every_sample_is_on_the_page_whole() -> None:
    blocks = re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', SHOWN, re.M | re.S)
    files = [path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".j2"]
    assert sorted(blocks) == sorted(
        (path.relative_to(SAMPLES).as_posix().partition("/")[2], path.read_text("utf-8")) for path in files
    )
    assert len(blocks) > 10
