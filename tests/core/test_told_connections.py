"""Every connection tells what the database refuses, wherever it is opened."""

import threading

import pytest
from django.db import connection

from incubator.core.history import recorded
from incubator.core.refusals import told
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_a_connection_opened_while_a_change_is_recorded_stays_as_it_was():
    """As the first question of a request or a job does: nothing of that is left on it."""
    user, left = UserFactory(), []

    def first_question() -> None:
        with recorded(by=user, reason="test"):
            connection.ensure_connection()
        left.extend(connection.execute_wrappers)
        connection.close()

    thread = threading.Thread(target=first_question)
    thread.start()
    thread.join()

    assert left == [told]
