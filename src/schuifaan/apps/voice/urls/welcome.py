"""Addresses of the welcome self-check."""

from django.urls import URLPattern, path

from schuifaan.apps.voice.views import sharing_tips, tips_tried, welcome, welcome_papers, welcome_trying

HERE = "beheer/plek/<slug:slug>/welkom/"
CHECK = f"{HERE}<int:check>/"
TRY_OUT = f"{CHECK}proberen/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(HERE, welcome.welcome, name="welcome"),
    path(f"{HERE}begin/", welcome.begin, name="welcome_begin"),
    path(f"{HERE}delen/", sharing_tips.share, name="welcome_share"),
    path(f"{HERE}delen/<int:pk>/terug/", sharing_tips.take_back, name="welcome_take_back"),
    path(f"{HERE}delen/<int:pk>/opnieuw/", sharing_tips.share_again, name="welcome_share_again"),
    path(f"{HERE}anderen/<slug:element>/", sharing_tips.others, name="welcome_others"),
    path(f"{HERE}lenen/<int:pk>/", sharing_tips.borrow, name="welcome_borrow"),
    path(f"{HERE}formulier.pdf", welcome_papers.blank, name="welcome_blank"),
    path(f"{HERE}kaarten.pdf", welcome_papers.cards, name="welcome_cards"),
    path(CHECK, welcome.result, name="welcome_result"),
    path(f"{CHECK}onderdeel/<slug:element>/", welcome.page, name="welcome_page"),
    path(f"{CHECK}klaar/", welcome.finish, name="welcome_finish"),
    path(f"{CHECK}verder/", welcome.go_on, name="welcome_go_on"),
    path(f"{CHECK}poster.pdf", welcome_papers.poster, name="welcome_poster"),
    path(f"{CHECK}proberen/", welcome_trying.trying, name="welcome_trying"),
    path(f"{TRY_OUT}nu/", welcome_trying.try_now, name="welcome_try_now"),
    path(f"{TRY_OUT}gedaan/", welcome_trying.tried, name="welcome_tried"),
    path("beheer/gemeente/<slug:code>/welkom/", tips_tried.tips, name="tips_tried"),
]
