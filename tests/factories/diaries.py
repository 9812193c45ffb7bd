"""Diaries of bookings as they come out of Excel, Google and Outlook."""

from typing import Final

EXCEL: Final = (
    "Datum;Van;Tot;Zaal;Naam;Activiteit;Telefoon;E-mail;Opmerkingen\r\n"
    "5-1-2027;19:30;22:00;Grote zaal;Café Één;Repetitie;06-12345678;een@example.org;sleutel bij de bar\r\n"
    "12-1-2027;19:30;22:00;Grote zaal;Café Één;Repetitie;06-12345678;een@example.org;sleutel bij de bar\r\n"
    "wo 6 januari 2027;9u30;11u30;Keuken;Kookclub; ;;;\r\n"
    "31-2-2027;19:30;22:00;Grote zaal;Bestaat niet;;;;\r\n"
    "7-1-2027;halfacht;22:00;Grote zaal;Onduidelijk;;;;\r\n"
    "5-1-2025;19:30;22:00;Grote zaal;Lang geleden;;;;\r\n"
).encode("cp1252")


def _event(*lines: str) -> list[str]:
    return ["BEGIN:VEVENT", *lines, "END:VEVENT"]


def _file(*lines: str) -> bytes:
    return "\r\n".join([*lines, ""]).encode()


GOOGLE: Final = _file(
    "BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH", "X-WR-CALNAME:Verhuur Buurthuis", "X-WR-TIMEZONE:Europe/Amsterdam",
    "BEGIN:VTIMEZONE", "TZID:Europe/Amsterdam", "X-LIC-LOCATION:Europe/Amsterdam",
    "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19700329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
    "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
    *_event(
        "DTSTART;TZID=Europe/Amsterdam:20261201T193000", "DTEND;TZID=Europe/Amsterdam:20261201T213000",
        "RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=TU", "EXDATE;TZID=Europe/Amsterdam:20261215T193000",
        "DTSTAMP:20261120T090000Z", "UID:choir@google.com", "LOCATION:Grote zaal", "SEQUENCE:1",
        "STATUS:CONFIRMED", "SUMMARY:Koor De Lijster", "TRANSP:OPAQUE",
    ),
    *_event(
        "DTSTART;TZID=Europe/Amsterdam:20261222T203000", "DTEND;TZID=Europe/Amsterdam:20261222T223000",
        "DTSTAMP:20261120T090000Z", "UID:choir@google.com", "LOCATION:Grote zaal", "SEQUENCE:2",
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20261222T193000", "STATUS:CONFIRMED", "SUMMARY:Koor De Lijster",
    ),
    *_event(
        "DTSTART:20261205T130000Z", "DTEND:20261205T170000Z", "DTSTAMP:20261120T090000Z", "UID:family@google.com",
        "CLASS:PRIVATE", "LOCATION:Keuken", "SUMMARY:Familie Öz",
    ),
    *_event(
        "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261225", "DTSTAMP:20261120T090000Z",
        "UID:bar@google.com", "SUMMARY:Bar open", "TRANSP:TRANSPARENT",
    ),
    *_event(
        "DTSTART:20240105T130000Z", "DTEND:20240105T170000Z", "DTSTAMP:20261120T090000Z", "UID:old@google.com",
        "LOCATION:Keuken", "SUMMARY:Lang geleden",
    ),
    "END:VCALENDAR",
)  # fmt: skip

OUTLOOK: Final = _file(
    "BEGIN:VCALENDAR", "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "VERSION:2.0", "METHOD:PUBLISH",
    "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time",
    "BEGIN:STANDARD", "DTSTART:16011028T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:16010325T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE",
    *_event(
        "CLASS:PUBLIC", "DTSTAMP:20261120T090000Z", 'DTSTART;TZID="W. Europe Standard Time":20270106T190000',
        'DTEND;TZID="W. Europe Standard Time":20270106T210000', "LOCATION:Keuken", "PRIORITY:5", "SEQUENCE:0",
        "SUMMARY;LANGUAGE=nl:Bestuur VvE", "TRANSP:OPAQUE",
        "UID:040000008200E00074C5B7101A82E00800000000B0E4", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    ),
    *_event(
        "CLASS:PUBLIC", "DTSTAMP:20261120T090000Z", 'DTSTART;TZID="W. Europe Standard Time":20260907T093000',
        'DTEND;TZID="W. Europe Standard Time":20260907T113000', "LOCATION:Grote zaal", "RRULE:FREQ=WEEKLY;BYDAY=MO",
        "SUMMARY;LANGUAGE=nl:Taalcafé", "UID:040000008200E00074C5B7101A82E00800000000C1F5",
    ),
    "END:VCALENDAR",
)  # fmt: skip
