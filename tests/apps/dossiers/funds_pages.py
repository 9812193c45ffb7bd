"""The page of funds, as it was worked out for what people look for."""

from django.utils import timezone

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.funds_page import FundsPage, funds_page
from schuifaan.apps.dossiers.queries.handbook import knowledge_for

RESIDENTS = {"applicant": "residents_group", "municipality": "Zoetermeer"}


def funds_of(dossier: Dossier, *, language: str = "nl") -> FundsPage:
    return funds_page(
        dossier, answers_of(dossier), knowledge_for(dossier), today=timezone.localdate(), language=language
    )
