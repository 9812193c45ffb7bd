"""Personal data in free text: what is caught, what is left alone, and that masking leaves nothing behind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schuifaan.core.private_words import Finding, Kind, findings, masked

WORDS = {
    Kind.PHONE: "[telefoonnummer]",
    Kind.EMAIL: "[e-mailadres]",
    Kind.ADDRESS: "[adres]",
    Kind.NAME: "[naam]",
    Kind.NUMBER: "[nummer]",
}


def caught(text, **public):
    return tuple((one.kind, one.text) for one in findings(text, **public))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bel 06-12345678 na zes uur", "06-12345678"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("06.12.34.56.78!", "06.12.34.56.78"),
        ("app 06 - 1234 5678", "06 - 1234 5678"),
        ("tel06-12345678graag", "06-12345678"),
        ("(06) 12345678", "(06) 12345678"),
        ("(bel 06 12345678)", "06 12345678"),
        ("+31 6 12345678", "+31 6 12345678"),
        ("+31 (0)6 12345678", "+31 (0)6 12345678"),
        ("bel 0031 6 12 34 56 78 graag", "0031 6 12 34 56 78"),
        ("31612345678", "31612345678"),
        ("(043) 321 43 21", "(043) 321 43 21"),
        ("043-3214321", "043-3214321"),
        ("in zaal 12: 043 321 43 21", "043 321 43 21"),
        ("0492–123456", "0492–123456"),
        ("+32 470 12 34 56", "+32 470 12 34 56"),
        ("bel naar 321 43 21", "321 43 21"),
        ("tel.: 3214321", "3214321"),
        ("06\u200b12345678", "06\u200b12345678"),
        ("٠٦١٢٣٤٥٦٧٨", "٠٦١٢٣٤٥٦٧٨"),
        ("0️⃣6️⃣1️⃣2️⃣345678", "0️⃣6️⃣1️⃣2️⃣345678"),
    ],
)
def test_findings_catches_telephone_numbers(text, number):
    assert caught(text) == ((Kind.PHONE, number),)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Mail jan.de-boer+eten@voorbeeld.nl.", "jan.de-boer+eten@voorbeeld.nl"),
        ("jan @ voorbeeld.nl", "jan @ voorbeeld.nl"),
        ("jan [at] voorbeeld.nl", "jan [at] voorbeeld.nl"),
        ("jan(at)voorbeeld(punt)nl", "jan(at)voorbeeld(punt)nl"),
        ("jan apenstaartje voorbeeld.nl", "jan apenstaartje voorbeeld.nl"),
        ("'josé@voorbeeld.co.uk'", "josé@voorbeeld.co.uk"),
    ],
)
def test_findings_catches_email_addresses(text, address):
    assert caught(text) == ((Kind.EMAIL, address),)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("6217 HB 12", "6217 HB 12"),
        ("op 6217hb 12a.", "6217hb 12a"),
        ("6217 HB, nr. 12", "6217 HB, nr. 12"),
        ("12, 6217 HB", "12, 6217 HB"),
        ("Dorpsstraat 12, 6217 HB Maastricht", "Dorpsstraat 12, 6217 HB"),
        ("Op de Thermen 5, 6217 HB", "Thermen 5, 6217 HB"),
        ("Wij wonen in de Dorpsstraat 12.", "Dorpsstraat 12"),
        ("dorpsstraat 12 is donker", "dorpsstraat 12"),
        ("Dorpsstraat 12 Jansen", "Dorpsstraat 12"),
        ("lamp kapot Dorpsstraat 12", "Dorpsstraat 12"),
        ("ons feest op 12, 6217 HB", "12, 6217 HB"),
        ("dorpsstraat 12, 6217 HB", "dorpsstraat 12, 6217 HB"),
        ("mevrouw Jansen Dorpsstraat 12", "Jansen Dorpsstraat 12"),
        ("Dorpsstraat 12-14", "Dorpsstraat 12-14"),
        ("Dorpsstraat 12 en 14", "Dorpsstraat 12 en 14"),
        ("bij Burgemeester van der Grintenstraat 14a", "Burgemeester van der Grintenstraat 14a"),
        ("Dokter Schaepmanstraat 12", "Dokter Schaepmanstraat 12"),
        ("Laan van Meerdervoort 12", "Laan van Meerdervoort 12"),
        ("Plein 1992 nummer 12", "Plein 1992 nummer 12"),
    ],
)
def test_findings_catches_home_addresses(text, address):
    assert caught(text) == ((Kind.ADDRESS, address),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Voor mevrouw Jansen graag", "mevrouw Jansen"),
        ("mevr. van den Berg", "mevr. van den Berg"),
        ("mw. De Vries-Jansen", "mw. De Vries-Jansen"),
        ("dhr. J. Pietersen", "dhr. J. Pietersen"),
        ("dhr.J.P. Pietersen.", "dhr.J.P. Pietersen"),
        ("meneer El Amrani", "meneer El Amrani"),
        ("de heer 't Hooft", "de heer 't Hooft"),
        ("de heer ’t Hooft", "de heer ’t Hooft"),
        ("de heer dr. Bakker", "de heer dr. Bakker"),
        ("buurvrouw Els van der Laan kookt", "buurvrouw Els van der Laan"),
        ("buurman Piet", "buurman Piet"),
        ("buurman Ben", "buurman Ben"),
        ("dokter Bakker", "dokter Bakker"),
        ("gastvrouw Els", "gastvrouw Els"),
        ("familie Yıldız", "familie Yıldız"),
        ("Mrs Smith", "Mrs Smith"),
        ("Mr. O'Neil", "Mr. O'Neil"),
        ("mevrouw Jose\u0301 graag", "mevrouw Jose\u0301"),
        ("mevrouw Jansen van het Atrium", "mevrouw Jansen"),
        ("de heer en mevrouw De Boer", "mevrouw De Boer"),
    ],
)
def test_findings_catches_names_after_a_form_of_address(text, name):
    assert caught(text) == ((Kind.NAME, name),)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("bsn 111222333", "111222333"),
        ("1112.22.333", "1112.22.333"),
        ("NL91 ABNA 0417 1643 00 graag", "NL91 ABNA 0417 1643 00"),
        ("nl91abna0417164300", "nl91abna0417164300"),
        ("BE68 5390 0754 7034", "BE68 5390 0754 7034"),
    ],
)
def test_findings_catches_numbers_that_pass_their_test(text, number):
    assert caught(text) == ((Kind.NUMBER, number),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Samen eten op dinsdag",
        "€ 1.250,00 of € 1.250.000,00",
        "06-10-2026 14.00 uur",
        "06.10.2026 09.00-17.00",
        "2026-10-06 12 30 45",
        "open 09.00-17.00 en 08.00 - 18.00",
        "open 06.00-10.00 14.00-16.00",
        "seizoen 2025-2026",
        "volgens NEN 9120",
        "tel 14 043 of 0900-1700",
        "bel 112",
        "zaal 12 voor 20-30 mensen van 10-12 jaar",
        "111222334 is geen nummer",
        "€ 111222333",
        "NL91 ABNA 0417 1643 01",
        "@buurthuis om 3 uur",
        "6217 HB",
        "in 2026 is 1 zaal genoeg",
        "1500 kg 2 keer",
        "IN 2025 EN 2026",
        "de Burgemeester Bauduinstraat is donker",
        "Herenstraat",
        "Herenstraat 14.00 uur",
        "Herenstraat, 12 mensen",
        "Koningsplein 1e zaterdag",
        "Dorpsstraat 12 november",
        "onderweg 3 lantaarns",
        "onderweg 4 paaltjes",
        "er staat 12 op",
        "'t Atrium",
        "Huis van de Wijk 2",
        "Daalhof",
        "buurtcentrum Nazareth",
        "Burgemeester Jansenplein",
        "Pastoor Kribsweg",
        "Dokter Schaepmanstraat",
        "Mr. Ulrichweg",
        "beheerder Haarderhof",
        "de beheerder van Daalhof en een vrijwilliger bij Buurtlab",
        "3 ms. The answer",
        "0.51    22.1    1997",
        "Park uit 1886",
        "mevrouw",
        "Mevrouw komt.",
        "Ik zag de heer. Morgen weer",
        "Mevrouw de voorzitter",
        "Mevrouw De Voorzitter",
        "buurvrouw. Els",
        "dokter van. Els",
        "in Heer Sjaan",
        "de MR Vergadering over MS Fonds en ING Bank",
        "السيدة فاطمة تريد قهوة",
        "👩‍👩‍👧 samen koken 🍲",
    ],
)
def test_findings_leaves_alone_what_is_nobody(text):
    assert caught(text) == ()


def test_findings_come_in_reading_order_with_their_place():
    text = "👋 Mevrouw Jansen, Dorpsstraat 12: 06-12345678 of els@voorbeeld.nl"
    assert findings(text) == (
        Finding(Kind.NAME, 2, 16, "Mevrouw Jansen"),
        Finding(Kind.ADDRESS, 18, 32, "Dorpsstraat 12"),
        Finding(Kind.PHONE, 34, 45, "06-12345678"),
        Finding(Kind.EMAIL, 49, 65, "els@voorbeeld.nl"),
    )


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Bel +31 43 321 43 21", "043-3214321"),
        ("Bel 043 321 43 21", "Telefoon: 0031 (0)43 3214321"),
        ("mail INFO@Voorbeeld.nl", "info@voorbeeld.nl"),
        ("Dorpsstraat 12", "Dorpsstraat 12, 6217 HB Maastricht"),
        ("Dorpsstraat 12, 6217hb", "Dorpsstraat 12, 6217 HB Maastricht"),
        ("Huiskamer Mevrouw Smit", "Huiskamer Mevrouw Smit"),
        ("beheerder Atrium", "'t Atrium"),
    ],
)
def test_findings_leaves_out_what_is_public(text, public):
    assert caught(text) != ()
    assert caught(text, public=[public, ""]) == ()


def test_findings_keeps_what_only_lies_partly_within_public_words():
    text = "Dorpsstraat 12, mevrouw Smits en 06-12345678"
    public = ["Dorpsstraat 120", "Huiskamer Mevrouw Smit", "06-1234567"]
    assert caught(text, public=public) == caught(text)


def test_masked_puts_a_word_in_each_place():
    text = "Mevrouw Jansen (06-12345678) wil koken"
    assert masked(text, findings(text), words=WORDS) == "[naam] ([telefoonnummer]) wil koken"


def test_masked_leaves_what_was_not_chosen():
    text = "Mevrouw Jansen, 06-12345678"
    assert masked(text, findings(text)[1:], words=WORDS) == "Mevrouw Jansen, [telefoonnummer]"


def test_masked_refuses_a_kind_without_a_word():
    with pytest.raises(KeyError):
        masked("06-12345678", findings("06-12345678"), words={Kind.NAME: "[naam]"})


PIECES = [
    *(
        "06-12345678",
        "+31612345678",
        "043 3214321",
        "0031",
        "06",
        "12",
        "3214321",
        "111222333",
        "bel ",
        "tel.",
    ),
    *("jan@voorbeeld.nl", "@", ".nl", " [at] ", "NL91 ABNA 0417 1643 00", "6217 HB", "6217hb", "Dorpsstraat"),
    *(
        "dorpsstraat 12",
        "Laan van ",
        "12a",
        "nr ",
        "mevrouw",
        "dhr.",
        "De Vries",
        "van den",
        "'t Hooft",
        "J.",
    ),
    *(
        "Jansen",
        "de heer ",
        " ",
        " ",
        " ",
        ",",
        "-",
        ".",
        "/",
        "(",
        ")",
        "[",
        "]",
        "\n",
        "\u0301",
        "\u200b",
        "é",
    ),
]
LINES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=80)


@given(LINES)
def test_findings_lie_within_the_text_in_order(text):
    past = 0
    for one in findings(text):
        assert past <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        past = one.end


@given(LINES)
def test_masking_with_what_stood_there_gives_the_text_back(text):
    found = findings(text)
    marks = {kind: f"\ue000{kind}\ue000" for kind in Kind}
    back = masked(text, found, words=marks)
    for one in found:
        back = back.replace(marks[one.kind], one.text, 1)
    assert back == text


@settings(max_examples=400)
@given(LINES)
def test_nothing_is_found_after_masking(text):
    assert caught(masked(text, findings(text), words=WORDS)) == ()


@given(LINES, st.lists(LINES, max_size=3))
def test_public_words_only_take_away(text, public):
    assert set(findings(text, public=public)) <= set(findings(text))


@pytest.mark.parametrize(
    ("piece", "kinds"),
    [
        *((piece, set()) for piece in ("a", "1", "@", "a@", "a.", "'", "-a", "(", "\u0301", "\u200b", "12 ")),
        *(
            (piece, set())
            for piece in ("straat ", "Van ", "van ", "mevrouw ", "mevrouw De ", "J.", "A-", "NL91")
        ),
        *((piece, set()) for piece in ("Laan van ", "[at]", "a.b-c'd", "1-", "0 6 ?")),
        ("06 ", {Kind.PHONE}),
        ("6217 HB ", {Kind.ADDRESS}),
        ("mevrouw Jansen ", {Kind.NAME}),
    ],
)
def test_findings_come_to_an_end_in_long_repetition(piece, kinds):
    assert {one.kind for one in findings(piece * (200_000 // len(piece)))} == kinds
