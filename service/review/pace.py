"""Whether answers came in a way that is worth talking about. Never a judgement; no score is left out for it.

Fast: more than half of the answers within 2 seconds, the rule of thumb for insufficient effort (Huang, Curran, Keeney,
Poposki & DeShon, 2012). Same: every answer on one answer scale is the same code. Both need at least 8 answers.
"""

from collections.abc import Iterator, Sequence

from scoring.definition import ItemType
from scoring.result import DECLINED
from service.review.health_scores import ModuleAnswers
from service.vault.opening import OpenedAnswer

LEAST_ANSWERS = 8
FAST_MS = 2000


def pace_hints(part: ModuleAnswers) -> tuple[str, ...]:
    """Codes of what stands out: `fast`, `same`, `declined`."""
    return tuple(_hints(part))


def _hints(part: ModuleAnswers) -> Iterator[str]:
    latest = [revisions[-1] for revisions in part.sealed.values()]
    given = [answer for answer in latest if answer.value not in (None, DECLINED)]
    if len(given) >= LEAST_ANSWERS:
        if sum(answer.response_ms < FAST_MS for answer in given) * 2 > len(given):
            yield "fast"
        if _all_the_same(part, given):
            yield "same"
    if latest and sum(answer.value == DECLINED for answer in latest) * 3 >= len(latest):
        yield "declined"


def _all_the_same(part: ModuleAnswers, given: Sequence[OpenedAnswer]) -> bool:
    items = part.module.questionnaire.by_id
    chosen: dict[str, list[object]] = {}
    for answer in given:
        item = items[answer.item_id]
        if item.type is ItemType.SCALE:
            chosen.setdefault(item.scale or item.id, []).append(answer.value)
    return any(len(codes) >= LEAST_ANSWERS and len(set(codes)) == 1 for codes in chosen.values())
