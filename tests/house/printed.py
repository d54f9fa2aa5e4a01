"""The parts of the documentation that are printed from the code.

They stand between `<!-- printed: name -->` and `<!-- /printed -->`. Print them anew with
`.venv/bin/python -m tests.house.printed`.
"""

import ast
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SOURCES = PROJECT / "src" / "banenbrug"
PAGES = tuple(PROJECT / "docs" / f"{name}.md" for name in ("scopes", "roles", "schemes"))
PART = re.compile(r"(<!-- printed: (\w+) -->\n).*?(<!-- /printed -->)", re.DOTALL)


def table(*rows: tuple[str, ...]) -> str:
    """A table in Markdown; the first row is its head."""
    head, *body = rows
    lines = [head, ("---",) * len(head), *body]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def classes() -> str:
    """The tables of each class; event tables are named with their model."""
    from banenbrug.engine.tables import class_of, tables

    found: dict[str, list[str]] = {}
    for model in tables():
        if not hasattr(model, "pgh_tracked_model"):
            found.setdefault(str(class_of(model)), []).append(_table_name(model))
    rows = [(f"*{name}*", ", ".join(sorted(members))) for name, members in sorted(found.items())]
    return table(("class", "tables (**bold**: its history has the same class)"), *rows)


def _table_name(model: type) -> str:
    name = f"`{model._meta.db_table}`"  # type: ignore[attr-defined]
    return f"**{name}**" if hasattr(model, "pgh_event_model") or _is_tracked(model) else name


def _is_tracked(model: type) -> bool:
    from banenbrug.engine.tables import tables

    return any(getattr(event, "pgh_tracked_model", None) is model for event in tables())


def roles() -> str:
    """Which organisation knows which role."""
    from banenbrug.organisations.roles import KIND_ROLES, ROLE_NAMES, Role

    rows = []
    for role in Role:
        kinds = [kind.value for kind, known in KIND_ROLES.items() if role in known]
        rows.append((f"`{role.value}`", ROLE_NAMES[role], ", ".join(kinds)))
    return table(("role", "called", "in"), *rows)


def rights() -> str:
    """Role × Right."""
    from banenbrug.organisations.roles import ROLE_RIGHTS, Right, Role

    rows = [
        (f"`{right.value}`", *("✓" if right in ROLE_RIGHTS[role] else "" for role in Role))
        for right in Right
    ]
    return table(("right", *(role.value for role in Role)), *rows)


def refusals() -> str:
    """Every verdict that the program can give."""
    texts: dict[str, set[str]] = {}
    for code, text in _refusals():
        texts.setdefault(code, set()).add(text or "(depends on the case)")
    rows = [(f"`{code}`", " / ".join(sorted(said))) for code, said in sorted(texts.items())]
    return table(("code", "what it says"), *rows)


def _refusals() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if getattr(node.func, "id", "") == "Refusal":
                code, message = node.args[:2]
                if isinstance(code, ast.Constant):
                    text = _literal(message, tree)
                    yield str(code.value), text.replace("%%", "%").replace("|", "\\|")


def _literal(node: ast.expr, tree: ast.Module) -> str:
    """The text of a constant, of `N_(constant)`, or of a name that was just given one of these."""
    if isinstance(node, ast.Call) and node.args:
        return _literal(node.args[0], tree)
    if isinstance(node, ast.Name):
        given = [
            (assigned.lineno, assigned.value)
            for assigned in ast.walk(tree)
            if isinstance(assigned, ast.Assign)
            and assigned.lineno < node.lineno
            and getattr(assigned.targets[0], "id", "") == node.id
        ]
        return _literal(max(given, key=lambda pair: pair[0])[1], tree) if given else ""
    return str(node.value) if isinstance(node, ast.Constant) else ""


def moves() -> str:
    """Every move of a dossier: what, by whom, from where and to where."""
    from banenbrug.scheme.rules.states import MOVES

    rows = [
        (
            f"`{move.step}`",
            move.name,
            move.side.value,
            ", ".join(f"`{source}`" for source in move.sources),
            f"`{move.target}`",
        )
        for move in MOVES
    ]
    return table(("step", "called", "by", "from", "to"), *rows)


def drawings() -> str:
    """The same as a drawing for each kind of thing (Mermaid)."""
    from banenbrug.scheme.rules import states

    kinds = {
        "Request": states.RequestState,
        "Application": states.ApplicationState,
        "Activity": states.ActivityState,
        "Evaluation": states.EvaluationState,
        "Hours that were entered": states.WorkState,
    }
    return "\n".join(_drawing(title, kind) for title, kind in kinds.items())


def _drawing(title: str, kind: type) -> str:
    from banenbrug.scheme.rules.states import MOVES, ApplicationState

    first = next(iter(kind))  # type: ignore[call-overload]
    lines = [f"[*] --> {first}"]
    for move in MOVES:
        if isinstance(move.target, kind):
            lines += [f"{source} --> {move.target}: {move.step}" for source in move.sources]
    if kind is ApplicationState:
        lines += [f"{source} --> waiting: no free hours" for source in ("draft", "returned")]
    drawn = "".join(f"    {line}\n" for line in lines)
    return f"**{title}**\n\n```mermaid\nstateDiagram-v2\n{drawn}```\n"


PARTS: dict[str, Callable[[], str]] = {
    "classes": classes,
    "roles": roles,
    "rights": rights,
    "refusals": refusals,
    "moves": moves,
    "drawings": drawings,
}


def printed(text: str) -> str:
    """The page with its printed parts as the code is now."""
    return PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]()}\n{part[3]}", text)


def main() -> None:
    """Print the parts anew into the pages."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banenbrug.settings")
    django.setup()
    for page in PAGES:
        page.write_text(printed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
