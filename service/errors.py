"""One base error with a status; every expected failure is one of these, and one handler shows them."""


class KlantbeeldError(Exception):
    """An expected failure. `status` is the HTTP status; `code` names a text in the language files."""

    status = 500
    code = "error"

    def __init__(self, detail: str = "", **context: str) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.context = context


class NotFound(KlantbeeldError):
    """It is not there, or this person may not know that it is."""

    status = 404
    code = "not_found"


class Forbidden(KlantbeeldError):
    """The request itself is refused (a forged form, a foreign origin), whoever sent it."""

    status = 403
    code = "forbidden"


class NoCookies(Forbidden):
    """The browser keeps nothing that would tie a form to the page it came from."""

    code = "no_cookies"


class NotSignedIn(KlantbeeldError):
    """No living sign-in belongs to this request."""

    status = 401
    code = "not_signed_in"


class Conflict(KlantbeeldError):
    """Someone else, or another tab, was first."""

    status = 409
    code = "conflict"


class Invalid(KlantbeeldError):
    """The form can't be accepted as it is."""

    status = 422
    code = "invalid"


class TooLarge(KlantbeeldError):
    """More was sent than may come in here."""

    status = 413
    code = "too_large"


class TooMany(KlantbeeldError):
    """Too many attempts; `retry_after` in whole seconds."""

    status = 429
    code = "too_many"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again after {retry_after} s")
        self.retry_after = retry_after


class Unavailable(KlantbeeldError):
    """A part the service needs does not answer; nothing was saved."""

    status = 503
    code = "unavailable"
