"""Fetching calendars that a place keeps elsewhere; core.calendars reads what comes."""
