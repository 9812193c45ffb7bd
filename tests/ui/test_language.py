"""The language switch keeps the page and takes no one anywhere else."""

import pytest
from django.conf import settings

from schuifaan.ui.language import set_language


def _choose(rf, **data):
    return set_language(rf.post("/taal/", data))


def test_choice_is_kept_in_the_one_cookie_and_returns_to_the_page(rf):
    response = _choose(rf, language="en", next="/plekken/?nu=1")
    assert (response.status_code, response["Location"]) == (302, "/plekken/?nu=1")
    assert [(name, cookie.value) for name, cookie in response.cookies.items()] == [
        (settings.LANGUAGE_COOKIE_NAME, "en")
    ]
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"]


@pytest.mark.parametrize(
    "target", ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)", ""]
)
def test_unsafe_target_leads_to_the_front_page(rf, target):
    assert _choose(rf, language="en", next=target)["Location"] == "/"


@pytest.mark.parametrize("language", ["xx", "", "../en", "de"])
def test_language_we_do_not_speak_sets_nothing(rf, language):
    assert dict(_choose(rf, language=language, next="/").cookies) == {}


def test_only_a_form_may_choose(rf):
    assert set_language(rf.get("/taal/")).status_code == 405
