"""May this answer be kept? What was typed is cleaned to its plain form, or refused field by field, in words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.choosing import Choice, items_of, options_of, places_of
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.asking import AnswerField, FieldKind, Question
from schuifaan.core.method.quickscan import may_decide
from schuifaan.core.method.quickscan_locations import may_choose
from schuifaan.core.method.reasons import phrase
from schuifaan.core.method.typed_values import (
    NotReadable,
    amount,
    shown,
    typed_date,
    typed_euros,
    typed_link,
    typed_number,
    typed_text,
    within,
)

__all__ = ["AnswerRefused", "check_all", "checked", "items_of", "options_of"]

MOST_TEXT = 500
MOST_LONG_TEXT = 40_000
MOST_LINES = 200
MOST_ROWS = 300
MOST_PROBLEMS = 100

ROW_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
