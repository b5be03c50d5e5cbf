"""What `course.toml` must say on a cluster, read where it lies in the pod: a ConfigMap's folder."""

from pathlib import Path

from grading.course.settings import Settings, read_settings
from grading.words.errors import CourseError
from hub.errors import Missing


def settings_in(folder: Path) -> Settings:
    """Read `course.toml`.

    Raises
    ------
    Missing
        If it is wrong, or does not say what a cluster must be told.
    """
    path = folder / "course.toml"
    try:
        settings = read_settings(path)
    except FileNotFoundError:
        raise Missing(
            f"there is no {path}: make the ConfigMap 'course' of course.toml and the "
            "table of students"
        ) from None
    except CourseError as error:
        raise Missing(str(error)) from None
    if not settings.name:
        raise Missing(f'{path}: say name = "…", which all pods then call the course')
    if settings.hub is None:
        raise Missing(f"{path}: the table [hub] is missing: it says who teaches")
    return settings
