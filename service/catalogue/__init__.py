"""The only reader of `questionnaires/`: modules, choice lists, report rules, release outcomes; checked and frozen."""

from scoring.advice import AdviceRule
from service.catalogue.advice import AdviceTable, Choice, ReleaseTable, Section
from service.catalogue.catalogue import Catalogue, load, load_to_serve
from service.catalogue.check import check, main_check, table
from service.catalogue.findings import CatalogueInvalid, Finding, Report, render
from service.catalogue.lists import ChoiceList
from service.catalogue.module import Module
from service.catalogue.score_file import main_score
from service.catalogue.snapshots import freeze, thaw
from service.catalogue.stamp import main_stamp, stamp
from service.catalogue.texts import Entry, Status, TextMissing, Texts

__all__ = [
    "AdviceRule",
    "AdviceTable",
    "Catalogue",
    "CatalogueInvalid",
    "Choice",
    "ChoiceList",
    "Entry",
    "Finding",
    "Module",
    "ReleaseTable",
    "Report",
    "Section",
    "Status",
    "TextMissing",
    "Texts",
    "check",
    "freeze",
    "load",
    "load_to_serve",
    "main_check",
    "main_score",
    "main_stamp",
    "render",
    "stamp",
    "table",
    "thaw",
]
