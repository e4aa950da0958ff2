"""How large the letters are and how strong the colours: two words, kept in one cookie that ends with the browser."""

from dataclasses import dataclass

SIZES = ("normal", "large", "largest")
CONTRASTS = ("normal", "high")
APPEARANCE = "kb_look"


@dataclass(frozen=True)
class Appearance:
    """The size of the letters and the contrast of the colours."""

    size: str = SIZES[0]
    contrast: str = CONTRASTS[0]

    @classmethod
    def read(cls, cookie: str) -> "Appearance":
        """From the cookie; what isn't ours is as usual."""
        size, _, contrast = cookie.partition(".")
        return cls().changed(size, contrast)

    def changed(self, size: str, contrast: str) -> "Appearance":
        """With another size or contrast; words that are unknown or empty change nothing."""
        return Appearance(
            size if size in SIZES else self.size,
            contrast if contrast in CONTRASTS else self.contrast,
        )

    def written(self) -> str:
        """For the cookie."""
        return f"{self.size}.{self.contrast}"

    @property
    def classes(self) -> str:
        """The classes of the page's root that the style sheet knows."""
        return f"size-{self.size} contrast-{self.contrast}"
