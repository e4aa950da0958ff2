"""What is certain although a part was not read."""

import pytest

from service.catalogue.partly import Hole
from service.catalogue.unread import Unread, unread_of


def test_with_everything_read_all_is_certain():
    assert Unread().leaves_certain("text_orphan", "item.ab_job", "item.ab_job")
    assert not Unread().anything


@pytest.mark.parametrize(
    ("hole", "kind", "found", "certain"),
    [
        (Hole("items", "ab_job", "type"), "text_missing", "no text item.ab_job", True),
        (Hole("items", "ab_job", "type"), "text_orphan", "item.ab_job.help", False),
        (Hole("items", "ab_job", "type"), "text_orphan", "item.ab_jobs", True),
        (Hole("items", "ab_job", "instruction"), "text_missing", "no text item.ab_job", False),
        (Hole("items", "ab_job"), "text_missing", "no text item.ab_job", False),
        (Hole("items", "ab_job"), "text_orphan", "hint.old", False),
        (Hole("items", "ab_job", "type"), "options_source", "ab_job", False),
        (Hole("items", "ab_job", "type"), "options_source", "ab_home", True),
        (Hole("items"), "scale_item", "ab_home", False),
        (Hole("scales", "joy", "bands"), "scale_item", "joy ab_home", True),
        (Hole("scales", "joy", "items"), "reversed_outside", "joy ab_home", False),
        (Hole("minutes"), "time_scale", "joy", False),
    ],
)
def test_what_rests_on_an_unread_part_is_not_certain(hole, kind, found, certain):
    assert unread_of([hole]).leaves_certain(kind, "", found) is certain


def test_of_an_unknown_name_nothing_is_said_while_names_are_unread():
    unread = unread_of([Hole("items", None)])
    assert unread.blurs("ab_home", known=False)
    assert not unread.blurs("ab_home", known=True)
