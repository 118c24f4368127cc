"""``manage.py messages update|compile|check``: the translations of the project."""

from django.core.management.base import BaseCommand, CommandError

from incubator.core import messages


class Command(BaseCommand):
    help = "Merge, compile or check the translations."
    # Runs before the database is there, and while translations are still missing.
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("verb", choices=["update", "compile", "check"])

    def handle(self, *, verb: str, **options: object) -> None:
        for language in messages.languages():
            getattr(self, f"do_{verb}")(language)

    def do_update(self, language: str) -> None:
        """Bring the file up to date with the sources."""
        catalog = messages.update(language)
        missing = sum(1 for one in catalog if one.id and not messages.is_translated(one))
        self.stdout.write(f"{language}: {len(catalog)} strings, {missing} untranslated")

    def do_compile(self, language: str) -> None:
        """Make the file that Django reads."""
        messages.compile_language(language)

    def do_check(self, language: str) -> None:
        """Fail when a string is missing, untranslated or has wrong placeholders."""
        found = list(messages.faults(language))
        if found:
            raise CommandError("\n".join([*found, f"{language}: {len(found)} faults"]))
        self.stdout.write(f"{language}: complete")
