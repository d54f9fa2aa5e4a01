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
FUND = frozenset({"officer", "controller"})
OFFICER = frozenset({"officer"})
ADVISER = frozenset({"adviser"})
PARTIES = REGISTER | FUND | ADVISER
DOERS = TALKERS | OFFICER | ADVISER
SCHEME = {"scheme": "de-brug"}


@dataclass(frozen=True)
class Door:
    """One address inside an organisation. `object` is a field of `House` that gives its `pk`.

    `keys` are more numbers in the address, by fields of `House`. With `read` everybody who sees it
    may read it, and only who acts may send it.
    """

    sees: frozenset[str]
    acts: frozenset[str] | None = None
    get: int = 200
    post: int = 200
    object: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    read: bool = False

    def answer(self, role: str, method: str) -> int:
        """What a member with this role gets on the own object."""
        inside = self.get if method == "GET" else self.post
        if inside == 405:
            return 405
        if role not in self.sees:
            return 404
        is_read = self.read and method == "GET"
        if self.acts is not None and role not in self.acts and not is_read:
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
    "desk:everything": _page(SCHOOL),
    "desk:contract": _page(REGISTER, "contract"),
    "desk:contract_history": _page(REGISTER, "contract"),
    "desk:supplier_record": _page(REGISTER, "supplier"),
    "desk:supplier_door": _form(REGISTER, BUYERS, "supplier"),
    "desk:register": _page(REGISTER),
    "desk:register_choose": Door(REGISTER, BUYERS, get=405, post=302),
    "desk:register_undo": Door(REGISTER, BUYERS, get=405, post=302),
    "desk:save_view": Door(REGISTER, get=405, post=302),
    "desk:forget_view": Door(REGISTER, get=405, post=404, more={"pk": "999999"}),
    "desk:search": _page(REGISTER),
    "desk:suppliers": _page(REGISTER),
    "contracts:add": _form(REGISTER, BUYERS),
    "contracts:change": _form(REGISTER, BUYERS, "contract"),
    "contracts:clause": _form(REGISTER, BUYERS, "contract"),
    "contracts:remove_clause": _button(REGISTER, BUYERS, "contract", kind="none"),
    "contracts:upload": _form(REGISTER, BUYERS),
    "contracts:preview": _form(REGISTER, BUYERS, "batch"),
    "contracts:columns": _form(REGISTER, BUYERS, "batch"),
    "contracts:changes": _form(REGISTER, BUYERS, "batch"),
    "contracts:commit": _button(REGISTER, BUYERS, "batch"),
    "contracts:undo": _button(REGISTER, BUYERS, "batch"),
    "contracts:problem_sheet": _form(REGISTER, BUYERS, "batch"),
    "contracts:discard": _button(REGISTER, BUYERS, "batch"),
    "contracts:problems": _form(REGISTER, BUYERS, "batch"),
    "opportunities:list": _page(REGISTER),
    "opportunities:shortlist": _page(REGISTER),
    "opportunities:compare": _page(REGISTER),
    "opportunities:put_in": Door(REGISTER, TALKERS, get=405, post=302),
    "opportunities:take_out": _button(REGISTER, TALKERS, "contract"),
    "opportunities:move_up": _button(REGISTER, TALKERS, "contract"),
    "opportunities:sign": Door(REGISTER, TALKERS, get=405, post=404),
    "opportunities:choose_anew": Door(REGISTER, TALKERS, get=405, post=302),
    "opportunities:weights": _page(REGISTER),
    "opportunities:save_weights": Door(REGISTER, BUYERS, get=405),
    "opportunities:categories": Door(REGISTER, BUYERS, get=405),
    "opportunities:undo_weights": Door(REGISTER, BUYERS, get=405, post=302),
    "dialogue:conversations": _page(REGISTER),
    "dialogue:plan": _form(REGISTER, TALKERS, "contract"),
    "dialogue:conversation": _page(REGISTER, "conversation"),
    "dialogue:hold": Door(REGISTER, TALKERS, get=302, object="conversation"),
    "desk:brief": _page(REGISTER, "conversation"),
    "desk:prepare": _button(REGISTER, TALKERS, "conversation"),
    "dialogue:invite": _form(REGISTER, TALKERS, "conversation"),
    "dialogue:agreements": _page(REGISTER, "conversation"),
    "dialogue:history": _page(REGISTER, "conversation"),
    "dialogue:write_shared": Door(REGISTER, TALKERS, get=405, object="held"),
    "dialogue:share": Door(REGISTER, TALKERS, post=302, object="held"),
    "dialogue:cancel": _button(REGISTER, TALKERS, "conversation"),
    "dialogue:plan_again": _form(REGISTER, TALKERS, "conversation"),
    "dialogue:participants": _form(REGISTER, TALKERS, "conversation"),
    "dialogue:agree": _form(REGISTER, TALKERS, "held"),
    "dialogue:commitment": _page(REGISTER, "commitment"),
    "desk:invite_partner": _form(REGISTER, TALKERS, "commitment"),
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
    "placements:declare": _form(REGISTER, PLACERS, "placement"),
    "placements:figures": _page(REGISTER),
    "scheme:support": _page(REGISTER),
    "scheme:start_request": Door(REGISTER, TALKERS, get=405, post=302, more=SCHEME),
}
"""Doors of a school, tried at Waterland (`/h/waterland/…`) on what stands in its house."""

SUPPLIER_DOORS: dict[str, Door] = {
    "desk:supplier": _page(CONTACT),
    "dialogue:shared_commitment": _page(CONTACT, "commitment"),
    "dialogue:confirm_shared": _button(CONTACT, CONTACT, "commitment"),
    "dialogue:answer": _button(CONTACT, CONTACT, "commitment"),
    "dialogue:shared_minutes": _page(CONTACT, "minutes"),
    "placements:shared_vacancy": _page(CONTACT, "vacancy"),
    "placements:shared_placement": _page(CONTACT, "placement"),
}
"""Doors of a supplier, tried at Helder (`/leverancier/helder/…`), Waterland's counterparty."""

PARTNER_DOORS: dict[str, Door] = {
    "desk:partner": _page(CONTACT),
    "dialogue:join": _button(CONTACT, CONTACT, "commitment"),
}
"""Doors of a partner, tried at Leerwerk (`/partner/leerwerk/…`), Waterland's guest."""

FUND_DOORS: dict[str, Door] = {
    "desk:fund": _page(FUND),
    "scheme:schemes": _page(FUND),
    "scheme:make_scheme": _form(FUND, OFFICER),
    "scheme:scheme": Door(FUND, more=SCHEME),
    "scheme:received": Door(FUND, more=SCHEME),
    "scheme:ledger": Door(FUND, more=SCHEME),
    "scheme:correct": Door(FUND, OFFICER, object="ledger_entry", more=SCHEME),
    "scheme:evaluations": Door(FUND, more=SCHEME),
    "scheme:terms": Door(FUND, OFFICER, more=SCHEME, read=True),
    "scheme:publish": Door(FUND, OFFICER, post=302, more=SCHEME),
    "scheme:enter_request": Door(FUND, OFFICER, more=SCHEME),
    "scheme:entry_of_fund": _page(FUND, "entry"),
    "scheme:admit": _button(FUND, OFFICER, "entry"),
    "scheme:decline": Door(FUND, OFFICER, get=405, object="entry"),
    "scheme:question_of_fund": Door(FUND, OFFICER, object="question", read=True),
}
"""Doors of a fund (`/fonds/sectorfonds/…`)."""

ADVISER_DOORS: dict[str, Door] = {
    "desk:adviser": _page(ADVISER),
    "scheme:my_dossiers": _page(ADVISER),
    "scheme:calendar": _page(ADVISER),
    "scheme:my_hours": _page(ADVISER),
}
"""Doors of an advisory organisation (`/adviseur/adviesbrug/…`)."""


def _step(object: str, **keys: str) -> Door:
    """A page on which one party does something; the others read there whose step it is."""
    return Door(PARTIES, DOERS, object=object, keys=keys)


def _press(object: str, **keys: str) -> Door:
    """A button of one party, which tells the others whose it is."""
    return Door(PARTIES, DOERS, get=405, post=302, object=object, keys=keys)


_HR = {"hand": "hr"}
# A request that is not submitted does not exist for the fund; a controller, who may not act
# anywhere, is told so before anything is looked up.
_WRITERS = REGISTER | {"controller"}
DOSSIER_DOORS: dict[str, Door] = {
    "scheme:dossier": _page(PARTIES, "request"),
    "scheme:letters": _page(PARTIES, "request"),
    "scheme:write_request": _form(_WRITERS, TALKERS, "draft_request"),
    "scheme:wish_support": _form(_WRITERS, TALKERS, "draft_request"),
    "scheme:submit_request": Door(_WRITERS, TALKERS, object="draft_request"),
    "scheme:hands": _page(PARTIES, "request"),
    "scheme:give_hand": Door(PARTIES, DOERS, get=405, post=302, object="request", more=_HR),
    "scheme:ask_hand": Door(PARTIES, DOERS, object="request", more=_HR),
    "scheme:withdraw_request": _step("request"),
    "scheme:close_request": _step("request"),
    "scheme:assign": _step("request"),
    "scheme:take_in_hand": _press("request"),
    "scheme:plan_intake": _step("request"),
    "scheme:hold_intake": _step("request"),
    "scheme:give_homework": _step("request"),
    "scheme:do_homework": _press("request", task="homework"),
    "scheme:start_plan": _press("request"),
    "scheme:plan": _page(PARTIES, "application"),
    "scheme:plan_version": Door(PARTIES, object="application", more={"number": "1"}),
    "scheme:compare_versions": _page(PARTIES, "application"),
    "scheme:write_plan": _step("application"),
    "scheme:offer_plan": _press("draft_application"),
    "scheme:comment": Door(PARTIES, DOERS, get=405, object="application"),
    "scheme:application": _page(PARTIES, "application"),
    "scheme:submit_application": _step("submitted_application"),
    "scheme:decide": _step("submitted_application"),
    "scheme:claim_ahead": _step("waiting_application"),
    "scheme:withdraw_application": _step("submitted_application"),
    "scheme:settle": _press("application"),
    "scheme:application_paper": _page(PARTIES, "application"),
    "scheme:plan_paper": _page(PARTIES, "application"),
    "scheme:grant_paper": _page(PARTIES, "application"),
    "scheme:activity": _page(PARTIES, "activity"),
    "scheme:plan_activity": _step("planned_activity"),
    "scheme:hold_activity": _step("planned_activity"),
    "scheme:cancel_activity": _step("planned_activity"),
    "scheme:enter_work": _step("activity"),
    "scheme:confirm_work": _press("activity", work="entered_work"),
    "scheme:dispute_work": _step("activity", work="entered_work"),
    "scheme:withdraw_work": _press("activity", work="entered_work"),
    "scheme:evaluation": Door(PARTIES, DOERS, object="activity", read=True),
    "scheme:ask_back": _step("activity"),
    "scheme:waive_evaluation": _step("activity"),
    "scheme:accept_evaluation": _press("activity"),
    "scheme:evaluation_paper": _page(PARTIES, "activity"),
}
"""Doors of a dossier, tried at all three of its parties (`/o/waterland/aanvragen/…`)."""

ANY_DOORS: dict[str, Door] = {
    "organisations:people": _page(TEAM),
    "organisations:invite": _form(TEAM, KEYHOLDER),
    "organisations:roles": _form(TEAM, KEYHOLDER, "member"),
    "organisations:take_away_second_step": _button(TEAM, KEYHOLDER, "member"),
    "organisations:withdraw": _button(TEAM, KEYHOLDER, "invitation"),
}
"""Doors of every kind of organisation, tried at Waterland (`/o/waterland/…`)."""

OPEN_DOORS: dict[str, Open] = {
    "desk:start": Open((200, 200), (200, 200)),
    "desk:healthy": Open((200, 200), (200, 200)),
    "desk:security": Open((404, 404), (404, 404)),
    "placements:public_vacancies": Open((200, 200), (200, 200)),
    "scheme:support_public": Open((200, 405), (200, 405)),
    "scheme:scheme_public": Open((200, 405), (200, 405), SCHEME),
    "scheme:knock": Open((200, 200), (302, 302), SCHEME, homeless=(200, 200)),
    "scheme:question": Open((200, 200), (200, 200), SCHEME),
    "scheme:blank_application": Open((200, 200), (200, 200), SCHEME),
    "scheme:blank_evaluation": Open((200, 200), (200, 200), SCHEME),
    "scheme:entry": Open((404, 404), (404, 404), {"secret": "1-guessed"}),
    "scheme:hand": Open((404, 404), (404, 404), {"secret": "1-guessed"}),
    "organisations:choose": Open((302, 302), (302, 302), homeless=(200, 200)),
    "organisations:accept": Open((404, 404), (404, 404), {"secret": "1-guessed"}),
    "story:roles": Open((404, 404), (404, 404)),
    "story:step_in": Open((405, 404), (405, 404), {"person": "noor"}),
    "help": Open((200, 405), (200, 405)),
    "privacy": Open((200, 405), (200, 405)),
    "accessibility": Open((200, 405), (200, 405)),
    "components": Open((404, 405), (404, 405)),  # in a demonstration only
    "sample_paper": Open((404, 405), (404, 405)),  # likewise
    "set_language": Open((302, 302), (302, 302)),
    "organisations:profile": Open((302, 302), (200, 200)),
    "account_login": Open((200, 200), (302, 302)),
    "account_logout": Open((302, 302), (200, 302)),
    "account_inactive": Open((200, 405), (200, 405)),
    "account_reauthenticate": Open((302, 302), (200, 200)),
    "account_change_password": Open((302, 302), (200, 200)),
    "account_reset_password": Open((200, 200), (200, 200)),
    "account_reset_password_done": Open((200, 405), (200, 405)),
    "account_reset_password_from_key": Open(
        (200, 200), (200, 200), {"uidb36": "1", "key": "guessed"}
    ),
    "account_reset_password_from_key_done": Open((200, 405), (200, 405)),
    "mfa_authenticate": Open((302, 302), (302, 302)),
    "mfa_login_webauthn": Open((302, 302), (302, 302)),
    "mfa_reauthenticate": Open((302, 302), (302, 302)),
    "mfa_reauthenticate_webauthn": Open((302, 302), (302, 302)),
    "mfa_index": Open((302, 302), (200, 200)),
    "mfa_list_webauthn": Open((302, 302), (200, 200)),
    # What changes signing in asks for the password once more.
    "mfa_activate_totp": Open((302, 302), (302, 302)),
    "mfa_generate_recovery_codes": Open((302, 302), (302, 302)),
    "mfa_add_webauthn": Open((302, 302), (302, 302)),
    "mfa_edit_webauthn": Open((302, 302), (302, 302), {"pk": "1"}),
    "mfa_remove_webauthn": Open((302, 302), (302, 302), {"pk": "1"}),
    # Who has none finds nothing.
    "mfa_deactivate_totp": Open((302, 302), (404, 404)),
    "mfa_view_recovery_codes": Open((302, 302), (404, 405)),
    "mfa_download_recovery_codes": Open((302, 302), (404, 404)),
    # Names that allauth looks up; closed to everybody.
    "account_email": Open((404, 404), (404, 404)),
    "account_email_verification_sent": Open((404, 404), (404, 404)),
    "account_set_password": Open((404, 404), (404, 404)),
    "account_signup": Open((404, 404), (404, 404)),
}
"""Doors outside all organisations."""
