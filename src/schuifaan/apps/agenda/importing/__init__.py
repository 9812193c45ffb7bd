"""Reading calendars that a place keeps elsewhere: from an address to bytes, from bytes to events."""
