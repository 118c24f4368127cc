"""What colours mean on pages of statistics."""

from incubator.statistics.enums import TargetState

TARGET_COLOURS = {
    TargetState.NOT_MEASURED: "default", TargetState.NOT_BEGUN: "default",
    TargetState.NO_DATA: "default",
    TargetState.OPEN: "info", TargetState.ON_COURSE: "success", TargetState.BEHIND: "warning",
    TargetState.MET: "success", TargetState.MISSED: "danger",
}  # fmt: skip
