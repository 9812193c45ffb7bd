"""The components as templates use them."""

import re

import pytest
from django import forms
from django.forms import formset_factory
from django.template import Context, Template, TemplateSyntaxError

from schuifaan.ui.gallery import GalleryForm
from schuifaan.ui.icons import UnknownIcon
from schuifaan.ui.templatetags.ui import UnknownKind


def _show(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        '{% button hreff="/" %}Ga{% endbutton %}',
        '{% card header="x" %}{% endcard %}',
        '{% chip link="/" %}{% endchip %}',
        '{% place_drawing naam="x" %}',
        "{% table %}{% endtable %}",
    ],
)
def test_component_with_a_misspelt_or_missing_attribute_does_not_compile(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_component_of_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind, match="primary, secondary, quiet, danger"):
        _show('{% button kind="big" %}Ga{% endbutton %}')


def test_button_is_a_link_with_href_and_else_a_button():
    assert _show('{% button href="/x/" %}Ga{% endbutton %}').startswith("<a ")
    shown = _show('{% button name="doe" value="1" %}Ga{% endbutton %}')
    assert shown.startswith("<button ")
    assert 'type="submit" name="doe" value="1"' in shown


def test_button_escapes_what_is_not_safe():
    assert "<script>" not in _show(
        "{% button href=to %}{{ text }}{% endbutton %}", to='"><script>', text="<script>"
    )


def test_chip_says_in_words_that_it_is_chosen():
    shown = _show('{% chip href="?" selected=True count=3 %}Nu open{% endchip %}')
    assert 'aria-current="true"' in shown
    assert "gekozen" in shown
    assert "aria-current" not in _show('{% chip href="?" %}Nu open{% endchip %}')


def test_icon_that_does_not_exist_is_refused():
    with pytest.raises(UnknownIcon):
        _show('{% icon "../package" %}')


def test_icon_is_silent():
    assert 'aria-hidden="true"' in _show('{% icon "coffee" %}')


def test_breadcrumbs_take_a_trail_or_crumbs():
    trail = (("Start", "/"), ("Maastricht", "/m/"))
    one = _show("{% breadcrumbs trail %}", trail=trail)
    assert one == _show(
        '{% crumb "Start" "/" as a %}{% crumb "Maastricht" "/m/" as b %}{% breadcrumbs a b %}'
    )
    assert re.findall(r'href="([^"]+)"', one) == ["/", "/m/"]
    assert re.findall(r'href="([^"]+)"', _show('{% crumb "Start" "/" as a %}{% breadcrumbs a %}')) == ["/"]


def test_pagination_without_pages_is_nothing():
    assert _show("{% pagination %}").strip() == ""


def test_place_drawing_is_the_same_every_time_and_named():
    source = '{% place_drawing name=name place_type="community_house" seed=7 chairs=9 %}'
    first = _show(source, name="'t Atrium")
    assert first == _show(source, name="'t Atrium")
    assert first != _show(source.replace("seed=7", "seed=8"), name="'t Atrium")
    assert 'role="img" aria-label="Tekening van een gedekte tafel bij &#x27;t Atrium"' in first
    assert ">A</text>" in first
    assert first.count('<g class="drawing__chair ') == 9
    assert first.count("drawing__chair--mine") == 1


@pytest.mark.parametrize("chairs", range(30))
@pytest.mark.parametrize("place_type", ["", "coffee_corner", "co_housing_room", "community_house"])
def test_place_drawing_stays_on_the_sheet(chairs, place_type):
    shown = _show(
        "{% place_drawing name='x' place_type=place_type chairs=chairs %}",
        chairs=chairs,
        place_type=place_type,
    )
    spots = [
        (float(x), float(y))
        for x, y in re.findall(r'chair--\d[^"]*" transform="translate\(([\d.]+) ([\d.]+)\)', shown)
    ]
    assert len(spots) == max(2, min(12, chairs))
    assert all(320 - 270 < x < 320 + 270 and 200 - 158 < y < 200 + 158 for x, y in spots)


def test_place_drawing_without_a_name_still_draws():
    assert "<svg" in _show('{% place_drawing name="" %}')


def test_qr_code_has_no_inline_style_and_reads_without_scheme():
    shown = _show('{% qr_code "https://example.org/a/?b=1&c=2" %}')
    assert "style=" not in shown
    assert "example.org/<wbr>a/<wbr>?b=1&amp;c=2" in shown


def test_no_component_has_inline_style_or_script(rf):
    shown = _show(
        "{% error_summary form %}{% for f in form %}{% field f %}{% endfor %}", form=GalleryForm({})
    )
    assert not re.search(r"\sstyle=|<script|\son\w+=", shown)


# -- Fields ---------------------------------------------------------------------------------------


def _controls(shown):
    return re.findall(r"<(?:input|select|textarea)\b[^>]*>", shown)


@pytest.mark.parametrize("name", list(GalleryForm.base_fields))
def test_field_ties_label_hint_and_error_to_its_control(name):
    form = GalleryForm({})
    shown = _show("{% field f hint='Een hint' %}", f=form[name])
    ids = set(re.findall(r'\bid="([^"]+)"', shown))
    assert len(ids) == len(re.findall(r'\bid="([^"]+)"', shown))
    assert set(re.findall(r'\bfor="([^"]+)"', shown)) <= ids
    described = re.findall(r'aria-describedby="([^"]+)"', shown)
    expected = f"id_{name}_hint" + (f" id_{name}_fout" if form[name].errors else "")
    assert described == [expected]
    assert set(expected.split()) <= ids
    assert ("utrecht-form-field--invalid" in shown) is bool(form[name].errors)


def test_field_keeps_what_was_typed():
    form = GalleryForm(
        {"name": "Aw <Sjaol>", "seats": "nul", "opened": "gisteren", "free": ["tea"], "entrance": "no"}
    )
    assert 'value="Aw &lt;Sjaol&gt;"' in _show("{% field f %}", f=form["name"])
    assert 'value="nul"' in _show("{% field f %}", f=form["seats"])
    assert 'value="gisteren"' in _show("{% field f %}", f=form["opened"])
    assert [
        control for control in _controls(_show("{% field f %}", f=form["free"])) if "checked" in control
    ] == [
        '<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" name="free" value="tea" id="id_free_1" checked>'
    ]
    assert sum("checked" in control for control in _controls(_show("{% field f %}", f=form["entrance"]))) == 1


def test_field_says_what_may_stay_empty():
    form = GalleryForm()
    assert "(mag leeg blijven)" in _show("{% field f %}", f=form["summary"])
    assert "(mag leeg blijven)" not in _show("{% field f mark_optional=False %}", f=form["summary"])
    assert "(mag leeg blijven)" not in _show("{% field f %}", f=form["name"])


def test_field_that_is_hidden_is_only_its_control():
    class Hidden(forms.Form):
        version = forms.CharField(widget=forms.HiddenInput, initial="3")

    assert _show("{% field f %}", f=Hidden()["version"]).startswith('<input type="hidden"')


def test_error_summary_leads_to_every_field():
    form = GalleryForm({})
    shown = _show("{% error_summary form %}", form=form)
    hrefs = re.findall(r'href="#([^"]+)"', shown)
    assert hrefs == ["id_name", "id_opened", "id_seats", "id_district", "id_entrance_0", "id_consent"]
    page = _show("{% for f in form %}{% field f %}{% endfor %}", form=form)
    assert set(hrefs) <= set(re.findall(r'\bid="([^"]+)"', page))
    assert "Er kloppen nog 6 dingen niet" in shown
    assert ">Naam van de plek: Dit veld is verplicht.</a>" in shown
    assert ">Is de ingang zonder drempel? Dit veld is verplicht.</a>" in shown


def test_error_summary_takes_formsets_and_is_nothing_without_errors():
    formset = formset_factory(GalleryForm, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""}
    bound = formset(data)
    bound.forms[0].empty_permitted = False
    assert 'href="#id_form-0-name"' in _show("{% error_summary a b %}", a=GalleryForm(), b=bound)
    assert _show("{% error_summary form formset %}", form=GalleryForm(), formset=formset()) == ""
