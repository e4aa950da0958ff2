"""QR codes as numbers a template can draw, so that no ready-made markup has to be trusted."""

from dataclasses import dataclass

import segno

BORDER = 4


@dataclass(frozen=True)
class QrPicture:
    """`size` modules on a side, border included; `path` is the SVG path of all dark modules, one unit each."""

    size: int
    path: str


def qr_picture(text: str) -> QrPicture:
    """The QR code of `text`, error correction level M."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=BORDER)]
    squares = (f"M{column} {line}h1v1h-1z" for line, row in enumerate(rows) for column, dark in enumerate(row) if dark)
    return QrPicture(len(rows), "".join(squares))
