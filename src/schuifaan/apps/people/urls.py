"""Addresses about people: the own account, organisations, invitations, privacy."""

from django.urls import path

from schuifaan.apps.people.views import account, invitations, organisations, privacy

app_name = "people"
urlpatterns = [
    path("privacy/", privacy.privacy, name="privacy"),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("account/gewist/", account.erased, name="account_erased"),
    path("beheer/account/", account.account, name="account"),
    path("beheer/account/export/", account.export, name="account_export"),
    path("beheer/account/wissen/", account.erase, name="account_erase"),
    path("beheer/account/apparaten/<int:pk>/uitloggen/", account.end_session, name="session_end"),
    path("beheer/organisaties/", organisations.organisation_list, name="organisations"),
    path("beheer/organisaties/nieuw/", organisations.organisation_new, name="organisation_new"),
    path("beheer/organisaties/<slug:slug>/", organisations.organisation_detail, name="organisation"),
    path(
        "beheer/organisaties/<slug:slug>/bewerken/", organisations.organisation_edit, name="organisation_edit"
    ),
    path(
        "beheer/organisaties/<slug:slug>/uitnodigen/",
        organisations.organisation_invite,
        name="organisation_invite",
    ),
    path(
        "beheer/organisaties/<slug:slug>/logboek/",
        organisations.organisation_trail,
        name="organisation_trail",
    ),
    path(
        "beheer/organisaties/<slug:slug>/leden/<int:pk>/stoppen/",
        organisations.membership_end,
        name="membership_end",
    ),
    path(
        "beheer/organisaties/<slug:slug>/uitnodigingen/<int:pk>/intrekken/",
        organisations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(
        "beheer/organisaties/<slug:slug>/uitnodigingen/<int:pk>/opnieuw/",
        organisations.invitation_renew,
        name="invitation_renew",
    ),
]
