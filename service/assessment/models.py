"""Stored scores of the non-health modules, with what they rest on."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, new_id


class ModuleScore(Base):
    """One module of one sitting: the `ModuleResult` of scoring, as JSON."""

    __tablename__ = "module_score"
    __table_args__ = (UniqueConstraint("sitting_id", "slug", name="one_score_per_module"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"), index=True)
    slug: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    snapshot_hash: Mapped[str] = mapped_column(ForeignKey("catalogue_snapshot.hash"))
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    scored_at: Mapped[datetime]
