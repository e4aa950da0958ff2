"""Puts the service together: two apps over one site, and who listens to whom."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

import service.accounts.routes
import service.admin.routes
import service.board.routes
import service.board.seat_routes
import service.cases.routes
import service.kiosk.routes
import service.reports.routes
import service.review.routes
import service.studio.routes
import service.studio.voice_routes
from service.accounts.conflict import after_conflict
from service.accounts.guard import StaffRoutes
from service.accounts.open_pages import readers_language
from service.assessment.actions import score_when_finished
from service.audio import Sounds
from service.cases.events import ExtraTimeSet
from service.cases.places import Places
from service.catalogue import Catalogue, load_to_serve
from service.catalogue.pinned import PinnedModules
from service.config import Settings
from service.db import Database
from service.errors import KlantbeeldError
from service.health import healthz
from service.i18n import Languages, load_translators
from service.jobs.worker import Worker
from service.kiosk.events import SittingFinished, SittingWithdrawn
from service.kiosk.extra_time import follow_extra_time
from service.kiosk.offered import Offered, offered
from service.kiosk.wrong import ERRORS
from service.reports.actions import RENDER_REPORT, render_report
from service.reports.printing import CardPrinter
from service.review.arrivals import SCORE_HEALTH, look_when_withdrawn, review_when_finished
from service.review.health_scores import score_health
from service.web.error_pages import staff_errors
from service.web.lane import Lane
from service.web.printing import PdfPrinter
from service.web.rendering import Renderer
from service.web.security import BodyCap, SecurityHeaders, Wider
from service.web.site import Site, utc_now
from service.web.static import static_files

#: What happened → who acts on it, in the same transaction.
EVENT_HANDLERS: Mapping[type[Any], Sequence[Callable[[Session, Any], None]]] = {
    SittingFinished: (score_when_finished, review_when_finished),
    SittingWithdrawn: (look_when_withdrawn,),
    ExtraTimeSet: (follow_extra_time,),
}

#: Kind of job → what does it, given the site and the payload.
JOB_HANDLERS: Mapping[str, Callable[[Site, Mapping[str, Any]], None]] = {
    RENDER_REPORT: render_report,
    SCORE_HEALTH: score_health,
}

#: Jobs that only a node with the MGGZ private key may take.
NEEDS_MGGZ_KEY = frozenset({SCORE_HEALTH})

STAFF_FEATURES: tuple[StaffRoutes, ...] = (
    service.accounts.routes.routes,
    service.cases.routes.routes,
    service.board.routes.routes,
    service.board.seat_routes.routes,
    service.review.routes.routes,
    service.reports.routes.routes,
    service.admin.routes.routes,
    service.studio.voice_routes.routes,
    service.studio.routes.routes,
)

Only = Literal["kiosk", "staff"] | None


def make_site(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Site:
    """Everything a process needs.

    Raises `service.catalogue.CatalogueInvalid` for errors in questionnaires, `service.cases.places.PlacesInvalid` for
    errors in the list of places.
    """
    languages = Languages.load(settings.locales)
    translators = load_translators(settings.locales, languages)
    catalogue = load_to_serve(settings.questionnaires)
    places = Places.load(settings.places_file)
    db = Database(settings.database, EVENT_HANDLERS)
    site = Site(settings, db, languages, translators, Renderer(translators, languages), clock)
    site.parts[Catalogue] = catalogue
    site.parts[PinnedModules] = PinnedModules(catalogue)
    site.parts[Places] = places
    site.parts[PdfPrinter] = CardPrinter()
    site.parts[Lane] = Lane(abreast=2, most=100)
    site.parts[Sounds] = Sounds.of(settings)
    site.parts[Offered] = offered(catalogue, languages, approved_only=settings.require_approved)
    return site


def kiosk_app(site: Site, worker: Worker | None = None) -> Starlette:
    """The public app."""
    return _app(site, service.kiosk.routes.routes, ERRORS, worker)


def staff_app(site: Site, worker: Worker | None = None) -> Starlette:
    """The staff app, under /staff."""
    routes = [*service.accounts.routes.open_routes, *(r for feature in STAFF_FEATURES for r in feature.starlette())]
    wider = [place for feature in STAFF_FEATURES for place in feature.wider()]
    errors = staff_errors(service.accounts.routes.show_sign_in, readers_language, after_conflict)
    return _app(site, routes, errors, worker, wider)


def _app(
    site: Site, routes: Sequence[BaseRoute], errors: Mapping[Any, Any], worker: Worker | None, wider: Wider = ()
) -> Starlette:
    shared = [Route("/healthz", healthz), Mount("/static", static_files())]
    cap = Middleware(BodyCap, wider=wider, page=errors[KlantbeeldError])
    life = worker.beside if worker else None
    app = Starlette(routes=[*shared, *routes], middleware=[cap], exception_handlers=dict(errors), lifespan=life)
    app.state.site = site
    return app


def create_app(site: Site, only: Only = None, worker: Worker | None = None) -> ASGIApp:
    """One ASGI app: the kiosk at `/`, staff at `/staff`, or only one of the two; `worker` works beside it.

    The security headers are put around the whole, so that the page of a failure, which Starlette sends from outside its
    own middleware, carries them too.
    """
    if only == "kiosk":
        return SecurityHeaders(kiosk_app(site, worker))
    if only == "staff":
        return SecurityHeaders(staff_app(site, worker))
    return SecurityHeaders(both_apps(kiosk_app(site, worker), staff_app(site)))


def both_apps(kiosk: ASGIApp, staff: ASGIApp) -> ASGIApp:
    """Each request to the app whose path it has; what is no request (that the server begins, and ends) to the kiosk."""

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        chosen = staff if path == "/staff" or path.startswith("/staff/") else kiosk
        await chosen(scope, receive, send)

    return both
