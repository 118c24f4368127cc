"""ETag and Last-Modified: 304 exactly as long as nothing changed."""

import datetime

import pytest
from django.utils.http import http_date, parse_http_date

from companies import lifecycle
from incubator.core.dates import midnight, today
from incubator.statistics.models import Target
from tests.api.conftest import API, DAY, computed
from tests.factories import MembershipFactory, TargetFactory

ANSWERS = [
    "statistics/",
    "statistics/2007/",
    "statistics/2007/?by=incubator",
    "statistics/2007/entered/companies/",
    "statistics/series/?indicator=entered&from=2005&to=2007",
]
FORMS = ["json", "csv", "xlsx"]


def tagged(client, path: str, **extra) -> str:
    response = client.get(API + path, **extra)
    assert response.status_code == 200
    return response.headers["ETag"]


def again(client, path: str, tag: str, **extra):
    return client.get(API + path, HTTP_IF_NONE_MATCH=tag, **extra)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ANSWERS)
def test_unchanged(as_zone, path, form):
    path += ("&" if "?" in path else "?") + f"format={form}"
    first = as_zone.get(API + path)
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]

    by_tag = again(as_zone, path, tag)
    by_date = as_zone.get(API + path, HTTP_IF_MODIFIED_SINCE=changed)
    among_others = again(as_zone, path, f'"other", W/{tag}')

    for response in (by_tag, by_date, among_others, again(as_zone, path, "*")):
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == tag
        assert response.headers["Last-Modified"] == changed
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Accept-Language"} <= set(response.headers["Vary"].split(", "))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ANSWERS)
def test_head(as_zone, path, form):
    path += ("&" if "?" in path else "?") + f"format={form}"
    got = as_zone.get(API + path)

    head = as_zone.head(API + path)

    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Last-Modified", "Content-Type"):
        assert head.headers[name] == got.headers[name]
    known = as_zone.head(API + path, HTTP_IF_NONE_MATCH=got.headers["ETag"])
    assert known.status_code == 304


@pytest.mark.parametrize("path", ANSWERS)
def test_earlier_date_is_answered_anew(as_zone, path):
    changed = as_zone.get(API + path).headers["Last-Modified"]
    earlier = http_date(parse_http_date(changed) - 1)

    assert as_zone.get(API + path, HTTP_IF_MODIFIED_SINCE=earlier).status_code == 200


@pytest.mark.parametrize("garbage", ["", "x", '"', '""', "W/", "\x00", "企", '"' * 5000, "a,b,,"])
def test_garbage_is_no_version(as_zone, garbage):
    assert again(as_zone, "statistics/2007/", garbage).status_code == 200
    response = as_zone.get(f"{API}statistics/2007/", HTTP_IF_MODIFIED_SINCE=garbage)
    assert response.status_code == 200


def test_precondition(as_zone, refused):
    tag = tagged(as_zone, "statistics/2007/")

    assert as_zone.get(f"{API}statistics/2007/", HTTP_IF_MATCH=tag).status_code == 200
    refusal = as_zone.get(f"{API}statistics/2007/", HTTP_IF_MATCH='"other"')
    assert refused(refusal, 412) == "precondition_failed"


def test_each_answer_has_its_own_version(as_zone, zone, api_as):
    of_alpha = api_as(MembershipFactory(incubator=zone.alpha).user)
    tags = [
        tagged(as_zone, "statistics/2007/"),
        tagged(as_zone, "statistics/2006/"),
        tagged(as_zone, "statistics/2007/?format=csv"),
        tagged(as_zone, "statistics/2007/?format=xlsx"),
        tagged(as_zone, "statistics/2007/", HTTP_ACCEPT="text/csv"),
        tagged(as_zone, "statistics/2007/?by=incubator"),
        tagged(as_zone, "statistics/2007/?incubator=alpha"),
        tagged(as_zone, "statistics/2007/?incubator=beta"),
        tagged(as_zone, "statistics/2007/", HTTP_ACCEPT_LANGUAGE="zh-hans"),
        tagged(of_alpha, "statistics/2007/"),
    ]

    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", ANSWERS)
def test_same_for_everybody_who_reads_the_same(as_zone, api_as, auditor, path):
    other = api_as(auditor)

    assert tagged(as_zone, path) == tagged(other, path, HTTP_ACCEPT_LANGUAGE="en")


@pytest.mark.parametrize(
    ("path", "year"),
    [(ANSWERS[1], 2006), (ANSWERS[1], 2007), (ANSWERS[2], 2006), (ANSWERS[3], 2007)],
)
def test_new_computation_is_a_new_version(as_zone, path, year):
    tag = tagged(as_zone, path)

    computed(year)

    assert again(as_zone, path, tag).status_code == 200


def test_list_of_years_changes_with_a_computation(as_zone):
    tag = tagged(as_zone, "statistics/")

    computed(2005)

    assert again(as_zone, "statistics/", tag).status_code == 200


def change_target():
    Target.objects.update(value=5)


def add_target():
    TargetFactory(indicator="graduated", year=2007)


def remove_target():
    Target.objects.all().delete()


@pytest.mark.parametrize("change", [change_target, add_target, remove_target])
def test_target_is_part_of_the_version(as_zone, change):
    tag = tagged(as_zone, "statistics/2007/")

    change()

    assert again(as_zone, "statistics/2007/", tag).status_code == 200


def test_target_of_another_year_is_not(as_zone):
    tag = tagged(as_zone, "statistics/2007/")

    TargetFactory(year=2010)

    assert again(as_zone, "statistics/2007/", tag).status_code == 304


def test_name_of_a_place_is_part_of_the_version(as_zone, zone):
    path = "statistics/2007/?by=incubator"
    tag = tagged(as_zone, path)
    zone.beta.name = "新名孵化器"
    zone.beta.save(update_fields=["name"])

    assert again(as_zone, path, tag).status_code == 200


def leave(zone):
    lifecycle.leave(
        residence=zone.stay(zone.newcomer, zone.alpha), reason="moved", on=DAY(2008, 1, 1), by=None
    )


def rename(zone):
    lifecycle.rename_company(company=zone.newcomer, name="新名公司", on=DAY(2008, 1, 1), by=None)


def recode(zone):
    zone.alpha.code = "first"
    zone.alpha.save(update_fields=["code"])


@pytest.mark.parametrize("change", [leave, rename, recode])
def test_every_cell_of_a_list_is_part_of_the_version(as_zone, zone, change):
    path = "statistics/2007/entered/companies/"
    tag = tagged(as_zone, path)

    change(zone)

    assert again(as_zone, path, tag).status_code == 200


def test_company_that_the_list_does_not_hold_is_not(as_zone, zone):
    path = "statistics/2007/entered/companies/"
    tag = tagged(as_zone, path)

    lifecycle.rename_company(company=zone.graduate, name="新名公司", on=DAY(2008, 1, 1), by=None)

    assert again(as_zone, path, tag).status_code == 304


def test_answer_that_names_its_day_is_new_each_day(as_zone):
    changed = parse_http_date(as_zone.get(f"{API}statistics/2007/").headers["Last-Modified"])

    assert changed >= midnight(today()).timestamp()


def test_last_modified_is_the_moment_of_the_computation(as_zone):
    run = computed(2007)

    for path in ANSWERS[:3]:
        changed = parse_http_date(as_zone.get(API + path).headers["Last-Modified"])
        moment = datetime.datetime.fromtimestamp(changed, tz=datetime.UTC)
        assert moment == run.finished_at.replace(microsecond=0), path


def test_known_answer_costs_one_small_query(as_zone, django_assert_num_queries):
    tag = tagged(as_zone, "statistics/2007/")

    # One each for the token, the memberships and the version.
    with django_assert_num_queries(3):
        again(as_zone, "statistics/2007/", tag)
