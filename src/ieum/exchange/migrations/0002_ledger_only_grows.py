"""The database itself refuses what would change the ledger."""

from django.db import migrations

#: Tables of which no row is ever changed or deleted, and why a tile may only grow.
FIXED = ("exchange_ledgerentry", "exchange_ledgerhead", "exchange_ledgerkey")
TILES = "exchange_ledgertile"
REFUSAL = "the ledger is append-only"

SQLITE_FIXED = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
SQLITE_TILES = """
CREATE TRIGGER {table}_only_grows BEFORE UPDATE ON {table}
WHEN NEW.level <> OLD.level OR NEW.number <> OLD.number
  OR substr(NEW.hashes, 1, length(OLD.hashes)) IS NOT OLD.hashes
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""

POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION exchange_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE OR REPLACE FUNCTION exchange_ledger_refuse_if_filled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE filled boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO filled;
  IF filled THEN
    RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$
"""
POSTGRESQL_FIXED = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION exchange_ledger_refuse()
"""
POSTGRESQL_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION exchange_ledger_refuse_if_filled()
"""
POSTGRESQL_TILES = """
CREATE TRIGGER {table}_only_grows BEFORE UPDATE ON {table} FOR EACH ROW
WHEN (NEW.level <> OLD.level OR NEW.number <> OLD.number
  OR substring(NEW.hashes FROM 1 FOR length(OLD.hashes)) IS DISTINCT FROM OLD.hashes)
EXECUTE FUNCTION exchange_ledger_refuse()
"""


def refuse_changes(apps, schema_editor):
    """Let the database itself refuse what would change the ledger."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    fixed = POSTGRESQL_FIXED if is_postgresql else SQLITE_FIXED
    statements = [
        fixed.format(table=table, verb=verb, refusal=REFUSAL)
        for table in FIXED
        for verb in ("UPDATE", "DELETE")
    ]
    statements.append(fixed.format(table=TILES, verb="DELETE", refusal=REFUSAL))
    if is_postgresql:
        statements.insert(0, POSTGRESQL_FUNCTIONS.format(refusal=REFUSAL))
        statements += [POSTGRESQL_TRUNCATE.format(table=table) for table in (*FIXED, TILES)]
    tiles = POSTGRESQL_TILES if is_postgresql else SQLITE_TILES
    statements.append(tiles.format(table=TILES, refusal=REFUSAL))
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
