"""Parts of an instrument, and words in several languages."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, RootModel, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Code = Annotated[
    str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^;\s]([^;]*[^;\s])?$")
]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Part(BaseModel):
    """Anything in an instrument: strict, without unknown keys, unchangeable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Text(RootModel[dict[str, Words]]):
    """Words by language code."""

    model_config = ConfigDict(strict=True, frozen=True)

    def to(self, language: str) -> str:
        """The words in a language, or in the first that there is; empty where there are none."""
        return self.root.get(language) or next(iter(self.root.values()), "")


def wordless(value: object) -> object:
    """A part without its words and without who fills it in, which change no result."""
    if isinstance(value, Text):
        return None
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {name: wordless(getattr(value, name)) for name in fields if name != "known"}
    if isinstance(value, tuple):
        return [wordless(one) for one in value]
    if isinstance(value, dict):
        return {key: wordless(one) for key, one in value.items()}
    return value
