"""Finding back what was said: how far it is, adding to it, and whether the answer helps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.voice.actions import saying as doing
from schuifaan.apps.voice.forms.saying import AddForm, CodeForm
from schuifaan.apps.voice.models import Signal
from schuifaan.apps.voice.queries import signals as reading
from schuifaan.apps.voice.queries.signal_page import signal_page
from schuifaan.ui.doorstep import doorstep, too_many

REFUSED, BUSY = 409, 429


@require_http_methods(["GET", "POST"])
@doorstep
def find(request: HttpRequest) -> HttpResponse:
    """By post: a code in an address would stay behind in the history of a shared computer."""
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        # Also a code that cannot be: who guesses is slowed down by every guess.
        if too_many(request, "signal-code"):
            form.add_error(
                None, _("Er is hier vaak een code geprobeerd. Probeer het over tien minuten nog eens.")
            )
            status = BUSY
        elif form.is_valid():
            found = reading.signal_with_code(form.cleaned_data["code"])
            if found:
                return redirect("voice:signal", token=found.token)
            form.add_error("code", _unknown_code())
    return render(request, "voice/signals/find.html", {"form": form}, status=status)


@require_GET
@doorstep
def signal(request: HttpRequest, *, token: str) -> HttpResponse:
    found = reading.signal_with_token(token)
    return _page(request, found, AddForm())


@require_POST
@doorstep
def signal_add(request: HttpRequest, *, token: str) -> HttpResponse:
    found = reading.signal_with_token(token)
    form = AddForm(request.POST)
    if found is None or not form.is_valid():
        return _page(request, found, form, status=422)
    if too_many(request, "signal-add"):
        form.add_error(None, _("Er komt nu veel tegelijk binnen. Probeer het over tien minuten nog eens."))
        return _page(request, found, form, status=BUSY)
    try:
        doing.add(signal=found, text=form.cleaned_data["text"], now=timezone.now())
    except Refused as error:
        error.say_on(form)
        return _page(request, found, form, status=REFUSED)
    return redirect("voice:signal", token=token)


@require_POST
@doorstep
def signal_helped(request: HttpRequest, *, token: str) -> HttpResponse:
    found = reading.signal_with_token(token)
    said = request.POST.get("helpt")
    if found is not None and said in {"ja", "nee"}:
        try:
            doing.say_helped(signal=found, helped=said == "ja", now=timezone.now())
        except doing.NotAnswered as error:
            form = AddForm({})
            form.errors.clear()
            form.add_error(None, str(error))
            return _page(request, found, form, status=REFUSED)
    return redirect("voice:signal", token=token)


def _page(request: HttpRequest, found: Signal | None, form: AddForm, *, status: int = 200) -> HttpResponse:
    if found is None:
        return render(request, "voice/signals/unknown.html", status=404)
    context = {"page": signal_page(found, now=timezone.now()), "form": form, "today": timezone.localdate()}
    return render(request, "voice/signals/signal.html", context, status=status)


def _unknown_code() -> str:
    return _(
        "Deze code kennen we niet. Kijk hem nog eens na. Is het lang geleden? Twee jaar nadat iets is "
        "afgerond, wissen we het."
    )
