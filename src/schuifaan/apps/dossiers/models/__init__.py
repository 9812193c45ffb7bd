"""What a dossier keeps: answers with their history, people, links, and an organisation's own knowledge."""

from schuifaan.apps.dossiers.models.answer import Answer, AnswerChange, Version
from schuifaan.apps.dossiers.models.dossier import Dossier, DossierMember, ShareLink
from schuifaan.apps.dossiers.models.listening import Questionnaire, Wish
from schuifaan.apps.dossiers.models.local import LocalRule
from schuifaan.apps.dossiers.models.own import FundProposal, OwnItem, RolePolicy
from schuifaan.apps.dossiers.models.working import Comment, DossierPhoto, Task

__all__ = [
    "Answer",
    "AnswerChange",
    "Comment",
    "Dossier",
    "DossierMember",
    "DossierPhoto",
    "FundProposal",
    "LocalRule",
    "OwnItem",
    "Questionnaire",
    "RolePolicy",
    "ShareLink",
    "Task",
    "Version",
    "Wish",
]
