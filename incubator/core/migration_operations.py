"""Operations that migrations of all parts use."""

from collections.abc import Mapping

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class InstallTrigger(AddTrigger):
    """As ``AddTrigger``, without building the model's and its relatives' classes anew.

    Nothing of those classes reads a trigger; building them for each of hundreds of triggers
    took most of the minutes in which an empty database was made.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class NameColumns(Operation):
    """What columns are called, by model and name: one step for all of them.

    An ``AlterField`` for each would build all models anew each time, which takes minutes.
    """

    reduces_to_sql = False

    def __init__(self, names: Mapping[str, Mapping[str, str]]) -> None:
        self.names = names

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state alone: names are no matter of the database."""
        for model, columns in self.names.items():
            fields = state.models[app_label, model].fields
            for name, words in columns.items():
                field = fields[name].clone()
                field.verbose_name = field._verbose_name = words  # noqa: SLF001 - what a state compares
                fields[name] = field

    def database_forwards(self, app_label: str, schema_editor, from_state, to_state) -> None:
        """Nothing."""

    def database_backwards(self, app_label: str, schema_editor, from_state, to_state) -> None:
        """Nothing."""

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"Name columns of {', '.join(sorted(self.names))}"
