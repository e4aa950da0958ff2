"""The sample catalogue with time limits short enough to test with."""

import shutil
from pathlib import Path

from service.catalogue import load, stamp

SAMPLE = Path(__file__).parents[1] / "catalogue" / "sample"
BLOCK = "timed: [{id: second, items: [pa_b1, pa_b2], minutes: 1, reference: Made for the tests of time.}]\nitems:\n"
CHANGES = {
    "paren/1.0.0/questionnaire.yaml": [
        ("items:\n", BLOCK),
        ("    intent: First test, pair 1.\n", "    intent: First test, pair 1.\n    seconds: 30\n"),
    ],
    "paren/1.0.0/scoring.yaml": [("    needed: 1\n", "    needed: 1\n    timed_out: unsolved\n")],
    "woorden/1.0.0/questionnaire.yaml": [("maximum: 3, minutes: 5", "maximum: 3, minutes: 2"), ("se: 1.0, ", "")],
}


def timed_sample(folder: Path, **seconds: int) -> Path:
    """The changed copy: one pair with 30 seconds of its own, two in a block of a minute, a bank of two minutes.

    `seconds`: other limits for items, by id.
    """
    shutil.copytree(SAMPLE, folder)
    for file, changes in CHANGES.items():
        text = (folder / file).read_text("utf-8")
        for old, new in changes:
            assert old in text, (file, old)
            text = text.replace(old, new, 1)
        for item, limit in seconds.items():
            text = text.replace(f"  - id: {item}\n", f"  - id: {item}\n    seconds: {limit}\n", 1)
        (folder / file).write_text(text, "utf-8")
    stamp(folder, by="A. Name", on="2026-11-22")
    load(folder)
    return folder
