"""Made-up clients with a finished sitting, for the tests of scores and reports."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from scoring.definition import Item, ItemType, Questionnaire, Sensitivity
from scoring.path import items_on_path
from scoring.result import AnswerValue
from service.accounts.models import StaffUser, Team
from service.assessment.actions import score_sitting
from service.cases.models import Appointment, Case, Client
from service.catalogue.catalogue import Catalogue
from service.catalogue.models import Snapshot
from service.catalogue.module import Module
from service.catalogue.snapshots import freeze
from service.kiosk.models import Answer, Sitting, SittingModule

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
Chooser = Callable[[Questionnaire, Item], AnswerValue]


@dataclass(frozen=True)
class Person:
    """How a made-up client answers. `health`: the answer to every health item. `waits`: minutes
    before an item; `quick`: items answered within a second."""

    reference: str = "2026-0417"
    name: str = "Saba Tesfay"
    language: str = "ti"
    choose: Chooser | None = None
    health: AnswerValue = None
    health_state: str = "done"
    everything_skipped: bool = False
    fixed: Mapping[str, AnswerValue] = field(default_factory=dict)
    waits: Mapping[str, float] = field(default_factory=dict)
    quick: frozenset[str] = frozenset()


KNOWN: dict[str, AnswerValue] = {
    "ac_birth_year": 1991,
    "ac_origin": "ER",
    "ac_school_years": 9,
    "ac_education": "isced2",
    "ac_work_years": 6,
    "ac_worked": "yes",
    "ac_hours": "h32",
    "ac_languages_count": "3",
    "ac_care": "no",
    "ac_hinders": ("dutch", "network"),
    "ac_tasks": ("customers", "food"),
    "ac_transport": ("bicycle", "public"),
    "mo_now": "search",
    "mo_dream_known": "yes",
}


def willing(questionnaire: Questionnaire, item: Item) -> AnswerValue:
    """Answers everything, tests about half right."""
    if item.id in KNOWN:
        return KNOWN[item.id]
    keys = questionnaire.scoring.keys.get(item.id)
    position = sum(map(ord, item.id))
    if item.type is ItemType.NUMBER:
        return int(item.minimum or 0)
    if item.type is ItemType.DATE:
        return "2020-01-02"
    if item.type is ItemType.GAP:
        return keys[0] if keys and position % 2 else "huis"
    if item.type is ItemType.C_TEST:
        gaps = questionnaire.c_tests[item.id].gaps
        return tuple(gap.missing if (gap.number + position) % 2 else "" for gap in gaps)
    codes = questionnaire.codes_by_item[item.id]
    if item.type is ItemType.MULTIPLE:
        return (codes[0],)
    if keys:
        return keys[0] if position % 3 else codes[-1]
    return codes[min(len(codes) - 1, 2 + position % 3)]


def staff(session: Session, role: str = "case_manager", name: str = "Anna de Vries") -> StaffUser:
    """A member of staff in a team of their own."""
    team = Team(name=f"Team {uuid.uuid4().hex[:6]}")
    session.add(team)
    session.flush()
    user = StaffUser(
        email=f"{uuid.uuid4().hex}@example.org",
        name=name,
        role=role,
        team_id=team.id,
        password_hash="x",
        created_at=START,
    )
    session.add(user)
    session.flush()
    return user


def make_case(session: Session, catalogue: Catalogue, person: Person, manager: StaffUser | None = None) -> Case:
    """The person's case with a finished and scored sitting."""
    case = open_case(session, person, manager or staff(session))
    sitting = Sitting(
        case_id=case.id,
        language=person.language,
        state="finished",
        seed=1,
        started_at=START,
        last_seen_at=START,
        finished_at=START + timedelta(hours=3),
    )
    session.add(sitting)
    session.flush()
    for position, module in enumerate(catalogue.modules.values()):
        add_module(session, sitting, module, position, person)
    score_sitting(session, sitting.id, START + timedelta(hours=3))
    return case


def open_case(session: Session, person: Person, manager: StaffUser) -> Case:
    """A case without a sitting."""
    client = Client(name=person.name, birth_year=1991, language=person.language)
    session.add(client)
    session.flush()
    case = Case(
        reference=person.reference,
        client_id=client.id,
        team_id=manager.team_id,
        case_manager_id=manager.id,
        created_at=START,
    )
    session.add(case)
    session.flush()
    return case


def add_module(session: Session, sitting: Sitting, module: Module, position: int, person: Person) -> None:
    """One module of the sitting with its answers; a skipped one has none."""
    digest, content = freeze(module)
    if session.get(Snapshot, digest) is None:
        snapshot = Snapshot(hash=digest, slug=module.slug, version=module.version, content=content, first_used_at=START)
        session.add(snapshot)
        session.flush()
    health = module.questionnaire.is_health
    skipped = person.everything_skipped or (health and person.health_state == "skipped")
    session.add(
        SittingModule(
            sitting_id=sitting.id,
            slug=module.slug,
            version=module.version,
            snapshot_hash=digest,
            position=position,
            item_order=[item.id for item in module.questionnaire.items],
            state="skipped" if skipped else "done",
            opened_at=None if skipped else START,
            closed_at=START,
        )
    )
    if not skipped:
        add_answers(session, sitting, module.questionnaire, person)
    session.flush()


def next_asked(questionnaire: Questionnaire, given: Mapping[str, AnswerValue], seen: set[str]) -> Item | None:
    """The first item on the path that was not seen yet; an adaptive module is asked as at the kiosk."""
    bank = questionnaire.adaptive_bank
    left_out = bank.course(1, given, {}).left_out if bank else None
    path = items_on_path(questionnaire, given, left_out=left_out)
    return next((item for item in path if item.id not in seen and item.takes_answer), None)


def add_answers(session: Session, sitting: Sitting, questionnaire: Questionnaire, person: Person) -> None:
    """The answers in the order of the path, ten seconds apart. Health answers never belong into this table: these
    stand there only so that a report that looked at them would give itself away."""
    given: dict[str, AnswerValue] = {}
    seen: set[str] = set()
    choose = person.choose or willing
    at = START
    while (item := next_asked(questionnaire, given, seen)) is not None:
        seen.add(item.id)
        is_health = item.sensitivity is Sensitivity.HEALTH
        value = person.health if is_health else person.fixed.get(item.id, choose(questionnaire, item))
        if is_health and value is None:
            continue
        given[item.id] = value
        at += timedelta(seconds=10, minutes=person.waits.get(item.id, 0))
        session.add(
            Answer(
                sitting_id=sitting.id,
                slug=questionnaire.slug,
                item_id=item.id,
                revision=1,
                value=list(value) if isinstance(value, tuple) else value,
                language=person.language,
                response_ms=600 if item.id in person.quick else 4000,
                idempotency_key=uuid.uuid4().hex,
                answered_at=at,
            )
        )


def ask_to_come(session: Session, case: Case, place: str = "Bij de MGGZ", at: datetime | None = None) -> Appointment:
    """An appointment that the MGGZ asked for; planned for `at` if that is given."""
    psychiatrist = staff(session, "psychiatrist", "P. Sychiater")
    appointment = Appointment(
        case_id=case.id,
        window_from=START.date(),
        window_to=(START + timedelta(days=30)).date(),
        place=place,
        urgency="within_month",
        state="planned" if at else "requested",
        requested_by=psychiatrist.id,
        requested_at=START,
        planned_for=at,
        planned_at=START if at else None,
    )
    session.add(appointment)
    session.flush()
    return appointment
