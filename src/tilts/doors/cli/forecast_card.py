"""`tilts forecast card MODEL`: the papers that a model needs before a service may use it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.card import Run, codes, papers, read_answers
from tilts.engines.forecast.refusals import DataRefused
from tilts.platform.documents.model_papers import as_html, as_pdf

VALIDATION, ANSWERS = "validation.json", "answers.yaml"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("model", type=FOLDER)
@click.option("--validation", type=FILE, help="What `validate --json` printed.")
@click.option("--answers", type=FILE, help="YAML: what only the service can say, by code.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder; the model's own else.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def card(
    model: Path, validation: Path | None, answers: Path | None, out: Path | None, as_json: bool
) -> None:
    """Write the model card and the technical file of MODEL as HTML and as tagged PDF.

    Numbers come from the model's manifest and from its validation: the file validation.json in its
    folder, or another. What nobody has said yet is marked as a gap; answers.yaml in the folder, or
    another file, fills gaps. Ends with 1 while there are any.
    """
    try:
        kept = load_model(model)
        measured = _validated(validation or model / VALIDATION)
        said = answers or model / ANSWERS
        filled = papers(Run(kept.manifest, measured), read_answers(said) if said.is_file() else {})
    except DataRefused as refused:
        raise click.UsageError(str(refused)) from None
    folder, now = out or model, datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    for paper in filled:
        title = f"{kept.manifest.model}, {kept.manifest.data_sha256[:8]}"
        (folder / f"{paper.code}.html").write_text(
            as_html(paper, title, now.date()), encoding="utf-8"
        )
        (folder / f"{paper.code}.pdf").write_bytes(as_pdf(paper, title, now))
    missing = {gap.code: gap.asks for paper in filled for gap in paper.gaps}
    click.echo(json.dumps({"gaps": missing}) if as_json else _words(folder, missing))
    raise SystemExit(1 if missing else 0)


def _validated(file: Path) -> Mapping[str, Any] | None:
    """What was measured; None where there is no such file."""
    if not file.is_file():
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        found["measures"]
    except (ValueError, KeyError, TypeError):
        text = f"{file}: it is not what `tilts forecast validate --json` prints. Validate again."
        raise click.UsageError(text) from None
    return dict(found)


def _words(folder: Path, missing: Mapping[str, str]) -> str:
    said = [f"{folder}: model-card and technical-file, as HTML and PDF."]
    if missing:
        said.append(f"{len(missing)} gaps. Answer them in {ANSWERS}, a line each:")
        known = codes()
        said += [f"  {code}: {asks}" for code, asks in missing.items() if code in known]
        said += [f"  ({code}) {asks}" for code, asks in missing.items() if code not in known]
    return "\n".join(said)
