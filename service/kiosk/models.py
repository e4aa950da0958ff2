"""Sittings and what is answered in them. Health answers are not here: they go to the vault."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, new_id

STATES = ("open", "finished", "withdrawn")
MODULE_STATES = ("waiting", "open", "done", "skipped")


class Sitting(Base):
    """One administration of a set of modules to one client. `token_hash`: the one living cookie, if any.

    `screen`, `slug` and `item_id` say where the client is; the page is always drawn from them. `beside`: the language
    that is shown under the client's own. `hand_raised_at`: the client of a group sitting asks for help.
    `extra_minutes`: how much longer this client may take wherever time ends something. `extra_time`: percents on top of
    every time limit, or `none` for no limit at all. `spent_ms`: how long the client was at the item `spent_item` before
    the clock stood still (see `waiting`). `draft`: see `drafting`. `ended_token_hash`: the cookie that the client or
    staff have ended. `introduction`: ahead, done or skipped; `practice`: where the client is in it, while it is open.
    `minutes_worked`: of the parts done since the last break.
    """

    __tablename__ = "sitting"
    __table_args__ = (CheckConstraint("state in ('open','finished','withdrawn')", name="state_known"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20), default="assessment")  # assessment, supplementary
    language: Mapped[str] = mapped_column(String(5))
    state: Mapped[str] = mapped_column(String(10), default="open")
    screen: Mapped[str] = mapped_column(String(20), default="welcome")
    slug: Mapped[str | None] = mapped_column(String(40))
    item_id: Mapped[str | None] = mapped_column(String(40))
    seed: Mapped[int]
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    item_shown_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    health_consent: Mapped[bool] = mapped_column(default=False)
    text_size: Mapped[str] = mapped_column(String(10), default="normal", server_default="normal")
    contrast: Mapped[str] = mapped_column(String(10), default="normal", server_default="normal")
    beside: Mapped[str | None] = mapped_column(String(5))
    hand_raised_at: Mapped[datetime | None]
    extra_minutes: Mapped[int] = mapped_column(default=0)
    draft: Mapped[bytes | None] = mapped_column(LargeBinary)
    extra_time: Mapped[str] = mapped_column(String(10), default="0", server_default="0")
    spent_item: Mapped[str | None] = mapped_column(String(40))
    spent_ms: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    introduction: Mapped[str] = mapped_column(String(10), default="ahead", server_default="ahead")
    practice: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    minutes_worked: Mapped[int] = mapped_column(default=0, server_default="0")
    clock_folded: Mapped[bool] = mapped_column(default=False, server_default=false())


class Consent(Base):
    """A yes or no to one purpose; the newest row per purpose counts. Append-only.

    `words`: what was asked and what a no would do, as the page said it; null in rows of before they were kept.
    """

    __tablename__ = "consent"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))  # assessment, health, norms
    given: Mapped[bool]
    language: Mapped[str] = mapped_column(String(5))
    words: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]


class SittingModule(Base):
    """A module in a sitting: its pinned version, snapshot and item order, and how far it is."""

    __tablename__ = "sitting_module"
    __table_args__ = (
        UniqueConstraint("sitting_id", "slug", name="one_module_per_sitting"),
        CheckConstraint("state in ('waiting','open','done','skipped')", name="state_known"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"), index=True)
    slug: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    snapshot_hash: Mapped[str] = mapped_column(ForeignKey("catalogue_snapshot.hash"))
    position: Mapped[int]
    item_order: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Answer(Base):
    """One plain or special answer, or one revision of it. `value` null: asked and left open. Append-only.

    `choice`: of an adaptive bank, why this item was asked, and with the last answer why the bank ended. `listens`: how
    often the client had something read aloud on its page; null where nothing could be heard. `timing`: of an item with
    a time limit, the limits that held for this person in seconds (`item_s`, `part_s`; null for none), and in `late`
    what came when time had run out.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_id", "revision", name="one_answer_per_revision"),
        UniqueConstraint("sitting_id", "idempotency_key", name="one_answer_per_key"),
        Index("ix_answer_module", "sitting_id", "slug"),  # every page reads the answers of one module
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"))
    slug: Mapped[str] = mapped_column(String(40))
    item_id: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int]
    value: Mapped[Any] = mapped_column(JSON(none_as_null=False), nullable=True)
    language: Mapped[str] = mapped_column(String(5))
    response_ms: Mapped[int]
    listens: Mapped[int | None]
    idempotency_key: Mapped[str] = mapped_column(String(64))
    answered_at: Mapped[datetime]
    choice: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    timing: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)


class WorkingCopy(Base):
    """The open health module's answers, encrypted under a key that exists only in the client's cookie."""

    __tablename__ = "working_copy"

    sitting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sitting.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
