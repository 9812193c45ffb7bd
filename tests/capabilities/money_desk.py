"""The money of a dossier as people work on it: what they fill in, and what the pages and the sum then say."""

import re
from typing import Any

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.money_case import money_case
from schuifaan.apps.people.models import User
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.lines import Line
from tests.capabilities.conftest import signed_in
from tests.capabilities.dossier_desk import Desk, words, words_in
from tests.factories import TODAY


class MoneyDesk(Desk):
    def come_back(self, user: User) -> None:
        """Sign in again, on another day: a session lasts no years."""
        self.client = signed_in(user)

    def choose(self, code: str) -> None:
        """The type of place."""
        self.answer("type.choice", type=f"place_type.{code}")

    def count_on(self, *sources: str) -> None:
        for source in sources:
            self.answer("money.sources", f"income.{source}", use="count_on")

    def refused(self, source: str) -> str:
        """What the form says when one may not count on this source; nothing is kept of it."""
        response = self.send("money.sources", f"income.{source}", use="count_on")
        assert response.status_code == 422
        kept = self.dossier.answers.filter(question="money.sources", item=f"income.{source}")
        assert [one.value for one in kept] in ([], [{"use": "not"}])
        return words(response)

    def rent(self, **typed: Any) -> str:
        """Add a renter, on a contract unless told otherwise; how it is called in the dossier."""
        known = {
            "name": "Koor",
            "kind": "public_interest",
            "pays_as": "room_hire_structural",
            "chance": "100",
        }
        return self.add("money.parties", **(known | typed))

    def cost(self, amount: str, **typed: Any) -> str:
        known = {"what": "Alle vaste kosten", "kind": "rent", "per": "year"}
        return self.add("money.costs", amount=amount, **(known | typed))

    # ------------------------------------------------------------------ what it comes to

    @property
    def case(self) -> BusinessCase:
        return money_case(self.dossier, answers_of(self.dossier), shipped(), today=TODAY)

    def line(self, group: str) -> Line:
        """The one line of income of a source, counted on or not."""
        (line,) = (one for one in self.case.possible if one.group == f"income.{group}")
        return line

    def money(self) -> str:
        """What the page of the sum says, with plain spaces."""
        return self.read("geld/").replace("\N{NO-BREAK SPACE}", " ")

    def card(self, source: str) -> str:
        """What the page of the sources says of one of them."""
        page = self.get("geld/bronnen/").content.decode()
        found = re.search(rf'<article class="source" id="income\.{source}">.*?</article>', page, re.DOTALL)
        assert found is not None, source
        return words_in(found[0]).replace("\N{NO-BREAK SPACE}", " ")

    def condition(self, source: str, code: str) -> str:
        """How one condition of a source stands: met, not_met or unknown."""
        (verdict,) = (one for one in self.case.verdicts if one.source.id == f"income.{source}")
        (found,) = (one.result for one in verdict.conditions if one.condition.code == code)
        return found

    def speaking(self) -> list[str]:
        """The rules that speak on the page of the sum."""
        page = self.read("geld/")
        return [one.code for one in shipped().income_rules if one.text.nl in page]
