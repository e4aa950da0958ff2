"""Indicated levels in words: on the page of a case, and where the klantmanager decides. No health domain."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from scoring.levels import LEVELS
from service.accounts.guard import Visit
from service.cases.levels import Level, levels_of
from service.cases.models import Case
from service.cases.queries import staff_names
from service.catalogue.pinned import PinnedModules


@dataclass(frozen=True)
class DecisionView:
    """One decision, in the order they were made."""

    level: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LevelView:
    """One domain. `choices`: each level with what it means, 5 first. `seen`: how many decisions there are."""

    proposal_id: uuid.UUID
    name: str
    level: int
    proposed: int
    lowest: int | None
    highest: int | None
    choices: tuple[tuple[int, str], ...]
    decisions: tuple[DecisionView, ...]

    @property
    def words(self) -> str:
        """What the level that counts means."""
        return dict(self.choices)[self.level]

    @property
    def state(self) -> str:
        """`proposed`, `confirmed`, or `changed`."""
        if not self.decisions:
            return "proposed"
        return "confirmed" if self.level == self.proposed else "changed"

    @property
    def reaches(self) -> bool:
        """Whether the proposal may as well be another level."""
        return self.lowest is not None and self.lowest != self.highest


@dataclass(frozen=True)
class LevelsPage:
    """All domains of a case. `sent`, `problems`: of the form that came back, for the domain that it names."""

    id: uuid.UUID
    reference: str
    client: str
    levels: tuple[LevelView, ...]
    may_decide: bool
    sent: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


def level_views(visit: Visit, case: Case) -> tuple[LevelView, ...]:
    """The domains of a case in the reader's words, as they were when the client answered."""
    found = levels_of(visit.session, case.id)
    names = staff_names(visit.session, {row.decided_by for level in found for row in level.decisions})
    return tuple(_view(visit, level, names) for level in found)


def _view(visit: Visit, level: Level, names: Mapping[uuid.UUID, str]) -> LevelView:
    proposal, language = level.proposal, visit.language
    module = visit.site.part(PinnedModules).get(visit.session.connection(), proposal.snapshot_hash)
    words = f"scale.{proposal.scale}"
    return LevelView(
        proposal_id=proposal.id,
        name=module.text(language, f"{words}.name"),
        level=level.level,
        proposed=proposal.level,
        lowest=proposal.lowest,
        highest=proposal.highest,
        choices=tuple((number, module.text(language, f"{words}.level.{number}")) for number in reversed(LEVELS)),
        decisions=tuple(
            DecisionView(row.level, row.reason, names.get(row.decided_by, ""), row.decided_at)
            for row in level.decisions
        ),
    )
