"""Questionnaires that ask every item: no bank chooses, so that a test reaches an item without a road to it."""

import re
import shutil
from pathlib import Path

from service.config import ROOT

ADAPTIVE = re.compile(r"^adaptive:\n(?:[ #].*\n|\n)+", re.MULTILINE)
#: What the time limit of a bank left out stands for.
TIMED_OUT = re.compile(r"^ *timed_out: left_out\n", re.MULTILINE)


def asking_everything(folder: Path) -> Path:
    """A copy of the questionnaires without their adaptive blocks."""
    copy = folder / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", copy)
    for file in copy.glob("*/*/questionnaire.yaml"):
        file.write_text(ADAPTIVE.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    for file in copy.glob("*/*/scoring.yaml"):
        file.write_text(TIMED_OUT.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    return copy
