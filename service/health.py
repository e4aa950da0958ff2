"""`GET /healthz`: is the database there and the catalogue loaded?"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from service.catalogue import Catalogue
from service.web.site import Site, site_of


async def healthz(request: Request) -> JSONResponse:
    """200 with `status: ok`, or 503 with the reason per part."""
    site = site_of(request)
    parts = {
        "database": await run_in_threadpool(database_state, site),
        "catalogue": "ok" if site.part(Catalogue).modules else "no modules",
    }
    healthy = all(state == "ok" for state in parts.values())
    return JSONResponse({"status": "ok" if healthy else "failing", **parts}, 200 if healthy else 503)


def database_state(site: Site) -> str:
    """`ok`, or the kind of error: never an address or a password."""
    try:
        site.db.ping()
    except Exception as problem:  # whatever is wrong, the answer is 503 with its name
        return f"failing: {type(problem).__name__}"
    return "ok"
