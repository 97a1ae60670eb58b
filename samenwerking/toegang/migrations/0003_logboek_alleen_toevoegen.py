"""The database refuses to change or remove a row of the logboek."""

from django.db import migrations

MELDING = "Het logboek groeit alleen aan: een regel verandert niet en verdwijnt niet."

SQLITE = [
    (
        f"CREATE TRIGGER logregel_geen_{actie.lower()} BEFORE {actie} ON toegang_logregel "
        f"BEGIN SELECT RAISE(ABORT, '{MELDING}'); END",
        f"DROP TRIGGER logregel_geen_{actie.lower()}",
    )
    for actie in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    (
        "CREATE FUNCTION logregel_weiger() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MELDING}' USING ERRCODE = 'restrict_violation'; END $$",
        "DROP FUNCTION logregel_weiger()",
    ),
    (
        "CREATE TRIGGER logregel_geen_wijziging BEFORE UPDATE OR DELETE ON toegang_logregel "
        "FOR EACH ROW EXECUTE FUNCTION logregel_weiger()",
        "DROP TRIGGER logregel_geen_wijziging ON toegang_logregel",
    ),
    (
        "CREATE TRIGGER logregel_niet_leeg BEFORE TRUNCATE ON toegang_logregel "
        "FOR EACH STATEMENT EXECUTE FUNCTION logregel_weiger()",
        "DROP TRIGGER logregel_niet_leeg ON toegang_logregel",
    ),
]
PER_DATABASE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def bewaak(apps, schema_editor):
    """Add the triggers of this database."""
    for heen, _ in PER_DATABASE[schema_editor.connection.vendor]:
        schema_editor.execute(heen, params=None)


def laat_los(apps, schema_editor):
    """Remove them again."""
    for _, terug in reversed(PER_DATABASE[schema_editor.connection.vendor]):
        schema_editor.execute(terug, params=None)


class Migration(migrations.Migration):
    dependencies = [("toegang", "0002_logkop")]

    operations = [migrations.RunPython(bewaak, laat_los)]
