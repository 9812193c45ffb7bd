"""Questionnaires of a dossier, and what residents said on them."""

from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.dossiers.actions import listening
from schuifaan.apps.dossiers.models import Wish

USE, PLACE, WANTED = "needs.wished_use", "needs.wished_place", "needs.wanted"


def ask_url(questionnaire):
    return reverse("dossiers:ask", kwargs={"token": questionnaire.token})


def make_wish(questionnaire, text, times=1, question=USE, **fields):
    return Wish.objects.create(
        questionnaire=questionnaire, question=question, text=text, times=times, **fields
    )


def count(questionnaire, *said):
    listening.count_answers(questionnaire=questionnaire, said=said, today=timezone.localdate())


def kept(questionnaire, question=USE):
    return list(questionnaire.wishes.filter(question=question).values_list("text", "times"))
