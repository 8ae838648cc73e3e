"""pydantic's errors → problems that a writer understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from diagramgen.errors import Location, Problem, did_you_mean

Place = tuple[str | int, ...]
"""A field, or an item in it."""

_KINDS = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "mapping_type": "must be a mapping of names to values",
    "dict_type": "must be a mapping of names to values",
    "sequence_type": "must be a list",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "sequence_str": "must be a list, not one text",
}


def explain(
    error: ValidationError,
    model: type[BaseModel],
    data: Mapping[str, Any],
    locate: Callable[[Place], Location],
) -> list[Problem]:
    """One problem for each thing that pydantic found wrong in `data`, a `model` to be.

    `locate` says where a field (or an item of a list in it) stands.
    """
    subject = _subject(model, data)
    problems = []
    seen = set()
    for found in error.errors(include_url=False):
        field = str(found["loc"][0]) if found["loc"] else ""
        index = [part for part in found["loc"][1:2] if isinstance(part, int) or field == "metadata"]
        place = (field, *index) if field else ()
        if place in seen:
            continue  # the other arms of a union say the same
        seen.add(place)
        message, fix = _sentence(found, field, model)
        name = "" if found["type"] in ("missing", "extra_forbidden") else _path(place)
        if name and not message[0].isalpha():
            name = f"{name.rstrip()}: "
        problems.append(Problem(f"{subject}: {name}{message}", locate(place), fix))
    return problems


def _path(place: Place) -> str:
    return (
        "".join(str(part) if number == 0 else f"[{part}]" for number, part in enumerate(place)) + " " if place else ""
    )


def _names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()} | set(model.model_fields)


def _subject(model: type[BaseModel], data: Mapping[str, Any]) -> str:
    kind = model.__name__.removesuffix("Document")
    for key in ("id", "number", "title"):
        value = data.get(key)
        if isinstance(value, str | int):
            return f"{kind} {value!r}" if isinstance(value, str) else f"{kind} {value}"
    return kind


def _sentence(found: Any, field: str, model: type[BaseModel]) -> tuple[str, str]:
    kind = found["type"]
    value = found["input"]
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
    if kind in ("is_instance_of", "model_type", "model_attributes_type"):
        wanted = found["ctx"].get("class") or found["ctx"].get("class_name")
        article = "an" if wanted[0] in "AEIO" else "a"
        return f"must be {article} {wanted}, not {_shown(value)}", f"pass the {wanted} itself"
    if kind == "greater_than_equal":
        return f"is {_shown(value)}", f"must be at least {found['ctx']['ge']}"
    if kind in _KINDS:
        fix = "put it in quotes" if kind == "string_type" and isinstance(value, int | float) else ""
        return f"{_KINDS[kind]}, not {_shown(value)}", fix
    return str(found["msg"][:1].lower() + found["msg"][1:]), ""


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str | int | float | bool | None) else f"a {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "…"
