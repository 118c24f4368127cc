"""What beat starts, and when; hours are those of Shanghai."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "compute-current-year": {
        "task": "incubator.statistics.schedule.compute_current_year",
        "schedule": crontab(hour="2", minute="30"),
    },
    "compute-moved-years": {
        "task": "incubator.statistics.schedule.compute_moved_years",
        "schedule": crontab(hour="2", minute="45"),
    },
    "find-late-facts": {
        "task": "incubator.statistics.schedule.find_late_facts",
        "schedule": crontab(hour="3", minute="30"),
    },
    "seal-history": {
        "task": "incubator.core.schedule.seal_history",
        "schedule": crontab(minute="15"),
        # The next round does the same work: a late one is dropped.
        "options": {"expires": 3000},
    },
    "check-history": {
        "task": "incubator.core.schedule.check_history",
        "schedule": crontab(hour="5", minute="0"),
    },
    "send-due-webhooks": {
        "task": "incubator.statistics.schedule.send_due_webhooks",
        "schedule": crontab(),
        # The next round does the same work: a late one is dropped.
        "options": {"expires": 50},
    },
    "sweep-interrupted-runs": {
        "task": "incubator.statistics.schedule.sweep_interrupted_runs",
        "schedule": crontab(minute="*/5"),
        # The next round does the same work: a late one is dropped.
        "options": {"expires": 240},
    },
    "announce-ending-leases": {
        "task": "facilities.schedule.announce_ending_leases",
        "schedule": crontab(hour="8", minute="0"),
    },
    "generate-charges-of-the-year": {
        "task": "facilities.schedule.generate_charges_of_the_year",
        "schedule": crontab(hour="3", minute="10"),
    },
    "remind-of-drafts": {
        "task": "companies.schedule.remind_of_drafts",
        "schedule": crontab(hour="9", minute="0"),
    },
    "take-up-deferred-applications": {
        "task": "companies.schedule.take_up_due",
        "schedule": crontab(hour="0", minute="20"),
    },
    "take-up-lost-letters": {
        "task": "companies.schedule.take_up_batches",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "release-lapsed-reservations": {
        "task": "facilities.schedule.release_lapsed_reservations",
        "schedule": crontab(hour="0", minute="20"),
    },
    "tell-overdue-changes": {
        "task": "companies.schedule.tell_overdue_changes",
        "schedule": crontab(hour="8", minute="30"),
    },
    "open-return-periods": {
        "task": "companies.schedule.open_return_periods",
        "schedule": crontab(hour="3", minute="30"),
    },
    "open-follow-ups": {
        "task": "companies.schedule.open_follow_ups",
        "schedule": crontab(hour="3", minute="40"),
    },
    "look-for-duplicates": {
        "task": "companies.schedule.look_for_duplicates",
        "schedule": crontab(hour="3", minute="50"),
    },
    "remind-of-returns": {
        "task": "companies.schedule.remind_of_returns",
        "schedule": crontab(hour="8", minute="30"),
    },
    "resume-imports": {
        "task": "incubator.imports.schedule.resume_imports",
        "schedule": crontab(minute="5-59/10"),
        "options": {"expires": 540},
    },
    "erase-what-may-go": {
        "task": "incubator.workflows.schedule.erase_what_may_go",
        "schedule": crontab(hour="4", minute="20"),
    },
    "remind-of-own-changes": {
        "task": "incubator.workflows.schedule.remind_of_own_changes",
        "schedule": crontab(hour="8", minute="40"),
    },
    "announce-ending-terms": {
        "task": "mentors.schedule.announce_ending_terms",
        "schedule": crontab(hour="8", minute="10"),
    },
    "close-assignments-over": {
        "task": "mentors.schedule.close_assignments_over",
        "schedule": crontab(hour="0", minute="20"),
    },
    "remind-of-sessions": {
        "task": "mentors.schedule.remind_of_sessions",
        "schedule": crontab(minute="*/10"),
        # The next round does the same work: a late one is dropped.
        "options": {"expires": 540},
    },
    "follow-up-sessions": {
        "task": "mentors.schedule.follow_up_sessions",
        "schedule": crontab(hour="9", minute="10"),
    },
}
