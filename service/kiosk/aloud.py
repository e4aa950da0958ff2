"""What is read aloud at each screen, in the order in which it stands there. What is said twice is there twice."""

from collections.abc import Callable, Mapping

from scoring.keying import is_correct
from service.audio import Phrase, numbers
from service.audio import buttons as pressed
from service.audio import interface as words
from service.audio.phrases import module_phrase
from service.kiosk.aloud_item import question
from service.kiosk.aloud_words import counted, ours, theirs
from service.kiosk.clock_screens import timed as drawn_timed
from service.kiosk.consent_words import CHOOSE, TITLE, asked_now
from service.kiosk.count import most_questions
from service.kiosk.introducing import practice_of
from service.kiosk.introduction import OPTIONS
from service.kiosk.overview import OverviewPage
from service.kiosk.overview import overview as drawn_overview
from service.kiosk.pages import Station
from service.kiosk.place import as_answer
from service.kiosk.turn import Turn


def buttons(turn: Turn) -> list[Phrase]:
    """The buttons of a screen that always has the same."""
    return ours(turn, *pressed.BUTTONS.get(turn.place.sitting.screen, ()))


def fixed(turn: Turn) -> list[Phrase]:
    """A screen whose words are all the interface's."""
    return [*ours(turn, *words.SCREENS.get(turn.place.sitting.screen, ())), *buttons(turn)]


def consent(turn: Turn) -> list[Phrase]:
    """Each purpose with its two answers; of health, what a no does now."""
    found = ours(turn, TITLE, CHOOSE)
    for asked, helped in asked_now(turn).values():
        found += ours(turn, asked, helped, pressed.YES, pressed.NO)
    return [*found, *buttons(turn)]


def before_module(turn: Turn) -> list[Phrase]:
    """What a module is about."""
    structure, most = turn.module.questionnaire.structure, most_questions(turn)
    doctor = ours(turn, words.DOCTOR_READS) if turn.module.questionnaire.is_health else []
    only = counted(turn, numbers.AT_MOST, most=most) if most else []
    takes = counted(turn, numbers.TAKES, minutes=structure.minutes)
    begun = turn.place.current.state == "open"
    on = ours(turn, pressed.BACK, pressed.SKIP, pressed.ON if begun else pressed.START)
    return [*theirs(turn, "title", "intro", "warning"), *doctor, *only, *takes, *on]


def practised_rightly(turn: Turn) -> bool:
    """Whether the practice item was answered rightly."""
    given = as_answer(turn.answered.values.get(turn.item.id))
    return is_correct(turn.module.questionnaire, turn.item, given)


def feedback(turn: Turn) -> list[Phrase]:
    """After a practice item."""
    right = practised_rightly(turn)
    said = theirs(turn, f"feedback.{turn.item.id}.{'right' if right else 'wrong'}")
    return [*ours(turn, words.RIGHT if right else words.WRONG), *said, *ours(turn, words.PRACTICE), *buttons(turn)]


def after(turn: Turn) -> list[Phrase]:
    """After a module."""
    rest = ours(turn, words.REST) if turn.place.sitting.screen == "rest" else []
    return [*ours(turn, words.PART_DONE), *theirs(turn, "after"), *rest, *buttons(turn)]


def overview(turn: Turn) -> list[Phrase]:
    """The path: what is good to do now, each part with where it stands, and the buttons."""
    page: OverviewPage = drawn_overview(turn, "")[1]
    found = [*ours(turn, words.THE_WAY), *advised(turn, page)]
    for row in page.stations:
        found += [module_phrase(turn.module_named(row.slug), turn.language, "title"), *stands(turn, row)]
    again = page.may_practise and page.upcoming and not page.rest
    found += ours(turn, *([pressed.PRACTISE_AGAIN] if again else []))
    found += ours(turn, *([pressed.CHANGE_CONSENT] if page.may_change else []))
    on = pressed.SEND if not page.upcoming else pressed.ON if page.begun else pressed.START
    return [*found, *ours(turn, pressed.PAUSE, on)]


def advised(turn: Turn, page: OverviewPage) -> list[Phrase]:
    """What is good to do now: a break, to go on, or to look once more before the answers are sent."""
    if page.rest:
        return ours(turn, words.BREAK_DUE)
    if page.upcoming:
        return counted(turn, numbers.TOGETHER, minutes=page.minutes_left)
    return ours(turn, words.AT_THE_END)


def stands(turn: Turn, row: Station) -> list[Phrase]:
    """Whether a part is done or skipped, or how long it takes."""
    if row.state == "done":
        return ours(turn, pressed.PART_DONE)
    if row.state == "skipped":
        return ours(turn, pressed.SKIPPED, pressed.AFTER_ALL)
    return counted(turn, numbers.MINUTES, minutes=row.minutes)


def introduction(turn: Turn) -> list[Phrase]:
    """Something to try: what to do, where to look if it was not found, how, the things to choose from, the buttons."""
    practice = practice_of(turn)
    what, how = words.STEPS[practice.step]
    arrow = [words.LOOK_AT_THE_ARROW] if practice.tries else []
    things = [words.THINGS[name] for name in OPTIONS.get(practice.step, ())]
    decline = [pressed.DECLINE] if practice.step == "decline" else []
    known = [pressed.KNOWN] if practice.step != "ready" else []
    back = [pressed.BACK] if practice.step in ("back", "forward") else []
    begin = ours(turn, pressed.PRACTISE, pressed.NOT_KEPT, what, *arrow, how, *things, *decline)
    return [*begin, *ours(turn, pressed.DIFFICULT, *known, *back, pressed.NEXT)]


def acute(turn: Turn) -> list[Phrase]:
    """Where help is, at once."""
    return [*ours(turn, words.HELP_IS_THERE), *theirs(turn, "help"), *ours(turn, words.HAND), *buttons(turn)]


def stop(turn: Turn) -> list[Phrase]:
    """The ways to stop."""
    pause, *for_good = pressed.WAYS_TO_STOP
    skip = [pressed.SKIP] if turn.place.sitting.slug else []
    return ours(turn, *words.SCREENS["stop"], pause, *skip, *for_good, pressed.GO_ON_ASKING)


def timed(turn: Turn) -> list[Phrase]:
    """Before questions with a time limit."""
    _, page = drawn_timed(turn, "")
    if page.free:
        return [*ours(turn, *words.WITHOUT_LIMIT), *buttons(turn)]
    found = ours(turn, words.WITH_LIMIT)
    if page.minutes:
        found += counted(turn, numbers.HAVE_LEFT if page.begun else numbers.HAVE, minutes=page.minutes)
    if page.each:
        each = numbers.EACH_MINUTES if page.unit == "minutes" else numbers.EACH_SECONDS
        found += counted(turn, each, number=page.each)
    extra = [words.EXTRA_TIME] if page.extra else []
    return [*found, *ours(turn, *extra, *words.ABOUT_TIME), *buttons(turn)]


def time_up(turn: Turn) -> list[Phrase]:
    """Time is over."""
    part = turn.place.sitting.screen == "part_up"
    return [*ours(turn, words.PART_OVER if part else words.QUESTION_OVER, words.ALL_RIGHT), *buttons(turn)]


#: Screens whose words are not all the interface's, or not always the same.
READ: Mapping[str, Callable[[Turn], list[Phrase]]] = {
    "item": question,
    "consent": consent,
    "feedback": feedback,
    "introduction": introduction,
    "timed": timed,
    "time_up": time_up,
    "part_up": time_up,
    "intro": before_module,
    "after": after,
    "rest": after,
    "overview": overview,
    "acute": acute,
    "stop": stop,
}
