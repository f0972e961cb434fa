"""`mkdocs serve` with real pages. What it does after edits is tested with a small glossary."""

import shutil
from pathlib import Path

from ..test_serving import serving
from .built import EPOCH, PAGE_TYPES, Site


def kind(path: Path) -> tuple[object, ...]:
    """What the files of one kind have in common: where they lie, but for their own folder, and how their
    names end.
    """
    return (
        path.parts[:1] if len(path.parts) > 1 else path,
        len(path.parts),
        path.name if path.stem == "index" else path.suffix,
    )


def test_files_of_every_kind_are_served_as_they_are_built(
    site: Site, sample_project: Path, tmp_path: Path
) -> None:
    project = shutil.copytree(sample_project, tmp_path / "sample")
    files = sorted(
        path.relative_to(site.folder)
        for path in site.folder.rglob("*")
        if path.is_file() and path.suffix != ".gz"
    )
    one_of_each = {kind(path): path.as_posix() for path in files}.values()
    assert len(one_of_each) > 50
    with serving(project, SOURCE_DATE_EPOCH=EPOCH) as served:
        for path in [*PAGE_TYPES.values(), "concepts/large-language-model/", *one_of_each]:
            shown = served.get(path.removesuffix("index.html")).replace(
                served.url.encode(), site.url.encode()
            )
            assert shown == site.file(site.url + path).read_bytes(), path
