"""Shifts the clock of the served product, so that "open now" means the same on every day of testing."""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["SCHUIFAAN_JOURNEY_SHIFT"]), tick=True).start()
