"""Issued reports: rendered once, kept with their hash, never changed."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from service.db import Base, new_id


class Report(Base):
    """A report for one audience in one language. `content`: the frozen view it was made from."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("audience in ('klantmanager','client')", name="audience_known"),
        CheckConstraint("state in ('waiting','ready','failed')", name="state_known"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"))
    audience: Mapped[str] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(5))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    issued_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff_user.id"))
    issued_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    pdf: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    sha256: Mapped[str | None] = mapped_column(String(64))
    rendered_at: Mapped[datetime | None]
