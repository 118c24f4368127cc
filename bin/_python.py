"""Finds a Python that is new enough. Readable by any Python 3: no newer syntax here."""

import os
import shutil
import sys

MINIMUM = (3, 11)
NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")


def require(argv):
    """Go on with this Python, or with a newer one of this machine, or say what is missing."""
    if sys.version_info >= MINIMUM:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *argv])  # noqa: S606 - the same program, another Python
    version = ".".join(str(part) for part in sys.version_info[:2])
    # Joined with +: Pythons before 3.6 cannot even read an f-string.
    sys.exit(
        "Python 3.11 or later is needed; this is " + version + " (" + sys.executable + "). "
        "Install a newer one and start this command with it, as in: python3.12 " + argv[0]
    )
