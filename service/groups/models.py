"""Group sittings and their seats. What a client does there is in the client's own sitting."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, new_id


class GroupSitting(Base):
    """A room with clients (groepsafname). It runs from an hour before its start until it is closed, or lapses."""

    __tablename__ = "group_sitting"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime]
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("team.id"), index=True)
    opened_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_user.id"), index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Seat(Base):
    """A client's place in a group sitting."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("group_id", "case_id", name="one_seat_per_client"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("group_sitting.id"))
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    given_at: Mapped[datetime]
