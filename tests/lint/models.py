"""Models of a test as files, and what `lint` finds in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from diagramgen.config import Config, LintConfig
from diagramgen.lint.finding import Finding
from diagramgen.pipeline import Project
from tests.load.files import write

HEAD = """\
title: Shop
zones:
  - {id: cluster, name: Cluster, boundary: inside}
  - {id: internet, name: Internet, boundary: outside}
endpoints:
  - {id: shop, kind: service, name: Web Shop, aliases: [WS], summary: Sells books., zone: cluster}
  - {id: mailer, kind: service, name: Mailer, aliases: [Mail Service], summary: Sends mail., zone: cluster}
  - {id: cache, kind: datastore, name: Redis, aliases: [Redis 6.x], summary: Keeps things., zone: cluster}
  - {id: bank, kind: external, name: Bank, summary: Takes money., zone: internet}
connections:
"""
ROWS = """\
  - {number: 91, source: mailer, destination: cache, protocol: redis, ports: 6379, data: Queue.}
  - {number: 92, source: mailer, destination: bank, protocol: https, ports: 443, data: Receipts.}
"""
"""Every endpoint has a connection, and the shop none of these."""
MODEL = HEAD + ROWS


def project(folder: Path, model: str | Mapping[str, str], **lint: object) -> Project:
    """The project of a model: the text of a YAML file, or files by name of which `model` is the folder."""
    files = {"model.yaml": model} if isinstance(model, str) else dict(model)
    write(folder, files)
    config = Config(lint=LintConfig.model_validate(lint), cache_dir=str(folder / "cache"))
    return Project("model.yaml" if "model.yaml" in files else "model", config, folder)


def found(folder: Path, model: str | Mapping[str, str], **lint: object) -> Sequence[Finding]:
    """What is found in a model."""
    return project(folder, model, **lint).lint()


def names(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """(rule, object) of each finding."""
    return [(finding.rule, finding.object) for finding in findings]


def row(text: str) -> str:
    """The model with one more row, from the shop to the mailer unless it says otherwise."""
    given = text.partition(":")[0]
    ends = "" if given == "source" else "source: shop, destination: mailer, protocol: https, ports: 443, "
    return MODEL + f"  - {{number: 1, {ends}{text}}}\n"
