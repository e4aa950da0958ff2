"""SOURCE.md in passages."""

from service.config import ROOT
from service.dossier.pages import Passage
from service.dossier.sources import passages_of


def test_titles_tables_and_plain_text():
    text = (
        "# Head\n\n**Origin.** Our own, see `a.py`.\n\n| a | b |\n| --- | --- |\n| *x* | 1 |\n\n2 * 3 stays\nas it is"
    )
    assert passages_of(text) == (
        Passage("Origin", "Our own, see a.py."),
        Passage("", "", (("a", "b"), ("x", "1"))),
        Passage("", "2 * 3 stays as it is"),
    )


def test_points_of_a_list_stand_apart():
    [found] = passages_of("**Size.** Two kinds:\n- one - or so\n  more\n- two")
    assert found == Passage("Size", "Two kinds:\n• one - or so more\n• two")


def test_every_module_tells_its_evidence():
    for path in (ROOT / "questionnaires").glob("[a-z]*/*/SOURCE.md"):
        titles = {passage.title for passage in passages_of(path.read_text("utf-8"))}
        assert {"Evidence", "Origin"} <= titles, path
