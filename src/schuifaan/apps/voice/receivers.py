"""What follows from saving a row: pages that are kept change with it."""


def connect() -> None:
    """Filled by what shows on pages of the directory."""
