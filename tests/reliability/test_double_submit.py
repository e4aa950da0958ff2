"""A double click, or a form sent again because its reply got lost: kept once, and both are told that it was."""

import asyncio
import signal
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest

from service.config import Settings
from service.db import Database
from service.web.site import utc_now
from tests.benchmarks.invited import invite
from tests.benchmarks.processes import free_port
from tests.benchmarks.respondents import CSRF, HIDDEN, QUESTION, Diary, Respondent
from tests.benchmarks.wire import Wire
from tests.reliability.checker import stored_answers
from tests.reliability.served import launched
from tests.support.loop import run

TIMES = 50


async def send_all_twice(respondent: Respondent) -> list[str]:
    """Answer so many questions, each form over two connections at once; the keys that were sent."""
    twin = Wire(respondent.wire.port, part=respondent.wire.part)
    keys: list[str] = []
    while len(keys) < TIMES:
        if QUESTION not in respondent.page:
            assert await respondent.go_on()
            continue
        hidden = {name.decode(): value.decode() for name, value in HIDDEN.findall(respondent.page)}
        answer, _ = respondent.choose(hidden["item"])
        token = CSRF.search(respondent.page)
        assert token is not None
        form = urlencode({"csrf": token[1].decode(), **hidden, "answer": answer, "move": "next"}, doseq=True).encode()
        twin.cookies = dict(respondent.wire.cookies)
        replies = await asyncio.gather(*(wire.send("POST", "/answer", form) for wire in (respondent.wire, twin)))
        assert [reply.status for reply in replies] == [200 if twin.part else 303] * 2
        assert not any(respondent.has_notice(reply) for reply in replies)
        keys.append(hidden["key"])
        await respondent.follow(replies[0])
    return keys


@pytest.mark.slow
@pytest.mark.parametrize("part", [True, False], ids=["by script", "by form"])
def test_a_form_sent_twice_at_once_is_kept_once(database_url: str, tmp_path: Path, *, part: bool) -> None:
    settings = Settings(data=tmp_path / "data", database_url=database_url, port=free_port())
    db = Database(database_url)
    code = invite(settings, 1, utc_now())[0]

    async def answer() -> list[str]:
        respondent = Respondent(Wire(settings.port, part=part), code, Diary(), Random(2))
        await respondent.come_in()
        return await send_all_twice(respondent)

    with launched(settings) as service:
        service.start()
        keys = run(answer())
        service.end(signal.SIGTERM)

    stored = stored_answers(db)
    db.close()
    assert len(keys) == len(set(keys)) == TIMES
    assert sorted(row.key for row in stored) == sorted(keys)
    assert len({(row.sitting, row.item, row.revision) for row in stored}) == TIMES
    assert {row.revision for row in stored} == {1}
