"""`python -m tests.spoken.accept`: read all trees anew and keep them as how the pages should be heard."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.spoken.taking import KEPT, NAMES, all_trees


def accept() -> list[str]:
    """Keep what is new or changed, drop what is no more; the names of those."""
    written = []
    with TemporaryDirectory() as folder:
        for name, tree in all_trees(Path(folder)):
            path = KEPT / f"{name}.txt"
            if not path.exists() or path.read_text(encoding="utf-8") != tree:
                path.write_text(tree, encoding="utf-8")
                written.append(name)
    for path in KEPT.glob("*.txt"):
        if path.stem not in NAMES:
            path.unlink()
            written.append(f"{path.stem} (removed)")
    return written


if __name__ == "__main__":
    print("\n".join(accept()) or "Nothing is heard differently.")
