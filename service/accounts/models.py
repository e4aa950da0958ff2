"""Teams, staff users and their sign-ins."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, new_id


class Role(StrEnum):
    """One person has one role; klantmanager and psychiatrist never meet in one person."""

    CASE_MANAGER = "case_manager"
    TEAM_LEAD = "team_lead"
    PSYCHIATRIST = "psychiatrist"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Team(Base):
    """A team of klantmanagers with its lead."""

    __tablename__ = "team"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class StaffUser(Base):
    """A member of staff. `pending_approval`: waits for an administrator other than `approval_asked_by`.

    `access_from`: who gave the last temporary password, and could have signed in with it; None for the command line.
    """

    __tablename__ = "staff_user"
    __table_args__ = (
        CheckConstraint("role in ('case_manager','team_lead','psychiatrist','admin','auditor')", name="role_known"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team.id"))
    language: Mapped[str] = mapped_column(String(5), default="nl")
    password_hash: Mapped[str] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_last_step: Mapped[int] = mapped_column(default=0)
    must_change_password: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    pending_approval: Mapped[bool] = mapped_column(default=False)
    approval_asked_by: Mapped[uuid.UUID | None]
    created_by: Mapped[uuid.UUID | None]
    access_from: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime]
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class StaffSession(Base):
    """A sign-in. Only the hash of its token is kept; `second_factor_at` is empty until the code was right."""

    __tablename__ = "staff_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    second_factor_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
