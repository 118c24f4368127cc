"""统一社会信用代码, the one code of a legal person (GB 32100-2015), and its forerunner."""

import re

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from incubator.core.errors import RuleViolation

LENGTH = 18
_LETTERS = "0-9A-HJ-NPQRTUWXY"  # no I, O, S, V, Z
SHAPE = f"[{_LETTERS}]{{2}}[0-9]{{6}}[{_LETTERS}]{{10}}"
_SHAPE = re.compile(SHAPE)


def clean_unified_code(text: str) -> str:
    """The code in its written form: 18 upper-case characters, spaces and hyphens removed.

    Raises RuleViolation ``invalid_unified_code`` that says which of length, characters
    or check digit is wrong. (The library checks the check digit; the first two places
    are checked here, since the standard allows letters there and the library does not.)
    """
    code = re.sub(r"[\s-]", "", str(text)).upper()
    if len(code) != LENGTH:
        raise _violation(
            _("A unified social credit code has 18 characters; this one has %(count)d."),
            count=len(code),
        )
    if not _SHAPE.fullmatch(code):
        raise _violation(
            _(
                "A unified social credit code has digits and capital letters without "
                "I, O, S, V, Z, and digits alone in places 3 to 8; “%(code)s” does not."
            ),
            code=code,
        )
    if uscc.calc_check_digit(code[:-1]) != code[-1]:
        raise _violation(
            _("The check digit of the unified social credit code “%(code)s” is wrong."), code=code
        )
    return code


_OLDER = re.compile(r"[0-9A-Z]{8}[0-9X]")
OLDER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def clean_organisation_code(text: str) -> str:
    """组织机构代码 as it is written, 8 characters and after a hyphen the check digit.

    GB 11714 as in domain 9.1: 11 less the weighted sum modulo 11, where 10 is written X and
    11 is 0; letters count 10 to 35. Raises RuleViolation ``invalid_organisation_code``.
    """
    code = re.sub(r"[\s-]", "", str(text)).upper()
    if _OLDER.fullmatch(code):
        total = sum(
            int(sign, 36) * weight for sign, weight in zip(code[:8], OLDER_WEIGHTS, strict=True)
        )
        if "0X987654321"[total % 11] == code[8]:
            return f"{code[:8]}-{code[8]}"
    raise RuleViolation(
        "invalid_organisation_code",
        _(
            "“%(code)s” is not an organisation code: 8 digits or capital letters and a check "
            "digit, such as 59159267-6."
        ),
        field="organisation_code",
        code=str(text)[:20],
    )


def _violation(message, **values) -> RuleViolation:
    return RuleViolation("invalid_unified_code", message, field="unified_code", **values)
