"""Verbs on returns: forms put on file, periods opened, returns written, handed in, verified."""

from companies.lifecycle.returns.deciding import (
    ReturnIncomplete,
    correct_return,
    file_return,
    send_back_return,
    submit_return,
    verify_return,
)
from companies.lifecycle.returns.dues import (
    ask_again,
    due_of,
    extend_due,
    list_dues,
    open_period,
    open_periods,
    reschedule_period,
    waive_due,
)
from companies.lifecycle.returns.forms import ask_form, load_forms, publish_form
from companies.lifecycle.returns.reminders import remind_of_returns
from companies.lifecycle.returns.writing import (
    Typed,
    fill_in,
    is_fixed,
    mark,
    save_value,
    save_values,
    start_return,
)

__all__ = [
    "ReturnIncomplete",
    "Typed",
    "ask_again",
    "ask_form",
    "correct_return",
    "due_of",
    "extend_due",
    "file_return",
    "fill_in",
    "is_fixed",
    "list_dues",
    "load_forms",
    "mark",
    "open_period",
    "open_periods",
    "publish_form",
    "remind_of_returns",
    "reschedule_period",
    "save_value",
    "save_values",
    "send_back_return",
    "start_return",
    "submit_return",
    "verify_return",
    "waive_due",
]
