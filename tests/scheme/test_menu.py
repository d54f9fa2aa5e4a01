"""The menu leads to schemes, and says where one is on the pages of a dossier too."""

import pytest

from banenbrug.scheme.models import Scheme
from tests.cast import Cast, Enter, Member
from tests.scheme.course import Course
from tests.scheme.pages import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def menu(enter: Enter, who: Member, url: str) -> tuple[list[str], list[str]]:
    """The items of the menu on a page, and those that are current."""
    answer = enter(who).get(url)
    assert answer.status_code == 200
    items = answer.context["menu"]
    return [item.label for item in items], [item.label for item in items if item.current]


def test_each_party_has_its_own_items(course: Course, enter: Enter, cast: Cast) -> None:
    def items(who: Member, url: str) -> list[str]:
        return menu(enter, who, url)[0]

    waterland = cast.waterland
    assert items(waterland.hr, "/h/waterland/")[-3:] == ["Figures", "Support", "People and roles"]
    assert items(waterland.reader, "/h/waterland/")[-1] == "Support"
    assert "Support" not in items(waterland.keyholder, "/h/waterland/")
    for who in (cast.officer, cast.controller):
        assert items(who, "/fonds/sectorfonds/") == ["Today", "Schemes", "People and roles"]
    assert items(cast.adviser, "/adviseur/adviesbrug/") == [
        "Today",
        "My applications",
        "Calendar",
        "My hours",
        "People and roles",
    ]


def test_a_dossier_belongs_to_the_item_that_lists_it(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.granted(scheme)
    activity = course.activity(application)
    pages = (
        ("dossier", application.request),
        ("plan", application),
        ("activity", activity),
    )
    for who, item in (
        (cast.waterland.hr, "Support"),
        (cast.officer, "Schemes"),
        (cast.adviser, "My applications"),
    ):
        assert [menu(enter, who, at(who, name, row))[1] for name, row in pages] == [[item]] * 3


def test_other_pages_keep_their_item(course: Course, enter: Enter, cast: Cast) -> None:
    hr = cast.waterland.hr
    assert menu(enter, hr, "/o/waterland/mensen/")[1] == ["People and roles"]
    assert menu(enter, hr, "/h/waterland/ondersteuning/")[1] == ["Support"]
    assert menu(enter, cast.adviser, "/adviseur/adviesbrug/uren/")[1] == ["My hours"]
