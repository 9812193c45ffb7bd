"""What is said, what is done about it, and how a place looks at itself."""

from schuifaan.apps.voice.models.burden import RuleAsked, RuleProposal
from schuifaan.apps.voice.models.evaluation import CareContact, Evaluation, EvaluationAnswer, EvaluationPoint
from schuifaan.apps.voice.models.goals import Goal, GoalMoment
from schuifaan.apps.voice.models.polls import (
    FreeLine,
    OnlineAnswer,
    Poll,
    PollEntry,
    PollOption,
    PollQuestion,
    WishCount,
    new_token,
)
from schuifaan.apps.voice.models.rounds import (
    DocumentVersion,
    Landing,
    Meeting,
    OwnTheme,
    Point,
    PointTheme,
    Round,
)
from schuifaan.apps.voice.models.signals import (
    CODE_LENGTH,
    CODE_LETTERS,
    Addition,
    Answer,
    Letter,
    Matter,
    MatterTheme,
    Signal,
)
from schuifaan.apps.voice.models.welcome import OwnTip, Reflection, SharedTip, TipChoice, TryOut, WelcomeCheck

__all__ = [
    "CODE_LENGTH",
    "CODE_LETTERS",
    "Addition",
    "Answer",
    "CareContact",
    "DocumentVersion",
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationPoint",
    "FreeLine",
    "Goal",
    "GoalMoment",
    "Landing",
    "Letter",
    "Matter",
    "MatterTheme",
    "Meeting",
    "OnlineAnswer",
    "OwnTheme",
    "OwnTip",
    "Point",
    "PointTheme",
    "Poll",
    "PollEntry",
    "PollOption",
    "PollQuestion",
    "Reflection",
    "Round",
    "RuleAsked",
    "RuleProposal",
    "SharedTip",
    "Signal",
    "TipChoice",
    "TryOut",
    "WelcomeCheck",
    "WishCount",
    "new_token",
]
