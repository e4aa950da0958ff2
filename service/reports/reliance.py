"""How far the answers of one sitting can be relied on: one sentence from the rules, with what it rests on.

Only of what the municipality may see; a health question ends what is looked at before it, whatever was answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.definition import Item, ItemType, Sensitivity
from scoring.keying import keyed_value
from scoring.reliance import Given, Sign, Statement, rule_of, statement
from scoring.reliance_rules import Limits
from scoring.result import NOTHING_SAID
from service.reports.evidence import Evidence, Taken
from service.reports.view import Sentence, Trace
from service.reports.voice import Voice

#: The answer to several questions at once, whose time says nothing about reading one.
TAKES_LONG = (ItemType.C_TEST,)


@dataclass(frozen=True)
class Looked:
    """One module with the items looked at, by place, and what their answers say."""

    taken: Taken
    items: tuple[Item, ...]
    answers: tuple[Given, ...]
    statement: Statement


def reliance_of(voice: Voice, evidence: Evidence, floors: Mapping[str, int]) -> Sentence | None:
    """The one sentence; None where the rules have no block for it. `floors`: language → milliseconds."""
    rules = voice.catalogue.advice.reliance
    if rules is None:
        return None
    every = [_looked(taken, floors, rules.limits) for taken in evidence.taken.values()]
    enough = [looked for looked in every if looked.statement.enough]
    rule = rule_of(looked.statement for looked in enough)
    signs = [(looked, sign) for looked in enough for sign in looked.statement.signs]
    return Sentence(
        text=_text(voice, f"reliance.{rule}"),
        because=(*(_reason(voice, looked, sign) for looked, sign in signs), *_all_looked_at(voice, enough)),
        trace=_trace(f"reliance.{rule}", [(looked, sign.places) for looked, sign in signs] or _everywhere(enough)),
    )


def _looked(taken: Taken, floors: Mapping[str, int], limits: Limits) -> Looked:
    """Items in the order of asking; of one on health nothing but its place, which ends a run."""
    asked = {item.id for item in taken.asked()}
    order = taken.row.item_order or [item.id for item in taken.questionnaire.items]
    known = [taken.questionnaire.by_id[name] for name in order if name in taken.questionnaire.by_id]
    items = [item for item in known if item.id in asked or item.sensitivity is Sensitivity.HEALTH]
    answers = tuple(_given(taken, item) for item in items)
    return Looked(taken, tuple(items), answers, statement(answers, floors, limits))


def _given(taken: Taken, item: Item) -> Given:
    answer = taken.answers.get(item.id)
    if item.sensitivity is Sensitivity.HEALTH or answer is None or answer.value in NOTHING_SAID:
        return Given(None, "", "", sensitivity=item.sensitivity)
    rated = taken.questionnaire.structure.kind == "personal" and item.scale is not None  # several share its answers
    value, scale, keyed = _rating(taken, item) if rated else (None, "", None)
    return Given(
        value=0.0 if value is None else value,
        scale=scale,
        language=answer.language,
        milliseconds=None if item.type in TAKES_LONG else answer.response_ms,
        keyed=keyed,
        rating=value is not None,
        sensitivity=item.sensitivity,
    )


def _rating(taken: Taken, item: Item) -> tuple[float | None, str, float | None]:
    """The place of the chosen code as a client sees it, the first scale of the item, and the keyed value."""
    code, codes = taken.values[item.id], taken.questionnaire.codes_by_item[item.id]
    place = float(codes.index(code)) if isinstance(code, str) and code in codes else None
    for scale in taken.questionnaire.scoring.scales:
        if scale.method in ("mean", "sum") and item.id in scale.items:
            keyed = keyed_value(taken.questionnaire, scale, item.id, code)
            return place, scale.id if keyed is not None else "", keyed
    return place, "", None


def _reason(voice: Voice, looked: Looked, sign: Sign) -> str:
    title = looked.taken.module.text(voice.language, "title")
    count = f"{len(sign.places)}/{len(looked.statement.places)}"
    return f"{_text(voice, f'sign.{sign.kind}')}: {title} ({count})"


def _all_looked_at(voice: Voice, enough: list[Looked]) -> Iterator[str]:
    titles = [
        f"{looked.taken.module.text(voice.language, 'title')} ({len(looked.statement.places)})" for looked in enough
    ]
    if titles:
        yield f"{_text(voice, 'reliance.looked_at')}: {', '.join(titles)}"
        yield _text(voice, "reliance.not_compared")


def _everywhere(enough: list[Looked]) -> list[tuple[Looked, tuple[int, ...]]]:
    return [(looked, looked.statement.places) for looked in enough]


def _trace(rule: str, rested_on: list[tuple[Looked, tuple[int, ...]]]) -> Trace:
    found: dict[str, None] = {}
    scales: dict[str, None] = {}
    for looked, places in rested_on:
        slug, questionnaire = looked.taken.module.slug, looked.taken.questionnaire
        items = {looked.items[place].id for place in places}
        found.update(dict.fromkeys(f"{slug}.{looked.items[place].id}" for place in places))
        around = [scale.id for scale in questionnaire.scoring.scales if items.intersection(scale.items)]
        scales.update(dict.fromkeys(f"{slug}.{name}" for name in around if name in _shown(looked)))
    return Trace(rule=rule, scales=tuple(scales), items=tuple(found))


def _shown(looked: Looked) -> set[str]:
    """Scales that rest on no health item."""
    health = {item.id for item in looked.taken.questionnaire.items if item.sensitivity is Sensitivity.HEALTH}
    return {scale.id for scale in looked.taken.questionnaire.scoring.scales if health.isdisjoint(scale.items)}


def _text(voice: Voice, key: str) -> str:
    return voice.catalogue.advice.text(voice.language, key)
