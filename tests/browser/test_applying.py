"""A founder applies in a real browser: from the front page to the receipt, with a bad line."""

import email
import email.policy
import re
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from companies import lifecycle
from companies.models import Answer, Application
from incubator.core.dates import now
from tests.applying.conftest import ANSWERS, PDF, fill
from tests.browser.conftest import DESKTOP, PHONE, fits, slow_script, tab_to
from tests.factories import CallFactory, UserFactory, unified_code
from tests.programs import wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TIME = re.compile(r"\d\d:\d\d:\d\d")
SECRET = "一句长长的口令-2008"
SCOPE = "软件开发、技术服务；在没有网络的地方写下的一段话，一个字也不能丢。"


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """Private files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def call(transactional_db):
    return CallFactory()


@pytest.fixture
def founder(transactional_db):
    return UserFactory(name="创业者甲", language="zh-hans")


def newest_mail(folder: Path, about: str) -> str:
    """The text of a mail that a real worker has written."""

    def found() -> str:
        for path in sorted(folder.glob("*"), reverse=True):
            for part in path.read_bytes().split(b"-" * 79):
                if part.strip():
                    mail = email.message_from_bytes(part.strip(), policy=email.policy.default)
                    if about in str(mail["Subject"]):
                        return mail.get_body(("plain",)).get_content()
        return ""

    return str(wait_until(found, f"a mail about {about}"))


def expect_saved(page: Page, key: str, value: str) -> None:
    """The page says so, and it is so."""
    wait_until(lambda: Answer.objects.filter(key=key, value=value).exists(), f"{key} on record")
    expect(page.locator(f"#q-{key}-state[data-saved]")).to_contain_text(TIME)


def type_into(page: Page, key: str, text: str) -> None:
    box = page.locator(f"#q-{key}")
    if box.evaluate("one => one.tagName") == "SELECT":
        box.select_option(text)
    else:
        box.fill(text)


def go_on(page: Page) -> None:
    page.locator("button[name=go][value=next]").click()


def register(page: Page, call, mails: Path, address: str) -> None:
    """From the front page to an account with a proven address, and to the empty draft."""
    page.goto("/")
    page.locator(f"main a[href='/calls/{call.code}/']").first.click()
    page.locator(f"a[href='/calls/{call.code}/start/']").click()
    page.locator("main a[href*='/signup/']").first.click()
    page.fill("input[name=email]", address)
    page.fill("input[name=password1]", SECRET)
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("验证")

    link = re.search(r"http://\S+", newest_mail(mails, "请确认")).group()
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "confirm-email" not in url)
    page.goto(f"/calls/{call.code}/start/")
    if page.locator("input[name=login]").count():
        page.fill("input[name=login]", address)
        page.fill("input[name=password]", SECRET)
        page.locator("main form button").first.click()
    page.locator("main form button.primary").click()
    expect(page.locator("#draft")).to_be_visible()


def first_section(page: Page) -> None:
    """Each answer says by itself when it was saved; one is written while the line is dead."""
    type_into(page, "name", ANSWERS["name"])
    expect_saved(page, "name", ANSWERS["name"])
    expect(page.locator("#q-unified_code-box")).to_be_hidden()
    type_into(page, "registered_place", "inside")
    expect(page.locator("#q-unified_code-box")).to_be_visible()
    for key in ("unified_code", "registered_on", "registered_capital", "founder_kind", "field"):
        type_into(page, key, ANSWERS[key])
    type_into(page, "moved_in", "no")
    expect_saved(page, "moved_in", "no")
    expect(page.locator("#offline")).to_be_hidden()

    page.context.set_offline(True)
    type_into(page, "business_scope", SCOPE)
    expect(page.locator("#offline")).to_be_visible()
    assert page.locator("#q-business_scope").input_value() == SCOPE
    assert not Answer.objects.filter(key="business_scope").exists()


def back_online(page: Page) -> Page:
    """The window was closed without a line; the next one has the words and sends them."""
    context, address = page.context, page.url
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#q-business_scope")).to_have_value(SCOPE)
    expect_saved(page, "business_scope", SCOPE)
    return page


def other_sections(page: Page) -> None:
    go_on(page)
    for key in ("legal_representative", "contact", "phone"):
        type_into(page, key, ANSWERS[key])
    page.fill("[name='shareholders.0.name']", "甲")
    page.fill("[name='shareholders.0.share']", "60")
    rows = page.locator("#q-shareholders-box .person")
    shown = rows.count()
    page.locator("#q-shareholders-box [data-add-row]").click()
    page.keyboard.type("乙")  # the new row has the focus
    page.fill(f"[name='shareholders.{shown}.share']", "40")
    go_on(page)
    type_into(page, "staff", ANSWERS["staff"])
    go_on(page)
    for key in ("project", "planned_investment", "expected_output", "area_wanted"):
        type_into(page, key, ANSWERS[key])
    go_on(page)
    page.locator("#q-licence-box input[type=file]").set_input_files(
        {"name": "执照.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(page.locator("#q-licence-box")).to_contain_text("执照.pdf")


def hand_in(page: Page) -> Application:
    go_on(page)
    expect(page.locator(".notice.good")).to_be_visible()
    page.locator("form[action$='/submit/'] button").dblclick()
    page.wait_for_url(re.compile(r"/applications/[0-9a-f-]{36}/$"))
    application = Application.objects.get()
    expect(page.locator("main")).to_contain_text(application.receipt)
    return application


@pytest.mark.worker
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_from_the_front_page_to_the_receipt(visit, call, start_worker, tmp_path, width):
    mails = tmp_path / "mails"
    start_worker(EMAIL_URL=f"filemail:///{mails}")
    page = visit(width=width)

    register(page, call, mails, f"founder{width}@example.test")
    first_section(page)
    page = back_online(page)
    assert fits(page)
    other_sections(page)
    assert fits(page)
    application = hand_in(page)

    assert fits(page)
    assert application.state == "submitted"
    assert application.unified_code == unified_code(7)
    assert application.submissions.count() == 1
    assert application.receipt in newest_mail(mails, "已收到")


def test_by_keyboard_alone(visit, call, founder):
    draft = lifecycle.start_draft(call=call, by=founder, at=now())
    fill(draft, by=founder, answers=ANSWERS | {"name": "旧名", "area_wanted": ""}, at=now())
    page = visit(founder)

    page.goto("/applications/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to(page, f"main a[href='/applications/{draft.key}/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/applications/{draft.key}/")
    tab_to(page, "a[href$='/fill/1/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fill/1/")
    tab_to(page, "#q-name")
    page.keyboard.press("Control+a")
    page.keyboard.type("键盘科技有限公司")
    expect_saved(page, "name", "键盘科技有限公司")
    tab_to(page, "button[name=go][value=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fill/2/")
    page.goto(f"/applications/{draft.key}/check/")
    tab_to(page, "#problems a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fill/4/#q-area_wanted-box")
    tab_to(page, "#q-area_wanted")
    page.keyboard.type("120")
    expect_saved(page, "area_wanted", "120")
    page.goto(f"/applications/{draft.key}/check/")
    tab_to(page, "form[action$='/submit/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/applications/{draft.key}/")

    draft.refresh_from_db()
    assert (draft.state, draft.name) == ("submitted", "键盘科技有限公司")


def test_two_people_on_one_draft_see_each_other(visit, call, founder):
    draft = lifecycle.start_draft(call=call, by=founder, at=now())
    colleague = UserFactory(name="创业者乙")
    draft.collaborators.create(user=colleague, right="edit", since=now())
    address = f"/applications/{draft.key}/fill/1/"
    mine, theirs = visit(founder), visit(colleague)
    mine.goto(address)
    theirs.goto(address)

    type_into(mine, "business_scope", "我写的一段")
    expect_saved(mine, "business_scope", "我写的一段")
    type_into(theirs, "business_scope", "同事写的一段")

    state = theirs.locator("#q-business_scope-state")
    expect(state).to_contain_text("我写的一段")
    assert theirs.locator("#q-business_scope").input_value() == "同事写的一段"
    assert Answer.objects.get(key="business_scope").value == "我写的一段"
    theirs.locator("#q-business_scope").press("End")
    theirs.keyboard.type("，补充")
    expect_saved(theirs, "business_scope", "同事写的一段，补充")


def test_signed_out_while_writing_loses_nothing(visit, call, founder):
    draft = lifecycle.start_draft(call=call, by=founder, at=now())
    page = visit(founder)
    page.goto(f"/applications/{draft.key}/fill/1/")
    Session.objects.all().delete()

    type_into(page, "business_scope", SCOPE)

    state = page.locator("#q-business_scope-state")
    expect(state).to_contain_text("已退出登录")
    assert page.locator("input[name=login]").count() == 0  # the other page is not let in
    assert page.locator("#q-business_scope").input_value() == SCOPE
    assert not Answer.objects.filter(key="business_scope").exists()

    cookie = visit(founder).context.cookies()
    page.context.add_cookies(cookie)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect_saved(page, "business_scope", SCOPE)


def test_words_typed_before_the_scripts_are_there_are_saved(visit, call, founder):
    draft = lifecycle.start_draft(call=call, by=founder, at=now())
    page = visit(founder)
    with slow_script(page, "draft"):
        page.goto(f"/applications/{draft.key}/fill/1/", wait_until="commit")
        type_into(page, "business_scope", SCOPE)

    expect_saved(page, "business_scope", SCOPE)


def test_foreign_page_instead_of_an_answer_loses_nothing(visit, call, founder):
    """What the network of a hotel puts in place of every answer until one has paid."""
    draft = lifecycle.start_draft(call=call, by=founder, at=now())
    page = visit(founder)
    page.goto(f"/applications/{draft.key}/fill/1/")
    page.route("**/answers/**", lambda route: route.fulfill(body="<h1>Welcome, please pay</h1>"))

    type_into(page, "business_scope", SCOPE)

    expect(page.locator("#q-business_scope-state")).to_contain_text("尚未提交")
    assert "Welcome" not in page.content()
    page.unroute("**/answers/**")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect_saved(page, "business_scope", SCOPE)


def test_file_without_a_line_says_so_and_goes_later(visit, call, founder):
    draft = lifecycle.start_draft(call=call, by=founder, at=now())
    page = visit(founder, width=PHONE)
    page.goto(f"/applications/{draft.key}/fill/5/")
    box = page.locator("#q-articles-box")
    page.context.set_offline(True)

    box.locator("input[type=file]").set_input_files(
        {"name": "章程.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(box.locator(".state")).to_contain_text("未能上传")
    page.context.set_offline(False)

    expect(box.locator("li")).to_contain_text("章程.pdf")
    assert draft.attachments.get().original_name == "章程.pdf"
    expect(box.locator("input[type=file]")).to_have_count(0)  # one is all that fits
