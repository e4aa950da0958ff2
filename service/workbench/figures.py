"""Figures as JSON: rounded alike everywhere, so that the same file gives the same bytes."""

import json
from typing import Any

DECIMALS = 6


def rounded(value: float | None) -> float | None:
    """To six decimals; never minus zero."""
    return None if value is None else round(float(value), DECIMALS) + 0.0


def as_text(content: Any) -> str:
    """JSON, indented, with a line end; raises ValueError for what is not finite."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
