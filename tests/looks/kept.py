"""The pictures in the repository: how each screen should look."""

from pathlib import Path

from PIL import Image

KEPT = Path(__file__).parent / "pictures"


def kept(name: str) -> Image.Image | None:
    """The picture of this name; None when there is none yet."""
    path = KEPT / f"{name}.png"
    return Image.open(path).convert("RGB") if path.exists() else None
