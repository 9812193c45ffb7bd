"""News that apps above may want to hear."""

from django.dispatch import Signal

# An invitation was accepted; sent inside the transaction.
# Arguments: invitation (people.Invitation), user (people.User), now (aware datetime).
# An app that tied a row to the invitation gives that row its `user` here; a receiver that raises undoes it all.
invitation_accepted = Signal()

# An invitation was withdrawn; sent inside the transaction.
# Arguments: invitation (people.Invitation), now (aware datetime).
invitation_withdrawn = Signal()

# Somebody considers erasing the account. Each receiver returns a list of sentences (lazy or plain) about what that
# would leave behind ("Dan heeft ’t Atrium geen bestuur meer."), shown before the person confirms.
# Arguments: user (people.User), today (date).
account_erasure_asked = Signal()

# The account is about to be erased; sent inside the transaction, before any row goes.
# Arguments: user (people.User), now (aware datetime).
account_will_be_erased = Signal()

# The daily round of reminders. Arguments: now (aware datetime).
# Each receiver sends its own letters and returns (letters sent, letters that could not go).
reminders_go_out = Signal()
