"""Templates are sent without the spaces that are there for who reads them."""

import pytest
from jinja2 import DictLoader, Environment, TemplateRuntimeError

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
    expected = '<ul>\n<li class="a"\nlang="nl">two  words    x\n   y</li>\n<li>z</li>\n</ul>'
    assert drawn(words=["   x\n   y"], missing=lambda: "z") == expected


def test_an_error_names_the_line_of_the_file() -> None:
    def missing() -> str:
        raise TemplateRuntimeError("here")

    with pytest.raises(TemplateRuntimeError) as told:
        drawn(words=["x"], missing=missing)
    assert told.traceback[-2].lineno + 1 == SOURCE.splitlines().index("\t<li>{{ missing() }}</li>") + 1
