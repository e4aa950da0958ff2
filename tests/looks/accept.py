"""`python -m tests.looks.accept [PART OF A NAME]`: take the pictures anew and keep them as how it should look."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.looks.compare import compare, to_keep
from tests.looks.kept import KEPT, kept
from tests.looks.taking import all_pictures


def accept(screens: str = "") -> list[str]:
    """Keep what is new or changed; the names of those. What looks the same keeps its file. Without `screens` a kept
    picture of a screen that is no more is removed.
    """
    written, taken = [], set()
    with TemporaryDirectory() as folder:
        for picture in all_pictures(Path(folder), screens):
            taken.add(picture.name)
            earlier = kept(picture.name)
            if earlier is None or compare(earlier, picture.small).changed:
                few = to_keep(picture.small)
                assert not compare(few.convert("RGB"), picture.small).changed, f"{picture.name} has too many colours"
                few.save(KEPT / f"{picture.name}.png", optimize=True)
                written.append(picture.name)
    if not screens:
        for path in KEPT.glob("*.png"):
            if path.stem not in taken:
                path.unlink()
                written.append(f"{path.stem} (removed)")
    return written


if __name__ == "__main__":
    found = accept(*sys.argv[1:2])
    print("\n".join(found) or "Nothing looks different.")
