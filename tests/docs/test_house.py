"""The house rules that a machine can see: sizes of rooms, names of things, nothing of this or that computer."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "scoring").rglob("*.py"), *(ROOT / "service").rglob("*.py")])
LONGEST_MODULE, LONGEST_FUNCTION = 200, 40
VAGUE = re.compile(r"(^|_)(helpers?|utils?|manager|common|misc|stuff)($|_)")
LOCKS = ("requirements.txt", "requirements-test.txt")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_are_small_and_well_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    assert not VAGUE.search(path.stem)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path.name}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_place_to_download_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", text)


def test_nothing_is_left_over() -> None:
    """No stub, no unfinished part, in what is tracked."""
    words = "|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "x" + "fail"))
    found = subprocess.run(
        ["git", "grep", "-nE", rf"\b({words})\b", "--", "*.py", "*.html", "*.js", "*.css", "*.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not found.stdout


def test_templates_trust_no_text() -> None:
    """Autoescape stays on: neither the filter that switches it off nor ready-made markup."""
    for path in (ROOT / "service").rglob("*"):
        if path.suffix in (".html", ".py"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\|\s*safe\b|Markup\(|autoescape false", text), path
