"""What is on disk when a command fails or is stopped: everything or nothing."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from glossary import atomic


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_files_are_written_and_others_removed(tmp_path: Path) -> None:
    atomic.write(tmp_path, {"a.md": "ä\n", "deep/b.md": "b\r\n"})
    assert snapshot(tmp_path) == {"a.md": "ä\n".encode(), "deep/b.md": b"b\r\n"}
    (tmp_path / "a.md").chmod(0o600)
    atomic.write(tmp_path, {"a.md": "new"}, gone=["deep/b.md"])
    assert snapshot(tmp_path) == {"a.md": b"new"}
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o600


def test_a_text_that_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    atomic.write(tmp_path, {"a.md": "old"})
    with pytest.raises(UnicodeError):
        atomic.write(tmp_path, {"a.md": "new", "b.md": "\ud800"}, gone=["a.md"])
    assert snapshot(tmp_path) == {"a.md": b"old"}


@pytest.mark.parametrize("failing", ["changed.md", "fresh.md", "gone.md"])
def test_what_fails_halfway_is_undone(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atomic.write(tmp_path, {"first.md": "old", "changed.md": "old", "left.md": "old", "gone.md": "old"})
    os.utime(tmp_path / "first.md", (1, 1))
    before = snapshot(tmp_path)
    replace, unlink = os.replace, Path.unlink

    def stop_at(target: Path) -> None:
        if target.name == failing:
            raise PermissionError(f"{target} is open in another program")

    monkeypatch.setattr(os, "replace", lambda source, target: (stop_at(target), replace(source, target)))
    monkeypatch.setattr(Path, "unlink", lambda path, **more: (stop_at(path), unlink(path, **more)))
    files = {"first.md": "new", "changed.md": "new", "fresh.md": "new"}
    with pytest.raises(PermissionError):
        atomic.write(tmp_path, files, gone=["left.md", "gone.md"])
    assert snapshot(tmp_path) == before
    assert (tmp_path / "first.md").stat().st_mtime == 1


def test_a_file_that_is_not_there_to_be_removed_leaves_all_as_it_was(tmp_path: Path) -> None:
    atomic.write(tmp_path, {"a.md": "old"})
    with pytest.raises(FileNotFoundError):
        atomic.write(tmp_path, {"a.md": "new", "b.md": "new"}, gone=["c.md"])
    assert snapshot(tmp_path) == {"a.md": b"old"}


def test_a_folder_holds_exactly_the_files_given(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "site"
    atomic.replace_folder(folder, {"kept": b"k", "changed": b"1", "gone": b"g"})
    os.utime(folder / "kept", (1, 1))
    atomic.replace_folder(folder, {"kept": b"k", "changed": b"2", "deep/er": b"d"})
    assert snapshot(tmp_path) == {"new/site/kept": b"k", "new/site/changed": b"2", "new/site/deep/er": b"d"}
    assert (folder / "kept").stat().st_mtime == 1


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    atomic.replace_folder(tmp_path / "link", {"a": b"a"})
    assert (tmp_path / "link").is_symlink()
    assert snapshot(tmp_path / "real") == {"a": b"a"}


# Replaces a folder again and again, killed before its first line, its second, and so on until it comes
# through.
KILLED_AT_EACH_LINE = dedent(
    """
    import os, sys
    from itertools import count
    from pathlib import Path
    from glossary import atomic

    folder, exchanging = Path(sys.argv[1]), sys.argv[2] == "exchange"
    old, new = {"a": b"old", "gone": b"x"}, {"a": b"new", "b": b"y"}

    def kill_at(line):
        left = line
        def trace(frame, event, argument):
            nonlocal left
            if frame.f_code.co_filename == atomic.__file__ and event == "line":
                left -= 1
                if not left:
                    os._exit(9)
            return trace
        sys.settrace(trace)

    def held(folder):
        return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else None

    if not exchanging:
        atomic._exchange = lambda one, other: False
    for line in count(1):
        atomic.replace_folder(folder, old)
        child = os.fork()
        if not child:
            kill_at(line)
            atomic.replace_folder(folder, new)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, 9)
        places = [folder] if exchanging else [folder, *folder.parent.glob(".*/old")]
        assert [place for place in places if held(place) in (old, new)], line
        if not code:
            assert held(folder) == new and line > 10
            break
    """
)


def can_exchange(folder: Path) -> bool:
    for name in ("one", "other"):
        (folder / name).mkdir()
    return atomic._exchange(folder / "one", folder / "other")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
@pytest.mark.parametrize("way", ["exchange", "two steps"])
def test_a_folder_is_whole_wherever_its_replacement_is_killed(tmp_path: Path, way: str) -> None:
    if way == "exchange" and not can_exchange(tmp_path):
        pytest.skip("the system cannot exchange two folders in one step")
    subprocess.run([sys.executable, "-c", KILLED_AT_EACH_LINE, tmp_path / "site", way], check=True)
