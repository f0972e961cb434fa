"""A bare web page of another origin with the hovercards, in Chromium. What the cards do is tested in
`tests/site/`.
"""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, expect, sync_playwright

from .projects import Glossary, copy_sample, hosted

pytestmark = pytest.mark.client


def is_wrong(message: ConsoleMessage) -> bool:
    # Browsers ask for an icon by themselves.
    return message.type in ("warning", "error") and not message.location["url"].endswith("/favicon.ico")


def test_the_sample_explains_the_word_and_links_to_it(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("html", real, tmp_path)
    term = json.loads((real.folder / "api/v1/terms/llm.json").read_text("utf-8"))
    with hosted(project) as url, sync_playwright() as playwright:
        # As root, Chromium runs only without its sandbox; the pages are our own.
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        page = browser.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if is_wrong(message) else None)
        page.goto(url)
        page.keyboard.press("Tab")
        expect(page.get_by_role("tooltip")).to_contain_text(term["plain"])
        page.keyboard.press("Enter")
        page.wait_for_url(real.concept("llm"))
        browser.close()
    assert not wrong
