"""The kiosk's components as examples: real screens of a client who is not there, by the code that serves real ones."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from scoring.result import AnswerValue
from service.catalogue import Catalogue, Module
from service.kiosk.heard import Heard
from service.kiosk.introduction import ORDER, Practice
from service.kiosk.offered import Offered
from service.kiosk.pages import ItemPage, Page, Top
from service.kiosk.place import Answered, ModuleRow, Place, SittingRow
from service.kiosk.screens import draw
from service.kiosk.turn import Turn
from service.web.error_pages import ErrorPage
from service.web.site import Site

NOBODY = uuid.UUID(int=0)
#: The path with each state once.
STATES = ("done", "done", "skipped", "open")
FRAME = "kiosk/whole.html"


@dataclass(frozen=True)
class Example:
    """A component by the screen that shows it. `screen`: of a sitting, or of `OUTSIDE`; `height` in steps of 10 rem.
    `is_heard`: as if all words of it were recorded.
    """

    name: str
    screen: str
    slug: str | None = None
    item: str | None = None
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)
    notice: str = ""
    height: int = 4
    is_heard: bool = False


EXAMPLES: tuple[Example, ...] = (
    Example("tiles", "language", height=3),
    Example("code", "code", notice="code"),
    Example("facts", "welcome"),
    Example("yes_no", "consent"),
    Example("path", "overview"),
    Example("options", "item", "persoonlijkheid", "pe_ope_learn", {"pe_ope_learn": "4"}),
    Example("listen", "item", "persoonlijkheid", "pe_ope_learn", is_heard=True),
    Example("several", "item", "achtergrond", "ac_tasks", {"ac_tasks": ("hands", "care")}),
    Example("problem", "item", "achtergrond", "ac_birth_year", {"ac_birth_year": 1890}, "range", 3),
    Example("search", "item", "achtergrond", "ac_origin", height=4),
    Example("figure", "item", "leerbaarheid", "lb_01"),
    Example("pairs", "item", "leerbaarheid", "lb_s0", height=3),
    Example("gaps", "item", "taal_nl", "nl_c1"),
    Example("picture", "item", "taal_nl", "nl_01"),
    Example("warning", "intro", "trauma"),
    Example("soft", "item", "trauma", "tr_core_memory"),
    Example("help", "help", "achtergrond"),
    Example("ways", "stop", "achtergrond", height=3),
    Example("rest", "rest", "trauma"),
    Example("practice", "introduction"),
    Example("timed", "timed", "leerbaarheid", "lb_01"),
    Example("verdict", "feedback", "leerbaarheid", "lb_p1"),
    Example("dialog", "idle", height=3),
    Example("end", "finished", height=2),
    Example("error", "error", height=2),
)
#: Screens without a sitting → template.
OUTSIDE: Mapping[str, str] = {
    "language": "kiosk/language.html",
    "code": "kiosk/code.html",
    "finished": "kiosk/farewell.html",
    "idle": "staff/admin/kiosk_dialog.html",
}


class ExampleTurn(Turn):
    """A turn without a row in the database."""

    def module_named(self, slug: str | None) -> Module:
        """The newest version."""
        return self.site.part(Catalogue).module(slug or "")


def drawn(site: Site, connection: Connection, example: Example, language: str, now: datetime) -> str:
    """The whole page of an example, as a browser at the kiosk would get it."""
    if example.screen == "error":
        page = ErrorPage("not_found", 404)
        return site.renderer.html("kiosk/error.html", language, page, csrf="", classes="", offered=site.part(Offered))
    template, shown = example_page(site, connection, example, language, now)
    return site.renderer.html(template, language, shown, csrf="", frame=FRAME, offered=site.part(Offered))


def example_page(site: Site, connection: Connection, example: Example, language: str, now: datetime) -> tuple[str, Any]:
    """Template and page."""
    if example.screen in OUTSIDE:
        return OUTSIDE[example.screen], Page(Top(), example.screen, example.notice)
    template, page = draw(turn_at(site, connection, example, language, now), example.notice)
    return template, sounding(page) if example.is_heard else page


def sounding(page: ItemPage) -> ItemPage:
    """The page of an item with buttons to hear its question and its answers."""
    texts = (page.question, *(choice.text for group in page.groups for choice in group.choices))
    return replace(
        page, top=replace(page.top, hears=True, sound=Heard(texts, tuple(range(len(texts))), "0" * 10, machine=True))
    )


def turn_at(site: Site, connection: Connection, example: Example, language: str, now: datetime) -> Turn:
    """A turn of nobody at this screen, who has given these answers."""
    sitting = SittingRow(
        id=NOBODY,
        case_id=NOBODY,
        purpose="assessment",
        language=language,
        screen=example.screen,
        slug=example.slug,
        item_id=example.item,
        item_shown_at=None,
        last_seen_at=now,
        health_consent=True,
        seed=1,
        practice=Practice(ORDER[0]).written(),
    )
    turn = ExampleTurn(site, connection, Place(sitting, tuple(rows(site, example))), "example", now)
    answered = Answered(dict(example.answers), dict.fromkeys(example.answers, 1), frozenset(), {})
    turn.__dict__.update(agreed=True, answered=answered, course=None)
    if example.slug:
        turn.__dict__["path"] = turn.module.questionnaire.items
    return turn


def rows(site: Site, example: Example) -> list[ModuleRow]:
    """The modules of the sitting; the one of the example is open."""
    found = []
    for position, slug in enumerate(site.part(Catalogue).modules):
        state = STATES[position] if position < len(STATES) and not example.slug else "waiting"
        found.append(ModuleRow(slug, "open" if slug == example.slug else state, "", None))
    return found
