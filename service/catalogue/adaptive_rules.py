"""The rules for adaptive modules and for abilities, in an author's words; see `rules` for all others."""

from service.catalogue.rule import Rule

ADAPTIVE_RULES = {
    "band_certainty": Rule("Only a rasch scale with bands has a band_certainty.", "Remove it."),
    "adaptive_scale": Rule("An adaptive module is a test, and its bank is a rasch scale of it.", "Correct `scale`."),
    "adaptive_bank": Rule(
        "A bank's items stand together in a fixed order, are not about health, and no show_if is on or about them.",
        "Move the item, or remove the condition.",
    ),
    "adaptive_stop": Rule(
        "A bank's minimum, maximum and standard error can be reached with its items.", "Correct `stop`."
    ),
    "adaptive_balance": Rule(
        "Every group of a bank has a share that its items can fill, and the shares add up to 1.", "Correct `balance`."
    ),
    "adaptive_then": Rule(
        "Follow-up items stand after the bank, each once, from or up to an ability.", "Correct `then`."
    ),
}
