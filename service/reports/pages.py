"""What the staff page about a case's reports shows."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.cases.models import Case, MilestoneName
from service.cases.position import Facts, Happened, outdated_report
from service.reports.models import Report
from service.web.site import Site


@dataclass(frozen=True)
class ReportRow:
    """One issued report. `seal`: first digits of the hash of its PDF. `outdated`: the outcome was released after it."""

    id: uuid.UUID
    number: int
    audience: str
    language: str
    state: str
    issued_at: datetime
    seal: str
    outdated: bool = False


@dataclass(frozen=True)
class LanguageChoice:
    """A language that a report can be made in."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class ReportsPage:
    """`finished`: there is an assessment to report on. `debriefed`: the client may have the own copy. `outdated`: no
    report for the klantmanager carries the newest outcome.
    """

    case_id: uuid.UUID
    reference: str
    finished: bool
    debriefed: bool
    may_issue: bool
    rows: tuple[ReportRow, ...]
    staff_languages: tuple[LanguageChoice, ...]
    client_languages: tuple[LanguageChoice, ...]
    outdated: bool = False

    @property
    def waiting(self) -> bool:
        """Whether a report is being made, so that the page looks again by itself."""
        return any(row.state == "waiting" for row in self.rows)

    @property
    def newest(self) -> int:
        """The newest number, 0 before the first: a form of this page asks for what comes after it."""
        return max((row.number for row in self.rows), default=0)


def reports_page(
    site: Site, case: Case, reports: Sequence[Report], facts: Facts, *, finished: bool, may_write: bool
) -> ReportsPage:
    """The page for one case."""
    released = facts.last(MilestoneName.RELEASED)
    return ReportsPage(
        case_id=case.id,
        reference=case.reference,
        finished=finished,
        debriefed=case.debriefed_at is not None,
        may_issue=may_write and finished and case.withdrawn_at is None,
        rows=tuple(_row(site, report, released) for report in reports),
        staff_languages=_choices(site, "staff", "nl"),
        client_languages=_choices(site, "client", case.client.language),
        outdated=outdated_report(facts) is not None,
    )


def _row(site: Site, report: Report, released: Happened | None) -> ReportRow:
    name = site.languages[report.language].name
    seal = (report.sha256 or "")[:12]
    outdated = released is not None and report.issued_at < released.at
    return ReportRow(report.id, report.number, report.audience, name, report.state, report.issued_at, seal, outdated)


def _choices(site: Site, audience: str, chosen: str) -> tuple[LanguageChoice, ...]:
    codes = site.languages.codes(audience)
    return tuple(LanguageChoice(code, site.languages[code].name, code == chosen) for code in codes)
