"""An invitation by letter: sent by the worker, opened from the letter, and used once."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Hall
from tests.browser.letterbox import Letterbox, post_office
from tests.browser.site import Site, serve
from tests.cast import Cast

pytestmark = pytest.mark.browser

PASSWORD = "mijn eerste dag op het werk"


@pytest.fixture(scope="module")
def letterbox() -> Letterbox:
    """Where the letters of this module arrive."""
    return Letterbox()


@pytest.fixture(scope="module")
def site(
    database: str, letterbox: Letterbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The program with its worker, and a mail server on this machine."""
    home = tmp_path_factory.mktemp("home")
    with (
        post_office(letterbox) as mail,
        serve(database=database, home=home, more=mail, beside=["worker"]) as site,
    ):
        yield site


def test_a_colleague_comes_in_by_the_letter_and_the_letter_works_once(
    hall: Hall, letterbox: Letterbox
) -> None:
    keyholder = hall.enter(Cast().waterland.keyholder)
    keyholder.open("organisations:people", organisation="waterland")
    keyholder.follow("organisations:invite", organisation="waterland")
    keyholder.fill(name="Lena Roos", email="lena@waterland.example")
    keyholder.page.locator("[name=roles][value=hr]").check()
    keyholder.send()
    keyholder.arrived_at("organisations:people")

    link = letterbox.take("lena@waterland.example", "Lena Roos", "Hogeschool Waterland").link
    assert link.startswith(f"{hall.site.origin}/sleutel/")

    lena = hall.anonymous(lens=True)
    lena.page.goto(link)
    lena.look()
    lena.fill(password="te kort")
    lena.send()
    assert lena.page.get_by_role("alert").count() == 1
    lena.fill(password=PASSWORD)
    lena.send()
    lena.arrived_at("desk:today")
    assert lena.text("h1").endswith("Lena")

    again = hall.anonymous()
    again.page.goto(link)
    assert again.failures == [f"404 GET {link}"]
    again.sign_in("lena@waterland.example", PASSWORD).arrived_at("desk:today")

    keyholder.open("organisations:people", organisation="waterland")
    keyholder.click(keyholder.page.get_by_role("link", name="Lena Roos"))
    keyholder.arrived_at("organisations:roles")
    assert lena.lens and lena.lens.faults() == []
