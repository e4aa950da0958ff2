"""What the templates of this feature get."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.web.sorting import Sorted


@dataclass(frozen=True)
class AccountRow:
    """A line of the accounts list. `state`: `active`, `new` (never signed in), `pending` or `inactive`."""

    id: uuid.UUID
    name: str
    email: str
    role: str
    team: str
    state: str


@dataclass(frozen=True)
class AccountsPage:
    """All accounts."""

    rows: tuple[AccountRow, ...]
    may_change: bool
    sorting: Sorted


@dataclass(frozen=True)
class NewAccountPage:
    """The form for an account. `suggestion`: a temporary password to tell; the sent one, if the form came back."""

    roles: tuple[str, ...]
    teams: tuple[tuple[str, str], ...]
    suggestion: str
    sent: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AccountPage:
    """One account. `asked_by`: whose request waits for approval; `may_approve`: this reader is the second one.

    `open_cases`: those of the `cases` whose clients have not stopped.
    """

    account: AccountRow
    team_id: str
    created_at: datetime
    asked_by: str
    may_change: bool
    may_approve: bool
    cases: int
    open_cases: int
    roles: tuple[str, ...]
    teams: tuple[tuple[str, str], ...]
    suggestion: str
    saved: str
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TeamRow:
    """A team with its members and cases."""

    name: str
    members: int
    cases: int


@dataclass(frozen=True)
class TeamsPage:
    """All teams and the form for a new one."""

    rows: tuple[TeamRow, ...]
    sorting: Sorted
    sent: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LanguageStatus:
    """How far one module is in one language. `status` is the lowest of its entries; `missing` when texts lack.

    `counts`: how many texts are at each status that occurs, `missing` among them.
    """

    language: str
    status: str
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class ModuleRow:
    """A module of the catalogue."""

    slug: str
    title: str
    version: str
    items: int
    is_health: bool
    languages: tuple[LanguageStatus, ...]


@dataclass(frozen=True)
class OtherRow:
    """Texts outside the modules: `_report`, `_release`, or a choice list."""

    place: str
    languages: tuple[LanguageStatus, ...]


@dataclass(frozen=True)
class QuestionnairesPage:
    """All modules that this reader may know of. `hides_health`: those of the MGGZ are left out."""

    languages: tuple[tuple[str, str], ...]
    rows: tuple[ModuleRow, ...]
    others: tuple[OtherRow, ...]
    hides_health: bool


@dataclass(frozen=True)
class LogRow:
    """An event of the log."""

    at: datetime
    event: str
    actor: str
    role: str
    case_reference: str
    context: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LogPage:
    """Events, newest first, as filtered. `scope`: `self`, `team` or `all`."""

    rows: tuple[LogRow, ...]
    scope: str
    events: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]
    asked: Mapping[str, str]
    total: int
    number: int
    pages: int
    problems: Mapping[str, str] = field(default_factory=dict)
