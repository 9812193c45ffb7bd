"""Every kind of page, in the demo city: who opens it and where; and why the other addresses are not here."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys.kinds import ADMINISTRATOR, BOARD, MANAGER, OFFICER, Kind
from tests.journeys.pages_agenda import AGENDA
from tests.journeys.pages_agenda import SKIPPED as SKIPPED_AGENDA
from tests.journeys.pages_dossiers import DOSSIERS
from tests.journeys.pages_dossiers import SKIPPED as SKIPPED_DOSSIERS
from tests.journeys.pages_voice import SKIPPED as SKIPPED_VOICE
from tests.journeys.pages_voice import VOICE

FOUNDATION = "stichting-ontmoeten-in-daalhof"


def of_place(name: str, number_from: str = "", who: str = MANAGER) -> Kind:
    return Kind(f"places:{name}", who, (("slug", "t-atrium"),), number_from=number_from)


SECTIONS = (
    "basics", "texts", "hours", "prices", "access", "offer", "contact", "association_contact", "house_rules", "type",
    "running", "exceptions", "photos", "team",
)  # fmt: skip
PUBLIC = (
    Kind("places:start"),
    Kind("places:list"),
    Kind("places:list", query="?bij=6217&open=nu&drempel=vrij", suffix=" (filtered)"),
    Kind("places:list", query="?bij=xqzwv", suffix=" (nothing found)"),
    Kind("places:map"),
    Kind("places:municipality", values=(("code", "GM0935"),)),
    Kind("places:district", values=(("code", "WK093502"),)),
    Kind("places:neighbourhood", values=(("code", "BU09350209"),)),
    Kind("places:place", values=(("slug", "t-atrium"),)),
    Kind("places:place", values=(("slug", "huis-van-de-wijk-de-drie-deuren"),), suffix=" (several places)"),
    Kind("places:place", values=(("slug", "de-tuin-zonder-hek"),), suffix=" (garden, always open)"),
    Kind("places:house_rules", values=(("slug", "t-atrium"),)),
    Kind("places:team", values=(("slug", "t-atrium"),)),
    Kind("people:privacy"),
    Kind("people:account_erased"),
    Kind("people:invitation", values=(("token", "no-such-token"),), suffix=" (closed)", status=410),
    Kind("accessibility"),
    Kind("outlets:open_data"),
    Kind("api:docs"),
    Kind("account_login"),
    Kind("account_signup"),
    Kind("account_request_login_code"),
    Kind("account_reset_password"),
    Kind("account_reset_password_done"),
    Kind("account_inactive"),
    Kind("socialaccount_login_cancelled", suffix=" (refused)"),
    Kind("socialaccount_login_error", suffix=" (refused)", status=401),
)
SIGNED_IN = (
    Kind("places:desk", OFFICER),
    Kind("places:new", OFFICER),
    Kind("places:tier_names", OFFICER, (("code", "GM0935"),)),
    *(of_place(name) for name in ("place_desk", "preview", "visibility", "add_team_member")),
    of_place("trail", who=BOARD),
    *(of_place(f"edit_{name}") for name in SECTIONS),
    of_place(
        "team_member", "select max(id) from places_teammember where place_id = {atrium} and user_id is null"
    ),
    of_place("photo", "select max(id) from places_photo where place_id = {atrium}"),
    Kind("places:tier_names", OFFICER, (("code", "GM0935"),)),
    Kind("places:import_start", OFFICER),
    Kind("places:import_columns", OFFICER, number_from="select max(id) from places_placeimport"),
    Kind("places:import_report", OFFICER, number_from="select max(id) from places_placeimport"),
    Kind("people:account", MANAGER),
    Kind("people:account_erase", MANAGER),
    Kind("people:organisations", BOARD),
    Kind("people:organisation_new", ADMINISTRATOR),
    *(
        Kind(f"people:{name}", BOARD, (("slug", FOUNDATION),))
        for name in ("organisation", "organisation_edit", "organisation_trail")
    ),
    Kind("account_logout", MANAGER),
    Kind("account_email", MANAGER),
    Kind("account_change_password", MANAGER),
    Kind("account_reauthenticate", MANAGER),
    Kind("mfa_index", MANAGER),
    Kind("mfa_activate_totp", MANAGER),
    Kind("mfa_list_webauthn", MANAGER),
    Kind("mfa_add_webauthn", MANAGER),
    Kind("socialaccount_connections", MANAGER),
    Kind("usersessions_list", MANAGER),
)
OF_PLACES = (*PUBLIC, *SIGNED_IN)
KINDS = (*OF_PLACES, *DOSSIERS, *AGENDA, *VOICE)

SKIPPED = {
    "no page of its own, an answer for machines or a file": (
        "healthz", "readyz", "favicon", "media", "places:map_places", "places:map_outlines", "outlets:places_csv",
        "outlets:places_geojson", "outlets:places_hsds", "outlets:place_accessibility", "outlets:place_export_json",
        "outlets:place_export_csv", "api:openapi", "api:list_places", "api:get_place", "api:list_neighbourhoods",
        "api:get_neighbourhood", "api:list_municipalities", "api:nothing_here", "people:account_export",
        "places:import_refusals", "mfa_download_recovery_codes", "mfa_login_webauthn",
        "django.views.generic.base.RedirectView",
    ),
    "only takes a form, then goes to a page that is here": (
        "set_language", "places:confirm", "places:publish", "places:unpublish", "places:archive", "places:restore",
        "places:remove_exception", "places:photo_first", "places:remove_photo", "places:withdraw_consent",
        "places:remove_face", "places:end_team_role", "places:resume_team_role", "places:send_invitation_again",
        "places:import_take_over", "places:import_discard", "people:membership_end", "people:session_end", "people:invitation_withdraw",
        "people:invitation_renew", "people:organisation_invite", "people:session_end",
        *(f"places:preview_{name}" for name in SECTIONS if name not in {"exceptions", "photos", "team"}),
    ),
    "a step within signing in, walked in test_manager.py and test_passkey.py": (
        "account_confirm_login_code", "account_email_verification_sent", "mfa_authenticate", "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn", "socialaccount_signup", "openid_connect_login", "openid_connect_callback",
    ),
    "needs a letter with a key, or a second factor that is on; same forms as pages that are here": (
        "account_reset_password_from_key", "account_reset_password_from_key_done", "account_set_password",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_remove_webauthn",
        "mfa_edit_webauthn",
    ),
    "only in the demo": ("demo:post", "gallery"),
    "of dossiers": tuple(name for skipped in SKIPPED_DOSSIERS.values() for name in skipped),
    "of the agenda": tuple(name for skipped in SKIPPED_AGENDA.values() for name in skipped),
    "of being heard": tuple(name for skipped in SKIPPED_VOICE.values() for name in skipped),
}  # fmt: skip


def names(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """Every address by name, without support's pages, which are Django's own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.lookup_str}"
        elif entry.namespace != "admin":
            yield from names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
