"""The rules for cut-offs, dates and reliabilities, in an author's words; see `rules` for all others."""

from service.catalogue.rule import Rule

CUTOFF_RULES = {
    "cutoff_scale": Rule("A cut-off is for a scale of this module.", "Correct the scale's id."),
    "cutoff_range": Rule("A cut-off lies inside the range that the scale can reach.", "Correct at_least."),
    "cutoff_language": Rule("A cut-off is for `any` language or for one of the service.", "Correct `language`."),
    "cutoff_population": Rule(
        "A cut-off is for `any` population or for one of locales/populations.toml.", "Correct `population`."
    ),
    "cutoff_shadowed": Rule(
        "Each entry of a cut-off holds for somebody: the first one that fits is taken.",
        "Put the entry before the one that fits more people, or remove one of the two.",
    ),
    "date_real": Rule("A date is in the calendar.", "Write a year, month or day that there is, like 2026-11-22."),
    "reliability_pair": Rule(
        "A scale has both reliability and reliability_sd, or neither.", "Add the other one, or remove this one."
    ),
}
