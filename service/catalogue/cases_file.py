"""The shape of `cases.yaml`: worked examples of answers and what they must come to."""

from typing import Annotated

from pydantic import Field, Strict

from scoring.conditions import Frozen, Real, Whole
from scoring.result import AnswerValue

#: As it stands in the file: `true` is no answer to anything, and is not to be taken for the number 1.
Given = AnswerValue | Annotated[bool, Strict()]


class ScaleExpectation(Frozen):
    """What a case expects of one scale; what is left out is not compared."""

    status: str | None = None
    reason: str | None = None
    raw: Real | None = None
    value: Real | None = None
    se: Real | None = None
    answered: Whole | None = None
    items: Whole | None = None
    band: str | None = None
    level: Whole | None = None
    slips: Whole | None = None


class Expectation(Frozen):
    """Expected scales (any of them) and the exact ids of the raised flags; no `flags` means: not compared."""

    scales: dict[str, ScaleExpectation] = {}
    flags: tuple[str, ...] | None = None


class WorkedCase(Frozen):
    """One example. `fill`: the code that every item which has it gets, unless `answers` names the item."""

    name: str = Field(min_length=3)
    language: str
    fill: str | None = None
    population: str = "any"
    answers: dict[str, Given] = {}
    expect: Expectation


class CaseFile(Frozen):
    """All cases of a module, in file order."""

    cases: tuple[WorkedCase, ...]
