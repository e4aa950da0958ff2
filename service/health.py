"""`GET /healthz`: is the database there, in the form this code needs, and is the catalogue loaded?"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from service.catalogue import Catalogue
from service.config import ROOT
from service.db import Base, Database
from service.web.site import Site, site_of

OK = "ok"
SILENT = "the database does not answer"
REVISION = text("SELECT version_num FROM alembic_version")


async def healthz(request: Request) -> JSONResponse:
    """200 with `status: ok`, or 503 with the reason per part."""
    site = site_of(request)
    parts = {
        "database": await run_in_threadpool(database_state, site.db),
        "catalogue": catalogue_state(site),
    }
    healthy = all(state == OK for state in parts.values())
    return JSONResponse({"status": OK if healthy else "failing", **parts}, 200 if healthy else 503)


def catalogue_state(site: Site) -> str:
    """`ok`, or that there is nothing to ask."""
    return OK if site.part(Catalogue).modules else "failing: there are no modules"


def database_state(db: Database) -> str:
    """`ok`, or what is wrong: never an address or a password."""
    place = db.engine.url.database
    if db.is_sqlite and place and not Path(place).exists():  # who has it open would go on as if it were there
        return "failing: the database file is not there; for a new service klantbeeld migrate makes it"
    try:
        with db.engine.connect() as connection:
            return wrong_with(connection)
    except Exception as problem:  # whatever is wrong, the answer is 503 with its name
        return f"failing: {SILENT} ({type(problem).__name__})"


def wrong_with(connection: Connection) -> str:
    """`ok`, or what the database lacks."""
    there = set(inspect(connection).get_table_names())
    if "alembic_version" not in there:
        return "failing: the database is empty; klantbeeld migrate makes its tables"
    if connection.execute(REVISION).scalar() != newest():
        return "failing: the database is not of this version; klantbeeld migrate brings an older one up to date"
    missing = Base.metadata.tables.keys() - there
    return f"failing: tables are missing: {', '.join(sorted(missing))}" if missing else OK


@cache
def newest() -> str:
    """The newest revision, by the names of the migrations; asking Alembic would load all of it for one word."""
    return max(path.name.partition("_")[0] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))
