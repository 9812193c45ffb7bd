"""`bin/bench <subject>`: measures a subject on this machine and prints ratios within one run."""

import sys

SUBJECTS = ("directory", "agenda", "method", "finance", "rooms", "voice")

if __name__ == "__main__":
    subject = sys.argv[1] if len(sys.argv) > 1 else ""
    if subject not in SUBJECTS:
        sys.exit(f"Usage: bin/bench {'|'.join(SUBJECTS)}")
    from benchmarks import agenda, directory, finance, method, rooms, voice

    subjects = {
        "directory": directory,
        "agenda": agenda,
        "method": method,
        "finance": finance,
        "rooms": rooms,
        "voice": voice,
    }
    subjects[subject].main(sys.argv[2:])
