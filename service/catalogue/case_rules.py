"""The rules for worked cases, in an author's words; see `rules` for all others."""

from service.catalogue.rule import Rule

CASE_RULES = {
    "case_name": Rule("A case has a name of its own.", "Give one of the two another name."),
    "case_answer": Rule("A case answers items of the module with values they can have.", "Correct the answer."),
    "case_expect": Rule("A case expects scales and flags that the module has.", "Correct the id."),
    "case_differs": Rule("A case's expected outcome is what the scoring gives.", "Correct the case, or the scoring."),
    "case_coverage": Rule("The cases show each flag, band, level and missing score.", "Add a case.", warns=True),
}
