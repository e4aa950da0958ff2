"""A scale's result as a line of the profile: its name, a dot with an interval on a track, two or three words."""

from collections.abc import Sequence

from scoring.definition import Questionnaire, Scale
from scoring.result import NOTHING_SAID, ScaleResult
from scoring.scales import band_of
from service.assessment.actions import VISIBLE
from service.reports.evidence import Taken
from service.reports.layout import BAND_WORDS, marked
from service.reports.scale_line import ScaleLine, Track
from service.reports.voice import Voice

#: Half the interval in standard errors: 80 % of a normal distribution lies within 1.28 of its middle.
WIDTH = 1.2816
#: The part of the ability scale that is drawn, in logits.
LOGITS = (-3.5, 3.5)
PERCENT = (0.0, 100.0)

#: The part that is drawn of scales that compare two tests: shares gained, or lost, and shares kept.
CHANGES = {"gain": (-1.0, 1.0), "retention": (0.0, 1.25)}

REASONS = {
    "not_asked": marked("not taken"),
    "too_few_answers": marked("too few answers"),
    "nothing_left_to_learn": marked("known at once, nothing left to gain"),
    "too_little_learned": marked("too little learned to say"),
}


def lines_of(voice: Voice, taken: Taken) -> list[ScaleLine]:
    """One line for each scale of a module that rests on visible items alone, scored or not, in file order."""
    questionnaire = taken.questionnaire
    visible = {item.id for item in questionnaire.items if item.sensitivity in VISIBLE}
    return [_line(voice, taken, scale) for scale in questionnaire.scoring.scales if visible.issuperset(scale.items)]


def _line(voice: Voice, taken: Taken, scale: Scale) -> ScaleLine:
    missing = ScaleResult(status="not_scored", reason="not_asked", answered=0, items=0)
    result = taken.result.scales.get(scale.id, missing) if taken.result else missing
    text = f"scale.{scale.id}"

    def said(part: str) -> str:
        return taken.module.text(voice.language, f"{text}.{part}")

    return ScaleLine(
        id=f"{taken.module.slug}.{scale.id}",
        name=said("name"),
        words=words_of(voice, scale, result),
        track=track_of(taken.questionnaire, scale, result),
        reason=result.reason,
        value=result.value,
        error=result.se,
        answered=result.answered,
        asked=result.items,
        items=tuple(item for item in scale.items if taken.values.get(item) not in NOTHING_SAID),
        bands=tuple(named(voice, band.id) for band in scale.bands),
        definition=said("definition"),
        chances=result.chances,
        meaning=" ".join([*_likely(voice, scale, result), said(f"band.{result.band}"), *_slips(voice, result)])
        if result.band
        else "",
        low_end=said("low"),
        high_end=said("high"),
        norm=result.norm,
    )


def _slips(voice: Voice, result: ScaleResult) -> list[str]:
    if not result.slips:
        return []
    words = marked("Gaps counted as right in which one letter was wrong: %(number)s.")
    return [voice.say(words) % {"number": result.slips}]


def words_of(voice: Voice, scale: Scale, result: ScaleResult) -> str:
    """The band in words; two bands when the interval reaches from one into another, or when the scale's own rule finds
    none of them certain enough; else why there is no score.
    """
    if result.value is None:
        return voice.say(REASONS[result.reason or "not_asked"])
    if near := neighbours(scale, result):
        low, high = (named(voice, band) for band in near)
        return voice.say(marked("between %(low)s and %(high)s")) % {"low": low, "high": high}
    if scale.band_certainty is not None and result.band:
        return named(voice, result.band)
    half = WIDTH * (result.se or 0.0)
    ends = [band_of(scale, result.value - half), band_of(scale, result.value + half)]
    words = [named(voice, band) for band in dict.fromkeys(ends) if band]
    if len(words) == 2:
        return voice.say(marked("%(low)s to %(high)s")) % {"low": words[0], "high": words[1]}
    return words[0] if words else f"{result.value:.1f}"


def neighbours(scale: Scale, result: ScaleResult) -> tuple[str, str] | None:
    """The two bands that a person stands between: where the band is not certain enough by the scale's own rule, this
    band and the likelier one of those beside it, lower first. None where one band is named, or no rule is given.
    """
    chances = result.chances
    if scale.band_certainty is None or chances is None or result.band is None:
        return None
    if chances[result.band] >= scale.band_certainty:
        return None
    order = list(chances)
    place = order.index(result.band)
    beside = max(order[max(place - 1, 0) : place] + order[place + 1 : place + 2], key=lambda band: chances[band])
    low, high = sorted((place, order.index(beside)))
    return order[low], order[high]


def named(voice: Voice, band: str) -> str:
    """The short name of a band."""
    return voice.say(BAND_WORDS.get(band, band))


def _likely(voice: Voice, scale: Scale, result: ScaleResult) -> list[str]:
    near, chances = neighbours(scale, result), result.chances
    if near is None or chances is None:
        return []
    low, high = near
    words = marked("Chance of %(low)s: %(low_share)s %%, of %(high)s: %(high_share)s %%.")
    shares = {"low_share": round(100 * chances[low]), "high_share": round(100 * chances[high])}
    return [voice.say(words) % {"low": named(voice, low), "high": named(voice, high), **shares}]


def track_of(questionnaire: Questionnaire, scale: Scale, result: ScaleResult) -> Track | None:
    """Where the dot stands, in percent of the track; None without a score."""
    if result.value is None:
        return None
    low, high = range_of(questionnaire, scale)

    def percent(value: float) -> float:
        return round(min(100.0, max(0.0, 100 * (value - low) / (high - low))), 1)

    half = None if result.se is None else WIDTH * result.se
    borders = tuple(percent(band.from_) for band in scale.bands if band.from_ is not None)
    return Track(
        at=percent(result.value),
        low=None if half is None else percent(result.value - half),
        high=None if half is None else percent(result.value + half),
        borders=borders,
    )


def range_of(questionnaire: Questionnaire, scale: Scale) -> tuple[float, float]:
    """Lowest and highest value that the scale can have, on its own metric; for abilities the part that is drawn."""
    if scale.method == "rasch":
        return LOGITS
    if scale.method in CHANGES:
        return CHANGES[scale.method]
    if scale.method == "count_correct":
        return 0.0, float(len(scale.items))
    if scale.method == "c_test":
        return PERCENT
    values: Sequence[float] = [
        value for item in scale.items for value in questionnaire.values_by_item.get(item, {}).values()
    ] or (0.0, 1.0)
    times = len(scale.items) if scale.method == "sum" else 1
    return min(values) * times, max(values) * times
