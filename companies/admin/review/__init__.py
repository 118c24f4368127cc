"""Review at the manager's desk: plans, rounds, reviewers, assignment, ranking, letters."""

from companies.admin.review import parts, plans, reviewers, reviews, rounds, runs

__all__ = ["parts", "plans", "reviewers", "reviews", "rounds", "runs"]
