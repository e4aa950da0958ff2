"""What a psychiatrist asks for: an appointment, or a further module. Neither tells why.

As with every change of a review: who was second gets a `Conflict` and nothing is changed.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.actions import reach
from service.cases.models import Appointment, Case, MilestoneName
from service.cases.places import Place
from service.catalogue import Module
from service.errors import NotFound
from service.kiosk.agreement import last_word
from service.kiosk.entry import add_supplementary
from service.review.changing import AskedAlready, NotAgreed, change
from service.review.models import SupplementaryRequest
from service.review.queries import standing_of, waits_for_client
from service.review.transitions import Step
from service.vault.opening import Opener


@dataclass(frozen=True)
class Asked:
    """A wanted appointment: first and last possible day, a place of the list, urgency. Never a reason."""

    window_from: date
    window_to: date
    place: Place
    urgency: str


def request_appointment(
    session: Session, who: Principal, review_id: uuid.UUID, edition: int, asked: Asked, now: datetime
) -> Appointment:
    """Ask the klantmanager to plan an appointment. An earlier request that nobody planned yet is replaced."""
    standing, _ = change(session, who, review_id, edition, Step.FOLLOW_UP, now)
    case_id = standing.case.id
    unplanned = update(Appointment).where(Appointment.case_id == case_id, Appointment.state == "requested")
    session.execute(unplanned.values(state="cancelled"))
    appointment = Appointment(
        case_id=case_id,
        window_from=asked.window_from,
        window_to=asked.window_to,
        place=asked.place.kept,
        urgency=asked.urgency,
        requested_by=who.user_id,
        requested_at=now,
    )
    session.add(appointment)
    reach(session, case_id, MilestoneName.APPOINTMENT_REQUESTED, now)
    record(session, "appointment_requested", now, who.user_id, who.role.value, case_id, appointment.id)
    return appointment


def request_supplementary(
    session: Session,
    opener: Opener,
    who: Principal,
    review_id: uuid.UUID,
    edition: int,
    module: Module,
    now: datetime,
) -> SupplementaryRequest:
    """Put a further module in the client's own queue, in the language of the sitting. It leaves no milestone.

    One that was filled in can be asked for anew: a round of its own, with its own review. Raises `NotAgreed` and
    `AskedAlready`, before `Conflict`, so that who pressed twice is told what is the matter.
    """
    case_id = standing_of(session, review_id).case.id
    session.execute(select(Case.id).where(Case.id == case_id).with_for_update())  # two at once would see none
    if last_word(session.connection(), case_id, "health") is False:
        raise NotAgreed("health")
    if waits_for_client(session, case_id, module.slug):
        raise AskedAlready(module.slug)
    standing, _ = change(session, who, review_id, edition, Step.FOLLOW_UP, now)
    if standing.sitting.language not in module.complete_languages:
        raise NotFound("module in this language")
    sitting = add_supplementary(session, module, standing.case.id, standing.sitting.language, now)
    request = SupplementaryRequest(
        review_id=review_id,
        sitting_id=sitting.id,
        sealed_slug=opener.seal_for_mggz({"slug": module.slug}),
        requested_by=who.user_id,
        requested_at=now,
    )
    session.add(request)
    record(session, "review_changed", now, who.user_id, who.role.value, standing.case.id, review_id)
    return request
