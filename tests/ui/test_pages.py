"""The base page, its variants and the pages for when something is wrong."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

from schuifaan.ui.gallery import gallery
from schuifaan.ui.statement import accessibility


@pytest.fixture
def request_of_visitor(rf):
    request = rf.get("/ui/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    return request


def test_gallery_shows_every_component(request_of_visitor):
    shown = gallery(request_of_visitor).content.decode()
    for name in ("button", "chip", "card", "alert", "badge", "details", "table-box", "summary__row", "pagination",
                 "breadcrumbs", "empty-state", "qr", "drawing", "field", "error-summary"):  # fmt: skip
        assert re.search(rf'class="{name}[ "]', shown), name


def test_page_leaves_the_session_of_a_visitor_alone(request_of_visitor):
    gallery(request_of_visitor)
    assert request_of_visitor.session.accessed is False
    assert "CSRF_COOKIE" not in request_of_visitor.META


def test_page_has_no_inline_style_or_script(request_of_visitor):
    shown = gallery(request_of_visitor).content.decode()
    assert re.findall(r'\sstyle="|<style|\son[a-z]+="|<script(?![^>]*\ssrc=)', shown) == []


def test_page_has_each_id_once(request_of_visitor):
    ids = re.findall(r'\sid="([^"]+)"', gallery(request_of_visitor).content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_page_asks_nothing_of_third_parties(request_of_visitor):
    shown = gallery(request_of_visitor).content.decode()
    assert [url for url in re.findall(r'(?:src|href)="([^"]+)"', shown) if "//" in url] == []


def test_page_names_its_language_and_direction(rf, request_of_visitor):
    assert '<html lang="nl" dir="ltr">' in gallery(request_of_visitor).content.decode()
    request_of_visitor.GET = {"lang": "ar"}
    assert '<html lang="ar" dir="rtl">' in gallery(request_of_visitor).content.decode()


def test_theme_comes_after_our_own_and_marks_the_page(settings, request_of_visitor):
    settings.THEME_STYLESHEETS = ["our-city/theme.css"]
    settings.THEME_CLASS = "our-city-theme"
    shown = gallery(request_of_visitor).content.decode()
    assert '<html lang="nl" dir="ltr" class="our-city-theme" data-theme>' in shown
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', shown)
    assert sheets.index("ui/forms.css") < sheets.index("our-city/theme.css") < sheets.index("ui/print.css")


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_page_for_a_broken_house_needs_no_context(name):
    shown = engines["django"].get_template(name).render()
    assert "Naar de voorpagina" in shown
    with translation.override("en"):
        assert "Go to the front page" in engines["django"].get_template(name).render()


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html"])
def test_page_for_a_wrong_turn_says_what_to_do(name, request_of_visitor):
    shown = render_to_string(name, request=request_of_visitor)
    assert shown.count("<h1") == 1
    assert "Naar de voorpagina" in shown
    assert '<meta name="robots" content="noindex">' in shown


def test_signed_in_page_stays_out_of_search_and_history(request_of_visitor):
    shown = render_to_string("ui/manage.html", request=request_of_visitor)
    assert '<meta name="robots" content="noindex">' in shown
    assert 'hx-history="false"' in shown


def test_accessibility_statement_says_whom_to_tell(settings, request_of_visitor):
    assert "mailto:" not in accessibility(request_of_visitor).content.decode()
    settings.CONTACT_EMAIL = "hallo@example.org"
    assert 'href="mailto:hallo@example.org"' in accessibility(request_of_visitor).content.decode()
