"""The publishers we read from, as they ask to be named."""

from dataclasses import dataclass

from schuifaan.apps.geography.models import Source


@dataclass(frozen=True)
class SourceSpec:
    title: str
    publisher: str
    licence: str
    url: str


SOURCES: dict[str, SourceSpec] = {
    "cbs-wijken-en-buurten": SourceSpec(
        "Wijk- en buurtkaart",
        "Centraal Bureau voor de Statistiek en Kadaster",
        "CC BY 4.0",
        "https://www.pdok.nl/introductie/-/article/cbs-wijken-en-buurten",
    ),
    "cbs-kwb": SourceSpec(
        "Kerncijfers wijken en buurten",
        "Centraal Bureau voor de Statistiek",
        "CC BY 4.0",
        "https://www.cbs.nl/nl-nl/reeksen/publicatie/kerncijfers-wijken-en-buurten",
    ),
    "cbs-ses": SourceSpec(
        "Opleidingsniveau per wijk en buurt",
        "Centraal Bureau voor de Statistiek",
        "CC BY 4.0",
        "https://opendata.cbs.nl/statline/",
    ),
    "rivm-gezondheid": SourceSpec(
        "Gezondheid per wijk en buurt (Gezondheidsmonitor, modelschatting)",
        "GGD’en, CBS en RIVM",
        "CC BY 4.0",
        "https://statline.rivm.nl/",
    ),
}


def source_of(key: str) -> Source:
    """The source with this key; a key of one's own gets a row that support staff can complete."""
    spec = SOURCES.get(key, SourceSpec(key, "", "", ""))
    source, _created = Source.objects.get_or_create(
        key=key,
        defaults={"title": spec.title, "publisher": spec.publisher, "licence": spec.licence, "url": spec.url},
    )
    return source
