"""Reviews, their sealed content, closed flags and supplementary requests."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, new_id

STATES = ("waiting", "in_review", "released", "closed")


class Review(Base):
    """The psychiatrist's work on one sitting. Health scores, flags and note are sealed to the MGGZ key.

    Its order in the worklist comes from the sealed result, so the table itself says nothing. `edition` counts
    changes: a form made from an older edition is refused. Only `service.review` reads this table. `closed`: the
    client stopped, the signals were seen to, and nothing was released.
    """

    __tablename__ = "review"
    __table_args__ = (CheckConstraint("state in ('waiting','in_review','released','closed')", name="state_known"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"), unique=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), default="waiting", index=True)
    created_at: Mapped[datetime]
    opened_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff_user.id"))
    opened_at: Mapped[datetime | None]
    sealed_result: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    edition: Mapped[int] = mapped_column(default=1)


class FlagClosure(Base):
    """A flag closed by a person, with a reason, sealed to the MGGZ key like all health content."""

    __tablename__ = "flag_closure"
    __table_args__ = (UniqueConstraint("review_id", "flag_key", name="one_closure_per_flag"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("review.id"), index=True)
    flag_key: Mapped[str] = mapped_column(String(64))
    sealed_reason: Mapped[bytes] = mapped_column(LargeBinary)
    closed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"))
    closed_at: Mapped[datetime]


class SupplementaryRequest(Base):
    """A further module for the client, which appears in the client's own queue as a sitting."""

    __tablename__ = "supplementary_request"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("review.id"), index=True)
    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"))
    sealed_slug: Mapped[bytes] = mapped_column(LargeBinary)
    requested_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"))
    requested_at: Mapped[datetime]


class HealthLevel(Base):
    """What the psychiatrist made of the levels that health answers indicate, in one go. Append-only.

    Domains, levels and reason are sealed to the MGGZ key like all health content. Of a domain the newest counts.
    """

    __tablename__ = "health_level"
    __table_args__ = (UniqueConstraint("review_id", "edition", name="one_level_decision_per_edition"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("review.id"), index=True)
    edition: Mapped[int]
    sealed_decision: Mapped[bytes] = mapped_column(LargeBinary)
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"))
    decided_at: Mapped[datetime]
