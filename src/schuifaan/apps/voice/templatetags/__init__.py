"""Template tags of being heard."""
