"""The board put together from milestones and the few things that `queries` reads of a sitting."""

import uuid
from datetime import datetime, timedelta

from service.accounts.guard import Visit
from service.board.actions import MOST
from service.board.pages import BoardPage, Candidate, GroupRow, GroupsPage, NewGroupPage, SeatRow, SeatsPage
from service.board.queries import OpenSitting, coarse, is_quiet, open_sittings
from service.cases.days import dutch_day
from service.cases.models import Case
from service.cases.position import Facts, Position, disowned_card, has_code, open_wish, position
from service.cases.queries import cases_for, facts_of
from service.cases.road import WISHES, State
from service.groups.models import GroupSitting, Seat
from service.groups.queries import WRITE, groups_for, known_places, seat_counts, seated_elsewhere, seats_for
from service.groups.running import is_ahead_or_running, is_running
from service.i18n.translator import HERE

#: Who can be given a seat: may be invited, is invited, or has begun.
SEATABLE = (State.READY, State.INVITED, State.UNDER_WAY)
#: How it can be with a client whose sitting is open. A hand that was raised stays up while the page closes by itself.
LIVE = ("busy", "paused", "away")
#: Who may have an open sitting: a code goes on working after an interview was planned.
OPEN = (State.UNDER_WAY, State.INTAKE)


def groups_page(visit: Visit) -> GroupsPage:
    """All group sittings of this person."""
    groups = groups_for(visit.session, visit.principal)
    counts = seat_counts(visit.session, (group.id for group in groups))
    rows = tuple(group_row(group, counts.get(group.id, 0), visit.now) for group in groups)
    return GroupsPage(rows, visit.principal.may("group", "write"))


def group_row(group: GroupSitting, seats: int, now: datetime) -> GroupRow:
    """One line of the list."""
    at = (group.starts_at, group.closed_at, now)
    state = "running" if is_running(*at) else "ahead" if is_ahead_or_running(*at) else "over"
    return GroupRow(group.id, group.name, group.place, group.starts_at, seats, state)


def new_group_page(
    visit: Visit, sent: dict[str, str] | None = None, problems: dict[str, str] | None = None
) -> NewGroupPage:
    """The form, with what was sent if it came back."""
    found = candidates(visit)
    places = known_places(visit.session, visit.principal)
    time = f"{coarse(visit.now).astimezone(HERE):%H:%M}"
    chosen = chosen_of(visit, found)
    return NewGroupPage(found, places, dutch_day(visit.now), time, chosen, sent or {}, problems or {})


def seats_page(visit: Visit, group: GroupSitting, problems: dict[str, str] | None = None) -> SeatsPage:
    """The form that changes who has a seat: with what was sent, or as it is."""
    seated = frozenset(case.id for _, case in seats_for(visit.session, visit.principal, group))
    found = candidates(visit, group.id, seated)
    chosen = chosen_of(visit, found) if visit.form else frozenset(str(case_id) for case_id in seated)
    return SeatsPage(group_row(group, len(seated), visit.now), found, chosen, problems or {})


def chosen_of(visit: Visit, found: tuple[Candidate, ...]) -> frozenset[str]:
    """The ticks that were sent, or all of them if that was asked for."""
    if visit.form.get("mark"):
        return frozenset(str(row.case_id) for row in found)
    return frozenset(str(value) for value in visit.form.getlist("cases"))


def candidates(
    visit: Visit, group_id: uuid.UUID | None = None, seated: frozenset[uuid.UUID] = frozenset()
) -> tuple[Candidate, ...]:
    """Own clients who can be given a seat in this group sitting, and those who have one."""
    cases = cases_for(visit.session, visit.principal, WRITE)
    facts = facts_of(visit.session, cases)
    elsewhere = seated_elsewhere(visit.session, group_id, visit.now)
    states = {case.id: position(facts[case.id], visit.now).state for case in cases}
    free = [case for case in cases if case.id in seated or (states[case.id] in SEATABLE and case.id not in elsewhere)]
    free.sort(key=lambda case: case.client.name.casefold())
    return tuple(Candidate(case.id, case.client.name, case.reference, states[case.id].value) for case in free)


def board_page(visit: Visit, group: GroupSitting) -> BoardPage:
    """The board."""
    rows = seat_rows(visit, group)
    raised = [(row.hand_at, row.name, row) for row in rows if row.hand_at is not None]
    hands = tuple(row for *_, row in sorted(raised, key=lambda found: found[:2]))
    cards = tuple(row for row in rows if row.card_astray)
    return BoardPage(group_row(group, len(rows), visit.now), rows, hands, cards, visit.principal.may("group", "write"))


def seat_rows(visit: Visit, group: GroupSitting) -> tuple[SeatRow, ...]:
    """A row for each seat whose case this person may see."""
    seats = seats_for(visit.session, visit.principal, group)
    facts = facts_of(visit.session, [case for _, case in seats])
    sittings = open_sittings(visit.session, facts)
    return tuple(seat_row(visit, seat, case, facts[case.id], sittings.get(case.id)) for seat, case in seats)


def seat_row(visit: Visit, seat: Seat, case: Case, facts: Facts, sitting: OpenSitting | None) -> SeatRow:
    """One client. Once the sitting is over, nothing is told of any sitting."""
    at = position(facts, visit.now)
    idle = timedelta(minutes=visit.site.settings.kiosk_idle_minutes)
    state = state_of(at, sitting, visit.now, idle)
    live = sitting if state in LIVE else None
    hand = live.hand_raised_at if live else None
    extra = live.extra_minutes if live else 0
    done, total = at.done or 0, at.total or 0
    return SeatRow(
        seat_id=seat.id,
        case_id=case.id,
        name=case.client.name,
        reference=case.reference,
        state=state,
        part=min(done + 1, total),
        total=total if live else 0,
        has_code=has_code(facts, visit.now),
        seen=f"{coarse(live.last_seen_at).astimezone(HERE):%H:%M}" if live else "",
        hand_at=hand,
        extra_minutes=extra,
        extra_time=live.extra_time if live else case.extra_time if state == "not_begun" else "0",
        offers=offers(state, hand, extra) - ({"code"} if at.state is State.INTAKE else set()),
        wish=wish_of(facts) if live else "",
        card_astray=live is not None and disowned_card(facts) is not None,
        quiet=live is not None and state == "busy" and is_quiet(live.last_seen_at, visit.now),
    )


def state_of(at: Position, sitting: OpenSitting | None, now: datetime, idle: timedelta) -> str:
    """How it is with this client: by the milestones first, then by the open sitting."""
    if at.state is State.WITHDRAWN:
        return "stopped"
    if at.state in SEATABLE and sitting is None:
        return "not_begun"
    if at.state not in OPEN or sitting is None:
        return "finished"
    longest = idle + timedelta(minutes=sitting.extra_minutes)
    if not sitting.in_browser:
        return "paused"
    return "busy" if now - sitting.last_seen_at <= longest else "away"


def wish_of(facts: Facts) -> str:
    """What the client asked for in the introduction, while nobody has planned it."""
    wish = open_wish(facts)
    return WISHES[wish.name].value if wish else ""


def offers(state: str, hand: datetime | None, extra: int) -> frozenset[str]:
    """What can be done now."""
    live = state in LIVE
    possible = {
        "hand": hand is not None,
        "time": live and extra < MOST,
        "code": live or state == "not_begun",
        "end": live,
    }
    return frozenset(name for name, can in possible.items() if can)
