"""Flags with the questions and answers that they rest on, and how they were closed."""

import uuid
from collections.abc import Mapping

from service.cases.queries import staff_names
from service.review.answers_shown import question_in, words_of
from service.review.desk import Desk
from service.review.health_scores import ModuleAnswers
from service.review.models import FlagClosure
from service.review.queries import closures_of, flag_key, waiting_since
from service.review.shown import Closure, Ground, ShownSignal
from service.review.signals import Signal
from service.review.waiting import in_words
from service.review.worklist import is_late


def shown_signals(desk: Desk) -> tuple[ShownSignal, ...]:
    """All flags of the review, most urgent first, open ones before closed ones."""
    closed = closures_of(desk.visit.session, [desk.review.id])
    names = staff_names(desk.visit.session, {closure.closed_by for closure in closed.values()})
    shown = [_shown(desk, signal, closed, names) for signal in desk.result.signals]
    return tuple(sorted(shown, key=lambda signal: signal.closure is not None))


def _shown(desk: Desk, signal: Signal, closed: dict[str, FlagClosure], names: Mapping[uuid.UUID, str]) -> ShownSignal:
    key = flag_key(desk.opener, desk.review.id, signal)
    since = signal.raised_at or waiting_since(desk.standing, desk.result.signals)
    closure, part = closed.get(key), desk.part(signal.slug)
    rules = {rule.id: rule for rule in part.module.questionnaire.scoring.flags}
    return ShownSignal(
        key=key,
        level=signal.level,
        text=part.module.text(desk.reader.language, f"flag.{signal.rule}"),
        reference=rules[signal.rule].reference if signal.rule in rules else "",
        evidence=tuple(_evidence(desk, part, item) for item in signal.evidence),
        raised_at=signal.raised_at,
        waited=in_words(since, desk.visit.now, desk.translator),
        late=closure is None and is_late(signal, since, desk.visit.now),
        holds=signal.holds,
        closure=_closure(desk, closure, names) if closure else None,
    )


def _evidence(desk: Desk, part: ModuleAnswers, item_id: str) -> Ground:
    """A question with its newest answer and those before it: the flag may rest on one of them."""
    item = part.module.questionnaire.by_id[item_id]
    language, lists = desk.reader.language, desk.reader.lists
    question = question_in(part.module, item, language, desk.reader).read
    earlier = tuple(
        words_of(part.module, item, row.value, language, lists) for row in part.sealed.get(item_id, ())[:-1]
    )
    answer = words_of(part.module, item, part.values.get(item_id), language, lists)
    return Ground(question, answer, tuple(dict.fromkeys(words for words in earlier if words and words != answer)))


def _closure(desk: Desk, closure: FlagClosure, names: Mapping[uuid.UUID, str]) -> Closure:
    content = desk.opener.open_mggz(closure.sealed_reason)
    by = names.get(closure.closed_by, "")
    return Closure(content["reason"], "acknowledged" in content, by, closure.closed_at)
