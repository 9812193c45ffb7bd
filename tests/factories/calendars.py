"""Calendar files of elsewhere, as small as they can be."""


def event(uid: str, title: str, start: str, end: str = "", *lines: str) -> str:
    """Times as in a file: "20261123T100000", with a Z for UTC, or with parameters in front: ";TZID=…:2026…"."""
    ends = [f"DTEND{_value(end)}"] if end else []
    inside = [f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART{_value(start)}", *ends, *lines]
    return "\r\n".join(["BEGIN:VEVENT", *inside, "END:VEVENT"])


def calendar_file(*events: str, product: str = "-//Example//EN") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{product}", *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def _value(text: str) -> str:
    return text if text.startswith(";") else f":{text}"
