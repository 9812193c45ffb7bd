import socket

import pytest

from schuifaan.apps.geography.official.client import OfficialClient, ServiceFailed

ITEMS = "collections/gemeenten/items"
WANTED = {"f": "json", "gemeentecode": "GM9999", "limit": "10"}


@pytest.fixture
def client(service, pauses):
    return OfficialClient(service.pdok_url, pause=pauses.append)


def test_answer_is_json(client):
    assert client.get(ITEMS, WANTED)["features"][0]["properties"]["gemeentenaam"] == "Schuifdam"


@pytest.mark.parametrize("stumble", ["500", "503", "429", "html", "cut"])
def test_stumble_is_asked_again(client, service, pauses, stumble):
    service.stumbles = [stumble]
    assert client.get(ITEMS, WANTED)["numberReturned"] == 1
    assert (pauses, len(service.asked)) == ([1.0], 2)


@pytest.mark.parametrize(
    ("stumble", "reason"),
    [("500", "foutcode 500"), ("html", "het antwoord is geen JSON"), ("cut", "de verbinding brak af")],
)
def test_service_that_keeps_stumbling_fails_with_the_reason(client, service, pauses, stumble, reason):
    service.stumbles = [stumble] * 3
    with pytest.raises(ServiceFailed) as failure:
        client.get(ITEMS, WANTED)
    assert str(failure.value) == f"{client.host} antwoordt niet goed ({reason}). Probeer het later opnieuw."
    assert pauses == [1.0, 2.0]


def test_what_the_service_does_not_know_is_not_asked_again(client, service):
    with pytest.raises(ServiceFailed, match="foutcode 404"):
        client.get("collections/onzin")
    assert len(service.asked) == 1


def test_redirect_is_not_followed(client, service):
    service.stumbles = ["moved"]
    with pytest.raises(ServiceFailed, match="is verhuisd"):
        client.get(ITEMS, WANTED)


def test_other_host_is_never_asked(client, service):
    for address in ("http://elders.example/items", "https://127.0.0.1/items", "//elders.example/items"):
        with pytest.raises(ServiceFailed, match="andere server"):
            client.get(address)
    assert service.asked == []


def test_too_large_an_answer_is_cut_off(service, pauses):
    client = OfficialClient(service.pdok_url, pause=pauses.append, max_bytes=100)
    with pytest.raises(ServiceFailed, match="meer dan we verwachten"):
        client.get(ITEMS, WANTED)


def test_without_network_the_message_says_so(pauses):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(ServiceFailed, match=r"geen verbinding; is er internet\?"):
        OfficialClient(f"http://127.0.0.1:{port}", pause=pauses.append).get("items")
