"""One view of an appointment and of a release, for the municipality and for the MGGZ."""

from dataclasses import fields
from datetime import UTC, date, datetime
from uuid import UUID

from service.cases.models import Appointment, Release
from service.cases.outcome_view import AppointmentView, ReleaseView, appointment_view, release_view
from service.cases.places import Places
from service.config import ROOT
from tests.support.reading import read_once

WORDS = read_once(ROOT / "questionnaires").release
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_an_appointment_has_its_urgency_in_the_readers_words() -> None:
    urgency = WORDS.urgencies[0].id
    row = Appointment(
        window_from=date(2026, 11, 26), window_to=date(2026, 12, 8), place="Kamer 4", urgency=urgency, planned_for=None
    )
    for language in ("nl", "en"):
        view = appointment_view(WORDS, Places(), language, row)
        assert view.urgency == WORDS.text(language, f"urgency.{urgency}")
        assert (view.window_from, view.window_to, view.place, view.planned_for) == (
            date(2026, 11, 26),
            date(2026, 12, 8),
            "Kamer 4",
            None,
        )


def test_a_release_is_fixed_sentences_and_says_by_whom_only_when_told() -> None:
    outcome, limits = WORDS.outcomes[0].id, [choice.id for choice in WORDS.limits[:2]]
    row = Release(outcome=outcome, limits=limits, released_at=NOW, released_by=UUID(int=1))
    view = release_view(WORDS, "nl", row)
    assert view.outcome == WORDS.text("nl", f"outcome.{outcome}")
    assert view.limits == tuple(WORDS.text("nl", f"limit.{limit}") for limit in limits)
    assert view.by == ""
    assert release_view(WORDS, "nl", row, "Dr. A").by == "Dr. A"


def test_neither_has_room_for_a_reason_or_an_answer() -> None:
    names = {field.name for view in (AppointmentView, ReleaseView) for field in fields(view)}
    assert names == {"id", "window_from", "window_to", "place", "urgency", "planned_for"} | {
        "outcome",
        "limits",
        "released_at",
        "by",
    }
