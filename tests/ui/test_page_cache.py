"""Public pages are kept per version, language, address and minute, and never one visitor's for another."""

import gzip

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation

from schuifaan.ui.page_cache import public_page


class Shop:
    """A view that counts how often it was asked."""

    def __init__(self, **options):
        self.version = "1"
        self.asked = 0
        self.answer = lambda _request: HttpResponse(f"{self.asked}")
        self.view = public_page(version=lambda: self.version, **options)(self._serve)

    def _serve(self, request):
        self.asked += 1
        return self.answer(request)


@pytest.fixture
def shop():
    with time_machine.travel("2026-10-13 10:00:30+02:00", tick=False):
        yield Shop()


def test_second_visitor_gets_the_kept_page(shop, rf):
    first, second = shop.view(rf.get("/a/")), shop.view(rf.get("/a/"))
    assert (first.content, second.content, shop.asked) == (b"1", b"1", 1)
    assert first["ETag"] == second["ETag"]
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first["Vary"] == "Accept-Encoding, Accept-Language, Cookie, HX-Request"


@pytest.mark.parametrize("header", ["{etag}", "W/{etag}", '"x", {etag}', "*"])
def test_known_page_is_answered_with_304(shop, rf, header):
    etag = shop.view(rf.get("/a/"))["ETag"]
    response = shop.view(rf.get("/a/", headers={"if-none-match": header.format(etag=etag)}))
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


def test_other_page_is_answered_whole(shop, rf):
    assert shop.view(rf.get("/a/", headers={"if-none-match": '"x"'})).status_code == 200


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/b/"},
        {"path": "/a/?nu=1"},
        {"path": "/a/", "headers": {"HX-Request": "true"}},
        {"path": "/a/", "headers": {"host": "127.0.0.1"}},
    ],
)
def test_page_is_kept_apart(shop, rf, other):
    shop.view(rf.get("/a/"))
    shop.view(rf.get(**other))
    assert shop.asked == 2


def test_page_is_kept_per_language(shop, rf):
    shop.view(rf.get("/a/"))
    with translation.override("en"):
        shop.view(rf.get("/a/"))
    assert shop.asked == 2


def test_page_is_made_anew_after_a_change(shop, rf):
    shop.view(rf.get("/a/"))
    shop.version = "2"
    assert shop.view(rf.get("/a/")).content == b"2"


def test_page_that_tells_the_time_lasts_a_minute(rf):
    told, timeless = Shop(), Shop(vary_on_minute=False)
    for moment in ("2026-10-13 10:00:59+02:00", "2026-10-13 10:01:00+02:00"):
        with time_machine.travel(moment, tick=False):
            told.view(rf.get("/a/"))
            timeless.view(rf.get("/a/"))
    assert (told.asked, timeless.asked) == (2, 1)


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, "messages"])
def test_visitor_with_a_session_or_message_gets_a_page_of_their_own(shop, rf, cookie):
    shop.view(rf.get("/a/"))
    request = rf.get("/a/")
    request.COOKIES[cookie] = "x"
    response = shop.view(request)
    assert (response.content, response["Cache-Control"]) == (b"2", "private, max-age=0, must-revalidate")
    assert response["Vary"] == "Accept-Language, Cookie"
    assert shop.view(rf.get("/a/")).content == b"1"


def _with_cookie(request):
    response = HttpResponse("x")
    response.set_cookie("a", "b")
    return response


def _with_token(request):
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    return HttpResponse("x")


def _with_session(request):
    request.session = SessionStore()
    request.session.get("x")
    return HttpResponse("x")


@pytest.mark.parametrize(
    "answer",
    [
        _with_cookie,
        _with_token,
        _with_session,
        lambda _request: HttpResponse("x", status=404),
        lambda _request: HttpResponse("x", headers={"Cache-Control": "no-store"}),
        lambda _request: HttpResponse("x" * 600_000),
    ],
)
def test_page_that_is_not_everyones_is_not_kept(shop, rf, answer):
    shop.answer = answer
    shop.view(rf.get("/a/"))
    response = shop.view(rf.get("/a/"))
    assert shop.asked == 2
    assert "ETag" not in response


def test_template_response_is_rendered_before_it_is_kept(shop, rf):
    shop.answer = lambda _request: SimpleTemplateResponse("ui/_wordmark.svg")
    assert shop.view(rf.get("/a/")).content == shop.view(rf.get("/a/")).content != b""
    assert shop.asked == 1


def test_post_is_never_answered_from_the_store(shop, rf):
    shop.view(rf.get("/a/"))
    assert shop.view(rf.post("/a/")).content == b"2"


def test_address_without_end_is_not_kept(shop, rf):
    for _time in range(2):
        shop.view(rf.get("/a/", {"q": "x" * 2000}))
    assert shop.asked == 2


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "gzip"),
        ("br;q=1, gzip;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.0, br", None),
        ("br", None),
        ("", None),
    ],
)
def test_long_page_is_sent_compressed_to_whom_can_read_it(shop, rf, accepted, encoding):
    text = "Er is koffie. " * 200
    shop.answer = lambda _request: HttpResponse(text)
    for _ in range(2):
        response = shop.view(rf.get("/a/", headers={"accept-encoding": accepted}))
        assert response.get("Content-Encoding") == encoding
        body = gzip.decompress(response.content) if encoding else response.content
        assert body.decode() == text
    assert shop.asked == 1


def test_compressed_page_has_a_tag_of_its_own(shop, rf):
    shop.answer = lambda _request: HttpResponse("Er is koffie. " * 200)
    plain = shop.view(rf.get("/a/"))["ETag"]
    compressed = shop.view(rf.get("/a/", headers={"accept-encoding": "gzip"}))["ETag"]
    assert plain != compressed
    again = shop.view(rf.get("/a/", headers={"accept-encoding": "gzip", "if-none-match": compressed}))
    assert again.status_code == 304
