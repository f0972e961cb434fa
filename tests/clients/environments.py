"""An environment of its own for each client, made when it is first needed from the client's lock file.

Environments lie in `.cache/clients/`, named after their lock file's content, and are used again.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOCKS = Path(__file__).parent / "locks"
CACHE = Path(__file__).parent.parent.parent / ".cache" / "clients"


def python_client(name: str) -> Path:
    """The Python of the environment that `locks/NAME.txt` describes."""
    lock = LOCKS / f"{name}.txt"
    folder = _folder(name, lock.read_bytes() + sys.version.encode())
    python = folder / "bin" / "python"
    if not _is_ready(folder):
        _run(sys.executable, "-m", "venv", "--clear", folder)
        _run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)
        _mark_ready(folder)
    return python


def packages_of(name: str) -> str:
    """The folder in which that environment has its packages, for a tool that runs with this one's."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    run = subprocess.run([python_client(name), "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def node_client(name: str, command: str) -> Path:
    """A command of the npm packages that `locks/NAME/package-lock.json` describes."""
    return node_modules(name) / ".bin" / command


def node_modules(name: str) -> Path:
    """The folder with the npm packages that `locks/NAME/package-lock.json` describes. Skips where there is no
    Node.
    """
    if not shutil.which("npm"):
        pytest.skip("Node is not installed")
    folder = _folder(name, (LOCKS / name / "package-lock.json").read_bytes())
    if not _is_ready(folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(LOCKS / name, folder)
        _run("npm", "ci", "--prefix", folder, "--ignore-scripts")
        _mark_ready(folder)
    return folder / "node_modules"


def give_packages(name: str, project: Path) -> None:
    """Makes `project` one of npm with those packages, in a folder of its own: site engines keep there what
    they rendered.
    """
    (project / "package.json").write_text('{"private": true}')
    (project / "node_modules").mkdir()
    for package in node_modules(name).iterdir():
        (project / "node_modules" / package.name).symlink_to(package)


def _folder(name: str, content: bytes) -> Path:
    return CACHE / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}"


def _is_ready(folder: Path) -> bool:
    # Without the mark, an installation that was interrupted would be taken for a whole one.
    return (folder / "ready").is_file()


def _mark_ready(folder: Path) -> None:
    (folder / "ready").touch()


def _run(*command: object) -> None:
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
