"""Sentences with a number in them: one sound for each number that really occurs, said as a whole.

A number set into a recorded sentence sounds wrong in every language and is wrong in some: one minute, two minutes and
eleven minutes are other words in Arabic. So numbers that are told are few: minutes go in `STEPS`.
"""

from collections.abc import Iterator, Mapping
from math import inf

from scoring.timing import Allowance, timed_parts
from service.audio.phrase import Phrase, interface_phrase
from service.catalogue import Catalogue
from service.i18n import Translator

#: Minutes that are told where they are no fixed number of a part.
STEPS: tuple[int, ...] = (*range(1, 11), *range(15, 61, 5), *range(70, 241, 10))
#: Extra time that a person may have, in percents, and minutes that staff may give on top of it in steps of ten.
PERCENTS, GIVEN = (0, 25, 50, 100), (0, 10, 20)

MINUTES = "about %(minutes)s minutes"
TAKES = "This part takes about %(minutes)s minutes."
TOGETHER = "Together about %(minutes)s minutes more. A break between two parts is a good idea."
LEFT = "about %(minutes)s minutes left"
HAVE_LEFT = "You have about %(minutes)s minutes left for these questions."
HAVE = "You have %(minutes)s minutes for these questions together."
EACH_MINUTES = "For one question you have at most %(number)s minutes."
EACH_SECONDS = "For one question you have at most %(number)s seconds."
AT_MOST = (
    "For some questions in this part, your answer decides which question comes next. There you only go forward. "
    "There are at most %(most)s of them."
)
QUESTION = "question %(number)s of at most %(most)s"


def at_most(minutes: float) -> int:
    """The largest step that is no more than this; at least the smallest."""
    return max((step for step in STEPS if step <= minutes), default=STEPS[0])


def about(minutes: float) -> int:
    """The step nearest to this."""
    return min(STEPS, key=lambda step: (abs(step - minutes), step))


def each_in_words(seconds: float) -> tuple[int, str]:
    """A limit of one question and its unit, rounded down, so that nobody has less than is said."""
    return (int(seconds), "seconds") if seconds < 120 else (at_most(seconds / 60), "minutes")


def with_numbers(translator: Translator, message: str, **numbers: int) -> Phrase:
    """The phrase for these numbers."""
    key = ".".join(map(str, numbers.values()))
    plain = interface_phrase(translator.language.code, message, translator.gettext(message))
    return Phrase(plain.place, plain.language, f"{plain.key}.{key}", plain.text % numbers)


def number_phrases(catalogue: Catalogue, translator: Translator) -> Iterator[Phrase]:
    """All that occur in these modules, sentence by sentence."""
    for message, numbers in dict.fromkeys((message, tuple(n.items())) for message, n in occurring(catalogue)):
        yield with_numbers(translator, message, **dict(numbers))


def occurring(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Messages with their numbers; some come more than once."""
    lengths = sorted({module.questionnaire.structure.minutes for module in catalogue.modules.values()})
    whole = sum(module.questionnaire.structure.minutes for module in catalogue.modules.values())
    yield from ((message, {"minutes": minutes}) for message in (MINUTES, TAKES) for minutes in lengths)
    totals = (step for step in STEPS if lengths and about(lengths[0]) <= step <= about(whole))
    yield from ((TOGETHER, {"minutes": step}) for step in totals)
    yield from _of_banks(catalogue)
    limits = sorted({part.seconds for m in catalogue.modules.values() for part in timed_parts(m.questionnaire)})
    told = [at_most(each / 60) for limit in limits for each in _extended(limit)]
    longest = max(told, default=0)
    yield from ((message, {"minutes": s}) for message in (LEFT, HAVE_LEFT) for s in STEPS if 1 < s <= longest)
    yield from ((HAVE, {"minutes": minutes}) for minutes in sorted(told))
    yield from _of_items(catalogue)


def _of_banks(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, int]]]:
    banks = (module.questionnaire.adaptive_bank for module in catalogue.modules.values())
    for most in sorted({bank.most for bank in banks if bank}):
        yield AT_MOST, {"most": most}
        yield from ((QUESTION, {"number": number, "most": most}) for number in range(1, most + 1))


def _of_items(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, int]]]:
    items = (item for module in catalogue.modules.values() for item in module.questionnaire.items)
    for limit in sorted({float(item.seconds) for item in items if item.seconds is not None}):
        for number, unit in map(each_in_words, _extended(limit)):
            yield EACH_SECONDS if unit == "seconds" else EACH_MINUTES, {"number": number}


def _extended(limit: float) -> Iterator[float]:
    found = (Allowance(percent, minutes).seconds(limit) for percent in PERCENTS for minutes in GIVEN)
    return (seconds for seconds in found if seconds < inf)
