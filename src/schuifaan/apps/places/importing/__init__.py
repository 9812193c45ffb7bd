"""Reading lists of places that somebody else keeps: from bytes to rows, from rows to what would change."""
