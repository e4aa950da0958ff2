"""The lists that ship: complete by their classifications, in four scripts, with every code that was ever used."""

import re

import pytest
from babel import Locale

from service.catalogue import Catalogue, ChoiceList
from service.config import ROOT
from tests.support.reading import read_once

NAMES = ("countries", "languages", "occupations")
#: Nobody lives there, or it is no country or area of ISO 3166-1.
NO_ORIGIN = {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"}
NOT_ISO_3166 = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
SUB_MAJOR = """
01 02 03 11 12 13 14 21 22 23 24 25 26 31 32 33 34 35 41 42 43 44 51 52 53 54 61 62 63 71 72 73 74 75 81 82 83
91 92 93 94 95 96"""
#: Minor groups of ISCO-08 that are not alone in their sub-major group.
MINOR = """
111 112 121 122 131 132 133 134 141 142 143 211 212 213 214 215 216 221 222 223 224 225 226 231 232 233 234 235 241 242
243 251 252 261 262 263 264 265 311 312 313 314 315 321 322 323 324 325 331 332 333 334 335 341 342 343 351 352 411 412
413 421 422 431 432 511 512 513 514 515 516 521 522 523 524 531 532 541 611 612 613 621 622 631 632 633 634 711 712 713
721 722 723 731 732 741 742 751 752 753 754 811 812 813 814 815 816 817 818 831 832 833 834 835 911 912 931 932 933 951
952 961 962"""
#: Codes of the first lists: answers with them are kept.
EARLIER = {
    "countries": """
        SY ER YE TR AF IQ IR SO SD ET DZ AM AZ BD BY BI CM CN CO CD EG GM GE GN IN JO KE KW LB LY MA MM NG UG UA PK PS
        RU RW SA SL LK TN VE SS other""",
    "languages": """
        ar ti kmr ckb tr fa prs ps so am en nl aa hy az bej bn my byn zh de fr ff ka ha it rw rn kri kun ln man nrb uk
        ug om pt pa rhg ru ssy es sw syr ta tig ur wo sgn other""",
    "occupations": """
        isco_91 isco_512 isco_94 isco_513 isco_514 isco_531 isco_532 isco_541 isco_511 isco_522 isco_142 isco_95 isco_33
        isco_711 isco_713 isco_7126 isco_741 isco_752 isco_93 isco_721 isco_723 isco_742 isco_753 isco_7512 isco_7511
        isco_731 isco_81 isco_82 isco_832 isco_833 isco_834 isco_432 isco_611 isco_612 isco_622 isco_92 isco_41 isco_431
        isco_335 isco_12 isco_25 isco_214 isco_216 isco_31 isco_221 isco_222 isco_32 isco_23 isco_261 isco_264 isco_263
        isco_265 isco_21 isco_0 isco_96 other""",
}
SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "ti": re.compile(r"[\u1200-\u137f]")}
LATIN = re.compile(r"[A-Za-z]")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_once(ROOT / "questionnaires")


@pytest.fixture(params=NAMES)
def choices(request: pytest.FixtureRequest, catalogue: Catalogue) -> ChoiceList:
    return catalogue.lists[request.param]


def test_every_country_of_the_standard_is_there(catalogue: Catalogue) -> None:
    known = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code)}
    assert set(catalogue.lists["countries"].codes) == known - NOT_ISO_3166 - NO_ORIGIN | {"other"}


def test_every_sub_major_and_minor_group_of_isco_is_there(catalogue: Catalogue) -> None:
    codes = set(catalogue.lists["occupations"].codes)
    assert len(SUB_MAJOR.split()) == 43
    assert {f"isco_{code}" for code in (*SUB_MAJOR.split(), *MINOR.split())} <= codes
    for code in codes - {"isco_0", "own_home", "study", "other"}:
        assert code.removeprefix("isco_")[:2] in SUB_MAJOR.split(), code


def test_there_are_many_languages_and_all_of_eritrea(catalogue: Catalogue) -> None:
    codes = set(catalogue.lists["languages"].codes)
    assert len(codes) >= 200
    assert {"ti", "tig", "ssy", "byn", "aa", "kun", "nrb", "bej", "ar"} <= codes
    assert all(re.fullmatch("[a-z]{2,3}|other", code) for code in codes)


def test_codes_that_were_used_are_still_there(choices: ChoiceList) -> None:
    assert set(EARLIER[choices.name].split()) <= set(choices.codes)


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_no_two_entries_look_alike(choices: ChoiceList, language: str) -> None:
    labels = [entry.label[language] for entry in choices.entries]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_each_script_is_its_own(choices: ChoiceList, language: str) -> None:
    for row in (*choices.groups, *choices.entries):
        assert SCRIPTS[language].search(row.label[language])
        assert not LATIN.search(row.label[language])


def test_a_page_at_a_time_is_enough(choices: ChoiceList) -> None:
    """What stands there at first fits on two screens; a group is no endless page; one entry is for all others."""
    assert 8 <= sum(entry.often for entry in choices.entries) <= 16
    assert [entry.code for entry in choices.entries if entry.otherwise] == ["other"]
    for group in choices.groups:
        assert 1 <= sum(entry.group == group.id for entry in choices.entries) <= 60


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_common_occupations_have_five_everyday_words(catalogue: Catalogue, language: str) -> None:
    for entry in catalogue.lists["occupations"].entries:
        if entry.often:
            assert len(entry.search[language]) >= 5, entry.code


def test_each_list_says_where_it_is_from(choices: ChoiceList) -> None:
    assert re.search(r"ISO 3166-1|ISO 639|ISCO-08", choices.reference)
