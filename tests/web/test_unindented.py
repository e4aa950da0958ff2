"""Templates are sent without the spaces that are there for who reads them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, TemplateRuntimeError

from service.web.rendering import TEMPLATES
from service.web.unindented import Unindented

SOURCE = """<ul>
    {% for word in words %}
        <li class="a"
            lang="nl">two  words {{ word }}</li>
    {% endfor %}
\t<li>{{ missing() }}</li>
</ul>"""


def drawn(**given: object) -> str:
    loader = DictLoader({"page": SOURCE})
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=[Unindented]
    )
    return environment.get_template("page").render(**given)


def test_lines_begin_without_spaces_and_words_keep_theirs() -> None:
    expected = '<ul>\n <li class="a"\nlang="nl">two  words    x\n   y</li>\n\t<li>z</li>\n</ul>'
    assert drawn(words=["   x\n   y"], missing=lambda: "z") == expected


def test_attributes_after_a_tag_of_jinja_stay_apart() -> None:
    source = """<input required
        {% if one %}
            checked
        {% endif %}{# why #}
            disabled>"""
    environment = Environment(
        loader=DictLoader({"page": source}), trim_blocks=True, lstrip_blocks=True, extensions=[Unindented]
    )
    assert environment.get_template("page").render(one=True).split() == ["<input", "required", "checked", "disabled>"]


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """What Jinja makes of a template; all blanks between words are one blank, as a browser has it."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True)
    for _, kind, value in environment.lex(source):
        if kind not in ("whitespace", "comment"):
            yield kind, re.sub(r"\s+", " ", value) if kind == "data" else value.strip()


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_a_browser_sees_no_difference(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    sent = Unindented(Environment()).preprocess(source, path.name)
    assert list(tokens(sent)) == list(tokens(source))


def test_an_error_names_the_line_of_the_file() -> None:
    def missing() -> str:
        raise TemplateRuntimeError("here")

    with pytest.raises(TemplateRuntimeError) as told:
        drawn(words=["x"], missing=missing)
    assert told.traceback[-2].lineno + 1 == SOURCE.splitlines().index("\t<li>{{ missing() }}</li>") + 1
