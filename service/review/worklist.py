"""The worklist: every finished sitting that was not released, most urgent first, then who waits longest.

An acute flag in a sitting that is still open stands in it from the moment of the answer, straight from the vault.
"""

import uuid
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from service.cases.caseload import ON_A_PAGE, page_number
from service.cases.queries import staff_names
from service.catalogue import Catalogue
from service.i18n import Translator
from service.review.pages import SettledRow, WorklistPage, WorkRow
from service.review.queries import (
    Settled,
    Standing,
    closures_of,
    flag_key,
    flagged_without_review,
    raised_at_once,
    result_of,
    settled,
    unsettled,
    waiting_since,
)
from service.review.signals import Signal, Urgency, urgency_of
from service.review.waiting import LATE_AFTER, in_words
from service.vault.opening import OpenedFlag, Opener
from service.web.sorting import Order, Sorting

R = TypeVar("R")
#: How the columns of what is settled sort: it comes newest first.
SETTLED: Sorting[SettledRow] = Sorting(
    {
        "at": Order(lambda row: (row.at.timestamp() if row.at else 0.0,), falls=True, last=lambda row: row.at is None),
        "reference": Order(lambda row: (row.reference,)),
        "birth_year": Order(lambda row: (row.birth_year,)),
        "language": Order(lambda row: (row.language,)),
        "outcome": Order(lambda row: (row.outcome.casefold(),), last=lambda row: not row.outcome),
    },
    usual="at",
)


@dataclass(frozen=True)
class Waiting:
    """One sitting that waits: its open signals, and how urgent they make it."""

    standing: Standing
    signals: tuple[Signal, ...]
    urgency: Urgency
    since: datetime

    def late(self, now: datetime) -> bool:
        """Whether an acute signal is open for more than a day."""
        return any(is_late(signal, self.since, now) for signal in self.signals)


#: How the columns of the worklist sort. Most urgent first is the order of the worklist itself.
WAITING: Sorting[Waiting] = Sorting(
    {
        "urgency": Order(lambda row: (-row.urgency.rank,), falls=True),
        "reference": Order(lambda row: (row.standing.case.reference,)),
        "birth_year": Order(lambda row: (row.standing.case.client.birth_year,)),
        "language": Order(lambda row: (row.standing.sitting.language,)),
        "waits": Order(lambda row: (-row.since.timestamp(),), falls=True),
    },
    usual="urgency",
)


def is_late(signal: Signal, since: datetime, now: datetime) -> bool:
    """Whether this signal is acute and older than a day."""
    return signal.level == "acute" and now - (signal.raised_at or since) > LATE_AFTER


def waiting(session: Session, opener: Opener) -> list[Waiting]:
    """Everything that waits for the MGGZ, in the order of the worklist."""
    standings = [*unsettled(session), *flagged_without_review(session)]
    closed = closures_of(session, [row.review.id for row in standings if row.review is not None])
    unscored = [row.sitting.id for row in standings if row.review is None or row.review.sealed_result is None]
    flags = opener.open_flags_of(session, unscored)
    found = [_waiting(opener, row, flags.get(row.sitting.id, []), closed.keys()) for row in standings]
    listed = [row for row in found if row.standing.review is not None or row.urgency.rank <= Urgency.ACUTE.rank]
    return sorted(listed, key=lambda row: (row.urgency.rank, row.since))


def _waiting(opener: Opener, standing: Standing, flags: Sequence[OpenedFlag], closed: AbstractSet[str]) -> Waiting:
    review = standing.review
    result = raised_at_once(flags) if review is None else result_of(opener, review, flags)
    signals = tuple(row for row in result.signals if review is None or flag_key(opener, review.id, row) not in closed)
    scored = review is not None and review.sealed_result is not None
    urgency = urgency_of(signals, scored=scored, unreadable=result.unreadable)
    return Waiting(standing, signals, urgency, waiting_since(standing, signals))


def worklist_page(
    session: Session, opener: Opener, translator: Translator, now: datetime, sort: str = "", page: str = "1"
) -> WorklistPage:
    """A page of the worklist as shown. However it is sorted, the pages together hold every line."""
    found = waiting(session, opener)
    late, sorting = sum(row.late(now) for row in found), WAITING.read(sort)
    number, pages = page_number(page, len(found))
    lines = on_page(WAITING.sort(found, sorting), number)
    reviewers = {row.standing.review.opened_by for row in lines if row.standing.review is not None}
    names = staff_names(session, {user for user in reviewers if user is not None})
    rows = tuple(_row(row, names, translator, now) for row in lines)
    return WorklistPage("waiting", sorting, len(found), number, pages, rows, late=late)


def on_page(rows: Sequence[R], number: int) -> tuple[R, ...]:
    """The lines of one page, the first being 1."""
    return tuple(rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])


def _row(row: Waiting, names: Mapping[uuid.UUID, str], translator: Translator, now: datetime) -> WorkRow:
    case, sitting, review = row.standing.case, row.standing.sitting, row.standing.review
    return WorkRow(
        review_id=review.id if review else None,
        sitting_id=sitting.id,
        reference=case.reference,
        birth_year=case.client.birth_year,
        language=sitting.language,
        stage=row.standing.stage.value,
        supplementary=sitting.purpose == "supplementary",
        urgency=row.urgency.value,
        since=row.since,
        waited=in_words(row.since, now, translator),
        late=row.late(now),
        reviewer=names.get(review.opened_by, "") if review and review.opened_by else "",
    )


def settled_page(
    session: Session, catalogue: Catalogue, language: str, sort: str = "", page: str = "1"
) -> WorklistPage:
    """A page of what was released or closed."""
    sorting = SETTLED.read(sort)
    rows = SETTLED.sort((_settled_row(found, catalogue, language) for found in settled(session)), sorting)
    number, pages = page_number(page, len(rows))
    return WorklistPage("settled", sorting, len(rows), number, pages, settled=on_page(rows, number))


def _settled_row(found: Settled, catalogue: Catalogue, language: str) -> SettledRow:
    return SettledRow(
        review_id=found.review_id,
        reference=found.reference,
        birth_year=found.birth_year,
        language=found.language,
        supplementary=found.purpose == "supplementary",
        outcome=catalogue.release.text(language, f"outcome.{found.outcome}") if found.outcome else "",
        at=found.released_at,
    )
