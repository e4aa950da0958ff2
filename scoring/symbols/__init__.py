"""Pairs to learn: symbols and pictures from a seed, questions about them and their keys. Nothing here draws."""

from scoring.symbols.pairs import Pair, Question, pairs_of, question, study_order
from scoring.symbols.picture import BODIES, FEET, FILLS, HEADS, MIDDLES, Picture
from scoring.symbols.tile import QUARTERS, Tile

__all__ = [
    "BODIES",
    "FEET",
    "FILLS",
    "HEADS",
    "MIDDLES",
    "QUARTERS",
    "Pair",
    "Picture",
    "Question",
    "Tile",
    "pairs_of",
    "question",
    "study_order",
]
