"""The reference figures in `tests/reference`, as the scoring library takes them."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np

from scoring.irt import ItemParameters
from scoring.irt.parameters import Floats

FOLDER = Path(__file__).resolve().parents[1] / "reference"
SCIENCE = ("Comfort", "Work", "Future", "Benefit")
LSAT6 = tuple(f"Item_{number}" for number in range(1, 6))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def figures(name: str) -> Any:
    """The content of a JSON file."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def matrix(name: str) -> Floats:
    """All numbers of a CSV file, one row a person."""
    return np.array([[float(value) for value in row.values()] for row in rows(name)])


def items_of(model: dict[str, Any]) -> list[ItemParameters]:
    """The items of one model of mirt."""
    return [ItemParameters(id=one["item"], a=one["a"], b=thresholds_of(one)) for one in model["par"]]


def thresholds_of(one: dict[str, Any]) -> tuple[float, ...]:
    """b, or b1, b2, ..."""
    return tuple(float(one[name]) for name in sorted(one) if name.startswith("b"))


def tcals() -> list[ItemParameters]:
    """The bank of 85 items with three parameters."""
    return [
        ItemParameters(id=str(number), a=float(row["a"]), b=(float(row["b"]),), c=float(row["c"]))
        for number, row in enumerate(rows("catR_tcals_items.csv"), 1)
    ]


def bfi_scale(name: str) -> Floats:
    """Answers to the items of one scale of the 25, all in the same direction, NaN for missing: shape (2800, 5)."""
    keys = figures("bfi_reliability.json")["keys"][name]
    columns = [(key.lstrip("-"), key.startswith("-")) for key in keys]
    return np.array([[_keyed(row[item], turned) for item, turned in columns] for row in rows("bfi.csv")])


def _keyed(text: str, turned: bool) -> float:
    return float("nan") if not text else 7 - float(text) if turned else float(text)
