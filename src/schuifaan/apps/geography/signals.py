"""News from geography for the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction after areas were imported or drawn or got
# another main postcode, with `municipalities` (set of codes)
# and `now`. Who derives a neighbourhood from a coordinate derives it again.
outlines_changed = Signal()
