"""Signing in: a code by mail first, and nobody learns who has an account."""

import re
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from schuifaan.apps.people.models import AuditEvent, User
from tests.factories import make_user

PHRASE = "een lange zin om te onthouden"


@pytest.fixture
def member(db) -> User:
    user = make_user("truus@example.org", name="Truus")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def ask_code(client, email: str, **extra):
    return client.post(reverse("account_request_login_code"), {"email": email}, follow=True, **extra)


def code_in(body: str) -> str:
    found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", body, re.MULTILINE)
    assert found, body
    return found[1]


def without_tokens(page: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page)


@pytest.mark.django_db
def test_login_page_asks_for_the_address_first(client):
    page = client.get(reverse("account_login")).content.decode()
    assert page.index("Vul je e-mailadres in, we sturen je een code") < page.index('name="password"')
    assert (
        page.index(reverse("account_request_login_code"))
        < page.index("passkey_login")
        < page.index('name="password"')
    )
    assert "openid" not in page


def test_code_by_mail_signs_in(client, member, mailoutbox):
    page = ask_code(client, "Truus@Example.org")
    assert page.redirect_chain[-1][0] == reverse("account_confirm_login_code")
    assert [(m.to, m.subject) for m in mailoutbox] == [(["truus@example.org"], "Je code om in te loggen")]
    answer = client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0].body)})
    assert (answer.status_code, answer["Location"]) == (302, settings.LOGIN_REDIRECT_URL)
    assert int(client.session["_auth_user_id"]) == member.pk


def test_code_mail_is_in_the_language_of_its_reader(client, member, mailoutbox):
    User.objects.filter(pk=member.pk).update(language="en")
    ask_code(client, member.email)
    assert mailoutbox[0].subject == "Your code to sign in"


def test_wrong_code_does_not_sign_in_and_says_so(client, member, mailoutbox):
    ask_code(client, member.email)
    page = client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"})
    assert "Deze code klopt niet" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_unknown_and_known_address_get_the_same_answer(client, member, mailoutbox):
    pages = {}
    for email in ("truus@example.org", "truuk@example.org"):
        client.cookies.clear()
        answer = ask_code(client, email)
        pages[email] = (
            answer.status_code,
            answer.redirect_chain,
            without_tokens(answer.content.decode()).replace(email, "ADRES"),
        )
    known, unknown = pages.values()
    assert known == unknown
    assert [message.to for message in mailoutbox] == [["truus@example.org"]]


def test_unknown_and_known_address_get_the_same_answer_to_a_wrong_password(client, member):
    answers = []
    for email in ("truus@example.org", "truuk@example.org"):
        client.cookies.clear()
        page = client.post(reverse("account_login"), {"login": email, "password": "verkeerd wachtwoord"})
        answers.append((page.status_code, without_tokens(page.content.decode()).replace(email, "ADRES")))
    assert answers[0] == answers[1]


def test_unknown_and_known_address_get_the_same_answer_to_a_forgotten_password(client, member):
    answers = []
    for email in ("truus@example.org", "truuk@example.org"):
        client.cookies.clear()
        page = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        answers.append((page.status_code, page.redirect_chain, without_tokens(page.content.decode())))
    assert answers[0] == answers[1]


def test_too_many_wrong_passwords_are_held_back_in_words(client, member):
    for _attempt in range(40):
        page = client.post(reverse("account_login"), {"login": member.email, "password": "verkeerd"})
        if page.status_code == 429:
            break
    assert page.status_code == 429
    assert "Even wachten" in page.content.decode()


@pytest.mark.django_db
def test_sign_up_is_closed_and_says_how_to_be_invited(client):
    page = client.get(reverse("account_signup"))
    assert "Een account krijg je op uitnodiging" in page.content.decode()
    client.post(reverse("account_signup"), {"email": "nieuw@example.org"})
    assert User.objects.count() == 0


def test_inactive_account_cannot_sign_in(client, member, mailoutbox):
    User.objects.filter(pk=member.pk).update(is_active=False)
    ask_code(client, member.email)
    assert mailoutbox == []


ENTRANCES = ["account_login", "account_request_login_code", "account_reset_password", "account_reset_password_done",
             "account_inactive", "socialaccount_login_cancelled", "socialaccount_login_error", "account_signup"]  # fmt: skip
OWN = ["account_email", "account_set_password", "mfa_index", "mfa_list_webauthn", "mfa_add_webauthn",
       "mfa_activate_totp", "usersessions_list", "socialaccount_connections", "account_logout"]  # fmt: skip


def assert_house_style(page: str) -> None:
    """Our own page: one heading, no inline script or style, no unstyled control."""
    assert page.count("<h1") == 1
    assert re.findall(r"\sstyle=", page) == []
    assert re.findall(r"\son[a-z]+=", page) == []
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []
    assert re.findall(r"<style", page) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ENTRANCES)
def test_entrance_page_is_ours(client, name):
    page = client.get(reverse(name))
    assert page.status_code == (401 if name == "socialaccount_login_error" else 200)
    assert_house_style(page.content.decode())


@pytest.mark.parametrize("name", OWN)
def test_account_page_is_ours(client, member, name):
    client.force_login(member)
    page = client.get(reverse(name))
    assert page.status_code == 200, page
    assert_house_style(page.content.decode())


def test_totp_and_recovery_codes_from_start_to_sign_in(client, member, mailoutbox):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time  # noqa: PLC0415 - private names, used in this one test

    def totp(secret: str) -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    member.set_password(PHRASE)
    member.save()
    client.post(reverse("account_login"), {"login": member.email, "password": PHRASE})
    client.post(reverse("account_reauthenticate"), {"password": PHRASE})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    session_secret = client.session["mfa.totp.secret"]
    assert secret == session_secret
    page = client.post(reverse("mfa_activate_totp"), {"code": totp(secret)}, follow=True)
    assert page.status_code == 200
    for name in (
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_index",
    ):
        page = client.get(reverse(name), follow=True)
        assert page.status_code == 200
        assert_house_style(page.content.decode())
    client.logout()
    page = client.post(
        reverse("account_login"),
        {"login": member.email, "password": PHRASE},
        follow=True,
    )
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert_house_style(page.content.decode())
    assert "_auth_user_id" not in client.session


def add_passkey(member: User) -> None:
    Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data={"name": "telefoon"})


def test_code_by_mail_is_enough_beside_a_passkey(client, member, mailoutbox):
    add_passkey(member)
    ask_code(client, member.email)
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1].body)})
    assert int(client.session["_auth_user_id"]) == member.pk


def test_password_alone_is_not_enough_beside_a_passkey(client, member):
    add_passkey(member)
    member.set_password(PHRASE)
    member.save()
    answer = client.post(reverse("account_login"), {"login": member.email, "password": PHRASE})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_code_by_mail_is_not_enough_with_an_app_for_codes(client, member, mailoutbox):
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": "x"})
    ask_code(client, member.email)
    answer = client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1].body)})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_sessions_are_listed_and_revoked(client, member, mailoutbox):
    from django.test import Client  # noqa: PLC0415 - a second browser, only here

    browsers = [client, Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0")]
    for browser in browsers:
        ask_code(browser, member.email)
        browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1].body)})
    page = client.get(reverse("usersessions_list")).content.decode()
    assert len(re.findall(r">\s*dit apparaat\s*<", page)) == 1
    assert len(re.findall(r"<strong>Firefox op Windows</strong>", page)) == 1
    client.post(reverse("usersessions_list"))
    account = reverse("people:account")
    assert (client.get(account).status_code, browsers[1].get(account).status_code) == (200, 302)


def test_one_device_is_signed_out_and_only_by_its_owner(client, member, mailoutbox):
    from django.test import Client  # noqa: PLC0415 - more browsers, only here

    browsers = [client, Client(), Client()]
    for browser in browsers:
        ask_code(browser, member.email)
        browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1].body)})
    second = UserSession.objects.get(session_key=browsers[1].session.session_key)
    end = reverse("people:session_end", args=[second.pk])
    stranger = Client()
    stranger.force_login(make_user("ander@example.org"), backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.post(end).status_code == 404
    assert f'action="{end}"' in client.get(reverse("usersessions_list")).content.decode()
    assert client.post(end).status_code == 302
    account = reverse("people:account")
    assert [browser.get(account).status_code for browser in browsers] == [200, 302, 200]
    event = AuditEvent.objects.get(verb="account.session_ended")
    assert (event.actor, event.changes) == (member, {})


def unused_tcp_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Keep(Message):
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []

    def handle_message(self, message) -> None:
        self.kept.append(message.get_payload(decode=True).decode())


def test_code_travels_over_real_smtp(client, member, settings):
    keeper = Keep()
    controller = Controller(keeper, hostname="127.0.0.1", port=unused_tcp_port())
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = controller.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        ask_code(client, member.email)
    finally:
        controller.stop()
    client.post(
        reverse("account_confirm_login_code"), {"code": code_in(keeper.kept[0].replace("\r\n", "\n"))}
    )
    assert int(client.session["_auth_user_id"]) == member.pk
