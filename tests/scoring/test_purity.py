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
#: The outside world, and what differs from run to run: text hashes by a secret of the process, an id by its place.
FORBIDDEN_CALLS = {
    *("open", "print", "input", "eval", "exec", "compile", "__import__", "breakpoint", "globals", "locals", "vars"),
    *("hash", "id"),
}
#: Whatever they are called on: clocks, words that follow a locale, files.
FORBIDDEN_METHODS = {
    *("now", "today", "utcnow", "fromtimestamp", "strftime", "strptime"),
    *("tofile", "fromfile", "memmap", "load", "save", "savez", "savez_compressed", "loadtxt", "savetxt", "genfromtxt"),
    *("read_text", "write_text", "read_bytes", "write_bytes", "SystemRandom", "__builtins__", "__globals__"),
}
#: Of `random`, only a generator made from a seed; of numpy's nothing.
SEEDED, CHANCE = "random.Random", ("random.", "numpy.random")


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else (node.module or "").partition(".")[0])
    return found


def names_of(tree: ast.AST) -> dict[str, str]:
    """What each imported name stands for, in full: `np` is numpy, `choice` is random.choice."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                found[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def full_name(node: ast.expr, names: dict[str, str]) -> str:
    first, dot, rest = ast.unparse(node).partition(".")
    return f"{names.get(first, first)}{dot}{rest}"


def offences(source: str) -> list[str]:
    tree = ast.parse(source)
    names = names_of(tree)
    found = [f"imports {name}" for name in sorted(imported(tree) - ALLOWED)]
    found += [f"imports {name}" for name in names.values() if _is_chance(name) or name.endswith(".*")]
    found += [f"imports {name}" for name in names.values() if name.rpartition(".")[2] in FORBIDDEN_METHODS]
    for node in ast.walk(tree):
        found += _node_offences(node, names)
    return found


def _node_offences(node: ast.AST, names: dict[str, str]) -> list[str]:
    if isinstance(node, ast.Global | ast.Nonlocal):
        return ["global state"]
    if isinstance(node, ast.Name) and node.id in FORBIDDEN_CALLS and isinstance(node.ctx, ast.Load):
        return [f"uses {node.id}"]
    if isinstance(node, ast.Attribute):
        name = full_name(node, names)
        return [f"uses {name}"] if node.attr in FORBIDDEN_METHODS or _is_chance(name) else []
    if isinstance(node, ast.Call) and full_name(node.func, names) == SEEDED:
        seeded = bool(node.args) and not (isinstance(node.args[0], ast.Constant) and node.args[0].value is None)
        return [] if seeded else ["a generator without a seed"]
    return []


def _is_chance(name: str) -> bool:
    return name.partition("(")[0] != SEEDED and f"{name}.".startswith(CHANCE) and name != "random"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_pure(path: Path) -> None:
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.parametrize(
    "source",
    [
        # files, the screen, the world outside
        "open('x')",
        "read = open",
        "print(1)",
        "input()",
        "import os",
        "import pathlib",
        "from pathlib import Path",
        "import sys",
        "import socket",
        "import subprocess",
        "import sqlite3",
        "import urllib.request",
        "import yaml",
        "import polars",
        "import importlib",
        "from . import path",
        "import service.db",
        "import numpy as np\nnp.load('x')",
        "import numpy as np\nnp.save('x', 1)",
        "import numpy\nnumpy.loadtxt('x')",
        "from numpy import load",
        "from numpy import genfromtxt as text",
        "import numpy as np\nnp.zeros(3).tofile('x')",
        "def f(path):\n    return path.read_text()",
        "eval('1')",
        "exec('1')",
        "__import__('os')",
        "globals()['open']('x')",
        "from math import *",
        # clocks and locales
        "import time",
        "from time import time",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\ndatetime.now()",
        "import datetime as dt\ndt.datetime.now(dt.UTC)",
        "from datetime import datetime as d\nclock = d.utcnow",
        "def f(day):\n    return day.strftime('%A')",
        "import locale",
        "import calendar",
        "import os.path",
        # chance without a seed
        "import random\nrandom.choice([1])",
        "import random as r\nr.choice([1])",
        "import random\nrandom.Random()",
        "import random\nrandom.Random(None)",
        "import random\nrandom.seed(1)",
        "import random\nrandom.SystemRandom(1)",
        "from random import choice",
        "from random import Random\nRandom()",
        "import secrets",
        "import uuid",
        "import numpy as np\nnp.random.default_rng()",
        "import numpy as np\nnp.random.rand(3)",
        "import numpy\nnumpy.random.rand(3)",
        "import numpy.random as chance\nchance.rand(3)",
        "from numpy import random",
        "from numpy.random import default_rng",
        "hash('text')",
        "id(1)",
        # logs
        "import logging",
        "from logging import getLogger",
        "import warnings",
        "import structlog",
        # what is remembered between calls
        "total = 0\ndef f():\n    global total\n    total += 1",
    ],
)
def test_the_check_sees_an_offence(source: str) -> None:
    assert offences(source)


@pytest.mark.parametrize(
    "source",
    [
        "import random\nrandom.Random(7).choice([1])",
        "from random import Random\nRandom(7)",
        "from datetime import date\ndate(2026, 11, 26)",
        "import numpy as np\nnp.zeros(3)",
        "from scoring.path import items_on_path",
        "class Item:\n    id: str\n\ndef f(item):\n    return item.id",
    ],
)
def test_the_check_lets_pass_what_is_pure(source: str) -> None:
    assert offences(source) == []
