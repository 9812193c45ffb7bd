"""Everything about being heard: the self-check, wishes, signals and their answers, rounds, looking back."""

from schuifaan.apps.voice.urls import evaluation, matters, polls, rounds, signals, welcome

app_name = "voice"
urlpatterns = [
    *welcome.urlpatterns,
    *polls.urlpatterns,
    *signals.urlpatterns,
    *matters.urlpatterns,
    *rounds.urlpatterns,
    *evaluation.urlpatterns,
]
