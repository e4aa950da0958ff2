"""How the answering went, as far as a report says it."""

from typing import Literal

from scoring.conditions import Frozen


class ModuleLine(Frozen):
    """How one module went. Counts are of the questions that the municipality may see."""

    slug: str
    title: str
    version: str
    snapshot: str
    state: Literal["done", "skipped", "unfinished"]
    answered: int
    declined: int
    asked: int
    timed_out: int = 0
    translation: str


class Quality(Frozen):
    """Facts about the answering, for a person to weigh. `same_in_a_row`: longest run of one answer."""

    answers: int
    fast: int
    declined: int
    interruptions: int
    same_in_a_row: int
    timed_out: int = 0
