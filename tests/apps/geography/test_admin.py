import pytest
from django.urls import reverse

from schuifaan.apps.geography.actions import import_statistics_files
from schuifaan.apps.geography.models import Source, Statistic

LISTS = ("municipality", "district", "neighbourhood", "source", "statistic")


@pytest.fixture
def support(client, administrator, schuifdam, files, now):
    import_statistics_files(paths=[files / "kwb2024_selectie_GM9999.csv"], now=now)
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("name", LISTS)
def test_list_opens_and_searches(support, name):
    address = reverse(f"admin:geography_{name}_changelist")
    assert support.get(address).status_code == 200
    assert support.get(address, {"q": "dorp"}).status_code == 200


def test_outline_is_not_typed_by_hand(support):
    page = support.get(reverse("admin:geography_neighbourhood_change", args=["BU99990000"]))
    form = page.context["adminform"].form
    assert list(form.fields) == ["name", "main_postcode"]


def test_areas_and_figures_are_not_added_by_hand(support):
    for name in LISTS[:3] + LISTS[4:]:
        assert support.get(reverse(f"admin:geography_{name}_add")).status_code == 403


def test_figure_is_read_not_changed(support):
    figure = Statistic.objects.first()
    address = reverse("admin:geography_statistic_change", args=[figure.pk])
    assert support.get(address).status_code == 200
    assert support.post(address, {"value": "1"}).status_code == 403


def test_figures_are_filtered_by_the_words_people_know(support):
    page = support.get(reverse("admin:geography_statistic_changelist"), {"indicator": "population"})
    assert page.context["cl"].queryset.count() == 6


def test_source_can_be_completed(support):
    assert (
        support.get(reverse("admin:geography_source_change", args=[Source.objects.first().pk])).status_code
        == 200
    )
