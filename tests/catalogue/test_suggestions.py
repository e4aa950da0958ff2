"""What was probably meant is told of the first findings of a file: a file with very many has another fault."""

import pytest

from service.catalogue.findings import SUGGESTED
from tests.catalogue.breaks import EN, NL, Q, S

MANY = range(SUGGESTED + 30)
MEANT = "Did you mean "


@pytest.mark.parametrize(
    ("kind", "file", "old", "new"),
    [
        ("text_orphan", EN, "  title: English working day", "\n".join(f"  titel{n}: Work" for n in MANY)),
        ("key_unknown", EN, "entries:", "\n".join([*(f"entris{n}: x" for n in MANY), "entries:"])),
        ("key_unknown", EN, "entries:", "\n".join(["entries:", *(f"  a{n}: {{txt: x}}" for n in MANY)])),
        ("key_unknown", S, "cutoffs:", "\n".join([*(f"cutofs{n}: x" for n in MANY), "cutoffs:"])),
        ("key_unknown", Q, "minutes: 5", "\n".join(["minutes: 5", *(f"minuts{n}: 5" for n in MANY)])),
    ],
)
def test_beyond_the_first_findings_nothing_is_guessed(files, kind, file, old, new):
    files.replace(file, old, new)
    found = files.found(kind)
    guessed = [finding for finding in found if finding.mend.startswith(MEANT)]
    assert len(found) == len(MANY)
    assert 0 < len(guessed) <= SUGGESTED
    assert all(finding.mend for finding in found)


def test_of_each_file_the_first_are_told(files):
    files.replace(EN, "  title: English working day", "\n".join(f"  titel{n}: Work" for n in MANY))
    files.replace(NL, "  title: ", "  titel: ")
    (dutch,) = [finding for finding in files.found("text_orphan") if finding.file == NL]
    assert dutch.mend == "Did you mean title?"
