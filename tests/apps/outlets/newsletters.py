"""Who reads the newsletter, and the Thursday on which it goes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from schuifaan.apps.outlets.actions.newsletter_post import send_waiting_letters
from schuifaan.apps.outlets.actions.newsletters import make_editions
from schuifaan.apps.outlets.models import Subscription
from schuifaan.apps.outlets.queries.newsletters import area_of
from tests.factories import NOW

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY = datetime(2026, 11, 26, 7, 30, tzinfo=AMSTERDAM)
CODE = "BU09350000"


def reader(email="an@example.org", language="nl", *, code=CODE, confirmed=NOW) -> Subscription:
    area = area_of(code)
    assert area
    subscription = Subscription(email=email, language=language, asked_at=NOW, confirmed_at=confirmed)
    setattr(subscription, "district_id" if code.startswith("WK") else "neighbourhood_id", code)
    subscription.save()
    return subscription


def post(at=THURSDAY):
    make_editions(now=at)
    return send_waiting_letters(clock=lambda: at)
