"""The forms of the review page. Each carries the edition of the review that it was made from."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from service.cases.places import Place
from service.catalogue.advice import OutcomeChoice
from service.web.forms import Form, Line

#: Longest appointment window: what lies further off is asked for when it is nearer.
MOST_DAYS = 90


class EditionForm(Form):
    """A form that changes a review."""

    edition: int


class NoteForm(EditionForm):
    """The note; empty takes it away."""

    note: Annotated[str, Field(max_length=8000)] = ""


class SignalForm(EditionForm):
    """Closing a signal takes a reason."""

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    reason: Annotated[Line, Field(min_length=3, max_length=2000)]


class LevelForm(EditionForm):
    """A decision on the level of one domain, or on all proposals at once. No level: as proposed."""

    domain: Annotated[str, Field(pattern=r"^(all|[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$")]
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    reason: Annotated[Line, Field(min_length=3, max_length=2000)] = ""


class AppointmentForm(EditionForm):
    """The first and last possible day, the place by its name in the list, the urgency."""

    window_from: date
    window_to: date
    place: Annotated[str, Field(max_length=40)]
    urgency: str


class SupplementaryForm(EditionForm):
    """A further module."""

    module: str


class ReleaseForm(EditionForm):
    """The decision. `acknowledged`: the signals that stay open were seen; `confirmed`: it can't be undone; `replaces`:
    the release that counted when the page was made, empty for none.
    """

    outcome: str
    limits: tuple[str, ...] = ()
    acknowledged: bool = False
    confirmed: bool
    replaces: Annotated[str, Field(max_length=40)] = ""


def appointment_problems(
    form: AppointmentForm, today: date, urgencies: Mapping[str, int], place: Place | None
) -> dict[str, str]:
    """What the model can't see. `urgencies`: each with the most days until the last day; `place`: as it was found."""
    problems = {} if place is not None else {"place": "unknown"}
    last = today + timedelta(days=urgencies.get(form.urgency, MOST_DAYS))
    if form.window_from < today:
        problems["window_from"] = "in_past"
    elif form.window_from > last:
        problems["window_from"] = "too_late"
    if not 0 <= (form.window_to - form.window_from).days <= MOST_DAYS:
        problems["window_to"] = "window"
    elif form.window_to > last and "window_from" not in problems:
        problems["window_to"] = "too_late"
    if form.urgency not in urgencies:
        problems["urgency"] = "unknown"
    return problems


def release_problems(
    form: ReleaseForm, outcomes: Iterable[OutcomeChoice], limits: frozenset[str], module_waits: bool
) -> dict[str, str]:
    """Only the fixed sentences can be released, where they are true together, and only on purpose. `module_waits`:
    whether a further module waits for the client.
    """
    problems = {}
    outcome = next((choice for choice in outcomes if choice.id == form.outcome), None)
    if outcome is None:
        problems["outcome"] = "unknown"
    elif outcome.asks_module and not module_waits:
        problems["outcome"] = "no_module"
    if not limits.issuperset(form.limits):
        problems["limits"] = "unknown"
    elif outcome is not None and not outcome.limits and form.limits:
        problems["limits"] = "none_fits"
    if not form.confirmed:
        problems["confirmed"] = "missing"
    return problems
