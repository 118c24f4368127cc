"""Extensions and functions that constraints of all parts stand on."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

# GB 32100-2015: the check character is 31 − Σ(value × 3^(i−1)) mod 31, and 31 is written 0.
# Python's own check (incubator.core.codes) is an independent one; a test compares them.
UNIFIED_CODE_IS_VALID = """
CREATE FUNCTION unified_code_is_valid(code TEXT) RETURNS BOOLEAN
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    alphabet CONSTANT TEXT := '0123456789ABCDEFGHJKLMNPQRTUWXY';
    weight INTEGER := 1;
    total INTEGER := 0;
BEGIN
    IF code !~ '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$' THEN
        RETURN FALSE;
    END IF;
    FOR place IN 1..17 LOOP
        total := total + (strpos(alphabet, substr(code, place, 1)) - 1) * weight;
        weight := (weight * 3) % 31;
    END LOOP;
    RETURN substr(code, 18, 1) = substr(alphabet, (31 - total % 31) % 31 + 1, 1);
END;
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(UNIFIED_CODE_IS_VALID, "DROP FUNCTION unified_code_is_valid(TEXT)"),
    ]
