"""The sentences with which content is refused; each names what its owner can do."""

from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

MEGABYTE = 1024 * 1024


def unknown_kind(kinds: str) -> RuleViolation:
    """It is nothing that is taken here."""
    return RuleViolation(
        "file_kind",
        _("This kind of file is not taken, whatever its name says. Possible are %(kinds)s."),
        field="file",
        kinds=kinds,
    )


def broken() -> RuleViolation:
    """It begins like its kind and does not go on so."""
    return RuleViolation(
        "file_broken",
        _("This file is damaged or incomplete; save it anew and send it again."),
        field="file",
    )


def packed() -> RuleViolation:
    """It would become far larger when somebody opens it."""
    return RuleViolation(
        "file_packed",
        _("This document would unpack to far too much; save it anew without what swells it."),
        field="file",
    )


def active() -> RuleViolation:
    """It carries something that runs."""
    return RuleViolation(
        "file_active",
        _("This document carries macros, programs or archives; save it anew without them."),
        field="file",
    )


def locked() -> RuleViolation:
    """Nobody here could read it."""
    return RuleViolation(
        "file_locked",
        _("This document is protected by a password; save it anew without one."),
        field="file",
    )


def too_many_pixels(most: int) -> RuleViolation:
    """Showing it would take more memory than a picture may."""
    return RuleViolation(
        "picture_too_large",
        _("A picture has at most %(most)d million pixels; make this one smaller."),
        field="file",
        most=most // 1_000_000,
    )


def empty() -> RuleViolation:
    """There is nothing in it."""
    return RuleViolation("file_empty", _("This file is empty."), field="file")


def too_large(size: int, *, most: int) -> RuleViolation:
    """It has more bytes than one file may have."""
    return RuleViolation(
        "file_too_large",
        _("A file has at most %(most)d MB; this one has %(size)d MB."),
        field="file",
        status=413,
        most=most // MEGABYTE,
        size=-(-size // MEGABYTE),
    )
