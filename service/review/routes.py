"""The psychiatrist's pages: worklist, review, and the forms on it."""

from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.cases.days import dutch_day
from service.cases.places import Places
from service.catalogue import Catalogue
from service.errors import NotFound
from service.review import actions, follow_up
from service.review.actions import Decision
from service.review.changing import take_up
from service.review.desk import desk_of
from service.review.follow_up import Asked
from service.review.forms import (
    AppointmentForm,
    EditionForm,
    LevelForm,
    NoteForm,
    ReleaseForm,
    SignalForm,
    SupplementaryForm,
    appointment_problems,
    release_problems,
)
from service.review.levels import LevelChoice, decide_levels, health_proposals
from service.review.queries import has_further_module, standing_of
from service.review.review_view import Sent
from service.review.submitting import HOME, shown, submit
from service.review.typed import reasons_beside
from service.review.worklist import settled_page, worklist_page
from service.vault.opening import Opener

routes = StaffRoutes()
LIST, HEALTH, WRITE = Need("review", "read"), Need("health", "read"), Need("review", "write")


@routes.get("/staff/review", LIST, audited=True)
def worklist(visit: Visit) -> Response:
    """What waits, or with `?show=settled` what was released."""
    visit.audit("worklist_read")
    asked = visit.request.query_params
    order = (asked.get("sort", ""), asked.get("page", "1"))
    if asked.get("show") == "settled":
        page = settled_page(visit.session, visit.site.part(Catalogue), visit.language, *order)
    else:
        opener, translator = Opener.of(visit.site.settings), visit.site.translators[visit.language]
        page = worklist_page(visit.session, opener, translator, visit.now, *order)
    return visit.render("staff/review/worklist.html", page)


@routes.post("/staff/review/sitting/{sitting_id}", WRITE)
def take_up_sitting(visit: Visit) -> Response:
    """Begin a review of a sitting that is still open."""
    review = take_up(visit.session, visit.principal, visit.path_id("sitting_id"), visit.now)
    return visit.redirect(f"{HOME}/{review.id}")


@routes.get("/staff/review/{review_id}", HEALTH, audited=True)
def show_review(visit: Visit) -> Response:
    """One review, whole."""
    return shown(visit, Sent(), 200)


@routes.post("/staff/review/{review_id}/note", WRITE)
def save_note(visit: Visit) -> Response:
    """Keep the note."""

    def save(form: NoteForm, opener: Opener) -> None:
        review_id = visit.path_id("review_id")
        actions.write_note(visit.session, opener, visit.principal, review_id, form.edition, form.note, visit.now)

    return submit(visit, NoteForm, save)


@routes.post("/staff/review/{review_id}/signal", WRITE)
def close_signal(visit: Visit) -> Response:
    """Close a signal with a reason."""

    def save(form: SignalForm, opener: Opener) -> None:
        at = (opener, visit.principal, visit.path_id("review_id"), form.edition)
        actions.close_signal(visit.session, *at, form.key, form.reason, visit.now)

    return submit(visit, SignalForm, save)


@routes.post("/staff/review/{review_id}/levels", WRITE)
def decide_health_levels(visit: Visit) -> Response:
    """Confirm the level that a health domain indicates, or choose another with a reason."""

    def save(form: LevelForm, opener: Opener) -> None:
        desk = desk_of(visit, opener, visit.path_id("review_id"))
        choice = LevelChoice(form.domain, form.level, form.reason)
        at = (opener, visit.principal, desk.review.id, form.edition)
        decide_levels(visit.session, *at, health_proposals(desk.parts, desk.result), choice, visit.now)

    return submit(visit, LevelForm, save)


@routes.post("/staff/review/{review_id}/appointment", WRITE)
def request_appointment(visit: Visit) -> Response:
    """Ask for an appointment."""
    urgencies = {choice.id: choice.within_days for choice in visit.site.part(Catalogue).release.urgencies}
    places = visit.site.part(Places)

    def check(form: AppointmentForm) -> dict[str, str]:
        return appointment_problems(form, dutch_day(visit.now), urgencies, places.find(form.place))

    def save(form: AppointmentForm, _opener: Opener) -> None:
        place = places.find(form.place)
        if place is None:
            raise NotFound("place")
        asked = Asked(form.window_from, form.window_to, place, form.urgency)
        review_id = visit.path_id("review_id")
        follow_up.request_appointment(visit.session, visit.principal, review_id, form.edition, asked, visit.now)

    return submit(visit, AppointmentForm, save, check)


@routes.post("/staff/review/{review_id}/supplementary", WRITE)
def request_supplementary(visit: Visit) -> Response:
    """Ask for a further module."""

    def save(form: SupplementaryForm, opener: Opener) -> None:
        module = visit.site.part(Catalogue).module(form.module)
        if not module.questionnaire.is_health:
            raise NotFound("module")
        at = (opener, visit.principal, visit.path_id("review_id"), form.edition)
        follow_up.request_supplementary(visit.session, *at, module, visit.now)

    return submit(visit, SupplementaryForm, save)


@routes.post("/staff/review/{review_id}/release", WRITE)
def release_outcome(visit: Visit) -> Response:
    """Release the outcome."""
    table = visit.site.part(Catalogue).release

    def check(form: ReleaseForm) -> dict[str, str]:
        limits = frozenset(choice.id for choice in table.limits)
        case_id = standing_of(visit.session, visit.path_id("review_id")).case.id
        return release_problems(form, table.outcomes, limits, has_further_module(visit.session, case_id))

    def save(form: ReleaseForm, opener: Opener) -> None:
        decision = Decision(form.outcome, form.limits, form.acknowledged, reasons_beside(visit.form), form.replaces)
        at = (opener, visit.principal, visit.path_id("review_id"), form.edition)
        actions.release_outcome(visit.session, *at, decision, visit.now)

    return submit(visit, ReleaseForm, save, check, HOME)


@routes.post("/staff/review/{review_id}/close", WRITE)
def close_review(visit: Visit) -> Response:
    """Be done with the signals of a client who stopped."""

    def save(form: EditionForm, opener: Opener) -> None:
        at = (opener, visit.principal, visit.path_id("review_id"), form.edition)
        actions.close_review(visit.session, *at, reasons_beside(visit.form), visit.now)

    return submit(visit, EditionForm, save, onward=HOME)
