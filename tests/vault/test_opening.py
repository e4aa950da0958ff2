"""What was put in can be read with the MGGZ key, and with nothing else; what was moved or changed is noticed."""

import subprocess
import sys
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from nacl.public import PrivateKey
from sqlalchemy import text

from service.config import ROOT, Settings
from service.vault.models import CaseKey, SealedAnswer, SealedFlag
from service.vault.opening import KeyAbsent, Opener, SealBroken
from service.vault.sealing import deposit_answer, deposit_flag, seal_json
from tests.conftest import Clock
from tests.support.installation import Installation, Invited
from tests.support.tables import rows_of


def public_key(place: Installation, case_id: uuid.UUID) -> bytes:
    with place.site.db.read() as session:
        return session.get_one(CaseKey, case_id).public_key


def put(place: Installation, client: Invited, sitting: uuid.UUID, at: datetime, **more: Any) -> None:
    """One revision of one answer."""
    row = {"slug": "trauma", "item_id": "tr_safety", "revision": 1, **more}
    value = row.pop("value", "no")
    content = {"item": row["item_id"], "value": value, "language": "ti", "response_ms": 4200}
    whole = {**row, "id": uuid.uuid4(), "sitting_id": sitting, "case_id": client.case_id, "answered_at": at}
    key = public_key(place, client.case_id)
    with place.site.db.write() as session:
        deposit_answer(session.connection().execute, key, {**whole, "idempotency_key": uuid.uuid4().hex}, content)


def raise_flag(place: Installation, client: Invited, sitting: uuid.UUID, at: datetime, rule: str) -> None:
    owner = {"id": uuid.uuid4(), "case_id": client.case_id, "sitting_id": sitting, "raised_at": at}
    content = {"slug": "trauma", "rule": rule, "level": "acute", "evidence": ["tr_safety"]}
    key = public_key(place, client.case_id)
    with place.site.db.write() as session:
        deposit_flag(session.connection().execute, key, owner, content)


def test_every_revision_comes_back_as_it_was_given(place: Installation, client: Invited, clock: Clock) -> None:
    sitting = uuid.uuid4()
    put(place, client, sitting, clock.now, value="today")
    put(place, client, sitting, clock.now, value=None, revision=2)
    put(place, client, sitting, clock.now, value=["back", "knee"], item_id="ac_body_limits", slug="achtergrond")
    put(place, client, uuid.uuid4(), clock.now, value="yes", item_id="tr_danger")
    with place.site.db.read() as session:
        opened = Opener.of(place.site.settings).open_answers(session, sitting)
    assert [(row.slug, row.item_id, row.revision, row.value) for row in opened] == [
        ("achtergrond", "ac_body_limits", 1, ("back", "knee")),
        ("trauma", "tr_safety", 1, "today"),
        ("trauma", "tr_safety", 2, None),
    ]
    assert {(row.language, row.response_ms, row.answered_at) for row in opened} == {("ti", 4200, clock.now)}


def test_flags_come_back_oldest_first(place: Installation, client: Invited, clock: Clock) -> None:
    sitting = uuid.uuid4()
    first = clock.now
    raise_flag(place, client, sitting, first, "tr_safety")
    clock.forward(minutes=3)
    raise_flag(place, client, sitting, clock.now, "tr_danger")
    opener = Opener.of(place.site.settings)
    with place.site.db.read() as session:
        flags = opener.open_flags(session, sitting)
        assert opener.open_flags(session, uuid.uuid4()) == []
    assert [(flag.slug, flag.flag and flag.flag.rule, flag.raised_at) for flag in flags] == [
        ("trauma", "tr_safety", first),
        ("trauma", "tr_danger", clock.now),
    ]


def test_notes_come_back(place: Installation) -> None:
    opener = Opener.of(place.site.settings)
    sealed = opener.seal_for_mggz({"note": "ርእሰይ · 頭 · ok"})
    assert b"note" not in sealed
    assert opener.open_mggz(sealed) == {"note": "ርእሰይ · 頭 · ok"}


def test_lengths_of_notes_say_little(place: Installation) -> None:
    opener = Opener.of(place.site.settings)
    lengths = {len(opener.seal_for_mggz({"note": "x" * size})) for size in range(200)}
    assert len(lengths) == 1


def test_another_key_opens_nothing(place: Installation, client: Invited, clock: Clock) -> None:
    sitting = uuid.uuid4()
    put(place, client, sitting, clock.now)
    raise_flag(place, client, sitting, clock.now, "tr_safety")
    stranger = Opener(bytes(PrivateKey.generate()))
    with place.site.db.read() as session:
        with pytest.raises(SealBroken):
            stranger.open_answers(session, sitting)
        assert [flag.flag for flag in stranger.open_flags(session, sitting)] == [None]
    with pytest.raises(SealBroken):
        stranger.open_mggz(Opener.of(place.site.settings).seal_for_mggz({"note": ""}))


@pytest.mark.parametrize("moved", ["sitting", "item", "revision"])
def test_an_answer_moved_elsewhere_is_noticed(place: Installation, client: Invited, clock: Clock, moved: str) -> None:
    sitting, key = uuid.uuid4(), public_key(place, client.case_id)
    put = {"sitting": str(sitting), "item": "tr_gate", "revision": 1}
    elsewhere = {"sitting": str(uuid.uuid4()), "item": "tr_safety", "revision": 2}
    content = {**put, moved: elsewhere[moved], "value": "no", "language": "nl", "response_ms": 1}
    row = SealedAnswer(
        case_id=client.case_id,
        sitting_id=sitting,
        slug="trauma",
        item_id="tr_gate",
        revision=1,
        idempotency_key="k",
        sealed=seal_json(key, content),
        answered_at=clock.now,
    )
    with place.site.db.write() as session:
        session.add(row)
    with place.site.db.read() as session, pytest.raises(SealBroken):
        Opener.of(place.site.settings).open_answers(session, sitting)


def test_a_broken_flag_does_not_hide_the_others(place: Installation, client: Invited, clock: Clock) -> None:
    sitting = uuid.uuid4()
    raise_flag(place, client, sitting, clock.now, "tr_safety")
    broken = SealedFlag(case_id=client.case_id, sitting_id=sitting, sealed=b"\x00" * 304, raised_at=clock.now)
    with place.site.db.write() as session:
        session.add(broken)
    with place.site.db.read() as session:
        flags = Opener.of(place.site.settings).open_flags(session, sitting)
    assert sorted(flag.flag.rule if flag.flag else "" for flag in flags) == ["", "tr_safety"]


def test_a_node_without_the_key_says_so(tmp_path: Path, place: Installation, client: Invited) -> None:
    (tmp_path / "keys" / "mggz.key").rename(tmp_path / "elsewhere.key")
    moved = place.site.settings.model_copy(update={"data": tmp_path})
    node = Settings(data=tmp_path / "node", mggz_private_key=tmp_path / "none.key")
    with pytest.raises(KeyAbsent) as problem:
        Opener.of(node)
    assert problem.value.status == 503
    given = moved.model_copy(update={"mggz_private_key": tmp_path / "elsewhere.key"})
    assert Opener.of(given).open_mggz(Opener.of(given).seal_for_mggz({"a": 1})) == {"a": 1}


def test_a_fresh_installation_makes_its_pair(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "fresh")
    assert Opener.of(settings).open_mggz(Opener.of(settings).seal_for_mggz({"a": 1})) == {"a": 1}
    assert (tmp_path / "fresh" / "keys" / "mggz.pub").exists()


SEAL_WITHOUT_KEY = """
import sys, uuid, datetime, pathlib
from service.config import Settings
from service.db import Database
from service.vault.models import CaseKey
from service.vault.sealing import deposit_answer
case, sitting, url = uuid.UUID(sys.argv[1]), uuid.UUID(sys.argv[2]), sys.argv[3]
db = Database(url)
row = dict(id=uuid.uuid4(), case_id=case, sitting_id=sitting, slug="trauma", item_id="tr_gate", revision=1,
           idempotency_key="k", answered_at=datetime.datetime.now(datetime.UTC))
with db.write() as session:
    key = session.get_one(CaseKey, case).public_key
    deposit_answer(session.connection().execute, key, row, {"item": "tr_gate", "value": "CANARY", "language": "nl",
                   "response_ms": 1})
db.close()
assert "service.vault.opening" not in sys.modules
"""


def test_a_process_without_the_private_key_can_still_seal(
    place: Installation, client: Invited, tmp_path: Path, database_url: str
) -> None:
    private, away = tmp_path / "keys" / "mggz.key", tmp_path / "away.key"
    private.rename(away)
    sitting = uuid.uuid4()
    command = [sys.executable, "-c", SEAL_WITHOUT_KEY, str(client.case_id), str(sitting), database_url]
    subprocess.run(command, check=True, cwd=ROOT, timeout=300)
    away.rename(private)
    with place.site.db.read() as session:
        (answer,) = Opener.of(place.site.settings).open_answers(session, sitting)
    assert answer.value == "CANARY"
    assert b"CANARY" not in repr(rows_of(place.site.db, "vault_sealed_answer")).encode()


def test_nothing_of_the_kiosk_ever_loads_the_opening() -> None:
    """The same as import-linter says of the source, seen in a running process."""
    code = "import sys, service.kiosk.routes, service.assessment.actions; print('service.vault.opening' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert found.stdout.strip() == "False"


def test_marks_stand_for_words_and_say_nothing_without_the_key(place: Installation) -> None:
    opener, stranger = Opener.of(place.site.settings), Opener(bytes(PrivateKey.generate()))
    assert opener.mark("a", "trauma.tr_safety") == opener.mark("a", "trauma.tr_safety")
    others = {opener.mark("b", "trauma.tr_safety"), opener.mark("a", "x"), stranger.mark("a", "trauma.tr_safety")}
    assert opener.mark("a", "trauma.tr_safety") not in others
    assert len(opener.mark("a")) == 64


def test_sealed_rows_are_append_only(place: Installation, client: Invited, clock: Clock) -> None:
    put(place, client, uuid.uuid4(), clock.now)
    for table in ("vault_sealed_answer", "vault_sealed_flag"):
        if table == "vault_sealed_flag":
            raise_flag(place, client, uuid.uuid4(), clock.now, "tr_safety")
        for change in (f"UPDATE {table} SET sealed = sealed", f"DELETE FROM {table}"):
            with pytest.raises(Exception, match="append-only"), place.site.db.engine.begin() as wire:
                wire.execute(text(change))
