"""What beat starts for mentoring: notices, reminders, questions, and what is over."""

from celery import shared_task

from incubator.core.dates import now, today
from mentors import lifecycle


@shared_task(name="mentors.schedule.announce_ending_terms")
def announce_ending_terms(**later: object) -> None:
    """Tell of terms that end in 60 and in 30 days."""
    lifecycle.announce_ending_terms(on=today())


@shared_task(name="mentors.schedule.close_assignments_over")
def close_assignments_over(**later: object) -> None:
    """End the assignments whose agreed period is over."""
    lifecycle.close_assignments_over(on=today())


@shared_task(name="mentors.schedule.remind_of_sessions")
def remind_of_sessions(**later: object) -> None:
    """Remind both sides of what begins soon."""
    lifecycle.remind_of_sessions(at=now())


@shared_task(name="mentors.schedule.follow_up_sessions")
def follow_up_sessions(**later: object) -> None:
    """Ask how past sessions went, and close those of which nobody says it."""
    lifecycle.ask_about_sessions(at=now())
    lifecycle.close_unheld_sessions(at=now())
