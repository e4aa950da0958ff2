"""From answers to one number per scale, with its standard error; or no number, and the reason.

Missing rule: `answered / asked < min_answered` gives no score. Asked are the scale's items on the path. Declined is
asked and not answered; in a test, declined means passed over, and counts as answered wrongly. A test item that was not
reached (None) is missing; what an item counts for whose time ran out, the scale says (`timed_out`). The unit of a
C-test scale is the text: a text with any gap filled in is answered. Of an adaptive bank the answered items were asked;
fewer of them than the bank's minimum give no score.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from scoring import irt
from scoring.definition import Questionnaire, Scale
from scoring.errors_of_measurement import error_of, error_of_mean
from scoring.keying import difficulty_of, gap_marks, is_correct, keyed_value, solved
from scoring.learning import change_of
from scoring.levels import level_of
from scoring.result import DECLINED, TIMED_OUT, AnswerValue, ScaleResult

#: Decimals that are kept, so that the same answers give the same bytes on every machine.
DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Estimate:
    """A scale's number: `raw` over the answered items, `value` and `se` on the scale's own metric.

    `chances`: the probability of each band, where there is a posterior.
    """

    raw: float
    value: float
    se: float | None
    chances: dict[str, float] | None = None


def score_scale(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, AnswerValue]) -> ScaleResult:
    """One scale from the answers on the path (see `scoring.path.answers_on_path`)."""
    found = _scored(questionnaire, scale, answers)
    late = sum(answers.get(item) == TIMED_OUT for item in scale.items)
    return found.model_copy(update={"timed_out": late}) if late else found


def _scored(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, AnswerValue]) -> ScaleResult:
    asked = [item for item in scale.items if item in answers]
    numbers = {item: _number(questionnaire, scale, item, answers[item]) for item in asked}
    answered = {item: number for item, number in numbers.items() if number is not None}
    items, least = _needed(questionnaire, scale, len(asked))
    if not items:
        return ScaleResult(status="not_scored", reason="not_asked", answered=0, items=0)
    if not answered or len(answered) < least - 1e-9:
        return ScaleResult(status="not_scored", reason="too_few_answers", answered=len(answered), items=items)
    estimate = _estimate(questionnaire, scale, answered, items)
    if isinstance(estimate, str):
        return ScaleResult(status="not_scored", reason=estimate, answered=len(answered), items=items)
    value = stable(estimate.value)
    return ScaleResult(
        status="scored",
        raw=stable(estimate.raw),
        value=value,
        se=None if estimate.se is None else stable(estimate.se),
        answered=len(answered),
        items=items,
        band=band_of(scale, value),
        level=level_of(scale, value),
        slips=_slips(questionnaire, scale, answers) if scale.method == "c_test" else None,
        chances=estimate.chances,
    )


def _needed(questionnaire: Questionnaire, scale: Scale, asked: int) -> tuple[int, float]:
    """How many items count as asked, and how many answers are the least for a score."""
    plan = questionnaire.structure.adaptive
    if plan is None or plan.scale != scale.id:
        return asked, scale.min_answered * asked
    return max(asked, plan.stop.minimum), plan.stop.minimum


def _estimate(questionnaire: Questionnaire, scale: Scale, answered: Mapping[str, float], asked: int) -> Estimate | str:
    """The scale's number, or why it has none."""
    if scale.method in ("gain", "retention"):
        change = change_of(scale, answered)
        return change if isinstance(change, str) else Estimate(change.raw, change.value, change.se)
    return _METHODS[scale.method](questionnaire, scale, answered, asked)


def stable(value: float) -> float:
    """Rounded to DECIMALS; never a negative zero."""
    return round(value, DECIMALS) + 0.0


def band_of(scale: Scale, value: float) -> str | None:
    """The last band whose `from` is reached; None for a scale without bands."""
    reached = [band.id for band in scale.bands if band.from_ is None or value >= band.from_]
    return reached[-1] if reached else None


def _number(questionnaire: Questionnaire, scale: Scale, item_id: str, answer: AnswerValue) -> float | None:
    if scale.method in ("mean", "sum"):
        return keyed_value(questionnaire, scale, item_id, answer)
    if answer == DECLINED:
        return 0.0 if questionnaire.structure.kind == "test" else None
    if answer == TIMED_OUT:
        return 0.0 if scale.timed_out == "unsolved" else None
    if answer is None or answer == ():
        return None
    if scale.method == "c_test":
        gaps = len(questionnaire.c_tests[item_id].gaps)
        return 100.0 * solved(questionnaire, questionnaire.by_id[item_id], answer) / gaps
    return 1.0 if is_correct(questionnaire, questionnaire.by_id[item_id], answer) else 0.0


def _mean(_questionnaire: Questionnaire, scale: Scale, answered: Mapping[str, float], _asked: int) -> Estimate:
    values = list(answered.values())
    return Estimate(math.fsum(values), math.fsum(values) / len(values), error_of(scale, values))


def _sum(_questionnaire: Questionnaire, scale: Scale, answered: Mapping[str, float], asked: int) -> Estimate:
    """Prorated to the asked items: mean × asked. Number correct is the same sum over ones and zeros."""
    values = list(answered.values())
    error = error_of(scale, values)
    total = math.fsum(values)
    return Estimate(total, total * asked / len(values), None if error is None else error * asked)


def _rasch(questionnaire: Questionnaire, scale: Scale, answered: Mapping[str, float], _asked: int) -> Estimate:
    responses = []
    for item_id, number in answered.items():
        difficulty = difficulty_of(questionnaire, questionnaire.by_id[item_id])
        if difficulty is None:
            raise ValueError(f"{questionnaire.slug}.{item_id}: a rasch scale needs the item's difficulty")
        responses.append((difficulty, number == 1.0))
    posterior = questionnaire.marking.table(questionnaire.prior_of(scale), scale.items).posterior(responses)
    ability = posterior.ability
    return Estimate(math.fsum(answered.values()), ability.value, ability.se, band_chances(scale, posterior))


def band_chances(scale: Scale, posterior: irt.Posterior) -> dict[str, float] | None:
    """Probability of each band, in file order, summing to 1; None for a scale without bands."""
    borders = [band.from_ for band in scale.bands if band.from_ is not None]
    reached = [0.0, *(posterior.below(border) for border in borders), 1.0]
    shares = [upper - lower for lower, upper in pairwise(reached)]
    return {band.id: stable(share) for band, share in zip(scale.bands, shares, strict=True)} if scale.bands else None


def _c_test(questionnaire: Questionnaire, _scale: Scale, answered: Mapping[str, float], _asked: int) -> Estimate:
    """Mean over texts of the percentage of gaps that are right, 0 to 100; its error over texts. Raw: gaps right.

    Gaps of one text depend on each other (Eckes & Baghaei, 2015), so the error is that of a mean over texts. Texts
    differ in difficulty on purpose, which makes it rather too wide than too narrow.
    """
    shares = list(answered.values())
    right = math.fsum(share * len(questionnaire.c_tests[item].gaps) / 100.0 for item, share in answered.items())
    return Estimate(float(round(right)), math.fsum(shares) / len(shares), error_of_mean(shares))


def _slips(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, AnswerValue]) -> int:
    marks = [gap_marks(questionnaire, questionnaire.by_id[item], answers.get(item)) for item in scale.items]
    return sum(one.count("spelling") for one in marks)


_METHODS: Mapping[str, Callable[[Questionnaire, Scale, Mapping[str, float], int], Estimate]] = {
    "mean": _mean,
    "sum": _sum,
    "count_correct": _sum,
    "rasch": _rasch,
    "c_test": _c_test,
}
