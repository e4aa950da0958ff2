"""Reads of reviews. Who may read them is decided by the need of the route: the psychiatrist, all of them."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from service.accounts.models import StaffUser
from service.cases.models import Appointment, Case, Client, Release
from service.errors import NotFound
from service.kiosk.models import Sitting, SittingModule
from service.review.models import FlagClosure, Review, SupplementaryRequest
from service.review.signals import HealthResult, Signal, raised
from service.review.transitions import UNSETTLED, Stage
from service.vault.models import SealedFlag
from service.vault.opening import OpenedFlag, Opener


@dataclass(frozen=True)
class Standing:
    """A sitting at the MGGZ with its case; `review` is None while nobody looked at an open sitting."""

    sitting: Sitting
    case: Case
    review: Review | None

    @property
    def stage(self) -> Stage:
        """How the sitting stands; a case that was stopped counts as withdrawn whatever the sitting says."""
        return Stage.WITHDRAWN if self.case.withdrawn_at is not None else Stage(self.sitting.state)


def _standing() -> Select[Sitting, Case, Review]:
    together = select(Sitting, Case, Review).join(Case, Case.id == Sitting.case_id)
    return together.join(Review, Review.sitting_id == Sitting.id)


def standing_of(session: Session, review_id: uuid.UUID) -> Standing:
    """The review with its sitting and case; NotFound when there is none."""
    row = session.execute(_standing().where(Review.id == review_id)).one_or_none()
    if row is None:
        raise NotFound("review")
    sitting, case, review = row
    return Standing(sitting, case, review)


def unsettled(session: Session) -> list[Standing]:
    """Every review that is neither released nor closed."""
    rows = session.execute(_standing().where(Review.state.in_(UNSETTLED)))
    return [Standing(sitting, case, review) for sitting, case, review in rows]


def flagged_without_review(session: Session) -> list[Standing]:
    """Sittings in which a flag was raised and that have no review yet, mostly because they are still open."""
    flagged = exists().where(SealedFlag.sitting_id == Sitting.id)
    reviewed = exists().where(Review.sitting_id == Sitting.id)
    rows = session.execute(select(Sitting, Case).join(Case, Case.id == Sitting.case_id).where(flagged, ~reviewed))
    return [Standing(sitting, case, None) for sitting, case in rows]


@dataclass(frozen=True)
class Settled:
    """A review that was released or closed. `outcome`: its id, None where nothing was released."""

    review_id: uuid.UUID
    reference: str
    birth_year: int
    language: str
    purpose: str
    outcome: str | None
    released_at: datetime | None


def settled(session: Session) -> list[Settled]:
    """Everything that was released or closed, newest first. It grows for years, so no more is read than is shown."""
    columns = (Review.id, Case.reference, Client.birth_year, Sitting.language, Sitting.purpose)
    wanted = (
        select(*columns, Release.outcome, Release.released_at)
        .join(Sitting, Sitting.id == Review.sitting_id)
        .join(Case, Case.id == Sitting.case_id)
        .join(Client, Client.id == Case.client_id)
        .outerjoin(Release, Release.review_id == Review.id)
        .where(Review.state.not_in(UNSETTLED))
        .order_by(Release.released_at.desc().nulls_last(), Review.created_at.desc(), Review.id)
    )
    return [Settled(*row) for row in session.execute(wanted)]


def review_of(session: Session, sitting_id: uuid.UUID) -> Review | None:
    """The review of a sitting."""
    return session.scalar(select(Review).where(Review.sitting_id == sitting_id))


def has_flag(session: Session, sitting_id: uuid.UUID) -> bool:
    """Whether any flag was raised in this sitting."""
    return (
        session.scalars(select(SealedFlag.id).where(SealedFlag.sitting_id == sitting_id).limit(1)).first() is not None
    )


def closures_of(session: Session, reviews: Collection[uuid.UUID]) -> dict[str, FlagClosure]:
    """Flag key → its closure, over these reviews. A key belongs to one review."""
    rows = session.scalars(select(FlagClosure).where(FlagClosure.review_id.in_(reviews)))
    return {row.flag_key: row for row in rows}


def flag_key(opener: Opener, review_id: uuid.UUID, signal: Signal) -> str:
    """What stands for this flag in the table of closures: it names neither rule nor module to who has no key."""
    return opener.mark(str(review_id), signal.occasion)


def result_of(opener: Opener, review: Review, at_once: Sequence[OpenedFlag]) -> HealthResult:
    """The sealed result; before there is one, the flags that were raised at once."""
    if review.sealed_result is not None:
        return HealthResult.model_validate(opener.open_mggz(review.sealed_result))
    return raised_at_once(at_once)


def raised_at_once(flags: Sequence[OpenedFlag]) -> HealthResult:
    """What is known before scoring."""
    readable = [(flag.slug, flag.flag, flag.raised_at) for flag in flags if flag.flag is not None]
    signals = tuple(signal.model_copy(update={"holds": True}) for signal in raised(readable))
    return HealthResult(signals=signals, unreadable=len(readable) < len(flags))


def releases_of(session: Session, case_id: uuid.UUID) -> list[tuple[Release, str]]:
    """Every release of a case with the name of who released it, newest first: the first is the one that counts."""
    wanted = select(Release, StaffUser.name).join(StaffUser, StaffUser.id == Release.released_by)
    rows = session.execute(wanted.where(Release.case_id == case_id).order_by(Release.released_at.desc(), Release.id))
    return [(release, name) for release, name in rows]


def standing_appointments(session: Session, case_id: uuid.UUID) -> list[Appointment]:
    """What was asked for or planned for this case, newest first."""
    wanted = select(Appointment).where(Appointment.case_id == case_id, Appointment.state != "cancelled")
    return list(session.scalars(wanted.order_by(Appointment.requested_at.desc())))


def supplementary_of(session: Session, review_id: uuid.UUID) -> list[tuple[SupplementaryRequest, Sitting]]:
    """The further modules that were asked for, with their sittings."""
    wanted = select(SupplementaryRequest, Sitting).join(Sitting, Sitting.id == SupplementaryRequest.sitting_id)
    rows = session.execute(
        wanted.where(SupplementaryRequest.review_id == review_id).order_by(SupplementaryRequest.requested_at)
    )
    return [(request, sitting) for request, sitting in rows]


def has_further_module(session: Session, case_id: uuid.UUID) -> bool:
    """Whether a module that a psychiatrist asked for waits for the client."""
    wanted = select(Sitting.id).where(Sitting.case_id == case_id, Sitting.purpose == "supplementary")
    return session.scalars(wanted.where(Sitting.state == Stage.OPEN.value).limit(1)).first() is not None


def waits_for_client(session: Session, case_id: uuid.UUID, slug: str) -> bool:
    """Whether this module is in a sitting of the client that is still open, whichever review asked for it."""
    wanted = select(SittingModule.slug).join(Sitting, Sitting.id == SittingModule.sitting_id)
    open_ones = wanted.where(Sitting.case_id == case_id, Sitting.state == Stage.OPEN.value, SittingModule.slug == slug)
    return session.scalars(open_ones.limit(1)).first() is not None


def waiting_since(standing: Standing, signals: Sequence[Signal]) -> datetime:
    """Since when this waits for the MGGZ: the end of the sitting, or the first flag of one that is still open."""
    if standing.sitting.finished_at is not None:
        return standing.sitting.finished_at
    moments = [signal.raised_at for signal in signals if signal.raised_at is not None]
    return min(moments, default=standing.review.created_at if standing.review else standing.sitting.last_seen_at)
