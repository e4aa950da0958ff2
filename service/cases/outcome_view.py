"""An appointment and a release in the fixed words of the catalogue: the same for the klantmanager and the psychiatrist.

Nothing here can hold a reason, an answer or a score.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from service.cases.models import Appointment, Release
from service.cases.places import Places
from service.catalogue import ReleaseTable


@dataclass(frozen=True)
class AppointmentView:
    """What the MGGZ asked for, without a reason, and what was planned."""

    id: UUID
    window_from: date
    window_to: date
    place: str
    urgency: str
    planned_for: datetime | None


@dataclass(frozen=True)
class ReleaseView:
    """The released outcome: fixed sentences. `by`: who released it, for the MGGZ alone; empty for others."""

    outcome: str
    limits: tuple[str, ...]
    released_at: datetime
    by: str = ""


def appointment_view(words: ReleaseTable, places: Places, language: str, row: Appointment) -> AppointmentView:
    """An appointment with its urgency and place in words."""
    urgency = words.text(language, f"urgency.{row.urgency}")
    place = places.shown(row.place, language)
    return AppointmentView(row.id, row.window_from, row.window_to, place, urgency, row.planned_for)


def release_view(words: ReleaseTable, language: str, row: Release, by: str = "") -> ReleaseView:
    """A release with its outcome and limits in words."""
    limits = tuple(words.text(language, f"limit.{limit}") for limit in row.limits)
    return ReleaseView(words.text(language, f"outcome.{row.outcome}"), limits, row.released_at, by)
