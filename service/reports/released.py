"""What the MGGZ lets be known: the released sentences, and an appointment that it asked for. Never a reason."""

from collections.abc import Sequence
from datetime import datetime

from service.cases.models import Appointment, Release
from service.i18n.translator import HERE
from service.reports.view import Outcome, Planned
from service.reports.voice import Voice


def outcome_of(voice: Voice, release: Release | None, *, for_client: bool) -> Outcome | None:
    """The released sentences; None before the release, whatever was answered."""
    if release is None:
        return None
    table = voice.catalogue.release
    text = table.client_text if for_client else table.text
    order = {limit.id: limit.order for limit in table.limits}
    return Outcome(
        on=release.released_at.astimezone(HERE).date(),
        sentence=text(voice.language, f"outcome.{release.outcome}"),
        limits=tuple(
            text(voice.language, f"limit.{limit}")
            for limit in sorted(release.limits, key=lambda name: order.get(name, 0))
        ),
    )


def planned_of(voice: Voice, appointments: Sequence[Appointment], now: datetime) -> Planned | None:
    """The next appointment, in Dutch time; None if there is none that is planned for `now` or later."""
    ahead = ((row.planned_for, row) for row in appointments if row.planned_for and row.planned_for >= now)
    moment, appointment = min(ahead, key=lambda found: found[0], default=(None, None))
    if moment is None or appointment is None:
        return None
    at = moment.astimezone(HERE)
    # 14:30 is read the same in every language; a clock of twelve hours begins at six in Tigrinya
    return Planned(on=at.date(), time=f"{at:%H:%M}", place=voice.places.shown(appointment.place, voice.language))
