"""What is done after the page has been answered, and what comes back by itself."""


def connect() -> None:
    """Filled by the post and the reminders."""
