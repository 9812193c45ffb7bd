"""Every kind of page of being heard, in the demo city. Each area has its own list."""

from tests.journeys.kinds import MANAGER, OFFICER, Kind

ATRIUM = "t-atrium"

_ATRIUM = (("slug", ATRIUM),)
_OPEN = "select id from voice_welcomecheck where place_id = {atrium} and finished_at is null"
_FINISHED = "select id from voice_welcomecheck where place_id = {atrium} and finished_at is not null"
_TO_TRY = (
    "select c.id, t.id from voice_tryout t join voice_welcomecheck c on c.id = t.check_of_id"
    " where c.place_id = {atrium} and c.finished_at is null and t.spot = 1"
)
_PAGE = (*_ATRIUM, ("element", "e1"))

WELCOME: tuple[Kind, ...] = (
    Kind("voice:welcome", MANAGER, _ATRIUM),
    Kind("voice:welcome_page", MANAGER, _PAGE, number_from=_OPEN, number_for="check"),
    Kind("voice:welcome_trying", MANAGER, _ATRIUM, number_from=_OPEN, number_for="check"),
    Kind("voice:welcome_tried", MANAGER, _ATRIUM, number_from=_TO_TRY, number_for="check pk"),
    Kind("voice:welcome_result", MANAGER, _ATRIUM, number_from=_FINISHED, number_for="check"),
    Kind("voice:welcome_result", MANAGER, _ATRIUM, number_from=_OPEN, number_for="check", suffix=" so far"),
    Kind("voice:welcome_others", MANAGER, _PAGE),
    Kind("voice:welcome_share", MANAGER, _ATRIUM),
    Kind("voice:tips_tried", OFFICER, (("code", "GM0935"),)),
)
_POLL = "select id from voice_poll where place_id = {atrium} and state = 'open' limit 1"
_POLL_TOKEN = "select token from voice_poll where place_id = {atrium} and state = 'open' limit 1"
_OVER = "select token from voice_poll where state = 'closed' and closes_on is not null limit 1"
_PILE = (
    "select p.id, e.id from voice_pollentry e join voice_poll p on p.id = e.poll_id"
    " where p.place_id = {atrium} and e.way = 'paper' limit 1"
)
_LINE = (
    "select q.poll_id, l.id from voice_freeline l join voice_pollquestion q on q.id = l.question_id"
    " join voice_poll p on p.id = q.poll_id where p.place_id = {atrium} and l.text like '%mevrouw%' limit 1"
)
_GOAL = "select id from voice_goal where place_id = {atrium} order by set_on limit 1"

POLLS: tuple[Kind, ...] = (
    Kind("voice:poll", number_from=_POLL_TOKEN, number_for="token"),
    Kind("voice:poll", number_from=_OVER, number_for="token", suffix=" (closed)", status=410),
    Kind("voice:poll_thanks", number_from=_POLL_TOKEN, number_for="token"),
    Kind("voice:poll_result", number_from=_POLL_TOKEN, number_for="token", suffix=" (not yet)"),
    Kind("voice:poll_result", number_from=_OVER, number_for="token"),
    Kind("voice:poll_said", values=(("position", "2"),), number_from=_OVER, number_for="token"),
    Kind("voice:goals_together", values=_ATRIUM),
    Kind("voice:polls", MANAGER, _ATRIUM),
    Kind("voice:new_poll", MANAGER, _ATRIUM),
    *(
        Kind(f"voice:{name}", MANAGER, _ATRIUM, number_from=_POLL)
        for name in ("poll_desk", "poll_questions", "poll_preview", "type_over", "poll_lines")
    ),
    Kind("voice:poll_entry", MANAGER, _ATRIUM, number_from=_PILE, number_for="pk entry"),
    Kind("voice:poll_line", MANAGER, _ATRIUM, number_from=_LINE, number_for="pk line"),
    Kind("voice:goals", MANAGER, _ATRIUM),
    Kind("voice:new_goal", MANAGER, _ATRIUM),
    Kind("voice:goal", MANAGER, _ATRIUM, number_from=_GOAL),
    Kind("voice:ask_goal", MANAGER, _ATRIUM, number_from=_GOAL),
    Kind("voice:talks", MANAGER, _ATRIUM),
)
_SIGNAL = "select min(token) from voice_signal s join voice_matter m on m.id = s.matter_id where m.{state}"
_OPENED = _SIGNAL.replace("{state}", "reopened_at is not null")
_ANSWERED = _SIGNAL.replace("{state}", "state = 'answered'")
_HELD = _SIGNAL.replace("{state}", "state = 'held'")

SIGNALS: tuple[Kind, ...] = (
    Kind("voice:tell_start"),
    Kind("voice:tell_start", query="?q=atrium", suffix=" for a place"),
    Kind("voice:tell_start", query="?q=xyzzy", suffix=" (nothing found)"),
    Kind("voice:tell_place", values=_ATRIUM),
    Kind("voice:tell_place", values=(("slug", "de-lang-taofel"),), suffix=" (a place without a team)"),
    Kind("voice:tell_municipality", values=(("code", "GM0935"),), query="?buurt=BU09350400&soort=new_place"),
    Kind("voice:find"),
    Kind("voice:thanks", number_from=_ANSWERED, number_for="token"),
    Kind("voice:signal", number_from=_ANSWERED, number_for="token", suffix=" answered"),
    Kind("voice:signal", number_from=_OPENED, number_for="token", suffix=" opened again"),
    Kind("voice:signal", number_from=_HELD, number_for="token", suffix=" held"),
    Kind("voice:signal", values=(("token", "onbekend"),), suffix=" (unknown)", status=404),
)
_MATTER = "select min(id) from voice_matter where place_id = {atrium} and \"to\" = 'place'"
_WAITS, _ANSWERED, _HELD = (
    f"{_MATTER} and {what}"
    for what in (
        "kind = 'idea' and state = 'looked_at'",
        "kind = 'broken' and state = 'answered'",
        "state = 'held'",
    )
)
_AT_TOWN = "select min(id) from voice_matter where \"to\" = 'municipality' and kind = 'rule'"
_TOWN = (("code", "GM0935"),)
MATTERS: tuple[Kind, ...] = (
    Kind("voice:matters", MANAGER, _ATRIUM),
    Kind("voice:matters", MANAGER, _ATRIUM, "?status=alles&zoek=dak", suffix=" found nothing"),
    Kind("voice:matters", MANAGER, _ATRIUM, "?status=tegengehouden", suffix=" held back"),
    Kind("voice:matter", MANAGER, _ATRIUM, number_from=_WAITS),
    Kind("voice:matter", MANAGER, _ATRIUM, number_from=_ANSWERED, suffix=" answered"),
    Kind("voice:matter", MANAGER, _ATRIUM, number_from=_HELD, suffix=" held back"),
    Kind("voice:matter_answer", MANAGER, _ATRIUM, number_from=_WAITS),
    Kind("voice:matter_arrange", MANAGER, _ATRIUM, number_from=_WAITS),
    Kind("voice:matter_same", MANAGER, _ATRIUM, "?zoek=e", number_from=_WAITS),
    Kind("voice:matter_pass_on", MANAGER, _ATRIUM, number_from=_WAITS),
    Kind("voice:matter_publish", MANAGER, _ATRIUM, number_from=_ANSWERED),
    Kind("voice:calls", MANAGER, _ATRIUM),
    Kind("voice:note_signal", MANAGER, _ATRIUM),
    Kind("voice:city_matters", OFFICER, _TOWN),
    Kind("voice:city_matter", OFFICER, _TOWN, number_from=_AT_TOWN),
    Kind("voice:city_matter_answer", OFFICER, _TOWN, number_from=_AT_TOWN),
    Kind("voice:city_matter_arrange", OFFICER, _TOWN, number_from=_AT_TOWN),
    Kind("voice:city_matter_same", OFFICER, _TOWN, number_from=_AT_TOWN),
    Kind("voice:city_matter_pass_on", OFFICER, _TOWN, number_from=_AT_TOWN),
    Kind("voice:city_matter_publish", OFFICER, _TOWN, number_from=_AT_TOWN),
    Kind("voice:city_calls", OFFICER, _TOWN),
    Kind("voice:city_note_signal", OFFICER, _TOWN),
    Kind("voice:city_new_places", OFFICER, _TOWN),
)
_PLAN = (("slug", "plan-voor-ontmoetingsplekken"),)
_HOURS = (("slug", "nieuwe-openingstijden"),)
_CITY = (("code", "GM0935"),)
_MEETING = (
    "select min(m.id) from voice_meeting m join voice_round r on r.id = m.round_id where r.slug like 'plan-%'"
)
_ASKED = "select min(id) from voice_ruleasked"

ROUNDS: tuple[Kind, ...] = (
    Kind("voice:said_place", values=_ATRIUM),
    Kind("voice:said_place", values=(("slug", "de-lang-taofel"),), suffix=" (nothing yet)"),
    Kind("voice:said_neighbourhood", values=(("code", "BU09350000"),)),
    Kind("voice:said_district", values=(("code", "WK093500"),)),
    Kind("voice:said_municipality", values=_CITY),
    Kind("voice:round", values=_PLAN),
    Kind("voice:round", values=_PLAN, query="?zoek=koffie&thema=theme.T9&status=running", suffix=" searched"),
    Kind("voice:round_version", values=(*_PLAN, ("number", "2"))),
    Kind("voice:place_rounds", MANAGER, _ATRIUM),
    Kind("voice:new_place_round", MANAGER, _ATRIUM),
    Kind("voice:municipality_rounds", OFFICER, _CITY),
    Kind("voice:new_municipality_round", OFFICER, _CITY),
    Kind("voice:round_desk", OFFICER, _PLAN),
    Kind("voice:change_round", OFFICER, _PLAN),
    Kind("voice:new_meeting", OFFICER, _PLAN),
    Kind("voice:meeting", OFFICER, _PLAN, number_from=_MEETING),
    Kind("voice:new_point", MANAGER, _HOURS),
    Kind("voice:import_points", MANAGER, _HOURS),
    Kind("voice:point", MANAGER, (*_HOURS, ("number", "1"))),
    Kind("voice:change_point", MANAGER, (*_HOURS, ("number", "1"))),
    Kind("voice:answer_point", MANAGER, (*_HOURS, ("number", "1"))),
    Kind("voice:reactions", MANAGER, _HOURS),
    Kind("voice:new_version", MANAGER, _HOURS),
    Kind("voice:version", MANAGER, (*_HOURS, ("number", "2"))),
    Kind("voice:change_version", MANAGER, (*_HOURS, ("number", "2"))),
    Kind("voice:themes", OFFICER, _CITY),
    Kind("voice:theme", OFFICER, _CITY, number_from="select min(id) from voice_owntheme"),
    Kind("voice:place_rules", MANAGER, _ATRIUM),
    Kind("voice:municipality_rules", OFFICER, _CITY),
    Kind("voice:answer_rule", OFFICER, _CITY, number_from=_ASKED),
)
# The demo looks back on the year it is loaded in, and on the one before.
_YEAR = "select max(year) from voice_evaluation where place_id = {atrium}"
_LAST_YEAR = f"{_YEAR} and finished_at is not null"
_CARE = "select min(id) from voice_carecontact where place_id = {atrium}"

EVALUATION: tuple[Kind, ...] = (
    Kind("voice:care", values=_ATRIUM),
    Kind("voice:care", values=(("slug", "de-lang-taofel"),), suffix=" (nobody named)"),
    Kind("voice:public_evaluation", values=_ATRIUM, number_from=_LAST_YEAR, number_for="year"),
    Kind("voice:evaluations", MANAGER, _ATRIUM),
    Kind("voice:evaluation", MANAGER, _ATRIUM, number_from=_YEAR, number_for="year"),
    Kind("voice:evaluation", MANAGER, _ATRIUM, number_from=_LAST_YEAR, number_for="year", suffix=" finished"),
    Kind(
        "voice:evaluation_questions",
        MANAGER,
        (*_ATRIUM, ("number", "1")),
        number_from=_YEAR,
        number_for="year",
    ),
    Kind("voice:evaluation_points", MANAGER, _ATRIUM, number_from=_YEAR, number_for="year"),
    Kind("voice:evaluation_agreed", MANAGER, _ATRIUM, number_from=_YEAR, number_for="year"),
    Kind("voice:publish_evaluation", MANAGER, _ATRIUM, number_from=_LAST_YEAR, number_for="year"),
    Kind("voice:care_contacts", MANAGER, _ATRIUM),
    Kind("voice:new_care_contact", MANAGER, _ATRIUM),
    Kind("voice:change_care_contact", MANAGER, _ATRIUM, number_from=_CARE),
)
VOICE = (*WELCOME, *POLLS, *SIGNALS, *MATTERS, *ROUNDS, *EVALUATION)

# Addresses that are no page of their own, and why.
SKIPPED: dict[str, tuple[str, ...]] = {
    "a button beside what somebody let know": ("voice:signal_add", "voice:signal_helped"),
    "a poll or a talk sheet on paper, or as a table": (
        "voice:poll_form_pdf",
        "voice:poll_slip_pdf",
        "voice:poll_csv",
        "voice:talks_pdf",
        "voice:talk_pdf",
    ),
    "a button of a poll or a goal": (
        "voice:open_poll",
        "voice:close_poll",
        "voice:copy_poll",
        "voice:drop_poll",
        "voice:take_back_entry",
        "voice:line_to_activity",
        "voice:wish_to_activity",
        "voice:undo_goal",
    ),
    "a round, or what was said and done, as a pdf": (
        "voice:round_pdf",
        "voice:said_place_pdf",
        "voice:said_neighbourhood_pdf",
        "voice:said_district_pdf",
        "voice:said_municipality_pdf",
    ),
    "a button of a round, a theme or a form that was asked": (
        "voice:remove_meeting",
        "voice:remove_point",
        "voice:remove_landing",
        "voice:take_up",
        "voice:link_sentence",
        "voice:mark_final",
        "voice:remove_theme",
        "voice:take_back_rule",
    ),
    "a card or a look back as a pdf": (
        "voice:care_pdf",
        "voice:care_pdf_small",
        "voice:evaluation_pdf",
        "voice:public_evaluation_pdf",
    ),
    "a button of a look back or of whom to call": (
        "voice:begin_evaluation",
        "voice:check_care_contact",
        "voice:drop_evaluation",
        "voice:finish_evaluation",
        "voice:looked_again",
        "voice:move_care_contact",
        "voice:put_back_care_contact",
        "voice:remove_care_contact",
        "voice:reopen_evaluation",
        "voice:unpublish_evaluation",
    ),
    "a button of the desk that handles what people said": (
        "voice:matters_combine",
        "voice:matter_do",
        "voice:called",
        "voice:city_matters_combine",
        "voice:city_matter_do",
        "voice:city_called",
    ),
    "what other programs read": (
        "api:belongs_to_the_place",
        "api:get_round",
        "api:list_answers",
        "api:list_goals",
        "api:list_rounds",
        "api:list_themes",
    ),
    "pdf": ("voice:welcome_blank", "voice:welcome_cards", "voice:welcome_poster"),
    "post only": (
        "voice:welcome_begin",
        "voice:welcome_borrow",
        "voice:welcome_finish",
        "voice:welcome_go_on",
        "voice:welcome_share_again",
        "voice:welcome_take_back",
        "voice:welcome_try_now",
    ),
}
