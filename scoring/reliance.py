"""How far the answers of one module can be relied on: signs, each with what it rests on. Never about health answers.

A sign is a reason to talk, no judgement of a person, and never a reason to leave out a score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.irt.parameters import Floats
from scoring.items import Sensitivity
from scoring.quality import Pairs, Population, even_odd, fast_answers, halves_apart, longest_run, mahalanobis, synonyms
from scoring.reliance_rules import Kind, Limit, Limits


@dataclass(frozen=True)
class Given:
    """One answer in the order of asking. `value`: a code as a number, None for no answer; `keyed`: the same turned
    round where its scale asks for it. `rating`: stands on an answer scale; a test item does not, and only its time is
    looked at. `milliseconds`: to answer.

    An answer of which nobody says otherwise counts as a health answer, and is not looked at.
    """

    value: float | None
    scale: str
    language: str
    milliseconds: int | None = None
    keyed: float | None = None
    rating: bool = True
    sensitivity: Sensitivity = Sensitivity.HEALTH


@dataclass(frozen=True, eq=False)
class Comparison:
    """What others answered, per item in the order of asking; `synonyms`: places of items that people answer alike."""

    population: Population
    synonyms: Pairs = ()


@dataclass(frozen=True)
class Sign:
    """`found`: the figure that is beyond its limit. `places`: the answers that it was computed from."""

    kind: Kind
    found: float
    places: tuple[int, ...]


@dataclass(frozen=True)
class Statement:
    """Signs in the order of KINDS. With `enough` False nothing can be said. `places`: the answers looked at."""

    signs: tuple[Sign, ...]
    enough: bool
    places: tuple[int, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Each kind once."""
        return tuple(dict.fromkeys(sign.kind for sign in self.signs))


def rule_of(statements: Iterable[Statement]) -> str:
    """Which field of `Said` holds for modules together."""
    enough = [statement for statement in statements if statement.enough]
    kinds = {kind for statement in enough for kind in statement.kinds}
    if not enough:
        return "too_few"
    return "several" if len(kinds) > 1 else next(iter(kinds), "nothing")


@dataclass(frozen=True)
class _Looked:
    """What is looked at: answers on scales and all answers, by place, without those on health."""

    answers: Sequence[Given]
    limits: Limits
    ratings: tuple[int, ...]
    places: tuple[int, ...]


def statement(
    answers: Sequence[Given],
    floors: Mapping[str, int],
    limits: Limits,
    comparison: Comparison | None = None,
    person_fit: float | None = None,
) -> Statement:
    """Of one module. Health answers are taken out before anything is looked at, from the comparison too.

    `floors`: language → milliseconds; ValueError for a language without one. `person_fit`: lz of a test.
    """
    there = [
        place
        for place, one in enumerate(answers)
        if one.sensitivity is not Sensitivity.HEALTH and one.value is not None
    ]
    if len(there) < limits.least_answers.value:
        return Statement((), False, tuple(there))
    looked = _Looked(answers, limits, tuple(place for place in there if answers[place].rating), tuple(there))
    found = (
        _run(looked),
        _fast(looked, floors),
        _even_odd(looked),
        _synonyms(looked, comparison),
        _unusual(looked, comparison),
        _unexpected(looked, person_fit),
    )
    return Statement(tuple(sign for sign in found if sign is not None), True, looked.places)


def _run(looked: _Looked) -> Sign | None:
    # a question without a scale of answers doesn't end a run; one on health does, whatever was answered
    order = [place for place in range(len(looked.answers)) if place in looked.ratings or place not in looked.places]
    values = [looked.answers[place].value if place in looked.ratings else None for place in order]
    run, limits = longest_run(values), looked.limits
    if run < limits.least_answers.value or run < limits.run.value * len(looked.ratings):
        return None
    start = next(
        at for at in range(len(values)) if values[at] is not None and longest_run(values[at : at + run]) == run
    )
    return Sign("patterned", run, tuple(order[start : start + run]))


def _fast(looked: _Looked, floors: Mapping[str, int]) -> Sign | None:
    timed = [place for place in looked.places if looked.answers[place].milliseconds is not None]
    quick = [place for place in timed if _is_fast(looked.answers[place], floors)]
    return Sign("fast", len(quick), tuple(quick)) if len(quick) > looked.limits.fast.value * len(timed) else None


def _is_fast(one: Given, floors: Mapping[str, int]) -> bool:
    return fast_answers([one.milliseconds], one.language, floors) == 1


def _even_odd(looked: _Looked) -> Sign | None:
    scales: dict[str, list[float | None]] = {}
    for place in looked.ratings:
        one = looked.answers[place]
        if one.scale:
            scales.setdefault(one.scale, []).append(one.value if one.keyed is None else one.keyed)
    found = even_odd(list(scales.values()))
    if (halves_apart(list(scales.values())) or 0.0) < looked.limits.halves_apart.value:
        return None
    scaled = tuple(place for place in looked.ratings if looked.answers[place].scale)
    return _below("inconsistent", found, looked.limits.even_odd, scaled)


def _synonyms(looked: _Looked, comparison: Comparison | None) -> Sign | None:
    if comparison is None:
        return None
    seen = set(looked.ratings)
    pairs = [pair for pair in comparison.synonyms if seen.issuperset(pair)]
    found = synonyms([one.value for one in looked.answers], pairs)
    places = tuple(sorted({place for pair in pairs for place in pair}))
    return _below("inconsistent", found, looked.limits.synonyms, places)


def _unusual(looked: _Looked, comparison: Comparison | None) -> Sign | None:
    if comparison is None:
        return None
    there = list(looked.ratings)
    population = comparison.population
    mean: Floats = population.mean[there]
    part = Population(mean, population.covariance[there][:, there])
    distance = mahalanobis([looked.answers[place].value for place in there], part)
    return _below("unusual", None if distance is None else distance[1], looked.limits.unusual, looked.ratings)


def _unexpected(looked: _Looked, person_fit: float | None) -> Sign | None:
    return _below("unexpected", person_fit, looked.limits.person_fit, looked.places)


def _below(kind: Kind, found: float | None, limit: Limit, places: tuple[int, ...]) -> Sign | None:
    return Sign(kind, found, places) if found is not None and found < limit.value else None
