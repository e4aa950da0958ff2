"""Where clients are is read with one question, which grows with the open module and not with the sitting."""

from collections.abc import Callable

from sqlalchemy import event, text

from service.kiosk.looking import look_at_places
from tests.support.installation import Installation
from tests.support.respondent import Respondent

BY_MODULE = ("ix_answer_module", "ix_vault_sealed_answer_module")


def test_answers_are_found_by_sitting_and_module(place: Installation, sit: Callable[..., Respondent]) -> None:
    token = sit().open_module("zelfredzaamheid").client.cookies["kb_kiosk"]
    asked: list[tuple[str, object]] = []
    with place.site.db.engine.connect() as connection:
        listen = (place.site.db.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
        event.listen(*listen)
        assert token in look_at_places(connection, [token])
        event.remove(*listen)
        [(question, given)] = [each for each in asked if not each[0].startswith("BEGIN")]
        if place.site.db.is_sqlite:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", given)]
        else:  # with tables this small PostgreSQL would rather read all of them
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            plan = [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {question}", given)]
    for index in BY_MODULE:
        [at] = [number for number, line in enumerate(plan) if f" {index}" in line]
        assert "slug" in "".join(plan[at : at + 2]).partition(index)[2], plan
