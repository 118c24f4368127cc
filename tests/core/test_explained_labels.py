"""Every label that speaks of a term of the glossary is explained: forms, pages, returns."""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.admin.sites import all_sites
from django.forms import BaseForm
from django.utils.translation import override

import companies
import facilities
import incubator
import mentors
from incubator.core.glossary import IN_LABELS, TERMS, term_in
from tests.test_house_rules import ROOT

PARTS = {part.__name__: part for part in (companies, facilities, incubator, mentors)}
# Words by which a reader knows a term; a label that has one without help is named below.
TELLING = re.compile(
    "统一社会信用代码|毕业|高新技术企业|科技型中小企业|孵化(?:协议|基金|服务|期|率)|自主支配"
    "|公共服务|在孵|入驻期|创业导师|加速器|期初|退出|离开"
)
# What the word means here is another thing, or nothing that a law defines.
ELSEWHERE = {
    "退出时间": "of a reviewer", "退出方式": "of a stake", "退出原因": "of a reviewer, of a mentor",
    "退出日期": "of a mentor", "应届毕业生": "of a university", "吸纳应届毕业生": "of a university",
    "毕业去向": "what became of a company afterwards", "条件未明而准予毕业的理由": "of a decision",
    "离开最早日": "the range of a day", "离开最晚日": "the range of a day",
}  # fmt: skip


def _labels() -> Iterator[object]:
    """What stands before a value: in forms, on pages of the admin, in returns."""
    for part in PARTS.values():
        for module in pkgutil.walk_packages(part.__path__, f"{part.__name__}."):
            if not re.search(r"migrations|settings|[aw]sgi$", module.name):
                importlib.import_module(module.name)
    for form in _below(BaseForm):
        fields = getattr(form, "base_fields", {})
        yield from (field.label for field in fields.values() if field.label and _is_ours(form))
    for model in apps.get_models():
        fields = [*model._meta.concrete_fields] if _is_ours(model) else []
        yield from (field.verbose_name for field in fields)
    for site in all_sites:
        for pages in site._registry.values():
            named = (getattr(pages, str(name), None) for name in pages.readonly_fields)
            yield from (one.short_description for one in named if hasattr(one, "short_description"))


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _is_ours(kind: type) -> bool:
    return kind.__module__.partition(".")[0] in PARTS


def _in_both() -> set[tuple[str, str]]:
    """Each label in Chinese and in English."""
    found = set()
    for label in _labels():
        with override("zh-hans"):
            chinese = str(label)
        with override("en"):
            found.add((chinese, str(label)))
    for path in (ROOT / "companies" / "return_forms").glob("*.toml"):
        sections = tomllib.loads(path.read_text(encoding="utf-8")).get("sections", [])
        found |= {(item["label"], item["en"]) for one in sections for item in one["items"]}
    return found


@pytest.fixture(scope="module")
def labels() -> set[tuple[str, str]]:
    return _in_both()


def test_no_label_with_a_term_goes_without_help(labels):
    found = {chinese for chinese, _en in labels if TELLING.search(chinese) and not term_in(chinese)}

    assert found == set(ELSEWHERE)


def test_a_label_means_the_same_in_both_languages(labels):
    told = {(chinese, english): (term_in(chinese), term_in(english)) for chinese, english in labels}

    assert {label: codes for label, codes in told.items() if len(set(codes)) > 1} == {}
    assert len([codes for codes in told.values() if codes[0]]) > 40


def test_words_of_labels_lead_to_terms():
    assert set(IN_LABELS) <= set(TERMS)
    assert term_in("贵公司是否为高新技术企业？") == "hnte"
    assert term_in("Certificate of the graduation") == "graduate"
    assert term_in("公司名称") is None
