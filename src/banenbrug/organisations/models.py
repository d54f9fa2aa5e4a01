"""Organisations, their units, the people in them and the keys to their doors."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey, GuestRows, OwnOrSelfRows, OwnRows, PairedRows
from banenbrug.organisations.roles import (
    ROLE_NAMES,
    Hand,
    Kind,
    Right,
    Role,
    hands_of,
    rights_of,
)


class Organisation(models.Model):
    """A hogeschool, fund, adviser organisation, supplier or partner. Global: a name, no content.

    `brin` is the code of a hogeschool in the registers of DUO, where it has one.
    """

    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in Kind])
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=210, editable=False)  # a moved "de" adds a comma
    brin = models.CharField(max_length=4, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brin"], condition=~Q(brin=""), name="organisation_brin_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in Kind]), name="organisation_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Own(models.Model):
    """A row of exactly one organisation (class *own*)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            OwnRows(name="%(app_label)s_%(class)s_rows"),
            models.UniqueConstraint(
                fields=["organisation", "id"], name="%(app_label)s_%(class)s_here"
            ),
        ]


class Paired(models.Model):
    """A row of one organisation that its counterparty reads along (class *paired*).

    Nothing internal stands in such a row: row security hides rows, not columns.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    counterparty = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            PairedRows(name="%(app_label)s_%(class)s_rows"),
            models.UniqueConstraint(
                fields=["organisation", "id"], name="%(app_label)s_%(class)s_here"
            ),
            models.UniqueConstraint(
                fields=["organisation", "counterparty", "id"], name="%(app_label)s_%(class)s_both"
            ),
        ]


class UserManager(BaseUserManager["User"]):
    """Makes users; an address is stored casefolded, so that it is one person in any spelling."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who can sign in with `password`, or not at all without one."""
        user = self.model(email=email.strip().casefold(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().casefold())


class User(AbstractBaseUser):
    """Somebody who can sign in. Global, so it holds an address and nothing that describes."""

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=2, default="nl", choices=[("nl", "nl"), ("en", "en")])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_folded"),
        ]

    def __str__(self) -> str:
        return self.email


@history.tracked()
class Unit(Own):
    """An academy, faculty or service of an organisation."""

    name = models.CharField(max_length=120)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


_KNOWN_ROLES = Q(roles__contained_by=[role.value for role in Role])


@history.tracked()
class Membership(models.Model):
    """One person in one organisation: the name shown there and the roles held there."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=130, editable=False)
    roles = ArrayField(models.CharField(max_length=16))
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    second_step_taken_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            OwnOrSelfRows(name="organisations_membership_rows"),
            models.UniqueConstraint(
                fields=["organisation", "id"], name="organisations_membership_here"
            ),
            models.UniqueConstraint(fields=["organisation", "user"], name="membership_once"),
            models.CheckConstraint(condition=_KNOWN_ROLES, name="membership_roles_are_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def has(self, right: Right) -> bool:
        """Whether one of the roles gives this right."""
        return right in rights_of(self.roles)

    @property
    def first_name(self) -> str:
        """With what a page greets this person."""
        return self.name.split()[0]

    @property
    def role_names(self) -> list[str]:
        """What the roles are called, in English."""
        return [ROLE_NAMES[Role(role)] for role in self.roles]

    @property
    def hands(self) -> frozenset[Hand]:
        """The departments for which this person can act."""
        return hands_of(self.roles)


@history.tracked()
class Invitation(Own):
    """A request to a person to join; the letter holds a door key.

    `sender` is who invites in words: a colleague, or for a first contact another organisation.
    """

    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=16))
    sender = models.CharField(max_length=200)
    invited_by = ParentKey(Membership, null=True, blank=True)
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="invited_by", name="invitation_by_own_member"),
            models.CheckConstraint(condition=_KNOWN_ROLES, name="invitation_roles_are_known"),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
        ]


class Invited(models.Model):
    """A guest of one object: what the class *invited* reads."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    guest = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            GuestRows(name="organisations_invited_rows"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "object_id", "guest"], name="invited_once"
            ),
        ]


class DoorRequest(Paired):
    """A school asks to open a door for a supplier; the supplier's own scope invites the contact."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()

    class Meta(Paired.Meta):
        constraints: ClassVar = [*Paired.Meta.constraints]


class SentForm(Own):
    """A form that was sent: the key it was shown with, and where its sender was led to.

    A second click on the same form meets this row (`organisations.once`).
    """

    key = models.CharField(max_length=40)
    answer = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "key"], name="form_sent_once"),
        ]


class Doorkey(models.Model):
    """The hash of a secret link. Global and read first: it says which scope to open.

    The key itself is derived from the row and the secret of the installation, so that it is
    nowhere stored (`organisations.doorkeys`).
    """

    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=24)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Installation(models.Model):
    """One row that says whether this database holds a demonstration. The owner alone writes it."""

    privileges: ClassVar[str] = "SELECT"
    demo = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="installation_is_one"),
        ]
