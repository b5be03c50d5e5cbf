"""`nbgrader release_feedback` and formgrader's buttons: for those who handed in through the hub."""

from glob import glob
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

COMES = ("timestamp.txt", "submission_secret.txt")  # with a submission from the hub, and leads back


class FeedbackToHub(ExchangeReleaseFeedback):
    """Gives out the pages that can be given out, and says whose cannot."""

    src_path: str

    def copy_files(self) -> None:
        """Give them out, student by student."""
        for folder in sorted(map(Path, glob(self.src_path))):
            if all((folder / name).is_file() for name in COMES):
                self.src_path = str(folder)
                super().copy_files()
            else:
                self.log.warning(
                    "%s did not hand in through the hub: the feedback stays in %s",
                    folder.parent.name,
                    folder,
                )
