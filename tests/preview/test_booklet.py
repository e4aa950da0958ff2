"""The booklet shows everything that is asked, with keys, grounds and drawings, in one file."""

import re

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from scoring.conditions import AllOf, AnyOf, CountCondition, ItemCondition, Not, ScaleCondition
from scoring.keying import keys_of
from service.catalogue import load
from service.cli import app
from service.config import ROOT
from service.preview.conditions import told
from tests.support.page import find_all, read_page, text_of
from tests.support.timed import timed_sample

CATALOGUE = load(ROOT / "questionnaires")


def made(tmp_path, name, *options):
    path = tmp_path / name
    result = CliRunner().invoke(app, ["catalogue", "preview", "-o", str(path), *options])
    return path, result


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    path, result = made(tmp_path_factory.mktemp("booklet"), "all.html", "-l", "ar")
    assert result.exit_code == 0, result.output
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def page(html):
    return read_page(html)


def shown(page, item_id):
    """The part of the booklet about one item."""
    (part,) = [part for part in find_all(page, "div", class_="item") if text_of(find_all(part, "bdi")[0]) == item_id]
    return part


def test_every_item_of_every_module_is_there_in_the_chosen_language(page):
    shown = [(text_of(found), found.get("lang")) for found in page.iter("bdi")]
    words = {text for text, language in shown if language == "ar"}
    ids = {text for text, _ in shown}
    for module in CATALOGUE.modules.values():
        for item in module.questionnaire.items:
            assert item.id in ids
            assert " ".join(module.question("ar", item).split()) in {" ".join(text.split()) for text in words}


def test_every_scale_and_flag_has_its_reference(page):
    words = " ".join(text_of(page).split())
    for module in CATALOGUE.modules.values():
        for scale in module.questionnaire.scoring.scales:
            assert " ".join(scale.reference.split()) in words
        for flag in module.questionnaire.scoring.flags:
            assert " ".join(flag.reference.split()) in words


def test_the_right_answers_are_marked_and_only_they(page):
    module = CATALOGUE.modules["taal_nl"]
    right = [text_of(cell).removesuffix(" ✓") for cell in find_all(page, "td", class_="right") if text_of(cell).strip()]
    for item in module.questionnaire.items:
        if item.options:
            for key in keys_of(module.questionnaire, item):
                assert module.option_text("nl", item, key) in right
    assert "Confidential" in text_of(page)


def test_every_figure_is_drawn_with_its_options(page):
    figures = [item.matrix for item in CATALOGUE.modules["leerbaarheid"].questionnaire.items if item.matrix]
    options = [table for table in find_all(page, "table", class_="figure") if find_all(table, "td", class_="code")]
    assert len(options) == len(figures)
    for table, spec in zip(options, figures, strict=True):
        assert len(list(table.iter("svg"))) == spec.options
        assert len(find_all(table, "td", class_="key")) == 1


def test_every_pair_to_learn_is_drawn_beside_its_symbol_and_every_question_with_its_key(page):
    module = CATALOGUE.modules["leerbaarheid"]
    studied = [item for item in module.questionnaire.items if item.pairs]
    asked = [item for item in module.questionnaire.items if item.pair]
    assert studied
    assert asked
    for item in studied:
        drawings = [svg.get("aria-label") for svg in shown(page, item.id).iter("svg")]
        assert drawings == ["Symbol", "Picture"] * item.pairs.count
    for item in asked:
        part = shown(page, item.id)
        assert [svg.get("aria-label") for svg in part.iter("svg")] == ["Symbol", *"abcdefgh"[: item.pair.options]]
        (key,) = find_all(part, "td", class_="key")
        assert [svg.get("aria-label") for svg in key.iter("svg")] == list(keys_of(module.questionnaire, item))


def test_stripes_of_a_drawing_are_brought_along(html):
    named = re.findall(r"url\(#([\w-]+)\)", html)
    brought = re.findall(r'<pattern id="([\w-]+)"', html)
    assert set(named) == set(brought)
    assert len(brought) == len(set(brought))


def test_a_c_test_shows_what_is_missing_and_what_is_right_as_well(page):
    module = CATALOGUE.modules["taal_nl"]
    for item_id, damaged in module.questionnaire.c_tests.items():
        part = shown(page, item_id)
        assert [text_of(gap) for gap in find_all(part, "u", class_="missing")] == [gap.missing for gap in damaged.gaps]
        assert "".join(damaged.whole.split()) in "".join(text_of(part).split())
        for words in module.questionnaire.scoring.accepted.get(item_id, {}).values():
            assert ", ".join(words) in text_of(part)


def test_answers_stand_where_their_language_begins(page):
    scale, dutch = shown(page, "mo_enjoy"), shown(page, "nl_01")
    assert [table.get("dir") for table in find_all(scale, "table", class_="answers")] == ["rtl"]
    assert [table.get("dir") for table in find_all(dutch, "table", class_="answers")] == ["ltr"]


def test_levels_feedback_and_the_rule_of_the_bank_are_there(page):
    words = " ".join(text_of(page).split())
    for module in CATALOGUE.modules.values():
        for scale in module.questionnaire.scoring.scales:
            for level in scale.levels:
                assert module.text("en", f"scale.{scale.id}.level.{level.level}") in words
        for item in module.questionnaire.items:
            if item.practice and module.has_text("ar", f"feedback.{item.id}.wrong"):
                assert module.text("ar", f"feedback.{item.id}.wrong") in words
    assert "at least 12 and at most 32" in words


def test_every_limit_of_time_is_printed_at_its_question(page):
    limits = [
        item.seconds for module in CATALOGUE.modules.values() for item in module.questionnaire.items if item.seconds
    ]
    words = " ".join(text_of(page).split())
    assert words.count("at most 180 s") == limits.count(180) == len(limits) > 50


def test_a_block_with_one_limit_says_so_once_with_its_reason(tmp_path):
    folder = timed_sample(tmp_path / "sample")
    written = tmp_path / "booklet.html"
    told = [
        "catalogue",
        "preview",
        "-o",
        str(written),
        "--questionnaires",
        str(folder),
        "-l",
        "en",
        "--module",
        "paren",
    ]
    assert CliRunner().invoke(app, told).exit_code == 0
    words = " ".join(text_of(read_page(written.read_text("utf-8"))).split())
    assert words.count("in minutes: at most 1 (pa_b1, pa_b2). Made for the tests of time.") == 1
    assert words.count("at most 30 s") == 1


def test_the_contents_count_the_questions_as_the_check_does(page):
    (contents,) = find_all(page, "table", class_="contents")
    shown_counts = [int(text_of(row.findall("td")[0])) for row in contents.iter("tr") if row.findall("td")]
    counted = [module.count for module in CATALOGUE.modules.values()]
    assert shown_counts == counted
    assert CATALOGUE.modules["taal_nl"].count < len(CATALOGUE.modules["taal_nl"].questionnaire.items)


def test_the_file_needs_nothing_else(html):
    addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert addresses
    assert all(address.startswith("data:") for address in addresses)
    assert "<script" not in html


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["nl", "ti"])
def test_one_module_as_pdf(tmp_path, language):
    path, result = made(tmp_path, "one.pdf", "--module", "persoonlijkheid", "-l", language)
    assert result.exit_code == 0, result.output
    pages = PdfReader(path).pages
    text = "".join(page.extract_text() for page in pages)
    assert len(pages) > 3
    assert all(item.id in text for item in CATALOGUE.modules["persoonlijkheid"].questionnaire.items)


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("a.html", ("--module", "nothing"), "no module nothing"),
        ("a.html", ("-l", "xx"), "no language xx"),
        ("a.doc", (), ".html or .pdf"),
        ("no/such/folder.html", ("--module", "motivatie"), "can't be written"),
    ],
)
def test_what_can_not_be_made_is_told(tmp_path, name, options, said):
    path, result = made(tmp_path, name, *options)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert not path.exists()


def test_conditions_in_words():
    one = ItemCondition(item="a", op="is", value="yes")
    many = CountCondition(count=("a", "b"), codes=("1", "2"), at_least=2)
    scale = ScaleCondition(scale="s", op="at_least", value=2.5, if_missing=True)
    whole = AllOf(all=(AnyOf(any=(one, many)), Not.model_validate({"not": scale})))
    assert told(whole) == "(a = yes or at least 2 of [a, b] = 1 / 2) and not (s ≥ 2.5 (or missing))"
