"""One request of a client inside its transaction: where the client is, and everything a move or a page needs."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Executable

from scoring.adaptive.course import Course
from scoring.definition import Item
from scoring.timing import can_time_out
from service.catalogue import Module
from service.catalogue.pinned import PinnedModules
from service.errors import NotFound
from service.kiosk.agreement import has_agreed
from service.kiosk.looking import hold_places
from service.kiosk.place import Answered, Place, answers_so_far, course_of, living, path_of
from service.kiosk.sought import Sought
from service.kiosk.steps import may_go_back, previous_item
from service.web.site import Site


@dataclass(frozen=True, eq=False)
class Turn:
    """The place is read once, at the start. `later`: writes that may go out with those of other clients. `sought`: what
    the client looks for in a long list.
    """

    site: Site
    connection: Connection
    place: Place
    token: str
    now: datetime
    later: list[tuple[Executable, dict[str, Any]]] = field(default_factory=list)
    sought: Sought = field(default_factory=Sought)

    @property
    def language(self) -> str:
        """The client's language at this moment."""
        return self.place.sitting.language

    @cached_property
    def agreed(self) -> bool:
        """Whether the client has agreed to be asked anything."""
        return has_agreed(self.connection, self.place.sitting.id, self.place.sitting.purpose)

    def module_named(self, slug: str | None) -> Module:
        """The pinned module of this sitting; NotFound when it has none of that name."""
        for row in self.place.modules:
            if row.slug == slug:
                return self.site.part(PinnedModules).get(self.connection, row.snapshot_hash)
        raise NotFound("module")

    @cached_property
    def module(self) -> Module:
        """The open module."""
        return self.module_named(self.place.sitting.slug)

    @cached_property
    def answered(self) -> Answered:
        """The open module's answers."""
        return answers_so_far(self.place, self.token)

    @cached_property
    def path(self) -> tuple[Item, ...]:
        """The open module's items for this client."""
        order = self.place.current.item_order
        return path_of(self.module, order, self.answered, self.place.sitting.health_consent, self.course)

    @cached_property
    def course(self) -> Course | None:
        """Where the client is in the bank of an adaptive module; None for a module that asks all its items."""
        return course_of(self.module, self.place.sitting.seed, self.answered)

    @property
    def behind_bank(self) -> bool:
        """Whether what was asked before this item lies in an adaptive bank, or on its other side.

        Every item of the bank was chosen by the answers before it, so none of these can change any more.
        """
        bank = self.module.questionnaire.adaptive_bank
        if bank is None or self.course is None or not self.course.answered:
            return False
        before = previous_item(self.path, str(self.place.sitting.item_id))
        return before is None or before.id not in bank.after

    @property
    def behind_clock(self) -> bool:
        """Whether time was limited at the item before this one: nobody has its time twice."""
        before = previous_item(self.path, str(self.place.sitting.item_id))
        return before is not None and can_time_out(self.module.questionnaire, before.id)

    @property
    def forward_only(self) -> bool:
        """Whether what was asked before this item is behind the client for good."""
        return self.behind_bank or self.behind_clock

    @property
    def may_go_back(self) -> bool:
        """Whether the item before this one may be looked at again."""
        return not self.forward_only and may_go_back(self.path, str(self.place.sitting.item_id))

    @property
    def item(self) -> Item:
        """The item before the client; NotFound when routing has taken it away."""
        for item in self.path:
            if item.id == self.place.sitting.item_id:
                return item
        raise NotFound("item")

    def sought_for(self, item: Item) -> Sought:
        """What the client looks for in the list of this item; nothing when it was another one's."""
        return self.sought if self.sought.item == item.id else Sought(item.id)

    def put_off(self, statement: Executable, row: dict[str, Any]) -> None:
        """Leave a write for the end of the group's transaction, where it goes out with those of other clients."""
        self.later.append((statement, row))

    def write(self) -> None:
        """Do at once what was put off; for one client alone."""
        for statement, row in self.later:
            self.connection.execute(statement, row)
        self.later.clear()

    def once(self, answered: Answered) -> "Turn":
        """The same turn once this is answered, for looking at: where the client is and what is put off stay here."""
        turn = Turn(self.site, self.connection, self.place, self.token, self.now)
        turn.__dict__.update(module=self.module, answered=answered)
        return turn

    def at_item(self, item: Item) -> "Turn":
        """The turn after this one, at another item of the open module: all it needs is known already."""
        sitting = self.place.sitting._replace(
            screen="item", item_id=item.id, item_shown_at=self.now, last_seen_at=self.now
        )
        turn = Turn(self.site, self.connection, Place(sitting, self.place.modules), self.token, self.now)
        turn.__dict__.update(module=self.module, answered=self.answered, course=self.course, path=self.path)
        return turn


def take_turn(site: Site, connection: Connection, token: str, now: datetime, seen: Place | None = None) -> Turn:
    """The turn of the client with this cookie; NotSignedIn when there is none. `seen`: the place, if it is known."""
    idle = timedelta(minutes=site.settings.kiosk_idle_minutes)
    place = seen or hold_places(connection, [token]).get(token)
    return Turn(site, connection, living(place, now, idle), token, now)
