"""Every kind of page of the agenda, of rooms and of what leaves the building, in the demo city."""

from tests.journeys.kinds import ADMINISTRATOR, HOST, MANAGER, NOBODY, Kind

DAALHOF = "BU09350209"
ATRIUM, LUNCH = "t-atrium", "soeplunch-t-atrium"
READER = "lezer@example.org"

# `{atrium}` is the number of the place.
ACTIVITY = "select id from agenda_activity where slug = 'soeplunch-t-atrium'"
OF_ACTIVITY = {
    "series": "select activity_id, min(id) from agenda_series where activity_id = ({activity}) group by 1",
    "occurrence": "select activity_id, id from agenda_occurrence where activity_id = ({activity}) order by starts_at limit 1",
}
OCCURRENCE = (
    "select o.id from agenda_occurrence o join agenda_activity a on a.id = o.activity_id"
    " where a.slug = 'soeplunch-t-atrium' order by o.starts_at limit 1"
)
PLACED = "select token from agenda_signup where first_name = 'Mia'"
SUBSCRIBED = "select token from outlets_subscription where email = 'lezer@example.org'"
SUGGESTION = "select min(id) from agenda_suggestion where place_id = {atrium}"
SPOT = "select min(id) from agenda_spot"
# A choir that comes every week.
CHOIR = "from rooms_party p join rooms_booking b on b.party_id = p.id where p.name = 'Koor De Nachtegaal'"
TO_COME = (
    "select p.token, b.number, t.id from rooms_party p join rooms_booking b on b.party_id = p.id"
    " join rooms_bookingtime t on t.booking_id = b.id where p.name = 'Koor De Nachtegaal'"
    " order by t.starts_at desc limit 1"
)
ASKED = "select number from rooms_booking where title = 'Oma wordt tachtig'"
WARNED = "select number from rooms_booking where title = 'Pannen op proef'"
SERIES = (
    "select b.number, t.id from rooms_bookingtime t join rooms_booking b on b.id = t.booking_id"
    " where b.title = 'Koor De Nachtegaal' order by t.starts_at desc limit 1"
)
KEY = "select min(id) from rooms_keyset where place_id = {atrium}"
LENT = "select max(l.id) from rooms_keyloan l join rooms_keyset k on k.id = l.key_set_id where k.place_id = {atrium}"
AGREED = "select min(id) from rooms_agreement where place_id = {atrium}"
BILL = "select min(id) from rooms_invoice where place_id = {atrium}"
SIGNED = (
    "select a.id, min(s.id) from rooms_agreement a join rooms_signatory s on s.agreement_id = a.id"
    " where a.place_id = {atrium} and s.for_place and a.status = 'signed' group by a.id order by a.id limit 1"
)
ROOM = "select min(id) from rooms_room where place_id = {atrium}"
RATE_CARD = "select min(id) from rooms_ratecard where place_id = {atrium}"
SEASON = "select min(id) from rooms_season where place_id = {atrium}"


def booked(
    name: str, number_from: str = "", number_for: str = "number", query: str = "", suffix: str = ""
) -> Kind:
    """At the desk, about bookings."""
    return Kind(f"rooms:{name}", MANAGER, (("slug", ATRIUM),), query, number_from, number_for, suffix)


def at(
    name: str, who: str = MANAGER, *, slug: str = ATRIUM, number_from: str = "", number_for: str = "pk"
) -> Kind:
    return Kind(f"agenda:{name}", who, (("slug", slug),), number_from=number_from, number_for=number_for)


def of_lunch(name: str, and_its: str = "", who: str = MANAGER) -> Kind:
    """At the desk: the activity alone, or with one of its series or times."""
    if not and_its:
        return at(name, who, number_from=ACTIVITY)
    return at(
        name, who, number_from=OF_ACTIVITY[and_its].format(activity=ACTIVITY), number_for=f"pk {and_its}"
    )


def activity(slug: str, suffix: str, query: str = "") -> Kind:
    return Kind("agenda:activity", values=(("slug", slug),), query=query, suffix=f" ({suffix})")


def in_area(name: str, code: str = DAALHOF, query: str = "", suffix: str = "", **values: str) -> Kind:
    return Kind(name, values=(("code", code), *values.items()), query=query, suffix=suffix)


FOR_RESIDENTS = (
    Kind("agenda:list", query="?dag=vandaag&prijs=gratis&soort=drop_in", suffix=" (filtered)"),
    Kind("agenda:list", query="?dag=2026-12-25&taal=fr", suffix=" (nothing found)"),
    in_area("agenda:neighbourhood", query="?rondom=1"),
    Kind("agenda:place", values=(("slug", ATRIUM),)),
    Kind("agenda:place_month", values=(("slug", ATRIUM), ("month", "2026-12"))),
    activity(LUNCH, "with signing up"),
    activity("koken-met-de-hele-straat-de-keuken-van-mariaberg", "in Arabic", "?tekst=ar"),
    activity("de-wijkquiz-t-atrium", "travels along"),
    activity("koffie-onder-de-kersenboom-repetitielokaal-de-pauk", "outside"),
    Kind("agenda:sign_up", values=(("slug", LUNCH),), number_from=OCCURRENCE, number_for="occurrence"),
    Kind("agenda:my_sign_up", number_from=PLACED, number_for="token"),
    Kind("agenda:my_sign_up", values=(("token", "no-such-sign-up"),), suffix=" (gone)", status=404),
    at("suggest", NOBODY),
    at("suggested", NOBODY),
    Kind("rooms:ask", values=(("slug", ATRIUM),), query="?dag=2026-12-01&van=19:00", number_from=ROOM),
    Kind("rooms:party", number_from=f"select p.token {CHOIR} limit 1", number_for="token"),
    Kind("rooms:party", values=(("token", "no-such-party"),), suffix=" (gone)", status=404),
    Kind("rooms:party_details", number_from=f"select p.token {CHOIR} limit 1", number_for="token"),
    Kind("rooms:party_ask", number_from=f"select p.token, b.room_id {CHOIR} limit 1", number_for="token pk"),
    *(
        Kind(
            name,
            number_from=f"select p.token, b.number {CHOIR} limit 1",
            number_for="token number",
            status=status,
        )
        for name, status in (
            ("rooms:party_booking", 200),
            ("rooms:party_said", 200),
            ("rooms:party_cancel", 422),
        )
    ),
    Kind("rooms:party_move", number_from=TO_COME, number_for="token number time"),
    Kind("rooms:search"),
    Kind("rooms:search", query="?hoe_vaak=een&dagdeel=avond&dag=gisteren", suffix=" (refused)", status=422),
)
WAYS_OUT = (
    Kind("outlets:printing", values=(("slug", ATRIUM),)),
    Kind("outlets:screen_explained", values=(("slug", ATRIUM),)),
    Kind("outlets:place_embed_code", values=(("key", ATRIUM),)),
    Kind("outlets:text_block", values=(("key", DAALHOF),)),
    in_area("outlets:newsletter"),
    Kind("outlets:newsletter_confirm", number_from=SUBSCRIBED, number_for="token"),
    Kind("outlets:newsletter_leave", number_from=SUBSCRIBED, number_for="token"),
    Kind("outlets:newsletter_leave", values=(("token", "no-such-reader"),), suffix=" (gone)", status=404),
)
DESK = (
    *(
        at(name)
        for name in ("desk", "new", "ideas", "occasions", "pauses", "announcements", "spots", "calendars")
    ),
    at("spot", ADMINISTRATOR, slug="repetitielokaal-de-pauk", number_from=SPOT, number_for="spot"),
    at("kit_list", ADMINISTRATOR, slug="repetitielokaal-de-pauk", number_from=SPOT, number_for="spot"),
    *(of_lunch(name) for name in ("edit", "plan", "add_series", "roadshow")),
    of_lunch("change_series", "series"),
    *(of_lunch(name, "occurrence") for name in ("occurrence", "sign_ups")),
    at("calls"),
    at("suggestions"),
    at("suggestion", number_from=SUGGESTION),
    at("desk", HOST, slug="huiskamer-daalhof"),
    Kind("agenda:school_holidays", ADMINISTRATOR),
    Kind("rooms:list", MANAGER, (("slug", ATRIUM),)),
    Kind("rooms:room", MANAGER, (("slug", ATRIUM),), number_from=ROOM),
    Kind("rooms:equipment", MANAGER, (("slug", ATRIUM),)),
    Kind("rooms:block", MANAGER, (("slug", ATRIUM),), number_from=ROOM),
    Kind("rooms:offered", values=(("slug", ATRIUM),)),
    Kind("rooms:offered_room", values=(("slug", ATRIUM),), number_from=ROOM),
    booked("diary_imports"),
    *(booked(name) for name in ("bookings", "new_booking", "booking_week", "day_sheet", "parties")),
    Kind("outlets:booking_calendar", MANAGER, (("slug", ATRIUM),)),
    booked("bookings", query="?status=confirmed&zoek=koor", suffix=" (found)"),
    booked("booking", ASKED),
    booked("booking", WARNED, suffix=" (warned)"),
    booked("booking_said", ASKED),
    booked("cancel_booking", ASKED),
    booked("booking_time", SERIES, "number time"),
    booked("party_card", "select min(id) from rooms_party where place_id = {atrium}", "party"),
    Kind("rooms:own_parties", HOST),
    Kind("rooms:own_parties", MANAGER, suffix=" (none)"),
    booked("agreement", f"{AGREED} and status = 'signed'", "pk"),
    booked("agreement", f"{AGREED} and status = 'draft'", "pk", suffix=" (draft)"),
    booked("change_agreement", f"{AGREED} and status = 'draft'", "pk"),
    booked("agreement_successor", SIGNED, "pk signatory"),
    *(
        Kind(
            f"rooms:{name}",
            MANAGER,
            (("slug", ATRIUM), ("step", step)),
            number_from=f"{AGREED} and status = '{status}'",
            suffix=f" ({step})",
        )
        for name, step, status in (
            ("agreement_step", "tekenen", "draft"),
            ("agreement_step", "terugkijken", "signed"),
            ("agreement_step", "verzekering", "signed"),
            ("agreement_step", "opzeggen", "signed"),
            ("agreement_step", "opleveren", "notice"),
        )
    ),
    *(
        booked(
            "invoice",
            f"{BILL} and {what}",
            "pk",
            suffix=suffix,
        )
        for what, suffix in (
            ("status = 'open'", " (late)"),
            ("status = 'paid'", " (paid)"),
            ("kind = 'credit'", " (credit)"),
        )
    ),
    booked("new_invoice", query="?huurder=1"),
    *(booked(name) for name in ("keys", "new_key")),
    booked("keys", query="?zoek=niemand", suffix=" (nothing found)"),
    *(booked(name, KEY, "pk") for name in ("key", "change_key", "hand_out_key")),
    booked("key_receipt", LENT, "loan"),
    *(
        Kind(f"rooms:{name}", MANAGER, (("slug", ATRIUM),))
        for name in ("letting", "rates", "day_parts", "agreements", "new_agreement")
    ),
    *(
        Kind(f"rooms:{name}", MANAGER, (("slug", ATRIUM),))
        for name in ("invoices", "invoices_month", "invoices_books", "usage", "payment_key")
    ),
    *(
        Kind(f"rooms:{name}", MANAGER, (("slug", ATRIUM),), number_from=RATE_CARD)
        for name in ("rate_card", "copy_rate_card")
    ),
    Kind("rooms:seasons", MANAGER, (("slug", ATRIUM),)),
    *(
        Kind(f"rooms:{name}", MANAGER, (("slug", ATRIUM),), number_from=SEASON)
        for name in ("season", "change_season", "settle_season", "add_season_wish")
    ),
    Kind(
        "rooms:season", MANAGER, (("slug", ATRIUM),), number_from=SEASON, query="?wens=1", suffix=" (giving)"
    ),
)
AGENDA = (*FOR_RESIDENTS, *WAYS_OUT, *DESK)

_FEEDS = ("agenda", "place", "activity", "neighbourhood", "district", "municipality")
_TEXTS = ("text_block", "district_text_block", "place_text_block")
SKIPPED = {
    "no page of its own, an answer for machines or a file": (
        *(f"outlets:{name}_{kind}" for name in _FEEDS for kind in ("ics", "atom")),
        *(f"outlets:{name}_{kind}" for name in _TEXTS for kind in ("txt", "docx", "html")),
        *(f"outlets:{name}_pdf" for name in (
            "place_week", "place_month", "place_team", "place_invitations", "neighbourhood_week", "activity_flyer", "spot_kit",
        )),
        "rooms:day_sheet_pdf", "rooms:usage_file", "rooms:agreement_days", "outlets:room_ics", "outlets:flyer_of", "outlets:oembed", "outlets:screen_worker", "api:list_activities",
        "api:get_activity", "api:list_occurrences", "api:list_rooms", "api:get_room", "api:list_free_times", "outlets:party_ics",
        "outlets:place_bookings_ics",
    ),
    "the same page about something else, of which one is here": (
        "agenda:neighbourhood_month", "agenda:district", "agenda:municipality", "agenda:change_following",
        "outlets:place_text_block", "outlets:district_text_block", "outlets:neighbourhood_embed_code",
        "outlets:activity_embed_code",
    ),
    "bare, without our frame around it; looked at in every size and colour in test_screen.py": (
        "outlets:screen", "outlets:place_embed", "outlets:neighbourhood_embed", "outlets:activity_embed",
    ),
    "seen by who just sent or chose something, in test_ask_for_a_room.py": ("rooms:asked", "rooms:party_change"),
    "seen by who just read a diary in, in tests/apps/rooms/test_diary_import_pages.py": (
        "rooms:diary_rooms", "rooms:diary_columns", "rooms:diary_check",
    ),
    "a file; each is seen in tests/apps/rooms/test_invoice_pages.py and test_agreement_pages.py": (
        "rooms:invoice_pdf", "rooms:invoice_ubl", "rooms:invoices_export", "rooms:party_invoice", "rooms:agreement_file",
    ),
    "the demo speaks to no provider of payments; seen in tests/apps/rooms/payments/": ("rooms:pay",),
    "only leads on to the page of a party": ("rooms:own_party",),
    "the form of a new wish, already here with another heading; and the page of a party behind its secret link": (
        "rooms:change_season_wish", "rooms:season_wish",
    ),
    "only takes a form, then goes to a page that is here": (
        "agenda:answer_suggestion", "agenda:answer_visit", "agenda:called", "agenda:cancel", "agenda:cancel_sign_up",
        "agenda:copy", "agenda:decide_holiday", "agenda:delete", "agenda:go_on", "agenda:load_school_holidays", "agenda:move",
        "agenda:picture", "agenda:publish", "agenda:refresh_calendar", "agenda:remove_announcement", "agenda:remove_pause",
        "agenda:remove_school_holiday", "agenda:restore", "agenda:stop", "agenda:stop_calendar", "agenda:unpublish",
        "rooms:answer_booking", "rooms:undo_answer", "rooms:booking_door",
        "rooms:stop_waiting", "rooms:swap_time", "rooms:add_back", "rooms:no_show",
        "rooms:door_duty", "rooms:send_party_link", "rooms:renew_party_link", "rooms:merge_party", "rooms:diary_discard",
        "rooms:diary_decide", "rooms:diary_decide_rest",
        "rooms:party_add_back", "rooms:party_waiting", "rooms:describe", "rooms:remove_picture", "rooms:retire", "rooms:unblock", "rooms:remove_rate_card",
        "rooms:close_agreement", "rooms:discard_agreement",
        "rooms:divide_season", "rooms:withdraw_season_wish", "rooms:allot_hour", "rooms:take_away_hour",
        "rooms:withdraw_own_wish",
        "rooms:retire_key", "rooms:use_key_again", "rooms:lose_key", "rooms:find_key", "rooms:take_back_key",
        "rooms:undo_take_back_key", "rooms:invoices_make", "rooms:invoice_paid", "rooms:invoice_unpaid",
        "rooms:invoice_remind", "rooms:invoice_credit", "rooms:remove_payment_key", "rooms:payment_seen",
        "rooms:payment_news",
    ),
}  # fmt: skip
