"""What a bench tells."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Result:
    """One measurement: medians in seconds over `n` rows, and the most memory in MB of any run.

    A page also tells how many queries it asks, and how long the slowest of them took.
    The floor is what cannot be left out; a peer is another program that does the same.
    """

    name: str
    n: int
    seconds: float
    floor_seconds: float | None = None
    peer: str | None = None
    peer_seconds: float | None = None
    peak_mb: float | None = None
    queries: int | None = None
    slowest_query_seconds: float | None = None

    @property
    def ratio_to_floor(self) -> float | None:
        """How many times the floor this took."""
        return self.seconds / self.floor_seconds if self.floor_seconds else None

    @property
    def ratio_to_peer(self) -> float | None:
        """How many times the peer this took."""
        return self.seconds / self.peer_seconds if self.peer_seconds else None

    def as_json(self) -> dict[str, Any]:
        """The form of docs/commands.md; figures to the millisecond, thousandth or tenth of a MB."""
        ratios = {"ratio_to_floor": self.ratio_to_floor, "ratio_to_peer": self.ratio_to_peer}
        figures = asdict(self) | ratios
        return {
            key: round(value, 1 if key == "peak_mb" else 3) if isinstance(value, float) else value
            for key, value in figures.items()
        }

    def in_words(self) -> str:
        """The same for a person, on one line."""
        parts = [f"{self.n} rows in {self.seconds:.3g} s"]
        if self.floor_seconds:
            parts.append(f"{self.ratio_to_floor:.2f} × the floor of {self.floor_seconds:.3g} s")
        if self.peer_seconds:
            parts.append(f"{self.ratio_to_peer:.2f} × {self.peer} ({self.peer_seconds:.3g} s)")
        if self.queries:
            slowest = (self.slowest_query_seconds or 0) * 1000
            parts.append(f"{self.queries} queries, the slowest {slowest:.1f} ms")
        if self.peak_mb:
            parts.append(f"at most {self.peak_mb:.0f} MB")
        return ", ".join(parts)
