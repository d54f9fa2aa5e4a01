"""The table of doors: for every address who comes in. A new address needs a row here.

A door inside an organisation has, for a member of that organisation: `sees` (others get 404) and
`acts` (others, who do see, get 403). Who works elsewhere or nowhere gets 404 always. `get` and
`post` are the answers to who is let in; 405 says that the method does not exist, to any member.
The people are written out here once more, apart from the table of rights in the product: when one
of the two changes by mistake, the other tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

REGISTER = frozenset({"coordinator", "buyer", "hr", "reader"})
SCHOOL = REGISTER | {"keyholder", "reporter"}
TEAM = frozenset({"coordinator", "buyer", "hr", "keyholder"})
BUYERS = frozenset({"coordinator", "buyer"})
TALKERS = frozenset({"coordinator", "buyer", "hr"})
PLACERS = frozenset({"coordinator", "hr"})
KEYHOLDER = frozenset({"keyholder"})
CONTACT = frozenset({"contact"})


@dataclass(frozen=True)
class Door:
    """One address inside an organisation. `object` is a field of `House` that gives its `pk`."""

    sees: frozenset[str]
    acts: frozenset[str] | None = None
    get: int = 200
    post: int = 200
    object: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    def answer(self, role: str, method: str) -> int:
        """What a member with this role gets on the own object."""
        inside = self.get if method == "GET" else self.post
        if inside == 405:
            return 405
        if role not in self.sees:
            return 404
        if self.acts is not None and role not in self.acts:
            return 403
        return inside


@dataclass(frozen=True)
class Open:
    """One address outside all organisations: the answers to GET and to POST.

    `homeless` is for who works nowhere, where that differs from everybody who signed in.
    """

    anonymous: tuple[int, int]
    signed_in: tuple[int, int]
    arguments: Mapping[str, str] = field(default_factory=dict)
    homeless: tuple[int, int] | None = None


def _page(sees: frozenset[str], object: str | None = None) -> Door:
    """A page that is only read."""
    return Door(sees, object=object)


def _form(sees: frozenset[str], acts: frozenset[str], object: str | None = None) -> Door:
    """A form; sent empty it comes back with what is missing."""
    return Door(sees, acts, object=object)


def _button(sees: frozenset[str], acts: frozenset[str], object: str, **more: str) -> Door:
    """A button, which leads on to another page."""
    return Door(sees, acts, get=405, post=302, object=object, more=more)


SCHOOL_DOORS: dict[str, Door] = {
    "desk:today": _page(SCHOOL),
    "desk:contract": _page(REGISTER, "contract"),
    "desk:supplier_record": _page(REGISTER, "supplier"),
    "desk:supplier_door": _form(REGISTER, BUYERS, "supplier"),
    "contracts:contracts": _page(REGISTER),
    "contracts:add": _form(REGISTER, BUYERS),
    "contracts:change": _form(REGISTER, BUYERS, "contract"),
    "contracts:clause": _form(REGISTER, BUYERS, "contract"),
    "contracts:remove_clause": _button(REGISTER, BUYERS, "contract", kind="none"),
    "contracts:upload": _form(REGISTER, BUYERS),
    "contracts:preview": _form(REGISTER, BUYERS, "batch"),
    "contracts:commit": _button(REGISTER, BUYERS, "batch"),
    "contracts:discard": _button(REGISTER, BUYERS, "batch"),
    "contracts:problems": _form(REGISTER, BUYERS, "batch"),
    "opportunities:shortlist": _page(REGISTER),
    "dialogue:conversations": _page(REGISTER),
    "dialogue:plan": _form(REGISTER, TALKERS, "contract"),
    "dialogue:conversation": _page(REGISTER, "conversation"),
    "dialogue:hold": Door(REGISTER, TALKERS, get=302, object="conversation"),
    "dialogue:cancel": _button(REGISTER, TALKERS, "conversation"),
    "dialogue:plan_again": _form(REGISTER, TALKERS, "conversation"),
    "dialogue:participants": _form(REGISTER, TALKERS, "conversation"),
    "dialogue:agree": _form(REGISTER, TALKERS, "held"),
    "dialogue:commitment": _page(REGISTER, "commitment"),
    "dialogue:confirm": _button(REGISTER, TALKERS, "commitment"),
    "dialogue:withdraw": _button(REGISTER, TALKERS, "commitment"),
    "placements:vacancies": _page(REGISTER),
    "placements:open_vacancy": _form(REGISTER, PLACERS, "commitment"),
    "placements:vacancy": _page(REGISTER, "vacancy"),
    "placements:publish": _button(REGISTER, PLACERS, "vacancy"),
    "placements:unpublish": _button(REGISTER, PLACERS, "published"),
    "placements:close": _button(REGISTER, PLACERS, "vacancy"),
    "placements:place": _form(REGISTER, PLACERS, "vacancy"),
    "placements:placements": _page(REGISTER),
    "placements:placement": _page(REGISTER, "placement"),
    "placements:hours": _button(REGISTER, PLACERS, "placement"),
    "placements:end": _form(REGISTER, PLACERS, "placement"),
    "placements:figures": _page(REGISTER),
}
"""Doors of a school, tried at Waterland (`/h/waterland/…`) on what stands in its house."""

SUPPLIER_DOORS: dict[str, Door] = {
    "desk:supplier": _page(CONTACT),
    "dialogue:shared_commitment": _page(CONTACT, "commitment"),
    "dialogue:confirm_shared": _button(CONTACT, CONTACT, "commitment"),
    "placements:shared_vacancy": _page(CONTACT, "vacancy"),
    "placements:shared_placement": _page(CONTACT, "placement"),
}
"""Doors of a supplier, tried at Helder (`/leverancier/helder/…`), Waterland's counterparty."""

ANY_DOORS: dict[str, Door] = {
    "organisations:people": _page(TEAM),
    "organisations:invite": _form(TEAM, KEYHOLDER),
    "organisations:roles": _form(TEAM, KEYHOLDER, "member"),
    "organisations:withdraw": _button(TEAM, KEYHOLDER, "invitation"),
}
"""Doors of every kind of organisation, tried at Waterland (`/o/waterland/…`)."""

OPEN_DOORS: dict[str, Open] = {
    "desk:start": Open((200, 200), (200, 200)),
    "desk:healthy": Open((200, 200), (200, 200)),
    "placements:public_vacancies": Open((200, 200), (200, 200)),
    "organisations:choose": Open((302, 302), (302, 302), homeless=(200, 200)),
    "organisations:accept": Open((404, 404), (404, 404), {"secret": "1-guessed"}),
    "story:roles": Open((404, 404), (404, 404)),
    "story:step_in": Open((405, 404), (405, 404), {"person": "noor"}),
    "set_language": Open((302, 302), (302, 302)),
    "account_login": Open((200, 200), (302, 302)),
    "account_logout": Open((302, 302), (200, 302)),
    "account_inactive": Open((200, 405), (200, 405)),
    "account_signup": Open((200, 200), (302, 302)),
    "account_reauthenticate": Open((302, 302), (200, 200)),
    "account_email": Open((404, 404), (404, 404)),
    "account_email_verification_sent": Open((200, 405), (200, 405)),
    "account_change_password": Open((302, 302), (200, 200)),
    "account_set_password": Open((302, 302), (302, 302)),
    "account_reset_password": Open((200, 200), (200, 200)),
    "account_reset_password_done": Open((200, 405), (200, 405)),
    "account_confirm_login_code": Open((302, 302), (302, 302)),
    "account_confirm_email": Open((200, 404), (200, 404), {"key": "guessed"}),
    "account_reset_password_from_key": Open(
        (200, 200), (200, 200), {"uidb36": "1", "key": "guessed"}
    ),
    "account_reset_password_from_key_done": Open((200, 405), (200, 405)),
}
"""Doors outside all organisations."""
