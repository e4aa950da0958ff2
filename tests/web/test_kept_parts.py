"""Parts of pages that are drawn once for everybody."""

from jinja2 import DictLoader, Environment

from service.web.kept_parts import MOST, KeptParts


def drawn_by(source: str) -> tuple[Environment, list[object]]:
    """An environment whose template says what it draws through `look`."""
    environment = Environment(loader=DictLoader({"page": source}), autoescape=True, extensions=[KeptParts])
    looked: list[object] = []

    def look(value: object) -> object:
        looked.append(value)
        return value

    environment.globals["look"] = look
    return environment, looked


def test_a_part_is_drawn_once_per_key() -> None:
    environment, looked = drawn_by("{% keep key %}<b>{{ look(words) }}</b>{% endkeep %} {{ own }}")
    page = environment.get_template("page")
    assert page.render(key=("a", 1), words="<one>", own="x") == "<b>&lt;one&gt;</b> x"
    assert page.render(key=("a", 1), words="another", own="y") == "<b>&lt;one&gt;</b> y"
    assert page.render(key=("a", 2), words="two", own="z") == "<b>two</b> z"
    assert looked == ["<one>", "two"]


def test_without_a_key_nothing_is_kept() -> None:
    environment, looked = drawn_by("{% keep key %}{{ look(words) }}{% endkeep %}")
    page = environment.get_template("page")
    assert [page.render(key=None, words=words) for words in ("mine", "yours")] == ["mine", "yours"]
    assert page.render(key=1, words="for all") == "for all"
    assert looked == ["mine", "yours", "for all"]


def test_equal_keys_of_two_places_are_two_parts() -> None:
    environment, _ = drawn_by("{% keep key %}first{% endkeep %}\n{% keep key %}second{% endkeep %}")
    page = environment.get_template("page")
    assert page.render(key="a") == page.render(key="a") == "first\nsecond"


def test_the_oldest_makes_room() -> None:
    environment, looked = drawn_by("{% keep key %}{{ look(key) }}{% endkeep %}")
    page = environment.get_template("page")
    for key in range(MOST + 1):
        page.render(key=key)
    looked.clear()
    page.render(key=MOST)
    page.render(key=1)
    assert looked == []
    page.render(key=0)
    assert looked == [0]


def test_a_kept_form_has_each_pages_own_token() -> None:
    source = "{% keep key %}{% set csrf = csrf_place %}<i>{{ csrf }}</i>{{ look(1) }}{% endkeep %} {{ csrf }}"
    environment, looked = drawn_by(source)
    page = environment.get_template("page")
    assert [page.render(key="a", csrf=token) for token in ("mine", "yours")] == [
        "<i>mine</i>1 mine",
        "<i>yours</i>1 yours",
    ]
    assert page.render(key=None, csrf="another's") == "<i>another&#39;s</i>1 another&#39;s"
    assert looked == [1, 1]
