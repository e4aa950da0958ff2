"""The floor to measure against: a bare page of the same tools. FastAPI, Jinja, SQLAlchemy, one INSERT, durable as ours.

It checks nothing, seals nothing, knows no next question. `POST /answer` inserts one row and redirects to `GET /`, which
draws a page; with the header `kb-part` the POST itself answers with the page.
"""

import os
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Form, Header
from jinja2 import DictLoader, Environment
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, Uuid, insert
from sqlalchemy.exc import IntegrityError, ProgrammingError
from starlette.responses import HTMLResponse, RedirectResponse, Response

from service.config import Settings
from service.db.engine import make_engine
from service.serve import options
from service.web.listening import serve_abreast

PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Floor</title></head><body>
<form method="post" action="/answer"><input type="hidden" name="key" value="{{ key }}"><fieldset><legend>
<h1>{{ question }}</h1></legend>{% for code, text in choices %}<label><input type="radio" name="answer"
value="{{ code }}"><span>{{ text }}</span></label>{% endfor %}</fieldset><button>Next</button></form></body></html>"""
QUESTION = "How often do you talk with your neighbours?"
CHOICES = [(str(number), f"Choice number {number}") for number in range(5)]

ROWS = Table(
    "floor_answer",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("item", String(40)),
    Column("value", String(40)),
    Column("revision", Integer),
    Column("key", String(64), unique=True),
    Column("at", DateTime(timezone=True)),
)


def application() -> FastAPI:
    """The bare app on the database of the settings."""
    engine = make_engine(Settings().database)
    with suppress(IntegrityError, ProgrammingError):  # the other process was first
        ROWS.metadata.create_all(engine)
    template = Environment(loader=DictLoader({"page": PAGE}), autoescape=True).get_template("page")
    app = FastAPI(openapi_url=None)

    def draw() -> HTMLResponse:
        return HTMLResponse(template.render(question=QUESTION, choices=CHOICES, key=uuid.uuid4().hex))

    @app.get("/")
    def page() -> Response:
        return draw()

    @app.post("/answer")
    def answer(
        item: Annotated[str, Form()],
        key: Annotated[str, Form()],
        answer: Annotated[str, Form()],
        part: Annotated[str, Header(alias="kb-part")] = "",
    ) -> Response:
        row = {"id": uuid.uuid4(), "item": item, "value": answer, "revision": 1, "key": key, "at": datetime.now(UTC)}
        with engine.begin() as connection:
            connection.execute(insert(ROWS), row)
        return draw() if part else RedirectResponse("/", 303)

    return app


if __name__ == "__main__":
    processes = int(os.environ.get("FLOOR_PROCESSES", "1"))
    if processes > 1:
        serve_abreast("tests.benchmarks.floor:application", processes, options(Settings()))
    else:
        uvicorn.run(application(), **options(Settings()))
