"""What the templates of this feature get. Only the psychiatrist is ever shown one of these."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from service.cases.outcome_view import AppointmentView
from service.review.levels_shown import ShownLevel
from service.review.releases_shown import ShownReleases
from service.review.shown import (
    Allowed,
    PlainAnswers,
    PlainScore,
    ShownModule,
    ShownScores,
    ShownSignal,
)
from service.web.sorting import Sorted

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WorkRow:
    """A line of the worklist. `review_id` is None while nobody took up an open sitting. `waited`: in words."""

    review_id: uuid.UUID | None
    sitting_id: uuid.UUID
    reference: str
    birth_year: int
    language: str
    stage: str
    supplementary: bool
    urgency: str
    since: datetime
    waited: str
    late: bool
    reviewer: str


@dataclass(frozen=True)
class SettledRow:
    """A line of what was released or closed. `outcome` is the sentence, empty when nothing was released."""

    review_id: uuid.UUID
    reference: str
    birth_year: int
    language: str
    supplementary: bool
    outcome: str
    at: datetime | None


@dataclass(frozen=True)
class WorklistPage:
    """A page of the worklist, or of what is settled. Of all pages: `total` lines, `late` acute for more than a day."""

    show: str
    sorting: Sorted
    total: int
    number: int
    pages: int
    rows: tuple[WorkRow, ...] = ()
    settled: tuple[SettledRow, ...] = ()
    late: int = 0

    def address(self, column: str) -> str:
        """The same list sorted by this column, from its first line."""
        show = "show=settled&" if self.show == "settled" else ""
        return f"/staff/review?{show}sort={self.sorting.onward(column)}"

    def turn(self, number: int) -> str:
        """Another page of the same list in the same order."""
        kept = {"show": "settled" if self.show == "settled" else "", "sort": self.sorting.asked, "page": str(number)}
        return "/staff/review?" + urlencode({name: value for name, value in kept.items() if value})


@dataclass(frozen=True)
class ReviewPage:
    """Everything for one decision. `trouble`: a code for what went wrong with the form that was sent. `taken_back`:
    since when the client, who did before, no longer agrees to a doctor reading about health. `refuses`: the newest word
    on it is no.
    """

    review_id: uuid.UUID
    edition: int
    reference: str
    name: str
    birth_year: int
    language: str
    stage: str
    supplementary: bool
    scored: bool
    unreadable: bool
    finished_at: datetime | None
    modules: tuple[ShownModule, ...]
    scores: tuple[ShownScores, ...]
    levels: tuple[ShownLevel, ...]
    signals: tuple[ShownSignal, ...]
    plain_scores: tuple[PlainScore, ...]
    plain_answers: tuple[PlainAnswers, ...]
    note: str
    outcomes: Choices
    limits: Choices
    urgencies: Choices
    places: Choices
    supplements: Choices
    appointments: tuple[AppointmentView, ...]
    supplementary_asked: tuple[tuple[str, str, datetime], ...]
    releases: ShownReleases
    allowed: Allowed
    today: date
    trouble: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, str] = field(default_factory=dict)
    sent_limits: tuple[str, ...] = ()
    taken_back: datetime | None = None
    refuses: bool = False

    @property
    def open_signals(self) -> tuple[ShownSignal, ...]:
        """Signals that nobody closed yet."""
        return tuple(signal for signal in self.signals if signal.closure is None)

    def is_begun(self, level: ShownLevel) -> bool:
        """Whether something was chosen or typed for this domain, so that its fields stand open."""
        name, sent = level.domain, self.sent
        chosen = sent.get(f"level.{name}", str(level.level)) != str(level.level)
        return sent.get("domain") == name or chosen or bool(sent.get(f"reason.{name}"))

    @property
    def is_ticked_as_before(self) -> bool:
        """Whether the decision is ticked as it was released before."""
        before, limits = self.releases.before, set(self.sent_limits)
        return before is not None and (self.sent.get("outcome"), limits) == (before.outcome, set(before.limits))

    @property
    def has_two_notes(self) -> bool:
        """Whether another note is stored than stands in the field: saved in another tab, or by a colleague."""
        typed = self.sent.get("note", self.note).strip()
        return bool(self.note) and typed.splitlines() != self.note.splitlines()

    @property
    def left_over(self) -> tuple[tuple[str, str], ...]:
        """What was typed and has no field on the page any more: what it is about (empty: the note), and the words."""
        note, work = self.sent.get("note", "").strip(), self.allowed.work
        found = [("", note)] if not work and note != self.note else []
        for signal in self.signals:
            if not work or signal.closure is not None:
                found.append((signal.text, self.sent.get(f"reason.{signal.key}", "")))
        for level in self.levels if not (work and self.scored) else ():
            chosen = next((words for n, words in level.choices if str(n) == self.sent.get(f"level.{level.domain}")), "")
            words = [chosen if chosen != level.words else "", self.sent.get(f"reason.{level.domain}", "")]
            found.append((level.name, " · ".join(word for word in words if word)))
        return tuple((about, words) for about, words in found if words)

    @property
    def has_decision(self) -> bool:
        """Whether the page has a part for the decision: made, to be made, or to be done with it without one."""
        return self.releases.own is not None or self.allowed.close or (self.stage == "finished" and self.allowed.work)

    @property
    def undecided(self) -> int:
        """How many proposed levels nobody decided about."""
        return sum(level.state == "proposed" for level in self.levels)

    @property
    def has_open_acute(self) -> bool:
        """Whether an acute signal stands in the way of a release."""
        return any(signal.level == "acute" for signal in self.open_signals)
