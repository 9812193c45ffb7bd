"""Working on a dossier as people do: by its pages, its forms and its files."""

import html
import io
import re
from typing import Any

import openpyxl
import pypdf

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.people.models import User
from tests.capabilities.conftest import signed_in

# What a browser does not show; what is hidden from the eye is still read aloud.
UNSEEN = re.compile(r"<(script|style|svg|head)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def words(response: Any) -> str:
    """The words of a page, spaces and tags aside."""
    return words_in(response.content.decode())


def words_in(part: str) -> str:
    """The words of a piece of a page."""
    text = TAG.sub(" ", UNSEEN.sub(" ", part))
    return re.sub(r" ([.,:;?!)])", r"\1", " ".join(html.unescape(text).split()))


def section(response: Any, heading: str) -> str:
    """The words of the part of a page under the heading with that id."""
    found = re.search(
        rf'<section[^>]*aria-labelledby="{heading}".*?</section>', response.content.decode(), re.DOTALL
    )
    assert found is not None, heading
    return words_in(found[0])


class Desk:
    """A dossier at the desk of one of its people, begun by the form that everybody begins with."""

    def __init__(
        self, user: User, *, title: str = "Buurtkamer Malberg", kind: str = "idea", **begin: str
    ) -> None:
        self.client = signed_in(user)
        address = "/beheer/dossiers/nieuw/"
        begun = self.client.get(address, begin)
        sent = {name: begun.context["form"][name].value() or "" for name in begun.context["form"].fields}
        made = self.client.post(address, {**sent, **begin, "title": title, "kind": kind})
        assert made.status_code == 302, words(made)
        self.base = made["Location"]
        self.dossier = Dossier.objects.get(key=self.base.split("/")[-2])

    def get(self, rest: str, **asked: str) -> Any:
        response = self.client.get(f"{self.base}{rest}", asked)
        assert response.status_code == 200, rest
        return response

    def read(self, rest: str, **asked: str) -> str:
        return words(self.get(rest, **asked))

    def send(self, question: str, item: str = "", **typed: Any) -> Any:
        """Open the page of an answer, type over some of it, send the rest as it stood."""
        rest = f"vraag/{question}/{item}/" if item else f"vraag/{question}/"
        page = self.get(rest)
        sent: dict[str, Any] = {"revision": page.context["revision"], "row": page.context["asked"].item}
        for bound in page.context["form"]:
            value = bound.value()
            if value is not None:
                sent[bound.html_name] = value
        return self.client.post(f"{self.base}{rest}", {**sent, **typed})

    def answer(self, question: str, item: str = "", **typed: Any) -> None:
        response = self.send(question, item, **typed)
        assert response.status_code == 302, words(response)

    def add(self, question: str, **typed: Any) -> str:
        """Add a row; how it is called in the dossier."""
        before = self.rows(question)
        self.answer(question, "nieuw", **typed)
        (key,) = self.rows(question) - before
        return key

    def option(self, question: str, item: str, field: str, named: str) -> str:
        """What the form sends for the choice with that text."""
        choices = self.get(f"vraag/{question}/{item}/").context["form"][field].field.choices
        (found,) = [value for value, label in choices if named in str(label)]
        return str(found)

    def rows(self, question: str) -> set[str]:
        return set(self.dossier.answers.filter(question=question).values_list("item", flat=True))

    def kept(self, question: str, item: str = "") -> dict[str, Any]:
        return dict(self.dossier.answers.get(question=question, item=item).value)

    # ------------------------------------------------------------------ files

    def file(self, name: str) -> bytes:
        """A document as one takes it along, by its name: "besluitnota.pdf"."""
        listed = self.get("uitvoer/").content.decode()
        assert f'href="{self.base}uitvoer/{name}"' in listed, name
        content: bytes = self.get(f"uitvoer/{name}").content
        return content

    def pdf(self, slug: str) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.file(f"{slug}.pdf")))

    def sheets(self, slug: str) -> dict[str, list[tuple[Any, ...]]]:
        book = openpyxl.load_workbook(io.BytesIO(self.file(f"{slug}.xlsx")))
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def printed(pdf: pypdf.PdfReader) -> str:
    """The words of a PDF; what was broken at the end of a line is one word again."""
    text = " ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").replace("\u00ad", "")
    return " ".join(re.sub("[-‐]\\s+", "", text).replace("\xa0", " ").split())
