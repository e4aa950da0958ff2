"""Every kind of kiosk page, reached at once: the sitting's row says where the client is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from sqlalchemy import select, update

from scoring.definition import Item
from service.catalogue import Catalogue, Module
from service.kiosk.introduction import STEPS, Practice
from service.kiosk.item_page import KINDS, stimulus
from service.kiosk.models import Sitting
from tests.support.server import Server

#: Of each module the screens that are drawn with its words.
PLAIN = ("welcome", "consent", "overview", "offer", "helper", "talk")
WITHIN = ("intro", "after", "rest", "help", "stop", "withdraw")
FAREWELLS = ("paused", "withdrawn", "finished", "timeout", "already", "not_mine")


@dataclass(frozen=True)
class Screen:
    """Where a client is."""

    name: str
    slug: str | None = None
    item: str | None = None

    @property
    def id(self) -> str:
        """For messages of tests."""
        return "/".join(part for part in (self.name, self.slug, self.item) if part)


def screens(catalogue: Catalogue) -> Iterator[Screen]:
    """Every screen, and of the items one of each kind and look."""
    yield from (Screen(name) for name in PLAIN)
    yield from (Screen("introduction", item=step) for step in STEPS)
    yield from (Screen(name, "achtergrond") for name in WITHIN)
    yield from (Screen(name, "trauma") for name in ("intro", "acute", "rest"))
    yield from (Screen(name, "leerbaarheid", "lb_01") for name in ("timed", "time_up", "part_up"))
    seen: set[object] = set()
    for module in catalogue.modules.values():
        for item in module.questionnaire.items:
            if looks_like(module, item) not in seen:
                seen.add(looks_like(module, item))
                yield Screen("item", module.slug, item.id)
                if item.practice:
                    yield Screen("feedback", module.slug, item.id)


def looks_like(module: Module, item: Item) -> object:
    """What makes one item's page another kind of page than another's."""
    written = stimulus(module, item)
    soft = module.questionnaire.structure.content_warning
    return KINDS[item.type], bool(item.picture), len(written) > 140, item.practice, soft, bool(item.list)


@contextmanager
def all_on_the_path() -> Iterator[None]:
    """Every item of a module may be looked at, whatever routing or a bank would say."""
    with patch("service.kiosk.turn.path_of", lambda module, *_: module.questionnaire.items):
        yield


def go_to(server: Server, screen: Screen) -> None:
    """Put the client who came in last before this screen."""
    with server.site.db.write() as session:
        newest = session.scalars(select(Sitting.id).order_by(Sitting.started_at.desc())).first()
        place = {"screen": screen.name, "slug": screen.slug, "item_id": screen.item, "item_shown_at": None}
        if screen.name == "introduction":  # its item is its step, here with its way shown
            practice = Practice(str(screen.item), tries=1, shown=1, chosen="tea")
            place |= {"item_id": None, "practice": practice.written()}
        session.execute(update(Sitting).where(Sitting.id == newest).values(last_seen_at=server.site.clock(), **place))
