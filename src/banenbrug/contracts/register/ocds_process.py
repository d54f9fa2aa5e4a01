"""One contracting process of OCDS: its releases laid over each other."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


class Process:
    """What the releases of one process say together; a later one counts over an earlier one."""

    def __init__(self, ocid: str) -> None:
        self.ocid = ocid
        self.tender: Json = {}
        self.buyer: Json = {}
        self.parties: dict[str, Json] = {}
        self.awards: dict[str, Json] = {}
        self.contracts: dict[str, Json] = {}

    def add(self, release: Json) -> None:
        """Lay a release over the earlier ones. What is not of the expected kind is passed over."""
        self.tender |= an_object(release.get("tender"))
        self.buyer |= an_object(release.get("buyer"))
        for held, name in (
            (self.parties, "parties"),
            (self.awards, "awards"),
            (self.contracts, "contracts"),
        ):
            for one in objects(release.get(name)):
                known = str(one.get("id") or "")
                held[known] = held.get(known, {}) | one

    def contracts_of(self, award: Json) -> list[Json]:
        """The contracts that came of an award."""
        known = str(award.get("id") or "")
        return [one for one in self.contracts.values() if str(one.get("awardID") or "") == known]

    def suppliers_of(self, award: Json) -> list[Json]:
        """The suppliers of an award, with what the parties say about them."""
        return [
            self.parties.get(str(supplier.get("id") or ""), {}) | _filled(supplier)
            for supplier in objects(award.get("suppliers"))
        ]

    def awards_with_one_amount(self) -> Iterator[Json]:
        """Awards to several suppliers of which only the amount of all together is known."""
        for award in self.awards.values():
            suppliers = self.suppliers_of(award)
            has_amount = bool(an_object(award.get("value")).get("amount"))
            if len(suppliers) > 1 and has_amount and not all(map(own_value, suppliers)):
                yield award


def own_value(supplier: Json) -> Json:
    """The part of an award that goes to one supplier, as the British Contracts Finder gives it."""
    return an_object(supplier.get("x_awardValue"))


def an_object(value: Any) -> Json:
    """The value where it is an object of JSON, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> list[Json]:
    """The objects in a list of JSON; empty for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _filled(value: Json) -> Json:
    return {name: said for name, said in value.items() if said not in (None, "", {}, [])}
