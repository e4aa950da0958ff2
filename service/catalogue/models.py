"""The snapshot of every module version that a sitting ever used."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base


class Snapshot(Base):
    """A used module, whole: definition and all texts as canonical JSON, named by its hash. Never changed."""

    __tablename__ = "catalogue_snapshot"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), index=True)
    version: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    first_used_at: Mapped[datetime]
