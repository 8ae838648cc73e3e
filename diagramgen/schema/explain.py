"""pydantic's errors → problems that a writer understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from diagramgen.errors import Location, Problem, did_you_mean

Place = tuple[str | int, ...]
"""The way to a value: a field, an item in it, a field of that."""

_KINDS = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "mapping_type": "must be a mapping of names to values",
    "dict_type": "must be a mapping of names to values",
    "model_type": "must be a mapping of names to values",
    "sequence_type": "must be a list",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "sequence_str": "must be a list",
    "finite_number": "must be a finite number",
}


def explain(
    error: ValidationError,
    model: type[BaseModel],
    data: Mapping[str, Any],
    locate: Callable[[Place], Location],
) -> list[Problem]:
    """One problem for each thing that pydantic found wrong in `data`, a `model` to be.

    `locate` says where a value stands.
    """
    subject = _subject(model, data)
    places: dict[Place, Any] = {}
    for found in error.errors(include_url=False):
        places.setdefault(_place(found, data), found)  # the other arms of a union say the same
    problems = []
    for place, found in places.items():
        if any(place and other[: len(place)] == place != other for other in places):
            continue  # another arm came further
        message, fix = _sentence(found, place, _model_at(model, place))
        around = place[:-1] if found["type"] in ("missing", "extra_forbidden") else place
        name = f"{_path(around)}{' ' if message[0].isalpha() and around is place else ': '}" if around else ""
        problems.append(Problem(f"{subject}: {name}{message}", locate(place), fix))
    return problems


def _place(found: Any, data: Any) -> Place:
    """Where in the data an error is: its location without the arms of unions."""
    place = []
    for part in found["loc"]:
        if (isinstance(data, Mapping) and part in data) or (isinstance(data, list | tuple) and isinstance(part, int)):
            place.append(part)
            data = data[part]
    return (*place, found["loc"][-1]) if found["type"] == "missing" else tuple(place)


def _path(place: Place) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The model in which the last field of a way stands."""
    for part in place[:-1]:
        if part in model.model_fields:
            model = next(_models_in(model.model_fields[str(part)].annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()} | set(model.model_fields)


def _subject(model: type[BaseModel], data: Mapping[str, Any]) -> str:
    kind = model.__name__.removesuffix("Document")
    for key in ("id", "number", "title"):
        value = data.get(key)
        if isinstance(value, str | int):
            return f"{kind} {value!r}" if isinstance(value, str) else f"{kind} {value}"
    return kind


def _sentence(found: Any, place: Place, model: type[BaseModel]) -> tuple[str, str]:
    kind = found["type"]
    value = found["input"]
    field = str(place[-1]) if place else ""
    if kind == "missing":
        return f"{field} is missing", f"add {field}"
    if kind == "extra_forbidden":
        return f"there is no field {field!r}", did_you_mean(field, _names(model))
    if kind == "value_error":
        message = str(found["ctx"]["error"])
        fact, _, fix = message.partition("; ")
        return fact, fix
    if kind in ("enum", "literal_error"):
        expected = found["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"{_shown(value)} is not one of its values", did_you_mean(str(value), expected)
    if kind == "is_instance_of":
        wanted = found["ctx"]["class"]
        if wanted == "Sequence":
            return f"must be a list, not {_shown(value)}", ""
        if wanted == "Rule" and callable(value):
            return "must be a rule, not a plain function", "write @rule above the function"
        article = "an" if wanted[0] in "AEIO" else "a"
        return f"must be {article} {wanted}, not {_shown(value)}", f"pass the {wanted} itself"
    if kind == "greater_than_equal":
        return f"is {_shown(value)}", f"must be at least {found['ctx']['ge']}"
    if kind == "less_than_equal":
        return f"is {_shown(value)}", f"must be at most {found['ctx']['le']}"
    if kind == "string_pattern_mismatch":
        examples = model.model_fields[field].examples or [found["ctx"]["pattern"]]
        return f"is {_shown(value)}, which has not the right form", f"write it like {examples[0]!r}"
    if kind in _KINDS:
        fix = "put it in quotes" if kind == "string_type" and isinstance(value, int | float) else ""
        if _KINDS[kind] == "must be a list" and isinstance(value, str):
            fix = "put it in [ ]"
        return f"{_KINDS[kind]}, not {_shown(value)}", fix
    return str(found["msg"][:1].lower() + found["msg"][1:]), ""


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str | int | float | bool | None) else f"a {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "…"
