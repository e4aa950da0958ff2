"""One request of a signed-in member of staff: what a route gets."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from service.accounts.principal import Principal
from service.accounts.queries import SignIn
from service.audit.actions import record
from service.errors import NotFound
from service.web.cookies import read_cookie
from service.web.forms import F, Filled, fill
from service.web.site import Site
from service.web.tokens import form_token

COOKIE = "kb_staff"


@dataclass(frozen=True)
class Visit:
    """One request of a signed-in member of staff, inside its transaction."""

    request: Request
    site: Site
    session: Session
    sign_in: SignIn
    form: FormData
    now: datetime
    #: What the route's `Ahead` made of the form; None for a route without one.
    made: Any = None

    @property
    def principal(self) -> Principal:
        """Who is asking."""
        return self.sign_in.principal

    @property
    def language(self) -> str:
        """The language of the staff pages for this person."""
        return self.sign_in.user.language

    def path_id(self, name: str) -> uuid.UUID:
        """An id from the path; anything that is no id is not found."""
        try:
            return uuid.UUID(self.request.path_params[name])
        except ValueError:
            raise NotFound(name) from None

    def fill(self, model: type[F]) -> Filled[F]:
        """The sent form as `model`, or what is wrong with it."""
        return fill(model, self.form)

    def render(self, template: str, page: Any, status: int = 200) -> HTMLResponse:
        """A staff page; templates extend `staff/base.html` and read `principal`, `path`, `csrf` besides `page`."""
        token = read_cookie(self.request, self.site.settings, COOKIE)
        html = self.site.renderer.html(
            template,
            self.language,
            page,
            principal=self.principal,
            path=self.request.url.path,
            csrf=form_token(self.site.settings.signing_key, token),
            now=self.now,
            idle_minutes=self.site.settings.staff_idle_minutes,
        )
        return HTMLResponse(html, status)

    def redirect(self, path: str) -> RedirectResponse:
        """See other: always to a path of our own."""
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError(f"not a path of ours: {path}")
        return RedirectResponse(path, 303)

    def audit(
        self, event: str, case_id: uuid.UUID | None = None, object_id: uuid.UUID | None = None, **context: str
    ) -> None:
        """Leave an event behind, in this transaction."""
        who = self.principal
        record(self.session, event, self.now, who.user_id, who.role.value, case_id, object_id, context)
