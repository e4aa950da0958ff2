"""The PDF: archival, accessible, the same bytes each time, and nothing loaded from outside."""

import io
import json
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest
from sqlalchemy.orm import Session

from scoring.definition import Item, ItemType, Questionnaire
from scoring.result import AnswerValue
from service.catalogue.catalogue import Catalogue
from service.db import Database
from service.migrate import migrate
from service.reports.archive import DOUBTFUL, LanguageLost, archived
from service.reports.glyphs import FILES, glyph_texts
from service.reports.pdf import BASE, Attached, PackagedFiles, PdfProblem, problems, render_pdf, style
from service.reports.printing import CardPrinter
from service.reports.rendering import report_json, report_pdf
from service.reports.view import AnyReport, KlantmanagerReport
from service.web.rendering import Renderer
from tests.reports.conftest import ISSUED, Composed
from tests.reports.people import Person, ask_to_come, make_case, willing

pytestmark = pytest.mark.pdf

KINDS = [
    ("klantmanager", "nl", False),
    ("klantmanager", "nl", True),
    ("klantmanager", "en", False),
    ("client", "nl", False),
    ("client", "en", False),
    ("client", "ar", False),
    ("client", "ti", False),
    ("client", "ar", True),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One database for all tests here; they only read."""
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('pdf') / 'reports.sqlite3'}")
    migrate(db)
    with db.write() as session:
        yield session
    db.close()


@pytest.fixture(scope="module")
def reports(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> dict[tuple[str, str, bool], tuple[AnyReport, bytes]]:
    """A report of each kind with its PDF, of a full and of an empty sitting."""
    cases = {
        False: make_case(session, catalogue, Person()),
        True: make_case(session, catalogue, Person(reference="2026-0418", everything_skipped=True)),
    }
    made = {}
    for case in cases.values():  # the longest that it gets: with an appointment at an address
        ask_to_come(session, case, "Gezondheidscentrum Oost, Dorpsstraat 1, Almere", ISSUED + timedelta(days=3))
    for audience, language, empty in KINDS:
        report = compose(session, cases[empty], audience, language)
        made[audience, language, empty] = report, report_pdf(renderer, report, ISSUED)
    return made


Reports = dict[tuple[str, str, bool], tuple[AnyReport, bytes]]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_is_accessible_and_archival(reports: Reports, kind: tuple[str, str, bool], profile: str) -> None:
    found = page.validate_pdf_bytes(reports[kind][1], profile=profile)
    assert found.is_compliant, [(failure.rule_id, failure.message) for failure in found.failures]


@pytest.mark.parametrize("kind", KINDS)
def test_its_text_can_be_read_and_copied(reports: Reports, kind: tuple[str, str, bool]) -> None:
    report, pdf = reports[kind]
    text = text_of(pdf)
    for sentence in (*report.strengths[:3], *report.steps[:3]):
        assert sentence.text in text
    assert report.header.reference in text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind[0] == "client"])
def test_the_clients_copy_is_two_pages(reports: Reports, kind: tuple[str, str, bool]) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(reports[kind][1])).pages) == 2


@pytest.mark.parametrize("audience", ["client", "klantmanager"])
def test_a_name_of_one_long_word_goes_on_on_the_next_line(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer, audience: str
) -> None:
    name, reference = (
        ("Wolfeschlegelsteinhausenbergerdorff" * 4)[:118],
        f"{audience[:2]}WOLFESCHLEGELSTEINHAUSENBERGERDORFF",
    )
    case = make_case(session, catalogue, Person(name=name, reference=reference))
    pdf = report_pdf(renderer, compose(session, case, audience, "nl"), ISSUED)
    words = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    whole = name if audience == "client" else reference
    assert whole in words.replace("\n", "")
    assert whole not in words.partition("Niet genormeerd")[0], "it would run off the paper, or over what is beside it"


def test_the_klantmanagers_page_one_says_it_all_and_themes_have_a_page_each(reports: Reports) -> None:
    report, pdf = reports["klantmanager", "nl", False]
    sheets = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert 7 <= len(sheets) <= 9, "a theme with many scales may run on to a second page, the appendix too"
    first = " ".join(sheets[0].extract_text().split())
    for words in (
        "Drie sterke punten",
        "Belemmeringen",
        "MGGZ",
        "Voorgestelde volgende stappen",
        report.header.reference,
    ):
        assert words in first
    for sheet in sheets:
        words = " ".join(sheet.extract_text().split())
        assert "Niet genormeerd" in words
        assert "motivatie 1.0.0" in words
        assert f"van {len(sheets)}" in words


@pytest.mark.parametrize("least", [False, True], ids=["many strengths", "few strengths"])
def test_no_page_is_nearly_empty(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer, least: bool
) -> None:
    """But for the last, where the appendix ends, and the nagesprek, whose boxes are written in."""
    person = Person(reference=f"2026-05{least:02}", choose=least_of if least else None)
    report = compose(session, make_case(session, catalogue, person))
    assert isinstance(report, KlantmanagerReport)
    assert (len(report.strengths) > 6) is not least
    sheets = pypdf.PdfReader(io.BytesIO(report_pdf(renderer, report, ISSUED))).pages
    words = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert [text for text in words[:-1] if len(text) < 1500 and "Nagesprek" not in text] == []


def least_of(questionnaire: Questionnaire, item: Item) -> AnswerValue:
    """The first answer of every question with a scale, right or not."""
    if item.type in (ItemType.SINGLE, ItemType.SCALE):
        return questionnaire.codes_by_item[item.id][0]
    return willing(questionnaire, item)


def test_the_routes_stand_together_on_one_page(reports: Reports) -> None:
    report, pdf = reports["klantmanager", "nl", False]
    assert isinstance(report, KlantmanagerReport)
    sheets = ["".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    [found] = [words for words in sheets if "Dedrieinburgeringsroutes" in words]
    for route in report.routes:
        for text in (route.title, *(sentence.text for sentence in (*route.pros, *route.cons))):
            assert "".join(text.split()) in found


def test_the_data_is_inside(reports: Reports) -> None:
    report, pdf = reports["klantmanager", "nl", False]
    attached = pypdf.PdfReader(io.BytesIO(pdf)).attachments
    assert attached == {"klantbeeld.json": [report_json(report)]}
    content = json.loads(attached["klantbeeld.json"][0])
    assert content["normed"] is False
    assert content["steps"][0]["trace"]["rule"] == report.steps[0].trace.rule
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [str(row.AFRelationship) for row in document.Root.AF] == ["/Data"]


def test_the_clients_copy_carries_no_data(reports: Reports) -> None:
    assert pypdf.PdfReader(io.BytesIO(reports["client", "ti", False][1])).attachments == {}


@pytest.mark.parametrize("kind", [KINDS[0], KINDS[5]])
def test_the_same_report_gives_the_same_bytes(
    reports: Reports, renderer: Renderer, kind: tuple[str, str, bool]
) -> None:
    report, pdf = reports[kind]
    assert report_pdf(renderer, report, ISSUED) == pdf


def test_every_script_is_set_in_its_own_packaged_font(reports: Reports) -> None:
    wanted = {"ar": "Report-Arabic", "ti": "Report-Ethiopic", "nl": "Report-Latin"}
    for language, name in wanted.items():
        with pikepdf.open(io.BytesIO(reports["client", language, False][1])) as document:
            fonts = {
                str(row.BaseFont)
                for row in document.objects
                if isinstance(row, pikepdf.Dictionary) and "/BaseFont" in row
            }
        assert any(name in font for font in fonts)
        assert all("Report-" in font for font in fonts), "a font from the machine slipped in"


def test_parts_in_another_language_say_so(reports: Reports) -> None:
    with pikepdf.open(io.BytesIO(reports["klantmanager", "nl", False][1])) as document:
        assert str(document.Root.Lang) == "nl"
        assert [str(row.Lang) for row in marked(document)] == ["ti"]
    with pikepdf.open(io.BytesIO(reports["client", "ar", False][1])) as document:
        assert [(str(row.S), str(row.Lang)) for row in marked(document)] == [("/Art", "nl")]


def marked(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [row for row in document.objects if isinstance(row, pikepdf.Dictionary) and "/Lang" in row and "/S" in row]


def test_a_lost_part_is_an_error() -> None:
    plain = render_pdf('<html lang="nl"><title>t</title><body><p>Hallo', "t", "nl")
    with pytest.raises(LanguageLost, match="1 parts of the kind Art became 0"):
        archived(plain, {"Art": ["ar"]})


def test_a_missing_glyph_is_an_error() -> None:
    with pytest.raises(PdfProblem, match="U\\+0378"):
        render_pdf('<html lang="nl"><title>t</title><body><p>\u0378', "t", "nl")


def test_the_page_must_say_its_language() -> None:
    with pytest.raises(PdfProblem, match="its language is nl"):
        render_pdf('<html lang="en"><title>t</title><body><p>Hello', "t", "nl")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:8000/static/css/report.css",
        "https://example.org/x.css",
        "data:text/css,p{}",
        f"{BASE}static/../config.py",
        f"{BASE}static/%2e%2e/config.py",
        f"{BASE}static/css/../../config.py",
        f"{BASE}static/fonts/OFL-noto-sans.txt",
        f"{BASE}static/css/absent.css",
        f"{BASE}etc/passwd",
        "https://packaged.invalid.example.org/static/css/report.css",
    ],
)
def test_the_fetcher_refuses_what_is_not_packaged(address: str) -> None:
    with pytest.raises(ValueError, match="not a packaged file"):
        PackagedFiles().fetch(address)


def test_the_fetcher_gives_packaged_files() -> None:
    found = PackagedFiles().fetch(f"{BASE}static/css/report.css?v=1")
    assert b"@page" in found.read()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:1/x.png"])
def test_a_page_that_asks_for_more_is_not_rendered(address: str) -> None:
    with pytest.raises(PdfProblem, match="not packaged"):
        render_pdf(f'<html lang="nl"><title>t</title><body><img alt="x" src="{address}">', "t", "nl")


def test_the_style_sheet_has_no_rule_that_is_ignored(caplog: pytest.LogCaptureFixture) -> None:
    style.cache_clear()
    with problems():
        style("report.css")
    assert [record.getMessage() for record in caplog.records if "Ignored" in record.getMessage()] == []


def test_an_attached_file_keeps_its_name_and_bytes() -> None:
    pdf = render_pdf(
        '<html lang="nl"><title>t</title><body><p>Hallo', "t", "nl", [Attached("a.json", b"{}", "A")], ISSUED
    )
    assert pypdf.PdfReader(io.BytesIO(pdf)).attachments == {"a.json": [b"{}"]}


def test_cards_bring_their_own_style() -> None:
    page_html = (
        '<html lang="nl"><head><title>t</title><link rel="stylesheet" href="/static/css/report.css"></head>'
        '<body><p>Kaart</p><article lang="ti"><p>ሰላም</p></article></body></html>'
    )
    pdf = CardPrinter().pdf(page_html, "Kaart", "nl")
    assert "ሰላም" in text_of(pdf)
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_paper_fonts_ship_with_their_licence() -> None:
    fonts = Path("service/static/fonts")
    assert (fonts / "OFL-noto-sans-arabic.txt").exists()
    assert {path.name for path in (fonts / "print").iterdir()} == {
        "noto-sans-arabic-400.woff2",
        "noto-sans-arabic-700.woff2",
    }


def test_no_stream_ends_in_what_looks_like_a_line_end() -> None:
    """The last byte of a compressed stream is that of its checksum; these are chosen to end badly."""
    bad = [b"abF", b"abI"]
    assert [zlib.compress(text)[-1:] for text in bad] == [b"\n", b"\r"]
    with pikepdf.open(io.BytesIO(render_pdf('<html lang="nl"><title>t</title><body><p>Hallo', "t", "nl"))) as document:
        for number, text in enumerate(bad):
            document.Root[f"/Extra{number}"] = document.make_stream(text)
        source = io.BytesIO()
        document.save(source, compress_streams=True)
    assert DOUBTFUL.search(source.getvalue())
    pdf = archived(source.getvalue(), {})
    assert DOUBTFUL.search(pdf) is None
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [document.Root[f"/Extra{number}"].read_bytes() for number in range(len(bad))] == bad


def test_a_ligature_with_a_vowel_sign_keeps_its_letters() -> None:
    words = "كان بحثك قليلًا جدًا، شكرًا"
    pdf = render_pdf(f'<html lang="ar" dir="rtl"><title>t</title><body><p>{words}', "t", "ar")
    for profile in ("ua1", "3a"):
        assert page.validate_pdf_bytes(pdf, profile=profile).is_compliant
    letters = [letter for letter in words if letter.isalpha()]
    assert sorted(letter for letter in text_of(pdf) if letter.isalpha()) == sorted(letters)


def test_glyphs_stand_for_letters_and_ligatures() -> None:
    for file in FILES.values():
        texts = set(glyph_texts(file).values())
        assert {"ب", "لا", "لأ"} <= texts
