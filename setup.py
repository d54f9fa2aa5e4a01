"""Reads the version from the first heading of CHANGELOG.md; pyproject.toml has all else."""

import re
from pathlib import Path

from setuptools import setup

changelog = Path(__file__).with_name("CHANGELOG.md").read_text(encoding="utf-8")
release = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
assert release, "CHANGELOG.md has no heading such as '## 0.1.0 (2026-11-23)'"
setup(version=release[1])
