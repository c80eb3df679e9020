"""Programmes as gatherings hold them: a template of sessions."""

from typing import Any

from tilts.jurisdictions.schema import Programme
from tilts.platform.gatherings.actions import NewTemplate
from tilts.platform.gatherings.models import Template

from .gathered import KIND
from .progress import codes_of


def as_template(of: Programme, version: str = "") -> NewTemplate:
    """A programme as gatherings hold it: every session by its number in its module."""
    modules = {module.code: module for module in of.modules}
    sessions: dict[str, list[dict[str, Any]]] = {code: [] for code in modules}
    for code, module, number in codes_of(of):
        names = {lang: f"{name} {number}" for lang, name in modules[module].names.items()}
        sessions[module].append({"code": code, "names": names, "minutes": of.session_minutes})
    return NewTemplate(
        code=of.code,
        version=version,
        kind=KIND,
        names=of.names,
        modules=[
            {"code": code, "names": modules[code].names, "sessions": sessions[code]}
            for code in modules
        ],
        capacity=of.places,
        leaders=of.leaders,
        since=of.valid_from,
    )


def is_same(template: Template, new: NewTemplate) -> bool:
    """True when a template says already what the pack says."""
    codes = [(one.code, one.minutes) for one in template.contents.sessions]
    wanted = [(one["code"], one["minutes"]) for module in new.modules for one in module["sessions"]]
    return codes == wanted and (template.capacity, template.leaders, template.names) == (
        new.capacity,
        new.leaders,
        dict(new.names),
    )
