"""One's own account: who I am, how I sign in, what is known about me, and leaving."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people import signals
from schuifaan.apps.people.actions import accounts
from schuifaan.apps.people.forms import AccountForm, EraseForm
from schuifaan.apps.people.models import User
from schuifaan.apps.people.privacy_register import Person
from schuifaan.apps.people.queries import everything_about, led_alone, session_of


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    # A copy, so that what is typed wrongly does not stand in the head of the page.
    form = AccountForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        accounts.change_account(
            user=user,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            by=user,
            now=timezone.now(),
        )
        messages.success(request, _("Je gegevens zijn opgeslagen."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form}, status=_status(form.is_bound))


def _status(is_bound: bool) -> int:  # noqa: FBT001 - one word, one meaning
    return 422 if is_bound else 200


@require_GET
@never_cache
@login_required
def export(request: HttpRequest) -> JsonResponse:
    user = cast("User", request.user)
    person = Person(email=user.email, user=user)
    answer = JsonResponse(
        {"email": user.email, "made_at": timezone.now().isoformat(), "about_you": everything_about(person)},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return answer


@require_POST
@never_cache
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast("User", request.user)
    session = session_of(user, pk)
    if session is None:
        raise Http404
    accounts.end_session(session=session, by=user, now=timezone.now())
    messages.success(request, _("Dat apparaat is uitgelogd."))
    return redirect("usersessions_list")


def _left_behind(user: User, today: date) -> list[str]:
    """What goes without anybody to look after it, as this app and the apps above know it."""
    sentences = [
        _("Dan kan niemand %(organisation)s meer beheren. Nodig eerst een opvolger uit.")
        % {"organisation": organisation.name}
        for organisation in led_alone(user, today=today)
    ]
    for _receiver, more in signals.account_erasure_asked.send(sender=User, user=user, today=today):
        sentences.extend(str(sentence) for sentence in more or [])
    return sentences


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.erase_account(
                user=user, typed_email=form.cleaned_data["typed_email"], by=user, now=timezone.now()
            )
        except accounts.AddressDiffers as error:
            form.add_error("typed_email", str(error))
        else:
            logout(request)
            return redirect("people:account_erased")
    context = {"form": form, "left_behind": _left_behind(user, timezone.localdate())}
    return render(request, "people/account_erase.html", context, status=_status(form.is_bound))


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "people/account_erased.html")
