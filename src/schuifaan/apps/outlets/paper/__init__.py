"""Programmes, calendars, flyers, faces and cards: what a place prints about what is on."""
