"""What makes it impossible, in the database itself, that two claims hold one part at the same time.

PostgreSQL has an exclusion constraint for it. SQLite has triggers that look at the nearest claim before and
the nearest after: as long as nothing overlaps, nothing further away can.
"""

from schuifaan.apps.people.kept_rules import KeptRule

# Half-open: who starts when another ends, is welcome.
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """ALTER TABLE rooms_claimpart ADD CONSTRAINT rooms_no_overlap
        EXCLUDE USING gist (part_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&)""",
    "ALTER TABLE rooms_claim ADD CONSTRAINT rooms_claim_period UNIQUE (id, starts_at, ends_at)",
    # A held part has its claim's period, and moves along with it.
    """ALTER TABLE rooms_claimpart ADD CONSTRAINT rooms_same_period
        FOREIGN KEY (claim_id, starts_at, ends_at) REFERENCES rooms_claim (id, starts_at, ends_at)
        ON UPDATE CASCADE ON DELETE CASCADE""",
)

_CHECK = """
    SELECT RAISE(ABORT, 'overlap: this part is held at that time')
    WHERE (SELECT ends_at FROM rooms_claimpart
           WHERE part_id = NEW.part_id AND starts_at < NEW.starts_at AND id IS NOT NEW.id
           ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
       OR (SELECT starts_at FROM rooms_claimpart
           WHERE part_id = NEW.part_id AND starts_at >= NEW.starts_at AND id IS NOT NEW.id
           ORDER BY starts_at LIMIT 1) < NEW.ends_at;
    SELECT RAISE(ABORT, 'period: a part is held as long as its claim says')
    WHERE NOT EXISTS (SELECT 1 FROM rooms_claim WHERE id = NEW.claim_id
                      AND starts_at = NEW.starts_at AND ends_at = NEW.ends_at);
"""
SQLITE = (
    f"CREATE TRIGGER IF NOT EXISTS rooms_no_overlap_insert BEFORE INSERT ON rooms_claimpart BEGIN {_CHECK} END",
    f"CREATE TRIGGER IF NOT EXISTS rooms_no_overlap_update BEFORE UPDATE ON rooms_claimpart BEGIN {_CHECK} END",
    """CREATE TRIGGER IF NOT EXISTS rooms_same_period AFTER UPDATE OF starts_at, ends_at ON rooms_claim BEGIN
        UPDATE rooms_claimpart SET starts_at = NEW.starts_at, ends_at = NEW.ends_at WHERE claim_id = NEW.id;
    END""",
)


TRIGGERS = ("rooms_no_overlap_insert", "rooms_no_overlap_update", "rooms_same_period")
RULE = KeptRule(table="rooms_claimpart", postgresql=POSTGRESQL, sqlite=SQLITE, triggers=TRIGGERS)
