"""What scoring returns, and what an answer may be."""

from typing import Literal

from scoring.conditions import Frozen
from scoring.definition import CutoffValue
from scoring.norm_tables import NormPlace

#: The word that marks "I'd rather not say" (personal items) or "pass" (test items). No option may have this code.
DECLINED = "declined"

#: The word that marks an item whose time ran out before it was answered. No option may have this code.
TIMED_OUT = "timed_out"

#: One answer: a code, several codes, what was typed into each gap of a C-test ("" = left open), a number, `DECLINED`,
#: `TIMED_OUT`, or None for asked but unanswered.
AnswerValue = str | tuple[str, ...] | int | float | None

#: What stands where nothing was answered.
NOTHING_SAID: tuple[AnswerValue, ...] = (None, DECLINED, TIMED_OUT)


class ScaleResult(Frozen):
    """One scale of one person.

    `raw`: sum of keyed values or number correct over the answered items. `value`: on the scale's own metric. `se`:
    its standard error in the same unit, None where it can't be known. `answered` and `items` count asked items.
    `level`: the indicated level of self-reliance, for a scale that has levels. `chances`: of an ability, the
    probability of each band (posterior mass between its borders).
    `reason` when not scored: `not_asked`, `too_few_answers`; of two tests compared also `nothing_left_to_learn` (gain)
    or `too_little_learned` (retention). `timed_out`: at how many of its items time ran out; None: at none. `slips`:
    of a C-test scale, how many gaps count as right although a letter is off. `norm`: the place among a group, for
    a scale with a norm table that fits; None: not normed.
    """

    status: Literal["scored", "not_scored"]
    reason: str | None = None
    raw: float | None = None
    value: float | None = None
    se: float | None = None
    answered: int
    items: int
    band: str | None = None
    level: int | None = None
    slips: int | None = None
    timed_out: int | None = None
    chances: dict[str, float] | None = None
    norm: NormPlace | None = None


class FlagResult(Frozen):
    """A raised flag with the item ids that are its evidence."""

    rule: str
    level: Literal["acute", "elevated", "attention"]
    evidence: tuple[str, ...]


class CutoffResult(Frozen):
    """What one named cut-off came to: `applied` is the entry that fitted this language and population, with its source.

    `reached` is None when no entry fitted or the scale was not scored.
    """

    scale: str
    applied: CutoffValue | None = None
    reached: bool | None = None


class ModuleResult(Frozen):
    """All scales, cut-offs and raised flags of one module, in file order."""

    version: str
    scales: dict[str, ScaleResult]
    flags: tuple[FlagResult, ...]
    cutoffs: dict[str, CutoffResult] = {}
