"""The checker sees each way in which the promise can be broken."""

import dataclasses

import pytest

from tests.benchmarks.respondents import Diary, Sent
from tests.reliability.checker import SEALED, Stored, faults

SENT = Sent("code", "mo_03", "key-1", 0, "yes")
KEPT = Stored("sitting", "mo_03", 1, "key-1", "yes")
OTHER = Sent("another code", "mo_03", "key-2", 0, "yes")


def diary(*, acknowledged: tuple[Sent, ...] = (SENT,), refused: tuple[Sent, ...] = ()) -> Diary:
    return Diary(sent=[SENT, OTHER], acknowledged=list(acknowledged), refused=list(refused))


def test_what_was_acknowledged_and_kept_is_no_fault() -> None:
    assert faults(diary(), [KEPT]) == []
    assert faults(diary(), [dataclasses.replace(KEPT, value=SEALED)]) == []


def test_an_answer_without_a_reply_may_be_kept_or_not() -> None:
    assert faults(diary(acknowledged=()), [KEPT]) == []
    assert faults(diary(acknowledged=()), []) == []


@pytest.mark.parametrize(
    ("known", "stored", "fault"),
    [
        (diary(), [], "lost"),
        (diary(), [dataclasses.replace(KEPT, value="no")], "changed"),
        (diary(), [dataclasses.replace(KEPT, revision=2)], "changed"),
        (diary(acknowledged=(), refused=(SENT,)), [KEPT], "refused but kept"),
        (diary(), [KEPT, dataclasses.replace(KEPT, item="mo_04", key="key-9")], "never sent"),
        (diary(), [KEPT, dataclasses.replace(KEPT, revision=2)], "doubled key"),
        (diary(), [KEPT, dataclasses.replace(KEPT, key="key-2")], "doubled answer"),
        (diary(acknowledged=(SENT, OTHER)), [KEPT, dataclasses.replace(KEPT, key="key-2")], "mixed up"),
    ],
)
def test_a_broken_promise_is_named(known: Diary, stored: list[Stored], fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(known, stored))
