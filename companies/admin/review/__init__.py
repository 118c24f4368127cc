"""Review at the manager's desk: plans, rounds, reviewers, assignment, ranking, letters."""

from companies.admin.review import meetings, parts, plans, reviewers, reviews, rounds, runs

__all__ = ["meetings", "parts", "plans", "reviewers", "reviews", "rounds", "runs"]
