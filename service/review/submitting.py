"""How a form of the review page comes back: done whole and redirected, or shown again with what was typed."""

from collections.abc import Callable

from starlette.responses import Response

from service.accounts.guard import Visit
from service.errors import Conflict
from service.review.changing import AskedAlready, NotAgreed, NotScored, SignalsOpen
from service.review.desk import desk_of
from service.review.levels import ReasonMissing
from service.review.review_view import Sent, review_page
from service.review.typed import keep_typed, own_fields, too_long
from service.vault.opening import Opener
from service.web.forms import F, fill

HOME = "/staff/review"

#: What a change may be refused for → the code of the words on the page, and the status. The first that fits.
TROUBLE: tuple[tuple[type[Conflict], str, int], ...] = (
    (SignalsOpen, "signals_open", 422),
    (NotScored, "not_scored", 409),
    (NotAgreed, "not_agreed", 409),
    (AskedAlready, "asked_already", 409),
    (ReasonMissing, "reason_missing", 422),
    (Conflict, "changed", 409),
)


def shown(visit: Visit, sent: Sent, status: int) -> Response:
    """The page of the review as it is now, and the event that it was read."""
    visit.session.expire_all()
    desk = desk_of(visit, Opener.of(visit.site.settings), visit.path_id("review_id"))
    visit.audit("review_read", desk.standing.case.id, desk.review.id)
    return visit.render("staff/review/review.html", review_page(desk, sent), status)


def submit(
    visit: Visit,
    model: type[F],
    save: Callable[[F, Opener], None],
    check: Callable[[F], dict[str, str]] = lambda form: {},
    onward: str = "",
) -> Response:
    """Read the form and save it, whole or not at all. What is refused is shown on the page, with what was typed."""
    filled = fill(model, own_fields(model, visit.form))
    problems = dict(filled.problems) if filled.form is None else check(filled.form) | too_long(visit.form)
    limits = tuple(str(limit) for limit in visit.form.getlist("limits"))
    typed = {name: str(value) for name, value in visit.form.items()} | filled.sent
    if filled.form is None or problems:
        return shown(visit, Sent("invalid", problems, typed, limits), 422)
    try:
        with visit.session.begin_nested():
            save(filled.form, opener := Opener.of(visit.site.settings))
            keep_typed(visit, opener, model, visit.path_id("review_id"))
    except Conflict as problem:
        code, status = next((code, status) for kind, code, status in TROUBLE if isinstance(problem, kind))
        return shown(visit, Sent(code, {}, typed, limits), status)
    return visit.redirect(onward or f"{HOME}/{visit.path_id('review_id')}")
