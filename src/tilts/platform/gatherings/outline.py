"""What a series consists of: modules, and the sessions of each. Plain data, checked as a whole."""

from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, model_validator

GROUP, ONE_TO_ONE = "group", "one-to-one"
LONGEST = 720  # minutes of one session
Names = dict[str, str]


class Part(BaseModel):
    """Strict data with a name in each language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    names: Names = Field(min_length=1)

    def name_in(self, language: str) -> str:
        """Name in a language, else in the first one given."""
        return self.names.get(language) or next(iter(self.names.values()))


class SessionOutline(Part):
    """A session as the template has it: in a group or one-to-one, and how many minutes."""

    form: str = Field(default=GROUP, pattern=f"^({GROUP}|{ONE_TO_ONE})$")
    minutes: int = Field(ge=5, le=LONGEST, multiple_of=5)


class Module(Part):
    """Some sessions that belong together."""

    sessions: tuple[SessionOutline, ...] = Field(min_length=1)


class Outline(BaseModel):
    """Everything a template says. Codes of modules and of sessions stand once each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    modules: tuple[Module, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once(self) -> "Outline":
        for codes in ([one.code for one in self.modules], [one.code for one in self.sessions]):
            if twice := sorted({code for code in codes if codes.count(code) > 1}):
                raise ValueError(f"given twice: {', '.join(twice)}")
        return self

    @cached_property
    def sessions(self) -> tuple[SessionOutline, ...]:
        """All sessions in their order."""
        return tuple(session for module in self.modules for session in module.sessions)

    @property
    def minutes(self) -> int:
        """How long all sessions take together: the dose."""
        return sum(session.minutes for session in self.sessions)

    def session(self, code: str) -> SessionOutline | None:
        """The session of that code."""
        return next((one for one in self.sessions if one.code == code), None)
