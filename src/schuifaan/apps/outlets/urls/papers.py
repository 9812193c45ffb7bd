"""Addresses of what is printed."""

from django.urls import URLPattern, path

from schuifaan.apps.outlets.views import papers as views

urlpatterns: list[URLPattern] = [
    path("plek/<slug:slug>/printen/", views.printing, name="printing"),
    path("plek/<slug:slug>/printen/flyer/", views.flyer_of, name="flyer_of"),
    path("plek/<slug:slug>/week.pdf", views.place_week, name="place_week_pdf"),
    path("plek/<slug:slug>/maand.pdf", views.place_month, name="place_month_pdf"),
    path("plek/<slug:slug>/team.pdf", views.place_team, name="place_team_pdf"),
    path("plek/<slug:slug>/uitnodigingen.pdf", views.place_invitations, name="place_invitations_pdf"),
    path("plek/<slug:slug>/buiten/<int:spot>/meenemen.pdf", views.spot_kit, name="spot_kit_pdf"),
    path("activiteit/<slug:slug>/flyer.pdf", views.activity_flyer, name="activity_flyer_pdf"),
    path("buurt/<slug:code>/week.pdf", views.neighbourhood_week, name="neighbourhood_week_pdf"),
]
