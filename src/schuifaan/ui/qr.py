"""QR codes for on paper, drawn by segno without any inline style."""

import io
from functools import lru_cache

import segno
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


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


def readable(address: str) -> SafeString:
    """The address to type over: without the part nobody types, breaking after a slash only."""
    parts = address.removeprefix("https://").removeprefix("http://").split("/")
    return format_html_join(SafeString("/<wbr>"), "{}", ((part,) for part in parts))
