"""Scoring has no files, no network, no clock, no locale, no logging and no chance without a seed."""

import ast
from pathlib import Path

import pytest

import scoring

ROOT = Path(scoring.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
ALLOWED = {
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "itertools",
    "math",
    "numpy",
    "pydantic",
    "random",
    "re",
    "scoring",
    "statistics",
    "types",
    "typing",
    "unicodedata",
}
#: Reading a clock, chance that no one seeded, or the outside world.
FORBIDDEN_CALLS = {"open", "print", "input", "eval", "exec", "compile", "__import__", "breakpoint", "globals"}
FORBIDDEN_METHODS = {"now", "today", "utcnow", "fromtimestamp", "default_rng", "SystemRandom"}
#: Of `random`, only a generator made from a seed.
CHANCE = {"Random"}


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def offences(source: str) -> list[str]:
    tree = ast.parse(source)
    found = [f"imports {name}" for name in sorted(imported(tree) - ALLOWED)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            found.append(f"calls {node.func.id}")
        elif isinstance(node, ast.Attribute):
            found += _attribute_offences(node)
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            found.append("imports from random")
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "random.Random" and not node.args:
            found.append("a generator without a seed")
        elif isinstance(node, ast.Global):
            found.append("global state")
    return found


def _attribute_offences(node: ast.Attribute) -> list[str]:
    name = ast.unparse(node)
    unseeded = name.startswith("random.") and node.attr not in CHANCE
    return [f"uses {name}"] if node.attr in FORBIDDEN_METHODS or unseeded or name.startswith("np.random") else []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_pure(path: Path) -> None:
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import logging",
        "from time import time",
        "import locale",
        "import service.db",
        "open('x')",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\ndatetime.now()",
        "import random\nrandom.choice([1])",
        "import random\nrandom.Random()",
        "import random\nrandom.seed(1)",
        "from random import choice",
        "import numpy as np\nnp.random.default_rng()",
        "eval('1')",
    ],
)
def test_the_check_sees_an_offence(source: str) -> None:
    assert offences(source)
