"""Conditions as small readable expressions, true, false or unknown: `dwellings >= 5 and access == 'neighbourhood'`."""
