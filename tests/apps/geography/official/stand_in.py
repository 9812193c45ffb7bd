"""A server on this machine that answers as PDOK and the statistics office do, and stumbles when told to."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LIMIT = 2  # features on a page, however many are asked for
SQUARE = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))


def outline(column: int, row: int) -> dict[str, object]:
    ring = [[round(4.6 + 0.01 * (column + x), 5), round(52.4 + 0.006 * (row + y), 5)] for x, y in SQUARE]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def feature(number: int, geometry: dict[str, object], **properties: object) -> dict[str, object]:
    told = {"gemeentecode": "GM9999", "gemeentenaam": "Schuifdam", "jaar": 2024, "water": "NEE", **properties}
    return {"type": "Feature", "id": f"{number}", "properties": told, "geometry": geometry}


COLLECTIONS = {
    "gemeenten": [feature(1, outline(0, 0), aantal_inwoners=5230)],
    "wijken": [
        feature(1, outline(0, 0), wijkcode="WK999900", wijknaam="Wijk 00 Zuid", aantal_inwoners=-99997)
    ],
    "buurten": [
        feature(
            column + 1,
            outline(column, 0),
            buurtcode=f"BU9999000{column}",
            buurtnaam=("Dorpskern", "Havenbuurt", "Zeezicht")[column],
            wijkcode="WK999900",
            wijknaam="Wijk 00 Zuid",
        )
        for column in range(3)
    ],
}


def key_figures(code: str, number: int, **more: object) -> dict[str, object]:
    return {
        "ID": number,
        "WijkenEnBuurten": code.ljust(10),
        "Gemeentenaam_1": "Schuifdam".ljust(40),
        "SoortRegio_2": "Buurt     ",
        "Codering_3": code.ljust(10),
        "IndelingswijzigingWijkenEnBuurten_4": "1",
        "AantalInwoners_5": 100 * number,
        "k_0Tot15Jaar_8": 10,
        "Eenpersoonshuishoudens_30": None,
        "GemiddeldeHuishoudensgrootte_33": 2.1,
        "GemiddeldeWOZWaardeVanWoningen_39": 301,
        "AfstandTotSchool_113": 0.5,
        "MeestVoorkomendePostcode_118": "1981",
        "MateVanStedelijkheid_120": 2,
        **more,
    }


def health(code: str, age: str, period: str, lonely: float | None) -> dict[str, object]:
    return {
        "WijkenEnBuurten": code.ljust(10),
        "Leeftijd": age,
        "Marges": "MW00000",
        "Perioden": period,
        "Codering_3": code.ljust(10),
        "ErvarenGezondheidGoedZeerGoed_4": 80.1,
        "Eenzaam_27": lonely,
        "ErnstigZeerErnstigEenzaam_28": None,
    }


TABLES: dict[str, list[dict[str, object]]] = {
    "85984NED/TypedDataSet": [
        key_figures("GM9999", 1),
        key_figures("WK999900", 2),
        key_figures("BU99990000", 3),
        key_figures("BU99990001", 4, AantalInwoners_5=None),
        key_figures("BU99990002", 5, MeestVoorkomendePostcode_118="."),
        key_figures("BU00140000", 6),
    ],
    "50120NED/Perioden": [{"Key": key, "Title": key[:4]} for key in ("2020JJ00", "2022JJ00", "2016JJ00")],
    "50120NED/TypedDataSet": [
        health("BU99990000", "20300", "2022JJ00", 51.5),
        health("BU99990000", "80200", "2022JJ00", 44.0),
        health("BU99990001", "20300", "2022JJ00", None),
        health("BU99990000", "20300", "2020JJ00", 10.0),
    ],
}


class StandIn(ThreadingHTTPServer):
    """`stumbles` are the ways the next answers go wrong, in order; `asked` is what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stumbles: list[str] = []
        self.asked: list[str] = []
        self.collections = json.loads(json.dumps(COLLECTIONS))
        self.tables = json.loads(json.dumps(TABLES))
        self.follow_with_links = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def pdok_url(self) -> str:
        return f"{self.url}/cbs/wijken-en-buurten-2024/ogc/v1"

    @property
    def odata_url(self) -> str:
        return f"{self.url}/ODataApi/odata"


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def log_message(self, *_args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        stumble = self.server.stumbles.pop(0) if self.server.stumbles else ""
        if stumble.isdigit():
            self._send(b"<h1>Server Error</h1>", status=int(stumble), kind="text/html")
        elif stumble == "html":
            self._send(b"<html><body>Onderhoud</body></html>", kind="text/html")
        elif stumble == "cut":
            self._send(json.dumps(self._answer()).encode(), cut=True)
        elif stumble == "moved":
            self._send(b"", status=301, location="https://elders.example/")
        elif stumble == "odd":
            self._send(b'{"code": "NotFound"}')
        else:
            answer = self._answer()
            self._send(json.dumps(answer).encode(), status=200 if answer else 404)

    def _send(
        self,
        body: bytes,
        *,
        status: int = 200,
        kind: str = "application/json",
        cut: bool = False,
        location: str = "",
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def _answer(self) -> dict[str, object]:
        address = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        if found := re.search(r"/ogc/v1/collections/(\w+)/items$", address.path):
            return self._features(self.server.collections.get(found[1], []), asked, address.path)
        if found := re.search(r"/odata/(\w+/\w+)$", address.path):
            return self._records(found[1], asked)
        return {}

    def _features(
        self, features: list[dict[str, object]], asked: dict[str, str], path: str
    ) -> dict[str, object]:
        start = int(asked.get("cursor", "0"))
        page = features[start : start + LIMIT]
        links = [{"rel": "self", "href": self.server.url + self.path, "type": "application/geo+json"}]
        if start + LIMIT < len(features):
            query = f"cursor={start + LIMIT}&f=json&gemeentecode={asked['gemeentecode']}&limit={LIMIT}"
            links.append(
                {"rel": "next", "href": f"{self.server.url}{path}?{query}", "type": "application/geo+json"}
            )
        return {
            "type": "FeatureCollection",
            "timeStamp": "2026-03-02T09:00:00Z",
            "links": links,
            "features": page,
            "numberReturned": len(page),
        }

    def _records(self, table: str, asked: dict[str, str]) -> dict[str, object]:
        records = [record for record in self.server.tables[table] if _fits(record, asked.get("$filter", ""))]
        start, top = int(asked.get("$skip", "0")), int(asked["$top"])
        size = LIMIT if self.server.follow_with_links else top
        answer: dict[str, object] = {
            "odata.metadata": f"{self.server.odata_url}/$metadata#{table}",
            "value": records[start : start + size],
        }
        if self.server.follow_with_links and start + size < len(records):
            following = self.path.replace(f"%24skip={start}", f"%24skip={start + size}")
            answer["odata.nextLink"] = self.server.url + following
        return answer


def _fits(record: dict[str, object], wanted: str) -> bool:
    beginnings = tuple(re.findall(r"startswith\(WijkenEnBuurten,'(\w+)'\)", wanted))
    equals = re.findall(r"(\w+) eq '([^']*)'", wanted)
    begins = not beginnings or str(record["WijkenEnBuurten"]).startswith(beginnings)
    return begins and all(str(record[name]) == value for name, value in equals)


@contextmanager
def standing_in() -> Iterator[StandIn]:
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
