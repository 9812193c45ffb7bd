"""What each part of being heard has to say on a page of the directory or on the desk of a place."""
