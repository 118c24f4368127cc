"""Figures of a whole return, as a company types them."""

from companies.lifecycle.returns import Typed

# Every answer that the form of 2007 needs, as a company types it; money in 千元.
FIGURES = {
    "registration_type": "limited",
    "industry": "软件业",
    "field": "electronics",
    "registered_capital": "50",
    "area_used": "120",
    "is_hnte": "no",
    "has_mentor": "yes",
    "is_returnee_company": "no",
    "is_student_company": "no",
    "revenue": "1,200",
    "net_profit": "-80",
    "rd_spending": "300",
    "staff": "12",
    "staff_college_up": "10",
    "staff_doctors": "1",
    "ip_applied": "2",
    "ip_granted": "1",
    "ip_valid": "3",
}


def typed(figures: dict[str, str] | None = None, **changed: str) -> dict[str, Typed]:
    """Figures as a verb takes them."""
    return {code: Typed(text) for code, text in {**(figures or FIGURES), **changed}.items()}
