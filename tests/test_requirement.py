"""What pip is told to install this package with more of its extras."""

import json
from types import SimpleNamespace

import pytest

from glossary.requirement import missing


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        (None, "plain-glossary[zensical]==1.2"),
        ({"url": "file:///a%20b/engine.whl", "archive_info": {}}, "/a b/engine.whl[zensical]"),
        ({"url": "file:///a/engine", "dir_info": {}}, "/a/engine[zensical]"),
        (
            {"url": "https://example.org/engine.whl", "archive_info": {}},
            "plain-glossary[zensical] @ https://example.org/engine.whl",
        ),
        (
            {"url": "file:///a/engine.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "plain-glossary[zensical] @ git+file:///a/engine.git@abc",
        ),
    ],
    ids=["index", "file", "folder", "address", "repository"],
)
def test_more_comes_from_where_the_package_came(
    origin: dict[str, object] | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = SimpleNamespace(version="1.2", read_text=lambda _: json.dumps(origin) if origin else None)
    monkeypatch.setattr("glossary.requirement.distribution", lambda _: installed)
    assert missing("zensical", "zensical") == f'zensical is not installed; run: pip install "{told}"'
