"""Models in folders: `model.skops` without a single type of ours, and `manifest.json`."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from skops import io

from ..columns import as_days
from ..learning import Fitted
from ..refusals import DataRefused, refuse
from .manifest import TRAIN_ANEW, Manifest, read_manifest
from .plain import model, plain

FILE, MANIFEST = "model.skops", "manifest.json"


@dataclass(frozen=True)
class Model:
    """A model that was kept, and its manifest."""

    fitted: Fitted
    manifest: Manifest

    def shaped(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A table with its dates as days before the start of follow-up, as in training.

        Raises DataRefused when a date is needed and the start of follow-up is absent.
        """
        names = [one.name for one in self.manifest.features if one.from_date]
        dated = [name for name in names if name in frame.columns]
        start = self.manifest.start
        if not dated or start is None:
            return frame
        if start not in frame.columns:
            raise refuse(f"column {start}", "the model counts from it, there is none.", "Add it.")
        since = as_days(frame[start])
        return frame.with_columns(
            (since - as_days(frame[name])).cast(pl.Float64).alias(name) for name in dated
        )


def save(fitted: Fitted, manifest: Manifest, folder: Path) -> None:
    """Write a model and its manifest into a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    io.dump(plain(fitted), folder / FILE)
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")


def load_model(folder: Path) -> Model:
    """The model in a folder. Raises DataRefused when it is none, broken, or brings foreign types.

    A model consists of numbers, words and arrays; a file that wants any other type to be built
    might run code of somebody else, so it is not opened.
    """
    absent = [name for name in (FILE, MANIFEST) if not (folder / name).is_file()]
    if absent:
        raise refuse(str(folder), f"it holds no {absent[0]}.", "Name the folder of a model.")
    try:
        kept = (folder / MANIFEST).read_bytes()
        return Model(_fitted(folder / FILE), read_manifest(kept, str(folder / MANIFEST)))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as broken:
        if isinstance(broken, DataRefused):
            raise
        raise refuse(str(folder), f"the model is broken ({broken!r}).", TRAIN_ANEW) from None


def _fitted(file: Path) -> Fitted:
    foreign = io.get_untrusted_types(file=file)
    if foreign:
        what = f"it wants foreign types: {', '.join(foreign)}."
        raise refuse(str(file), what, "Use only models that tilts forecast train has written.")
    return model(io.load(file, trusted=[]))
