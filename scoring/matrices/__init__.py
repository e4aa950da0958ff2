"""Figure items from rules (being completed)."""

from dataclasses import dataclass

from scoring.definition import MatrixSpec


@dataclass(frozen=True)
class Figure:
    """Placeholder shape."""

    key: str


def build(spec: MatrixSpec) -> Figure:
    """Not here yet."""
    raise ValueError(f"figures of {spec.layout} are not here yet")


def difficulty(spec: MatrixSpec) -> float:
    """Not here yet."""
    return float(len(spec.rules))
