"""Names of static files carry a hash once they were collected."""

import json
from pathlib import Path

from django.test import override_settings

from banenbrug.web.storage import HashedFiles


def test_a_file_has_its_plain_name_before_files_were_collected(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        assert HashedFiles().url("web/favicon.svg") == "/static/web/favicon.svg"


def test_a_collected_file_is_called_by_its_hash(tmp_path: Path) -> None:
    names = {"web/favicon.svg": "web/favicon.f0de2379caca.svg"}
    manifest = {"paths": names, "version": "1.1", "hash": "1"}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    with override_settings(STATIC_ROOT=tmp_path):
        assert HashedFiles().url("web/favicon.svg") == "/static/web/favicon.f0de2379caca.svg"
