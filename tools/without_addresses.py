"""Takes out of a package-lock.json what names an address: where a package asks for money."""

import json
import sys
from pathlib import Path


def main(file: str) -> None:
    """Rewrite the lock file in place; npm installs from it as before."""
    path = Path(file)
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
