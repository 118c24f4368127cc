"""Which companies on file may be one: found by what they share, in one query over all of them.

Rows that share a key (a name without its form, how it sounds, an organisation code, who heads
it, where it is registered) are put beside each other; whatever more than ``MOST`` companies
share, such as the address of a whole site, tells nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import F

from companies.enums import OTHER_NAMES, AliasKind, DuplicateGround, Entry
from companies.models import Company, CompanyAlias
from companies.rules.duplicates import are_near, codes_near, core_of
from incubator.core.db import NameCore

G = DuplicateGround
MOST = 12
Pairs = Mapping[tuple[int, int], set[DuplicateGround]]

SOUND = "regexp_replace(regexp_replace(name_pinyin, '[^a-z0-9]', '', 'g'), {}, '', 'g')"
FORMS_SOUND = "'youxianzerengongsi|gufenyouxiangongsi|youxiangongsi|jituan|gongsi'"

FOUND = f"""
WITH living AS (SELECT * FROM companies_company WHERE merged_into_id IS NULL),
named AS (
    SELECT alias.company_id, kind, value FROM companies_companyalias alias
    JOIN living ON living.id = alias.company_id
),
keys AS (
    SELECT id AS company, 'name' AS sort, company_name_core(name) AS key, false AS other
    FROM living
    UNION SELECT company_id, 'name', company_name_core(value), true FROM named
    WHERE kind IN ('{AliasKind.FORMER_NAME}', '{AliasKind.RECORDED_AS}')
    UNION SELECT id, 'code', substr(unified_code, 9, 9), false FROM living
    UNION SELECT company_id, 'code', replace(value, '-', ''), false FROM named
    WHERE kind = '{AliasKind.ORGANISATION_CODE}'
    UNION SELECT id, 'sound', {SOUND.format(FORMS_SOUND)}, false FROM living
    UNION SELECT company_id, entry.entry, said, false FROM companies_registeredentry entry
    JOIN living ON living.id = entry.company_id
    WHERE entry IN ('{Entry.LEGAL_REPRESENTATIVE}', '{Entry.ADDRESS}') AND until_on IS NULL
),
shared AS (
    SELECT sort, key FROM keys WHERE key <> '' GROUP BY sort, key
    HAVING count(DISTINCT company) BETWEEN 2 AND {MOST}
),
few AS (SELECT keys.* FROM keys JOIN shared USING (sort, key))
SELECT one.company, another.company, one.sort, bool_and(one.other OR another.other)
FROM few one JOIN few another USING (sort, key)
WHERE one.company < another.company GROUP BY 1, 2, 3
"""  # noqa: S608 - names of ours alone


def pairs_found() -> Pairs:
    """Every pair on file that may be one, the older company first, with its grounds."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        rows = cursor.fetchall()
    companies = Company.objects.only("name", "unified_code").in_bulk(
        {pk for row in rows for pk in row[:2]}
    )
    found: dict[tuple[int, int], set[DuplicateGround]] = defaultdict(set)
    for first, second, sort, other in rows:
        pair = companies[first], companies[second]
        if ground := _ground(sort, other, *pair):
            found[first, second].add(ground)
        if codes_near(*(one.unified_code for one in pair)) and are_near(*(x.name for x in pair)):
            found[first, second].add(G.NEAR_CODE)
    for grounds in found.values():
        if grounds & {G.SAME_NAME, G.FORMER_NAME}:
            grounds.discard(G.SAME_SOUND)
    return found


def _ground(sort: str, other: bool, one: Company, another: Company) -> DuplicateGround | None:
    if sort == "name":
        return G.FORMER_NAME if other else G.SAME_NAME
    if sort in ("code", "sound"):
        return G.SAME_CODE if sort == "code" else G.SAME_SOUND
    if not are_near(one.name, another.name):
        return None
    return G.SAME_HEAD if sort == Entry.LEGAL_REPRESENTATIVE else G.SAME_ADDRESS


def companies_called(names: Iterable[str]) -> dict[str, list[Company]]:
    """Who is on file under each of the names or a former one, whatever its legal form, by the
    core of the name; of a second record the one that it went into."""
    cores = {core for name in names if (core := core_of(name))}
    found: dict[str, dict[int, Company]] = defaultdict(dict)
    companies = Company.objects.annotate(core=NameCore(F("name"))).filter(core__in=cores)
    aliases = CompanyAlias.objects.annotate(core=NameCore(F("value"))).filter(
        core__in=cores, kind__in=OTHER_NAMES
    )
    for core, company in [
        *((one.core, one) for one in companies.select_related("merged_into").order_by("pk")),
        *((one.core, one.company)
          for one in aliases.select_related("company__merged_into").order_by("pk")),
    ]:  # fmt: skip
        found[core].setdefault(company.survivor.pk, company.survivor)
    return {core: list(known.values()) for core, known in found.items()}


def in_order(grounds: Iterable[DuplicateGround]) -> list[str]:
    """The strongest first."""
    return [ground.value for ground in G if ground in set(grounds)]
