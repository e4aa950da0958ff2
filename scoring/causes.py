"""Why one definition gives another outcome than an earlier one, for the same answers: found by taking parts back."""

from collections.abc import Callable

from scoring.definition import Questionnaire
from scoring.differences import Difference, differing_parts
from scoring.parts import Part, scope_of

#: From a definition to the outcome in question, for fixed answers.
Outcome = Callable[[Questionnaire], object]


def causes_of(old: Questionnaire, new: Questionnaire, kind: str, name: str, outcome: Outcome) -> tuple[Difference, ...]:
    """The differences without which the outcome of a `scale`, `cutoff` or `flag` would be another than it is now.

    Each differing part is taken back alone. Where no single one makes a difference they all count, together. Empty only
    when nothing that is compared differs.
    """
    found = list(differing_parts(old, new, scope_of(old, new, kind, name)))
    now = outcome(new)
    alone = [told for part, told in found if _matters(old, new, (kind, name), part, outcome, now)]
    return tuple(alone or [told for _, told in found])


def _matters(
    old: Questionnaire, new: Questionnaire, subject: tuple[str, str], part: Part, outcome: Outcome, now: object
) -> bool:
    """A part that can't stand without the others (a key without its item) is not told apart from them: it counts."""
    try:
        return outcome(part.taken(new, old, scope_of(old, new, *subject))) != now
    except (KeyError, ValueError, TypeError, ZeroDivisionError):
        return True
