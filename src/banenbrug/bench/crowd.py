"""A database as it is after years: many schools, each with a register of its own.

The rows are written as the owner by plain SQL, without history, because that takes a fraction of
the time. What follows from them the product makes itself for the two schools that are looked at;
the neighbours, who have the same contracts, get a copy of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from banenbrug.bench.process import run_as_owner_in, run_in
from banenbrug.bench.stage import SCHOOL, copy_of
from banenbrug.contracts import words
from banenbrug.contracts.categories import CATEGORIES
from banenbrug.contracts.models import Contract, Supplier, Words
from banenbrug.desk import tallies
from banenbrug.desk.models import Tally
from banenbrug.engine.scopes import scope
from banenbrug.opportunities.models import Standing, Weighed
from banenbrug.opportunities.queries import scale_of, weighed_of
from banenbrug.opportunities.weighing import weigh_anew
from banenbrug.organisations.actions import add_member, found_organisation
from banenbrug.organisations.models import Organisation, User
from banenbrug.organisations.roles import Kind, Role

SMALL = "bench-small"
SMALL_ROWS = 1000
READER = "reader@bench.example"
NEIGHBOURS = 9
"""Schools beside the large one, each with as many contracts."""

_TABLES = ("contracts_supplier", "contracts_contract", "contracts_clause")
_SUPPLIERS = """
    INSERT INTO contracts_supplier (organisation_id, name, sort_key, company_key, code, kvk, vat,
                                    city, pso_level, is_social_enterprise)
    SELECT %(school)s, word || ' ' || town || ' ' || n, lower(word || ' ' || town) || ' ' || n,
           lower(word || ' ' || town) || n, '', lpad((10000000 + n)::text, 8, '0'), '', town, '',
           n %% 40 = 0
      FROM (SELECT n, (%(words)s::text[])[1 + n %% 12] AS word,
                   (%(towns)s::text[])[1 + n %% 7] AS town
              FROM generate_series(1, %(rows)s / 4) n) named
"""
_CONTRACTS = """
    INSERT INTO contracts_contract (organisation_id, number, title, supplier_id, kind, category,
           cpv, description, value_per_year, value_total, currency, start, "end", extension_count,
           extension_months, notice_months, procedure)
    SELECT %(school)s, 'C-' || lpad(n::text, 6, '0'),
           (%(titles)s::text[])[1 + n %% %(kinds)s] || ' ' || (%(towns)s::text[])[1 + n %% 7],
           s.id, 'contract', (%(codes)s::text[])[1 + n %% %(kinds)s], '', '',
           1000000 + (n * 7919) %% 90000000, NULL, 'EUR',
           %(today)s::date - 900 + n %% 800, %(today)s::date - 100 + (n * 31) %% 1500,
           n %% 3, 12, 3, ''
      FROM generate_series(1, %(rows)s) n
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place
              FROM contracts_supplier WHERE organisation_id = %(school)s) s
        ON s.place = 1 + n %% (%(rows)s / 4)
     ORDER BY n
"""
_CLAUSES = """
    INSERT INTO contracts_clause (organisation_id, contract_id, form, percentage, text)
    SELECT %(school)s, id, 'share_of_sum', 5, '' FROM contracts_contract
     WHERE organisation_id = %(school)s AND id %% 3 = 0
"""
_WORDS = [
    *("Aker", "Berkel", "Delta", "Eikenhorst", "Fortuin", "Havenaar", "Kompas", "Lindeman"),
    *("Meerkoet", "Polder", "Rietveld", "Zonneveld"),
]
_TOWNS = ["Alkmaar", "Breda", "Deventer", "Ede", "Gouda", "Hoorn", "Zwolle"]


def _copied(model: type[Model], **other: str) -> str:
    """All rows of the large school once more, with something else in these columns."""
    fields = model._meta.local_concrete_fields
    columns = [field.column for field in fields if field.column and not field.primary_key]
    values = ", ".join(other.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return f"""
        INSERT INTO {model._meta.db_table} ({names})
        SELECT {values} FROM {model._meta.db_table} WHERE organisation_id = %(large)s
    """


_COPIES = (
    _copied(
        Words,
        organisation_id="%(school)s",
        object_id="object_id + CASE kind WHEN 'contract' THEN %(contracts)s ELSE %(suppliers)s END",
        words="replace(words::text, '''%(large)s~', '''%(school)s~')::tsvector",
    ),
    _copied(Standing, organisation_id="%(school)s", contract_id="contract_id + %(contracts)s"),
    _copied(Weighed, organisation_id="%(school)s"),
    _copied(Tally, organisation_id="%(school)s"),
)


@dataclass(frozen=True)
class Crowd:
    """The database, and the slugs of the large school and of the small one."""

    database: str
    rows: int
    large: str = SCHOOL
    small: str = SMALL


@contextmanager
def crowd(*, template: str, rows: int, now: datetime) -> Iterator[Crowd]:
    """A copy of the template with `rows` contracts in the large school, and ten times in all."""
    with copy_of(template) as database:
        run_in(database, _found, now)
        run_as_owner_in(database, _fill, rows, now.date())
        run_in(database, _derive, now.date())
        run_as_owner_in(database, _spread)
        yield Crowd(database, rows)


def _found(now: datetime) -> None:
    others = [SMALL, *(f"bench-{n}" for n in range(1, NEIGHBOURS + 1))]
    for slug in others:
        found_organisation(kind=Kind.SCHOOL, slug=slug, name=slug.title(), now=now)
    reader = User.objects.create_user(READER)
    for slug in (SCHOOL, SMALL):
        school = Organisation.objects.get(slug=slug)
        with transaction.atomic(), scope(organisation_id=school.pk):
            add_member(
                organisation=school,
                user=reader,
                name="Reader",
                roles=[Role.COORDINATOR.value],
                now=now,
            )


def _fill(rows: int, today: date) -> None:
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for school in Organisation.objects.filter(kind=Kind.SCHOOL.value):
            here: dict[str, Any] = {
                "school": school.pk,
                "rows": SMALL_ROWS if school.slug == SMALL else rows,
                "today": today,
                "words": _WORDS,
                "towns": _TOWNS,
                "titles": [category.name for category in CATEGORIES],
                "codes": [category.code for category in CATEGORIES],
                "kinds": len(CATEGORIES),
            }
            for statement in (_SUPPLIERS, _CONTRACTS, _CLAUSES):
                cursor.execute(statement, here)
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"ANALYZE {table}")


def _derive(today: date) -> None:
    for school in Organisation.objects.filter(slug__in=[SCHOOL, SMALL]):
        with transaction.atomic(), scope(organisation_id=school.pk):
            weigh_anew(weighed_of(school.pk), scale=scale_of(school.pk), today=today)
            words.refresh(organisation_id=school.pk)
            tallies.refresh(organisation_id=school.pk)


def _spread() -> None:
    """Give the neighbours what follows from their contracts: those are the same, in their order."""
    large = Organisation.objects.get(slug=SCHOOL)
    neighbours = Organisation.objects.filter(kind=Kind.SCHOOL.value).exclude(
        slug__in=[SCHOOL, SMALL]
    )
    with connection.cursor() as cursor, _without_index(cursor, "words_by_word"):
        for school in neighbours:
            further = {
                "school": school.pk,
                "large": large.pk,
                "contracts": _first(Contract, school) - _first(Contract, large),
                "suppliers": _first(Supplier, school) - _first(Supplier, large),
            }
            for statement in _COPIES:
                cursor.execute(statement, further)
    _tidy()


def _first(model: type[Contract] | type[Supplier], school: Organisation) -> int:
    here = model.objects.filter(organisation_id=school.pk).order_by("pk")
    return here.values_list("pk", flat=True)[0]


@contextmanager
def _without_index(cursor: CursorWrapper, name: str) -> Iterator[None]:
    cursor.execute("SELECT pg_get_indexdef(%s::regclass)", [name])
    [definition] = cursor.fetchone()
    cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET maintenance_work_mem = '512MB'")
    cursor.execute(definition)


def _tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tableowner = current_user")
        for (table,) in cursor.fetchall():
            cursor.execute(f'VACUUM ANALYZE "{table}"')
