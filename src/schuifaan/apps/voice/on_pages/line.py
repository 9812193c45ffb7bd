"""One line on a page of the directory or on a desk, and the way to more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`words` say how it stands ("Er wachten 2 berichten op antwoord."); `label` names the link to `address`.

    `asks`: somebody waits for it; such lines come first and are marked.
    """

    address: str
    label: str
    words: str = ""
    asks: bool = False
    # Of Lucide; beside the words, never instead of them.
    icon: str = "message-square"
    # Shown as text of its own under the line: a goal, a wish that became something.
    items: tuple[str, ...] = ()
