"""Rounds of feedback of the demo, with what was done about each point; and forms that are asked again and again."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from schuifaan.apps.geography.models import District, Municipality
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.burden import answer_rule, note_rule
from schuifaan.apps.voice.actions.rounds import begin_round, note_meeting
from schuifaan.apps.voice.actions.rounds_points import Answered, Came, Said, note_points
from schuifaan.apps.voice.actions.rounds_versions import add_version, mark_final
from schuifaan.apps.voice.actions.themes import add_theme
from schuifaan.apps.voice.models import DocumentVersion, Meeting, Round
from schuifaan.core.versions import Change, changes
from schuifaan.demo.content import has, read


def rounds_are_loaded(city: str) -> bool:
    """Also when somebody changed them since: what people made of it is kept."""
    if not has(city, "voice_rounds"):
        return True
    return Round.objects.filter(
        slug__in=[row["slug"] for row in read(city, "voice_rounds")["rounds"]]
    ).exists()


@transaction.atomic
def load_rounds(*, city: str, now: datetime) -> int:
    """How many rounds there are."""
    told = read(city, "voice_rounds")
    for row in told["rounds"]:
        _load_round(row)
    whose, officer = _whose(told["rounds"][0])
    municipality: Municipality = whose["municipality"]
    for name in told["own_themes"]:
        add_theme(municipality=municipality, name=name, by=officer, now=now)
    _load_rules(told, municipality, officer, now)
    return len(told["rounds"])


def _load_round(row: dict[str, Any]) -> None:
    whose, by = _whose(row)
    began = _at(row["began_on"])
    made = begin_round(
        **whose, kind=row["kind"], title=row["title"], intro=row["intro"], began_on=row["began_on"],
        is_public=True, takes_reactions=row.get("takes_reactions", False), by=by, now=began,
    )  # fmt: skip
    if made.slug != row["slug"]:
        made.slug = row["slug"]
        made.save(update_fields=["slug"])
    meetings = [_meeting(made, one, by) for one in row.get("meetings", ())]
    versions = [
        add_version(
            of=made,
            label=one["label"],
            dated_on=one["dated_on"],
            text=one["text"],
            by=by,
            now=_at(one["dated_on"]),
        )
        for one in row.get("versions", ())
    ]
    found = changes(versions[0].text, versions[1].text) if versions[1:] else []
    said = [_point(one, meetings, versions, found) for one in row["points"]]
    note_points(of=made, said=said, by=by, now=_at(row["answered_on"]))
    for one, version in zip(row.get("versions", ()), versions, strict=True):
        if one.get("is_final"):
            mark_final(version=version, by=by, now=_at(one["is_final"]))


def _whose(row: dict[str, Any]) -> tuple[dict[str, Any], User]:
    if "place" in row:
        place = Place.objects.get(slug=row["place"], is_demo=True)
        return {"place": place}, User.objects.get(
            place_roles__place=place, place_roles__role=PlaceRole.MANAGER
        )
    municipality = Municipality.objects.get(pk=row["municipality"])
    by = User.objects.filter(
        memberships__role=OrganisationRole.MUNICIPAL_OFFICER,
        memberships__organisation__municipality_code=municipality.pk,
    )
    return {"municipality": municipality}, by.distinct().get()


def _meeting(made: Round, row: dict[str, Any], by: User) -> Meeting:
    return note_meeting(
        of=made, on=row["day"], kind=row["kind"], where=row["where"], about=row.get("note", ""),
        district=District.objects.filter(pk=row.get("district")).first(), by=by, now=_at(row["day"]),
    )  # fmt: skip


def _point(
    row: dict[str, Any], meetings: list[Meeting], versions: list[DocumentVersion], found: list[Change]
) -> tuple[Said, Answered]:
    said = Said(
        topic=row["topic"],
        text=row["text"],
        said_by=row.get("said_by", "bewoners"),
        said_on=row.get("said_on"),
        meeting=meetings[row["meeting"]] if "meeting" in row else None,
        about=versions[0] if versions else None,
        themes=tuple(row.get("themes", ())),
    )
    landings = [
        Came(
            versions[-1],
            found[number - 1].paragraph,
            was=found[number - 1].was,
            became=found[number - 1].became,
        )
        for number in row.get("sentences", ())
    ]
    if "where" in row:
        landings.append(Came(versions[-1], where=row["where"]))
    return said, Answered(row["outcome"], row["response"], tuple(landings))


def _load_rules(told: dict[str, Any], municipality: Municipality, officer: User, now: datetime) -> None:
    today = timezone.localdate(now)
    for row in told["rules"]:
        place = Place.objects.get(slug=row["place"], is_demo=True)
        by = User.objects.filter(place_roles__place=place, place_roles__role=PlaceRole.MANAGER).order_by(
            "pk"
        )[0]
        asked_on = today - timedelta(days=row["days_ago"])
        note_rule(
            place=place, form=row["form"], asked_on=asked_on, asked_for=row.get("asked_for", ""),
            effort=row.get("effort", ""), by=by, now=now,
        )  # fmt: skip
    for row in told["rule_answers"]:
        at = now - timedelta(days=row["days_ago"])
        answer_rule(
            municipality=municipality, form=row["form"], state=row["state"], answer=row["answer"].strip(),
            by=officer, now=at,
        )  # fmt: skip


def _at(day: date) -> datetime:
    """At noon of that day."""
    return timezone.make_aware(datetime.combine(day, time(12)))
