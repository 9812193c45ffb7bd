"""What being heard adds to the pages of the directory and to the desk of a place."""


def connect() -> None:
    """Filled by the pages below."""
