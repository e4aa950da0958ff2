"""From where a client is to the template and its page. One builder per screen, in one table."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from service.audio import Sounds
from service.kiosk.aloud import practised_rightly
from service.kiosk.between_pages import FeedbackPage
from service.kiosk.clock_screens import time_up, timed
from service.kiosk.consent_page import consent_page
from service.kiosk.count import most_questions
from service.kiosk.drafting import drafted
from service.kiosk.explaining import explained
from service.kiosk.hearing import heard
from service.kiosk.introduction_page import INTRODUCTION_SCREENS
from service.kiosk.item_page import item_page, optional
from service.kiosk.learning import solved_pair
from service.kiosk.overview import overview
from service.kiosk.pages import RESUMED, ModulePage, Page
from service.kiosk.top import top_of
from service.kiosk.turn import Turn

Drawn = tuple[str, Any]


def plain(template: str) -> Callable[[Turn, str], Drawn]:
    """A screen whose words are all in its template."""

    def draw(turn: Turn, notice: str) -> Drawn:
        chosen = frozenset(drafted(turn))
        sitting = turn.place.sitting
        return template, Page(top_of(turn), sitting.screen, notice, chosen=chosen, slug=sitting.slug or "")

    return draw


def item(turn: Turn, notice: str) -> Drawn:
    """A question."""
    return "kiosk/item.html", item_page(turn, notice)


def feedback(turn: Turn, notice: str) -> Drawn:
    """Right or wrong, and why: in a sentence, and drawn where the item was drawn."""
    shown, right = turn.item, practised_rightly(turn)
    key = f"feedback.{shown.id}.{'right' if right else 'wrong'}"
    page = FeedbackPage(
        top=top_of(turn),
        screen="feedback",
        right=right,
        text=turn.module.text(turn.language, key),
        figure=explained(shown.matrix) if shown.matrix else None,
        lesson=solved_pair(turn.module.questionnaire, shown),
    )
    return "kiosk/feedback.html", page


def intro(turn: Turn, notice: str) -> Drawn:
    """What a module is about, before it starts."""
    module, language = turn.module, turn.language
    page = ModulePage(
        top=top_of(turn),
        screen="intro",
        title=module.text(language, "title"),
        text=module.text(language, "intro"),
        warning=optional(module, language, "warning"),
        minutes=module.questionnaire.structure.minutes,
        begun=turn.place.current.state == "open",
        health=module.questionnaire.is_health,
        notice=notice,
        most=most_questions(turn),
        slug=module.slug,
    )
    return "kiosk/intro.html", page


def after(turn: Turn, notice: str) -> Drawn:
    """A closing word, with a minute of rest where the module asks for it."""
    module = turn.module
    text = optional(module, turn.language, "after")
    title = module.text(turn.language, "title")
    return "kiosk/after.html", ModulePage(top_of(turn), turn.place.sitting.screen, title, text)


def acute(turn: Turn, notice: str) -> Drawn:
    """Where help is, at once, in the words of the module whose answer asks for it."""
    return "kiosk/acute.html", Page(top_of(turn), "acute", notice, turn.module.text(turn.language, "help"))


SCREENS: Mapping[str, Callable[[Turn, str], Drawn]] = {
    "welcome": plain("kiosk/welcome.html"),
    "consent": consent_page,
    "overview": overview,
    "intro": intro,
    "item": item,
    "feedback": feedback,
    "timed": timed,
    "time_up": time_up,
    "part_up": time_up,
    "help": plain("kiosk/help.html"),
    "acute": acute,
    "after": after,
    "rest": after,
    "stop": plain("kiosk/stop.html"),
    "withdraw": plain("kiosk/withdraw.html"),
    **INTRODUCTION_SCREENS,
}


def draw(turn: Turn, notice: str) -> Drawn:
    """The template and page of the screen this client is at, with what of it can be heard."""
    resumed = notice == RESUMED
    template, page = SCREENS[turn.place.sitting.screen](turn, "" if resumed else notice)
    if resumed:
        page = replace(page, top=replace(page.top, resumed=True))
    if not turn.site.part(Sounds).speaks(turn.language):
        return template, page
    return template, replace(page, top=replace(page.top, hears=True, sound=heard(turn, page, notice)))
