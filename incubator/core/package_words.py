"""Words that packages show without having a Chinese translation, so that ours holds them.

``manage.py messages`` collects what the sources mark; these are marked here for unfold
and import-export, which look them up at run time. Below them stand words of Django that
have a Chinese translation, in place of which ours says it as people here do.
"""

from django.utils.translation import gettext_noop as N_  # noqa: N812 - the extractor's name

WORDS = (
    N_(" By %(filter_title)s "),
    N_("After you've created a user, you’ll be able to edit more user options."),
    N_("Apply Filters"),
    N_("Cancel"),
    N_("Dark"),
    N_("Expand row"),
    N_("False"),
    N_("Go back"),
    N_("Light"),
    N_("More actions"),
    N_("No data"),
    N_("No results found"),
    N_(
        "Raw passwords are not stored, so there is no way to see this user’s password, but you "
        'can change the password using <a href="{}" class="text-primary-600 '
        'dark:text-primary-500">this form</a>.'
    ),
    N_("Reset filters"),
    N_("Return to site"),
    N_("Select format"),
    N_("Select value"),
    N_("System"),
    N_("This page yielded into no results. Create a new item or reset your filters."),
    N_("True"),
    N_("Type to search"),
    N_("Welcome back to"),
    N_("You have been successfully logged out from the administration"),
    N_("Add %s"),
    N_("Change %s"),
    N_(
        "Please enter the correct %(username)s and password for a staff account. Note that both "
        "fields may be case-sensitive."
    ),
    N_("Save and add another"),
    N_("Save and continue editing"),
    N_("Select %s to change"),
    N_("Select %s to view"),
    N_("Show all"),
    N_("Thanks for spending some quality time with the web site today."),
    N_("View %s"),
)
