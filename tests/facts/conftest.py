"""Files of these tests lie in their own folder."""

import pytest


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
