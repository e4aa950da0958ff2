"""An answer as a report shows it, under a short label."""

from typing import Literal

from scoring.conditions import Frozen

#: Why there is no answer.
Missing = Literal["declined", "unanswered", "timed_out"]


class Fact(Frozen):
    """One answer. `missing` when there is none."""

    id: str
    label: str
    answers: tuple[str, ...] = ()
    missing: Missing | None = None


class FactGroup(Frozen):
    """Facts under one heading."""

    title: str
    facts: tuple[Fact, ...]
