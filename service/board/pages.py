"""What the templates of group sittings get: names, progress in whole parts, hands. Nothing of an answer or a part."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class GroupRow:
    """A group sitting in the list. `state`: ahead, running, over."""

    id: uuid.UUID
    name: str
    place: str
    starts_at: datetime
    seats: int
    state: str


@dataclass(frozen=True)
class GroupsPage:
    """The list."""

    rows: tuple[GroupRow, ...]
    may_open: bool


@dataclass(frozen=True)
class Candidate:
    """A client who can be given a seat."""

    case_id: uuid.UUID
    name: str
    reference: str
    state: str


@dataclass(frozen=True)
class NewGroupPage:
    """The form for a group sitting."""

    candidates: tuple[Candidate, ...]
    places: tuple[str, ...]
    today: date
    time: str
    chosen: frozenset[str] = frozenset()
    sent: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SeatsPage:
    """The form that changes who has a seat."""

    group: GroupRow
    candidates: tuple[Candidate, ...]
    chosen: frozenset[str]
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SeatRow:
    """A client on the board. `state`: not_begun, busy, paused, away, finished, stopped; away: the page closed because
    nothing was done. `part` of `total`: the one the client is at, counted in whole parts. `seen`: Dutch clock time, on
    five minutes. `offers`: what can be done now. `wish`: what the client asked for in the introduction and nobody has
    planned yet: plan_helper, plan_talk or nothing. `card_astray`: somebody else came in with this client's card and
    said so. `quiet`: nothing was done for a while.
    """

    seat_id: uuid.UUID
    case_id: uuid.UUID
    name: str
    reference: str
    state: str
    part: int
    total: int
    has_code: bool
    seen: str
    hand_at: datetime | None
    extra_minutes: int
    extra_time: str
    offers: frozenset[str]
    wish: str = ""
    card_astray: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class BoardPage:
    """The board of one group sitting. `hands`: who asks for help, the first one first. `cards`: whose went astray."""

    group: GroupRow
    rows: tuple[SeatRow, ...]
    hands: tuple[SeatRow, ...]
    cards: tuple[SeatRow, ...]
    may_write: bool


@dataclass(frozen=True)
class SeatPage:
    """A question about one client of a group sitting: a new code, or the end of the sitting. `newest`: the newest
    invitation of this client, which a form for a code sends along.
    """

    group: GroupRow
    row: SeatRow
    newest: str = ""
    may_send: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class IssuedCode:
    """A code that is shown once."""

    seat_id: uuid.UUID
    name: str
    reference: str
    digits: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class CardsFormPage:
    """For whom cards are to be made. `rows`: who can have a code now; `newest`: the newest invitation, by case."""

    group: GroupRow
    rows: tuple[SeatRow, ...]
    newest: Mapping[uuid.UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodesPage:
    """The codes of a group sitting, shown once."""

    group: GroupRow
    codes: tuple[IssuedCode, ...]
