"""The rules for time limits, in an author's words; see `rules` for all others."""

from service.catalogue.rule import Rule

TIMING_RULES = {
    "time_kind": Rule(
        "Only a test has time limits, and never at a health item, a practice item or something to read or study.",
        "Remove the limit.",
    ),
    "time_block": Rule(
        "A timed block's items stand together in a fixed order, are always asked, and are in no other timed part.",
        "Correct `timed`.",
    ),
    "time_scale": Rule(
        "A scale with items whose time can run out says what they then count for; no other scale does.",
        "Write `timed_out: unsolved` or `timed_out: left_out`, or remove it.",
    ),
}
