"""What the vault keeps: a key pair per case, sealed answers, sealed flags; unreadable without the MGGZ key."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, new_id


class CaseKey(Base):
    """The case's public key, and its private key sealed to the MGGZ public key."""

    __tablename__ = "vault_case_key"

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped_private_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class SealedAnswer(Base):
    """One health answer in a sealed box: JSON with value, language and response time. Append-only."""

    __tablename__ = "vault_sealed_answer"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id", "revision", name="one_sealed_answer_per_revision"),
        UniqueConstraint("sitting_id", "idempotency_key", name="one_sealed_answer_per_key"),
        Index("ix_vault_sealed_answer_module", "sitting_id", "slug"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vault_case_key.case_id"))
    sitting_id: Mapped[uuid.UUID]
    slug: Mapped[str] = mapped_column(String(40))
    item_id: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int]
    idempotency_key: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime]


class SealedFlag(Base):
    """A flag raised the moment its answer was stored: JSON with rule, level and evidence, sealed. Append-only."""

    __tablename__ = "vault_sealed_flag"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vault_case_key.case_id"))
    sitting_id: Mapped[uuid.UUID] = mapped_column(index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    raised_at: Mapped[datetime] = mapped_column(index=True)
