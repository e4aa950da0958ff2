"""Clients, cases and what may be known of them: milestones, suitability, codes, releases, levels, appointments."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.db import Base, new_id


class Client(Base):
    """A statushouder. The least that is needed: a name to call, a year of birth, a language."""

    __tablename__ = "client"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    birth_year: Mapped[int]
    language: Mapped[str] = mapped_column(String(5))


class Case(Base):
    """A client's way through the service (dossier). `extra_time`: percents on top of time limits; `none`: no limit."""

    __tablename__ = "case_file"
    __table_args__ = (Index("uq_case_file_reference_lower", text("lower(reference)"), unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"))
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("team.id"), index=True)
    case_manager_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"), index=True)
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    debriefed_at: Mapped[datetime | None]
    extra_time: Mapped[str] = mapped_column(String(10), default="0", server_default="0")

    client: Mapped[Client] = relationship(lazy="joined")


class Suitability(Base):
    """What the kennismaking found: can this person do a digital assessment? The newest row counts."""

    __tablename__ = "suitability"
    __table_args__ = (
        CheckConstraint("outcome in ('invite','invite_with_helper','suitability_intake')", name="outcome_known"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    literacy: Mapped[str] = mapped_column(String(20))  # own_script, latin_script, both, none
    computer: Mapped[str] = mapped_column(String(20))  # alone, with_help, unable
    wants: Mapped[bool]
    outcome: Mapped[str] = mapped_column(String(20))
    intake_on: Mapped[date | None]
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"))
    recorded_at: Mapped[datetime]


class Invitation(Base):
    """An access code: its first digits to find it, the hash of the rest. Shown once, revocable, with an end."""

    __tablename__ = "invitation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    lookup: Mapped[str] = mapped_column(String(8), index=True)
    secret_hash: Mapped[str] = mapped_column(String(200))
    with_helper: Mapped[bool] = mapped_column(default=False)
    issued_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff_user.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    first_used_at: Mapped[datetime | None]


class CodeAttempt(Base):
    """Failed attempts per first digits of a code, and in the row `all` over all of them; never per address."""

    __tablename__ = "code_attempt"

    lookup: Mapped[str] = mapped_column(String(8), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime]


class Appointment(Base):
    """Asked for by the MGGZ without a reason, planned by the klantmanager."""

    __tablename__ = "appointment"
    __table_args__ = (CheckConstraint("state in ('requested','planned','cancelled')", name="state_known"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    window_from: Mapped[date]
    window_to: Mapped[date]
    place: Mapped[str] = mapped_column(String(200))
    urgency: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10), default="requested")
    requested_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"))
    requested_at: Mapped[datetime]
    planned_for: Mapped[datetime | None]
    planned_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff_user.id"))
    planned_at: Mapped[datetime | None]


class Release(Base):
    """The fixed outcome that the klantmanager may see. Ids of sentences, never free text. One per review."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("review_id", name="one_release_per_review"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[uuid.UUID]
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(40))
    limits: Mapped[list[str]] = mapped_column(JSON)
    released_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"))
    released_at: Mapped[datetime]


class MilestoneName(StrEnum):
    """What can happen to a case, in the past tense. The klantmanager's pages know a case by these alone."""

    REGISTERED = "registered"
    SUITABILITY_RECORDED = "suitability_recorded"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    STARTED = "started"
    HELPER_WISHED = "helper_wished"
    TALK_WISHED = "talk_wished"
    WISH_TAKEN_BACK = "wish_taken_back"
    CARD_NOT_MINE = "card_not_mine"
    CARD_KEPT = "card_kept"
    PROGRESSED = "progressed"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"
    APPOINTMENT_REQUESTED = "appointment_requested"
    APPOINTMENT_PLANNED = "appointment_planned"
    RELEASED = "released"
    REPORT_ISSUED = "report_issued"
    DEBRIEFED = "debriefed"
    REASSIGNED = "reassigned"


class Milestone(Base):
    """One thing that happened to a case. `done`, `total`: modules closed, a health module as one. Append-only."""

    __tablename__ = "milestone"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    name: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime]
    done: Mapped[int | None]
    total: Mapped[int | None]


class LevelProposal(Base):
    """The level of self-reliance that a sitting's answers outside health indicate in one domain. Append-only.
    `scale` of `slug`, in the words of the pinned `snapshot_hash`. `lowest` to `highest`: one standard error, if known.
    """

    __tablename__ = "level_proposal"
    __table_args__ = (
        UniqueConstraint("sitting_id", "slug", "scale", name="one_proposal_per_domain"),
        CheckConstraint("level between 1 and 5", name="level_known"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    sitting_id: Mapped[uuid.UUID]
    slug: Mapped[str] = mapped_column(String(40))
    scale: Mapped[str] = mapped_column(String(40))
    snapshot_hash: Mapped[str] = mapped_column(String(64))
    level: Mapped[int]
    lowest: Mapped[int | None]
    highest: Mapped[int | None]
    proposed_at: Mapped[datetime]


class LevelDecision(Base):
    """What the klantmanager made of a proposal; the newest counts. `number` from 1. A reason where it differs."""

    __tablename__ = "level_decision"
    __table_args__ = (
        UniqueConstraint("proposal_id", "number", name="one_decision_per_number"),
        CheckConstraint("level between 1 and 5", name="level_known"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    proposal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("level_proposal.id"), index=True)
    number: Mapped[int]
    level: Mapped[int]
    reason: Mapped[str] = mapped_column(String(2000))
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"))
    decided_at: Mapped[datetime]
