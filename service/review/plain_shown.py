"""What the municipality sees as well: scores and answers outside health, for a psychiatrist to read along."""

from collections.abc import Iterator, Mapping

from scoring.result import AnswerValue
from service.assessment.queries import latest_answers, modules_of, results_of, values_of
from service.catalogue import Module
from service.catalogue.pinned import PinnedModules
from service.review.answers_shown import words_of
from service.review.desk import Desk
from service.review.scores_shown import plain_scores
from service.review.shown import PlainAnswers, PlainScore, Said


def pinned(desk: Desk) -> dict[str, Module]:
    """All modules of the sitting as they were asked."""
    session = desk.visit.session
    rows = modules_of(session, desk.standing.sitting.id)
    found = desk.visit.site.part(PinnedModules)
    return {row.slug: found.get(session.connection(), row.snapshot_hash) for row in rows}


def plain_scores_of(desk: Desk) -> tuple[PlainScore, ...]:
    """The scores that the municipality sees as well."""
    results = results_of(desk.visit.session, desk.standing.sitting.id)
    modules = pinned(desk)
    return tuple(
        line
        for slug, module in modules.items()
        if slug in results
        for line in plain_scores(module, results[slug], desk.standing.sitting.language, desk.translator)
    )


def plain_answers_of(desk: Desk) -> tuple[PlainAnswers, ...]:
    """The other answers of a finished sitting, in the reader's language."""
    if not desk.is_sent_in:
        return ()
    answers = latest_answers(desk.visit.session, desk.standing.sitting.id)
    found = []
    for slug, module in pinned(desk).items():
        if module.questionnaire.structure.kind == "personal" and slug in answers:
            said = tuple(_said(desk, module, values_of(answers[slug])))
            found.append(PlainAnswers(module.text(desk.reader.language, "title"), said))
    return tuple(found)


def _said(desk: Desk, module: Module, values: Mapping[str, AnswerValue]) -> Iterator[Said]:
    language, lists = desk.reader.language, desk.reader.lists
    for item in module.questionnaire.items:
        if item.id in values and item.takes_answer:
            answer = words_of(module, item, values[item.id], language, lists)
            yield Said(module.question(language, item), answer)
