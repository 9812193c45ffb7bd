"""QR codes for on paper, drawn by segno without any inline style."""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def svg(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, micro=False, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        nl=False,
        border=4,
        omitsize=True,
        dark="#000",
        light="#fff",
        svgclass="qr__image",
        lineclass="qr__line",
    )
    return out.getvalue().decode()
