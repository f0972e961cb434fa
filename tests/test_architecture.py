"""What may import what, who touches the disk and the clock, and that everything public is explained."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scripts" / "glossary"

# A module, or a package as a whole, imports only from those before it in this table.
TABLE = re.findall(
    r"^\| (`.*?) \|", (PACKAGE.parent.parent / "docs/about/how-it-works.md").read_text("utf-8"), re.M
)
ORDER = [name for row in TABLE for name in re.findall(r"`(\w+)(?:\.py|/)`", row) if name != "templates"]

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
NAMES = {path: path.relative_to(PACKAGE).with_suffix("").as_posix() for path in MODULES}


def unit(path: Path) -> str:
    """The module, or the package that it is a part of."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[Path]:
    """The modules of this package that a module imports."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.parents[node.level - 1]
            steps = (node.module or "").split(".") if node.module else []
            for name in [None] if steps else [alias.name for alias in node.names]:
                target = base.joinpath(*steps, *([name] if name else []))
                yield target / "__init__.py" if target.is_dir() else target.with_suffix(".py")


def other_packages(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    found = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The name of each function or method that a module calls."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call):
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else node.func.id
                if isinstance(node.func, ast.Name)
                else ""
            )
            yield name, node


def test_every_module_has_its_place_in_the_order() -> None:
    assert {unit(path) for path in MODULES} == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


@pytest.mark.parametrize("path", MODULES, ids=NAMES.get)
def test_imports_point_one_way(path: Path) -> None:
    targets = list(imported(path))
    assert [target for target in targets if target not in MODULES] == []
    allowed = ORDER[: ORDER.index(unit(path)) + 1]
    assert [NAMES[target] for target in targets if unit(target) not in allowed] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    # A package's own `__init__.py` gathers its modules; they do not import from it.
    graph = {
        path: [
            target
            for target in imported(path)
            if target.parent != path.parent or target.name != "__init__.py"
        ]
        for path in MODULES
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


def test_the_plugin_alone_imports_mkdocs() -> None:
    assert {unit(path) for path in MODULES if "mkdocs" in other_packages(path)} == {"plugin"}


def test_one_module_alone_writes_to_disk() -> None:
    writing = {
        "write_text",
        "write_bytes",
        "mkdir",
        "makedirs",
        "touch",
        "unlink",
        "rmdir",
        "rmtree",
        "symlink_to",
        "copytree",
        "copyfile",
    }
    writers = {NAMES[path] for path in MODULES for name, _ in calls(path) if name in writing}
    writers |= {NAMES[path] for path in MODULES if other_packages(path) & {"shutil", "tempfile"}}
    writers |= {
        NAMES[path]
        for path in MODULES
        for name, call in calls(path)
        if name == "open" and _mode(call) & set("wax+")
    }
    writers |= {
        NAMES[path]
        for path in MODULES
        for _, call in calls(path)
        if ast.unparse(call.func) in {"os.rename", "os.replace", "os.remove"}
    }
    # The plugin works in the folders that MkDocs writes to, and in its cache.
    assert {writer for writer in writers if not writer.startswith("plugin/")} == {"atomic"}


def _mode(call: ast.Call) -> set[str]:
    given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return {
        sign
        for value in given
        if isinstance(value, ast.Constant) and len(str(value.value)) <= 3
        for sign in str(value.value)
    }


def test_one_module_alone_asks_the_clock() -> None:
    assert {
        NAMES[path]
        for path in MODULES
        for name, _ in calls(path)
        if name in {"today", "now", "utcnow", "time", "time_ns"}
    } <= {
        "calendar_day",
        # They ask `calendar_day`.
        "commands/cli",
        "commands/project",
        "commands/tables",
        "plugin/last_build",
    }


@pytest.mark.parametrize("path", MODULES, ids=NAMES.get)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = TREES[path]
    assert ast.get_docstring(tree), "the module has no docstring"
    silent = [
        node.name
        for parent in [
            tree,
            *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")),
        ]
        for node in parent.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_two_classes_have_one_name() -> None:
    names = [node.name for tree in TREES.values() for node in tree.body if isinstance(node, ast.ClassDef)]
    assert len(names) > 40
    assert sorted(names) == sorted(set(names))
