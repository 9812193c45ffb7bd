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
EVALUATION: tuple[Kind, ...] = ()
VOICE = (*WELCOME, *POLLS, *SIGNALS, *MATTERS, *ROUNDS, *EVALUATION)

# Addresses that are no page of their own, and why.
SKIPPED: dict[str, tuple[str, ...]] = {
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
