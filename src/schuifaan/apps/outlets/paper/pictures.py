"""Photos for on paper: cut to shape, no larger than ink can show, as a drawing a template takes in."""

from __future__ import annotations

import base64
import io
from typing import Final

from django.db.models.fields.files import ImageFieldFile
from PIL import Image, ImageOps

from schuifaan.ui.paper.signs import Picture

QUALITY: Final = 84


def photo(stored: ImageFieldFile, *, width: int, height: int) -> Picture:
    """Filling `width` by `height` pixels; "" where there is no photo, or none that can be read."""
    if not stored:
        return Picture("")
    try:
        with stored.open("rb") as source, Image.open(source) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
            cut = ImageOps.fit(upright, (width, height), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    except (OSError, ValueError, Image.DecompressionBombError):
        return Picture("")
    out = io.BytesIO()
    cut.save(out, "JPEG", quality=QUALITY)
    encoded = base64.b64encode(out.getvalue()).decode()
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{encoded}"/></svg>'
    )
