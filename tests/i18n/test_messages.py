"""Every way in which a source asks for a message is seen."""

from tests.i18n.messages import TEMPLATES, Wanted, for_clients, sources, wanted


def test_every_way_to_ask_for_a_message_is_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% macro m() %}{{ _("In a macro") }}{% endmacro %}<p title="{{ _("In an attribute") }}">\n'
        "{% trans minutes=3 %}About {{ minutes }} minutes{% endtrans %}\n"
        '{{ pgettext("of a page", "of") }}{{ ngettext("one", "more", 2) }}{{ translators["ti"].gettext("Elsewhere") }}',
        encoding="utf-8",
    )
    module = tmp_path / "module.py"
    module.write_text('TITLE = marked("A title")\nwords.gettext("A word")\n', encoding="utf-8")
    assert wanted(page) == {
        Wanted("In a macro"),
        Wanted("In an attribute"),
        Wanted("About %(minutes)s minutes"),
        Wanted("of", "of a page"),
        Wanted("one"),
        Wanted("Elsewhere"),
    }
    assert wanted(module) == {Wanted("A title"), Wanted("A word")}


def test_the_kiosk_is_among_the_sources_of_clients():
    kiosk = [path for path in sources() if path.is_relative_to(TEMPLATES / "kiosk")]
    assert Wanted("Next") in set.union(*map(wanted, kiosk))
    assert all(for_clients(path) for path in kiosk)
    assert not for_clients(TEMPLATES / "staff" / "sign_in.html")
