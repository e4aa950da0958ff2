"""What is put into a template when it is compiled is what looking it up each time would have given."""

import pytest
from jinja2 import DictLoader, Environment

from service.web.fixed_words import FixedWords

WORDS = {"Next": "Volgende", "A & B": "A & B's", "50 %% sure": "50 %% zeker", "Hello %(name)s": "Dag %(name)s"}
PAGES = (
    '{{ _("Next") }}',
    "<b title=\"{{ _('Next') }}\">",
    '{{ _("A & B") }}',
    '{{ _("50 %% sure") }}',
    '{{ _("Next") if page else _("A & B") }}',
    '{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(_("A & B")) }}',
    '{{ _("Hello %(name)s", name="<i>") }}',
    "{% trans name=page %}Hello {{ name }}{% endtrans %}",
    '{% set _x = "Next" %}{{ _(_x) }}{{ (_("Next")) ~ page }}',
    '{{ _("Unknown") }} _("Next") {{ "_(" }}',
)


def translated(text: str) -> str:
    return WORDS.get(text, text)


def drawn(page: str, *extensions: object) -> str:
    """The page by an environment with these extensions."""
    environment = Environment(
        loader=DictLoader({"page": page}), autoescape=True, extensions=["jinja2.ext.i18n", *extensions]
    )
    environment.install_gettext_callables(translated, lambda one, many, n: many, newstyle=True)  # type: ignore[attr-defined]
    environment.extend(translate=translated)
    return environment.get_template("page").render(page="<p>")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_the_same(page: str) -> None:
    assert drawn(page, FixedWords) == drawn(page)


def test_the_words_are_looked_up_once_only() -> None:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n", FixedWords])
    asked: list[str] = []
    environment.extend(translate=lambda text: asked.append(text) or translated(text))
    template = environment.from_string('{{ _("Next") }}{{ _("A & B") }}')
    assert [template.render(), template.render()] == ["VolgendeA & B's"] * 2
    assert asked == ["Next", "A & B"]
