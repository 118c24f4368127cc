"""Operations that migrations of all parts use."""

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
