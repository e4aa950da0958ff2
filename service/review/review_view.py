"""Puts the page of one review together. Of what was not sent in, only the grounds of a flag are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.cases.days import dutch_day
from service.cases.outcome_view import AppointmentView, appointment_view
from service.catalogue import Choice
from service.kiosk.agreement import last_word, taken_back
from service.review.answers_shown import shown_module
from service.review.desk import Desk
from service.review.levels_shown import levels_shown
from service.review.pages import Choices, ReviewPage
from service.review.plain_shown import plain_answers_of, plain_scores_of
from service.review.queries import standing_appointments, supplementary_of
from service.review.releases_shown import ShownReleases, releases_shown
from service.review.scores_shown import shown_scores
from service.review.shown import (
    Allowed,
    ShownModule,
    ShownScores,
)
from service.review.signals_shown import shown_signals
from service.review.transitions import State, Step, may
from service.review.typed import opened


@dataclass(frozen=True)
class Sent:
    """A form that came back: a code for what went wrong, problems by field, and what was typed, so nothing is lost."""

    trouble: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """What stands in the fields of the page, and the note as it is stored."""

    note: str
    values: Mapping[str, str]
    limits: tuple[str, ...]


def review_page(desk: Desk, sent: Sent) -> ReviewPage:
    """The page."""
    case, sitting, review, words = desk.standing.case, desk.standing.sitting, desk.review, desk.catalogue.release
    filled = filled_in(desk, sent, releases := releases_shown(desk))
    return ReviewPage(
        review_id=review.id,
        edition=review.edition,
        reference=case.reference,
        name=case.client.name,
        birth_year=case.client.birth_year,
        language=sitting.language,
        stage=desk.standing.stage.value,
        supplementary=sitting.purpose == "supplementary",
        scored=review.sealed_result is not None,
        unreadable=desk.result.unreadable,
        finished_at=sitting.finished_at,
        modules=modules_shown(desk),
        scores=scores_shown(desk),
        levels=levels_shown(desk),
        signals=shown_signals(desk),
        plain_scores=plain_scores_of(desk),
        plain_answers=plain_answers_of(desk),
        note=filled.note,
        outcomes=choices(desk, "outcome", words.outcomes),
        limits=choices(desk, "limit", words.limits),
        urgencies=choices(desk, "urgency", words.urgencies),
        places=desk.places.choices(desk.reader.language),
        supplements=supplements(desk),
        appointments=appointments(desk),
        supplementary_asked=supplementary_asked(desk),
        releases=releases,
        allowed=allowed(desk),
        today=dutch_day(desk.visit.now),
        trouble=sent.trouble,
        problems=sent.problems,
        sent=filled.values,
        sent_limits=filled.limits,
        refuses=last_word(desk.visit.session.connection(), case.id, "health") is False,
        taken_back=taken_back(desk.visit.session.connection(), sitting.id, "health"),
    )


def filled_in(desk: Desk, sent: Sent, releases: ShownReleases) -> Filled:
    """What was sent, else the draft. Of the decision, where neither says a thing: what was released before.

    Both together or neither: a draft with an outcome and no limits has none on purpose.
    """
    kept = opened(desk.opener, desk.review)
    draft = {} if sent.trouble else kept.get("draft", {})
    values = sent.values or {name: texts[-1] for name, texts in draft.items()}
    limits = sent.limits or tuple(draft.get("limits", ()))
    if releases.before is not None and not limits and not values.get("outcome"):
        values, limits = {**values, "outcome": releases.before.outcome}, releases.before.limits
    return Filled(kept["note"], values, limits)


def modules_shown(desk: Desk) -> tuple[ShownModule, ...]:
    """The health modules; of a sitting that was not sent in only the answers that a flag rests on."""
    urgent_last = reversed(desk.result.signals)
    evidence = {item: signal.level for signal in urgent_last for item in signal.evidence}
    only = None if desk.is_sent_in else evidence.keys()
    found = [shown_module(part, evidence, desk.reader, only) for part in desk.parts]
    return tuple(module for module in found if desk.is_sent_in or module.answers)


def scores_shown(desk: Desk) -> tuple[ShownScores, ...]:
    """The health scores by module, in the order of the path."""
    found = [
        shown_scores(part.module, desk.result.modules[part.module.slug], part.language, desk.translator)
        for part in desk.parts
        if part.module.slug in desk.result.modules
    ]
    return tuple(scores for scores in found if scores.scales)


def choices(desk: Desk, kind: str, rows: tuple[Choice, ...]) -> Choices:
    """Fixed sentences with their ids, in their order."""
    ordered = sorted(rows, key=lambda row: row.order)
    return tuple((row.id, desk.catalogue.release.text(desk.reader.language, f"{kind}.{row.id}")) for row in ordered)


def supplements(desk: Desk) -> Choices:
    """Health modules that can be given in the language of the sitting."""
    language = desk.standing.sitting.language
    return tuple(
        (module.slug, module.text(desk.reader.language, "title"))
        for module in desk.catalogue.modules.values()
        if module.questionnaire.is_health and language in module.complete_languages
    )


def appointments(desk: Desk) -> tuple[AppointmentView, ...]:
    """What was asked for this case."""
    rows = standing_appointments(desk.visit.session, desk.standing.case.id)
    words, language = desk.catalogue.release, desk.reader.language
    return tuple(appointment_view(words, desk.places, language, row) for row in rows)


def supplementary_asked(desk: Desk) -> tuple[tuple[str, str, datetime], ...]:
    """Further modules: title, state of the sitting, when."""
    found = []
    for request, sitting in supplementary_of(desk.visit.session, desk.review.id):
        module = desk.catalogue.module(desk.opener.open_mggz(request.sealed_slug)["slug"])
        found.append((module.text(desk.reader.language, "title"), sitting.state, request.requested_at))
    return tuple(found)


def allowed(desk: Desk) -> Allowed:
    """What can be done now, by the table of transitions."""
    state, stage = State(desk.review.state), desk.standing.stage
    scored = desk.review.sealed_result is not None
    return Allowed(
        work=may(Step.WORK, state, stage),
        follow_up=may(Step.FOLLOW_UP, state, stage),
        release=may(Step.RELEASE, state, stage) and scored,
        close=may(Step.CLOSE, state, stage),
    )
