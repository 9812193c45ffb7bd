"""What makes it impossible, in the database itself, that a final text leaves somebody without an answer.

A version cannot be made final while a point of its round is open, and once the newest version is final no point
can be open: a newer version comes first. On PostgreSQL both sides hold the round, so that neither can happen while
the other does; SQLite has one writer at a time.
"""

from typing import Final

from schuifaan.apps.people.kept_rules import KeptRule

_SQLITE_FINAL: Final = """
    SELECT RAISE(ABORT, 'unanswered: a point of this round has no answer')
    WHERE NEW.final_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM voice_point WHERE round_id = NEW.round_id AND outcome = '');
"""
_SQLITE_OPEN: Final = """
    SELECT RAISE(ABORT, 'final: the newest version of this round is final')
    WHERE NEW.outcome = ''
      AND (SELECT final_at FROM voice_documentversion WHERE round_id = NEW.round_id
           ORDER BY number DESC LIMIT 1) IS NOT NULL;
"""
_POSTGRESQL_FINAL: Final = """
    CREATE OR REPLACE FUNCTION voice_no_open_points() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.final_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.final_at IS NULL) THEN
            PERFORM 1 FROM voice_round WHERE id = NEW.round_id FOR NO KEY UPDATE;
            IF EXISTS (SELECT 1 FROM voice_point WHERE round_id = NEW.round_id AND outcome = '') THEN
                RAISE EXCEPTION 'unanswered: a point of this round has no answer' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW;
    END $$
"""
_POSTGRESQL_OPEN: Final = """
    CREATE OR REPLACE FUNCTION voice_no_point_on_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.outcome = '' THEN
            PERFORM 1 FROM voice_round WHERE id = NEW.round_id FOR NO KEY UPDATE;
            IF (SELECT final_at FROM voice_documentversion WHERE round_id = NEW.round_id
                ORDER BY number DESC LIMIT 1) IS NOT NULL THEN
                RAISE EXCEPTION 'final: the newest version of this round is final' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW;
    END $$
"""

TRIGGERS: Final = (
    "voice_final_insert",
    "voice_final_update",
    "voice_open_insert",
    "voice_open_update",
)
RULE: Final = KeptRule(
    table="voice_documentversion",
    postgresql=(
        _POSTGRESQL_FINAL,
        _POSTGRESQL_OPEN,
        """CREATE TRIGGER voice_final BEFORE INSERT OR UPDATE OF final_at
            ON voice_documentversion FOR EACH ROW EXECUTE FUNCTION voice_no_open_points()""",
        """CREATE TRIGGER voice_open BEFORE INSERT OR UPDATE OF outcome, round_id
            ON voice_point FOR EACH ROW EXECUTE FUNCTION voice_no_point_on_final()""",
    ),
    sqlite=(
        f"CREATE TRIGGER IF NOT EXISTS voice_final_insert BEFORE INSERT ON voice_documentversion BEGIN {_SQLITE_FINAL} END",
        f"""CREATE TRIGGER IF NOT EXISTS voice_final_update BEFORE UPDATE OF final_at
            ON voice_documentversion WHEN OLD.final_at IS NULL BEGIN {_SQLITE_FINAL} END""",
        f"CREATE TRIGGER IF NOT EXISTS voice_open_insert BEFORE INSERT ON voice_point BEGIN {_SQLITE_OPEN} END",
        f"""CREATE TRIGGER IF NOT EXISTS voice_open_update BEFORE UPDATE OF outcome, round_id
            ON voice_point BEGIN {_SQLITE_OPEN} END""",
    ),
    triggers=TRIGGERS,
)
