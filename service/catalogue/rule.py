"""One rule that questionnaire files are held to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule. A breach of a rule that `warns` is shown and stops nothing."""

    text: str
    mend: str
    warns: bool = False
