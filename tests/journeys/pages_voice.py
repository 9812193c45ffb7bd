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
POLLS: tuple[Kind, ...] = ()
SIGNALS: tuple[Kind, ...] = ()
MATTERS: tuple[Kind, ...] = ()
ROUNDS: tuple[Kind, ...] = ()
_YEAR, _LAST_YEAR = (*_ATRIUM, ("year", "2026")), (*_ATRIUM, ("year", "2025"))
_CARE = "select min(id) from voice_carecontact where place_id = {atrium}"

EVALUATION: tuple[Kind, ...] = (
    Kind("voice:care", values=_ATRIUM),
    Kind("voice:care", values=(("slug", "de-lang-taofel"),), suffix=" (nobody named)"),
    Kind("voice:public_evaluation", values=_LAST_YEAR),
    Kind("voice:evaluations", MANAGER, _ATRIUM),
    Kind("voice:evaluation", MANAGER, _YEAR),
    Kind("voice:evaluation", MANAGER, _LAST_YEAR, suffix=" finished"),
    Kind("voice:evaluation_questions", MANAGER, (*_YEAR, ("number", "1"))),
    Kind("voice:evaluation_points", MANAGER, _YEAR),
    Kind("voice:evaluation_agreed", MANAGER, _YEAR),
    Kind("voice:publish_evaluation", MANAGER, _LAST_YEAR),
    Kind("voice:care_contacts", MANAGER, _ATRIUM),
    Kind("voice:new_care_contact", MANAGER, _ATRIUM),
    Kind("voice:change_care_contact", MANAGER, _ATRIUM, number_from=_CARE),
)
VOICE = (*WELCOME, *POLLS, *SIGNALS, *MATTERS, *ROUNDS, *EVALUATION)

# Addresses that are no page of their own, and why.
SKIPPED: dict[str, tuple[str, ...]] = {
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
