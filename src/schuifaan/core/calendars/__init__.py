"""Calendar files of elsewhere: from bytes to events on the clock on our wall. Plain data out, no framework."""
