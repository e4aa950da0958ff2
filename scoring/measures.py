"""What is made of the answers: scales, bands, keys, cut-offs and flags. The content of `scoring.yaml`."""

from typing import Literal

from pydantic import Field

from scoring.conditions import Code, Condition, Frozen, Identifier, Number, Real, Whole
from scoring.norm_tables import NormUse


class Band(Frozen):
    """A range of a scale's value: from `from_` (inclusive) up to the next band. The first band has no `from`."""

    id: Identifier
    from_: Number | None = Field(default=None, alias="from")


class Level(Frozen):
    """An indicated level of self-reliance: from `from_` (inclusive) up to the next. Level 1 has no `from`."""

    level: Whole = Field(ge=1, le=5)
    from_: Number | None = Field(default=None, alias="from")


class Scale(Frozen):
    """How items become one number.

    `mean`: mean keyed value of the answered items; `sum`: their sum, prorated to all items; `count_correct`: number
    of correct answers, prorated; `rasch`: ability in logits from correct answers and `difficulties`; `c_test`: mean
    over texts of the share of gaps that are right, in percent; `gain`, `retention`: what changed from the test of the
    `earlier` items to that of the others (see `scoring.learning`); `needed`: right answers in the earlier test that a
    retention asks for.
    `min_answered`: the share of asked items that must be answered, else the scale is not scored; an adaptive bank has
    its own minimum. `band_certainty`: of a rasch scale, the probability from which a band is named alone; below it a
    report names this band and the likelier one of its neighbours. `levels`: for a domain of self-reliance, the values
    from which each level is proposed (see `scoring.levels`). `norms`: the norm table that a value is looked up in.
    `timed_out`: what an item counts for whose time ran out: `unsolved`, like one that was passed over, or `left_out`.
    """

    id: Identifier
    method: Literal["mean", "sum", "count_correct", "rasch", "c_test", "gain", "retention"]
    items: tuple[Identifier, ...] = Field(min_length=1)
    reversed: tuple[Identifier, ...] = ()
    earlier: tuple[Identifier, ...] = ()
    needed: Whole = Field(default=0, ge=0, le=10)
    min_answered: Real = Field(default=0.8, gt=0, le=1)
    bands: tuple[Band, ...] = ()
    band_reference: str | None = None
    band_certainty: Real | None = Field(default=None, ge=0.5, lt=1)
    levels: tuple[Level, ...] = ()
    level_reference: str | None = None
    norms: NormUse | None = None
    timed_out: Literal["unsolved", "left_out"] | None = None
    reliability: Real | None = Field(default=None, gt=0, lt=1)
    reliability_sd: Number | None = Field(default=None, gt=0)
    higher_is: Literal["more", "better", "worse"] = "more"
    reference: str = Field(min_length=10)


class CutoffValue(Frozen):
    """One cut-off for one language and population; `any` matches every one. First match from the top wins."""

    language: str = "any"
    population: str = "any"
    at_least: Number
    status: Literal["provisional", "published", "validated"]
    source: str = Field(min_length=10)
    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")


class Cutoff(Frozen):
    """A named cut-off on one scale."""

    id: Identifier
    scale: Identifier
    values: tuple[CutoffValue, ...] = Field(min_length=1)


class FlagRule(Frozen):
    """A signal for a person to look at. `immediate` flags use items only and are raised as the answer is stored."""

    id: Identifier
    level: Literal["acute", "elevated", "attention"]
    when: Condition
    immediate: bool = False
    reference: str = Field(min_length=10)


class Scoring(Frozen):
    """The content of `scoring.yaml`. `keys`: the correct code(s) of test items; `difficulties` in logits; `norms`:
    whether any scale has a norm table.

    `accepted`: of a C-test, by gap number, whole words that are as right as the one that stood there.
    """

    scales: tuple[Scale, ...] = ()
    keys: dict[Identifier, tuple[str, ...]] = {}
    difficulties: dict[Identifier, Number] = {}
    difficulty_reference: str | None = None
    accepted: dict[Identifier, dict[Code, tuple[str, ...]]] = {}
    cutoffs: tuple[Cutoff, ...] = ()
    flags: tuple[FlagRule, ...] = ()
    norms: Literal["none", "tables"] = "none"
