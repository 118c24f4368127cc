"""What the mails about accounts say: our words for what django-allauth sends.

The keys are the library's names of its mails; ``tests/accounts/test_mails.py`` holds that
none is missing. Each text is filled with the context that the library gives.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Words = str | Promise

ACCOUNT_MAILS: dict[str, tuple[Words, Words]] = {
    "account/email/email_confirmation_signup": (
        _("Confirm your e-mail address"),
        _(
            "Welcome. Somebody, probably you, has registered with this e-mail address.\n\n"
            "Open this link within three days to confirm it:\n%(activate_url)s\n\n"
            "If it was not you, do nothing: without the link no account comes to life."
        ),
    ),
    "account/email/email_confirmation": (
        _("Confirm your e-mail address"),
        _(
            "Open this link within three days to confirm this e-mail address:\n"
            "%(activate_url)s\n\n"
            "If you did not ask for it, do nothing."
        ),
    ),
    "account/email/account_already_exists": (
        _("You have an account already"),
        _(
            "Somebody, probably you, wanted to register with this e-mail address. It has an "
            "account already: sign in as before.\n\n"
            "If you have forgotten the password, choose a new one here:\n"
            "%(password_reset_url)s\n\n"
            "If it was not you, do nothing: nothing has changed."
        ),
    ),
    "account/email/unknown_account": (
        _("There is no account with this e-mail address"),
        _(
            "Somebody, probably you, wanted to sign in or to choose a new password with this "
            "e-mail address. It has no account here; perhaps you registered with another one.\n\n"
            "You can register here:\n%(signup_url)s\n\n"
            "If it was not you, do nothing."
        ),
    ),
    "account/email/password_reset_key": (
        _("Choose a new password"),
        _(
            "Open this link within three days to choose a new password:\n"
            "%(password_reset_url)s\n\n"
            "If you did not ask for it, do nothing: your password stays as it is."
        ),
    ),
}

CHANGES: dict[str, tuple[Words, Words]] = {
    "account/email/password_changed": (
        _("Your password was changed"),
        _("The password of your account was changed."),
    ),
    "account/email/password_reset": (
        _("Your password was reset"),
        _("A new password was chosen for your account by a link in a mail."),
    ),
    "account/email/password_set": (
        _("A password was set"),
        _("A password was set for your account."),
    ),
    "account/email/email_changed": (
        _("Your e-mail address was changed"),
        _("The e-mail address of your account was changed from %(from_email)s to %(to_email)s."),
    ),
    "account/email/email_confirm": (
        _("Your e-mail address is confirmed"),
        _("The e-mail address of your account was confirmed."),
    ),
    "account/email/email_deleted": (
        _("An e-mail address was removed"),
        _("The e-mail address %(deleted_email)s was removed from your account."),
    ),
    "mfa/email/totp_activated": (
        _("Two-step sign-in is on"),
        _("Codes of an authenticator app are now asked for when you sign in."),
    ),
    "mfa/email/totp_deactivated": (
        _("Two-step sign-in is off"),
        _("Codes of an authenticator app are no longer asked for when you sign in."),
    ),
    "mfa/email/recovery_codes_generated": (
        _("New recovery codes were made"),
        _("New recovery codes were made for your account; the old ones do not work any more."),
    ),
    "mfa/email/webauthn_added": (
        _("A passkey was added"),
        _("A passkey was added to your account."),
    ),
    "mfa/email/webauthn_removed": (
        _("A passkey was removed"),
        _("A passkey was removed from your account."),
    ),
}


def words_for(prefix: str, context: dict) -> tuple[str, str]:
    """Subject and text of one mail, in the language that is active.

    Raises KeyError for a mail that the library sends and that has no words here.
    """
    if prefix in ACCOUNT_MAILS:
        subject, text = ACCOUNT_MAILS[prefix]
        return str(subject), str(text) % context
    subject, text = CHANGES[prefix]
    where = gettext(
        "When: %(timestamp)s\nFrom the address: %(ip)s\nWith: %(user_agent)s\n\n"
        "If that was not you, choose a new password at once and tell the office."
    )
    return str(subject), f"{str(text) % context}\n\n{where % context}"
