"""Every address of the admin, for every role, with one's own rows and with those of others.

What is expected is worked out of the descriptions (``described``) and of whose a row is; nothing
is compared with what was answered before. An address that nothing describes fails by its name.
"""

import pytest
from django.contrib import admin
from django.urls import reverse

from companies.lifecycle.judging import JUDGED
from companies.models import (
    Application,
    Company,
    EquityStake,
    PanelMeeting,
    Representative,
    Residence,
    Reviewer,
    ReviewRound,
)
from companies.models import Call as CallModel
from companies.rules.letters import KINDS
from incubator.accounts.models import AccessToken, User
from incubator.admin import ONLY_READ
from incubator.statistics.models import Snapshot
from mentors.models import Mentor, MentoringSession
from tests.access.conftest import high_water, nothing_written
from tests.access.described import HOLDERS, OUTSIDERS, admins, need_of, own_patterns
from tests.access.marks import foreign_keys, offered_in, told_by, words_for
from tests.admin.conftest import ALL, PEOPLE, SEES, A, B
from tests.factories import UserFactory

REFUSED = {403, 404}
UNWRITTEN = {403, 404, 405}
OPENED = {200, 302}
# The people of the other incubator.
OTHERS = {
    "manager_a": ["manager_b"],
    "staff_a": ["manager_b"],
    "manager_b": ["manager_a", "staff_a"],
}
# Whoever holds the right is told 404 where the row is not in the state that a verb is for, or
# where the zone of the walk has no such part; whoever does not is refused all the same.
NOT_NOW = {
    "companies_admission_sign", "companies_admission_deposit", "companies_admission_release",
    "companies_admission_take_deposit_back", "companies_application_file",
    "companies_equitystake_take_back", "companies_evidence_file",
    "companies_graduationreview_certificate", "companies_graduationreview_withdraw",
    "companies_paper_file", "companies_questionnaire_ask", "companies_reviewround_revoke",
    "companies_rubric_remove", "companies_stage_remove", "facilities_spacelease_document",
    "institutions_owndocument_file", "mentors_mentor_end_stake", "mentors_mentoringsession_file",
    "mentors_mentoringsession_finish",
    "imports_fileimport_original", "imports_fileimport_write", "imports_fileimport_columns",
    "imports_fileimport_again", "imports_fileimport_undo", "statistics_snapshot_figures",
}  # fmt: skip
NEEDS_ITS_FILE = {"imports_fileimport_mend"}  # which the walk does not put on the disk
# Addresses that are asked with more than a row.
ASKED = {
    "accounts_savedview_of": "?list=companies.company",
    "accounts_savedview_add": "?list=companies.company",
    "statistics_yearlytotal_residences": "?from=2007-01-01&to=2007-12-31",
}
SITE = {
    "index", "login", "logout", "password_change", "password_change_done", "autocomplete",
    "jsi18n", "view_on_site", "app_list", "search", "toggle_sidebar", "glossary",
}  # fmt: skip


def label(pages) -> str:
    return pages.opts.label_lower


def arguments(world, name: str, whose: str) -> dict | None:
    """The parts of an address of our own that names more than one row's key."""
    place = {A: world.a, B: world.b}.get(whose)
    if place is None:
        return None
    return {
        "stay": lambda: world.of(Residence, whose).pk,
        "residence": lambda: world.of(Residence, whose).pk,
        "company_id": lambda: world.of(Company, whose).pk,
        "incubator_id": lambda: place.pk,
        "application": lambda: world.of(Application, whose).pk,
        "review_round": lambda: world.of(ReviewRound, whose).pk,
        "call": lambda: world.of(CallModel, whose).pk,
        "meeting": lambda: world.of(PanelMeeting, whose).pk,
        "member": lambda: world.of(PanelMeeting, whose).members.first().pk,
        "session": lambda: world.of(MentoringSession, whose).pk,
        "mentor": lambda: world.of(Mentor, whose).pk,
        "stake": lambda: world.of(EquityStake, whose).pk,
        "number": lambda: world.of(AccessToken, PEOPLE).pk,
        "id": lambda: world.users["manager_a"].pk,
        "key": lambda: world.of(Snapshot, ALL).pk,
        "place": lambda: place.code,
        "position": lambda: 1,
        "pk": lambda: 1,
        "year": lambda: 2007,
        "kind": lambda: next(iter(KINDS.values())),
        "rule": lambda: JUDGED[0],
        "line": lambda: "entered",
        "indicator": lambda: "entered",
        "code": lambda: "rooms" if name.startswith("imports") else "december_entries",
    }


def addresses(world, pages, name: str, pattern) -> list[tuple[str | None, str]]:
    """Whose row, and the address: one for each of those whose rows there are."""
    parameters = list(pattern.pattern.converters)
    full, asked = f"admin:{name}", ASKED.get(name, "")
    if not parameters:
        return [(None, reverse(full) + asked)]
    if parameters == ["object_id"]:
        rows = world.rows[pages.model]
        return [(whose, reverse(full, args=[rows[whose][0].pk])) for whose in rows]
    found = []
    for whose in (A, B):
        values = arguments(world, name, whose)
        kwargs = {one: values[one]() for one in parameters}
        found.append((OF_ALL.get(name, whose), reverse(full, kwargs=kwargs) + asked))
    return found


# Addresses whose parts are the whole zone's, or about people.
OF_ALL = {
    "accounts_accesstoken_revoke": PEOPLE,
    "auth_user_password_change": PEOPLE,
    "statistics_yearlytotal_signal": ALL,
    "imports_fileimport_template": ALL,
}


@pytest.mark.parametrize("pages", admins(), ids=label)
def test_every_address_is_described(pages):
    for name, _pattern in own_patterns(pages):
        need_of(pages, name)


def test_every_address_of_the_site_is_a_models_or_known():
    of_models = {name for pages in admins() for name, _pattern in own_patterns(pages)}

    names = {pattern.name for pattern in admin.site.urls[0] if getattr(pattern, "name", None)}

    assert names - of_models <= SITE


@pytest.mark.parametrize("pages", admins(), ids=label)
@pytest.mark.parametrize("who", HOLDERS)
def test_who_opens_what(walked, who, pages):
    client, words, wrong = walked.client(who), words_for(walked, who), {}
    # Colleagues are offered as reviewers, whoever may list accounts; people of others are not.
    foreign = foreign_keys(walked, who) | {
        User: {walked.users[one].pk for one in OTHERS.get(who, ())}
    }
    for name, pattern in own_patterns(pages):
        met = need_of(pages, name).met_by(who)
        if met and name in NEEDS_ITS_FILE:
            continue
        for whose, address in addresses(walked, pages, name, pattern):
            response = client.get(address)
            visible = whose is None or whose in SEES[who]
            if not met:
                expected = REFUSED
            elif not visible:
                expected = {404}
            else:
                expected = {404} if name in NOT_NOW else OPENED
            if response.status_code not in expected:
                wrong[address] = (response.status_code, expected)
            elif told := words.told_in(told_by(response)):
                wrong[address] = f"tells of {told}"
            elif taken := offered_in(response, foreign):
                wrong[address] = f"would take rows of others: {taken}"
    assert not wrong


@pytest.mark.parametrize("pages", admins(), ids=label)
@pytest.mark.parametrize("who", ["zone", "manager_a", "staff_a"])
def test_who_may_not_open_may_not_send(walked, who, pages):
    client, wrong = walked.client(who), {}
    for name, pattern in own_patterns(pages):
        met = need_of(pages, name).met_by(who)
        for whose, address in addresses(walked, pages, name, pattern):
            if met and (whose is None or whose in SEES[who]):
                continue
            with nothing_written():
                answer = client.post(address, {}).status_code
            if answer not in UNWRITTEN:
                wrong[address] = answer
    assert not wrong


def test_an_auditor_changes_nothing(walked):
    client, before, wrong = walked.client("auditor"), high_water(), {}
    for pages in admins():
        for name, pattern in own_patterns(pages):
            for _whose, address in addresses(walked, pages, name, pattern)[:1]:
                for method in ("post", "put", "patch", "delete"):
                    with nothing_written():
                        answer = getattr(client, method)(address).status_code
                    if answer not in UNWRITTEN and name not in ONLY_READ:
                        wrong[method, address] = answer
    assert not wrong
    assert high_water() == before


def outsider(world, who: str):
    """Somebody of the portal whom the zone of the walk knows."""
    users = {
        "founder": lambda: world.of(Application, A).started_by or UserFactory(),
        "representative": lambda: world.of(Representative, A).user,
        "reviewer": lambda: world.of(Reviewer, A).user,
        "mentor": lambda: world.of(Mentor, A).user or UserFactory(),
    }
    if who in users:
        world.users[who] = users[who]()
    return world.client(who)


# They can sign in as somebody else, or be given a role; whoever is of the portal cannot come in.
ASKED_WHO_THEY_ARE = {"anonymous", "roleless"}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_else_comes_in(world, who):
    client, wrong = outsider(world, who), {}
    expected = (302, "/admin/login/") if who in ASKED_WHO_THEY_ARE else (403, "")
    for pages in admins():
        for name, pattern in own_patterns(pages):
            _whose, address = addresses(world, pages, name, pattern)[0]
            for method in ("get", "post", "put", "delete"):
                answer = getattr(client, method)(address)
                if (answer.status_code, getattr(answer, "url", "").split("?")[0]) != expected:
                    wrong[method, address] = answer.status_code
    assert not wrong


def test_people_of_the_portal_are_told_where_their_own_pages_are(world):
    answer = outsider(world, "founder").get(reverse("admin:companies_company_changelist"))

    assert answer.status_code == 403
    assert "孵化器工作人员" in answer.text
    assert f'href="{reverse("portal:landing")}"' in answer.text
    assert reverse("admin:login") not in answer.text
