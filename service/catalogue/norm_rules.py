"""The rules for norm tables, in an author's words; see `rules` for all others."""

from service.catalogue.rule import Rule

NORM_RULES = {
    "norms_said": Rule(
        "scoring.yaml says `norms: tables` when a scale names norms, and `norms: none` when none does.",
        "Correct `norms:`, or the scale.",
    ),
    "norms_table": Rule("A scale's norms name a file of the folder norms.", "Add the file, or correct `table`."),
    "norms_score": Rule(
        "A norm table is of the scale that names it.", "Write the table's name in the file as `score`."
    ),
    "norms_group": Rule(
        "A scale's norms name a group of the file, or say `by_language: true` for groups named as languages.",
        "Correct `group` or `by_language`.",
    ),
    "norms_range": Rule(
        "The raw scores of a norm table lie inside the range that its scale can reach.",
        "Make the norms from the values of this scale.",
    ),
    "norms_few": Rule("A norm group has at least 200 people.", "Ask more people, or leave the table out."),
    "norms_order": Rule("The raw scores of a norm table rise from row to row.", "Put the rows in order, each once."),
    "norms_figures": Rule(
        "The figures of a norm table follow from its rows.", "Write it again with klantbeeld norms, not by hand."
    ),
    "norms_twice": Rule("A file has one table for each score and group.", "Remove one of the two."),
    "norms_unused": Rule("Each norm file is used by a scale.", "Name it at a scale, or remove it.", warns=True),
}
