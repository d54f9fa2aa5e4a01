"""The list of opportunities, the Top 3 with its signatures, and two contracts side by side."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.contracts.actions import set_clause
from banenbrug.contracts.models import Supplier
from banenbrug.engine.scopes import scope
from banenbrug.opportunities.models import Weights
from tests.cast import Cast, Enter
from tests.opportunities.conftest import Write

pytestmark = pytest.mark.django_db

LIST = reverse("opportunities:list", args=["waterland"])
TOP = reverse("opportunities:shortlist", args=["waterland"])
COMPARE = reverse("opportunities:compare", args=["waterland"])


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def order(page: str, *titles: str) -> list[str]:
    """The titles that are a link on the page, as they come."""
    links = {title: page.find(f">{title}</a>") for title in titles}
    return sorted((title for title in titles if links[title] >= 0), key=lambda each: links[each])


def test_the_list_has_running_contracts_by_score_and_can_be_narrowed(
    cast: Cast, write: Write, enter: Enter
) -> None:
    here = cast.waterland.organisation.pk
    yesterday = timezone.localdate() - timedelta(days=1)
    write("Voorbij", category="cleaning", end=yesterday)
    write("Stroom", category="energy", value_per_year=5_000_000_00)
    clean = write("Ramen", supplier="Glas", category="windows", value_per_year=900_000_00)
    write("Raadsel")
    with scope(organisation_id=here):
        set_clause(contract=clean, form="best_effort", values={})
        Supplier.objects.filter(name="Glas").update(city="Utrecht")
        Weights.objects.create(organisation_id=here, places=["Utrecht"])
    client = enter(cast.waterland.reader)
    titles = ("Voorbij", "Stroom", "Ramen", "Raadsel")
    for query, expected in {
        "": ["Ramen", "Stroom", "Raadsel"],
        "?sort=-value": ["Stroom", "Ramen", "Raadsel"],
        "?sort=value": ["Raadsel", "Ramen", "Stroom"],
        "?sort=made-up": ["Ramen", "Stroom", "Raadsel"],
        "?category=windows": ["Ramen"],
        "?category=none": ["Raadsel"],
        "?category=made-up": ["Ramen", "Stroom", "Raadsel"],
        "?clause=yes": ["Ramen"],
        "?clause=no": ["Stroom", "Raadsel"],
        "?region=near": ["Ramen"],
        "?region=far": [],
        "?region=unknown": ["Stroom", "Raadsel"],
    }.items():
        assert order(shown(client, LIST + query), *titles) == expected, query
    page = shown(client, LIST)
    assert "There are 3. Of 2 the kind of work is known, and of 2 the range of jobs." in page
    assert "No contracts match these filters." in shown(client, f"{LIST}?region=far")


def test_an_empty_register_says_how_the_list_comes_about(cast: Cast, enter: Enter) -> None:
    upload = f'href="{reverse("contracts:upload", args=["waterland"])}"'
    page = shown(enter(cast.waterland.buyer), LIST)
    assert "No running contracts" in page
    assert upload in page
    assert upload not in shown(enter(cast.waterland.reader), LIST)


def test_the_top_three_is_signed_by_both_hands_on_its_page(
    cast: Cast, write: Write, enter: Enter
) -> None:
    for title in ("A", "B", "C", "D"):
        write(title, category="cleaning")
    page = shown(enter(cast.waterland.buyer), TOP)
    assert "Sign for procurement" in page
    assert "Sign for HR" not in page
    [keys] = {part.split('"')[0] for part in page.split('name="shown" value="')[1:]}
    sign = reverse("opportunities:sign", args=["waterland"])
    for member, hand in ((cast.waterland.buyer, "procurement"), (cast.waterland.hr, "hr")):
        answer = enter(member).post(sign, {"hand": hand, "shown": keys}, follow=True)
        assert "You have signed the Top 3." in answer.content.decode()
    assert "Both hands have signed." in shown(enter(cast.waterland.reader), TOP)
    coordinator = enter(cast.waterland.coordinator)
    first = keys.split(",")[0]
    out = reverse("opportunities:take_out", args=["waterland", first])
    page = coordinator.post(out, follow=True).content.decode()
    assert "Place 3 is free" in page
    assert "Both hands have signed." not in page
    assert "A buyer and an HR adviser sign this list." in page
    put_in = reverse("opportunities:put_in", args=["waterland"])
    assert coordinator.post(put_in, {"contract": "made-up"}).status_code == 404
    twice = coordinator.post(put_in, {"contract": [first, *keys.split(",")]}, follow=True)
    assert "This contract is on the list already." in twice.content.decode()
    assert "Place 3 is free" in twice.content.decode()


def test_a_chosen_contract_that_ended_says_so(cast: Cast, write: Write, enter: Enter) -> None:
    made = write("Aflopend", category="cleaning")
    client = enter(cast.waterland.coordinator)
    shown(client, TOP)
    put_in = reverse("opportunities:put_in", args=["waterland"])
    client.post(put_in, {"contract": made.pk})
    client.post(reverse("opportunities:move_up", args=["waterland", made.pk]))
    with scope(organisation_id=cast.waterland.organisation.pk):
        made.end = timezone.localdate() - timedelta(days=1)
        made.save()
    assert "This contract has ended. Take it off the list." in shown(client, TOP)


def test_two_contracts_stand_side_by_side(cast: Cast, write: Write, enter: Enter) -> None:
    first, second = write("Eerste", category="cleaning"), write("Tweede", category="energy")
    client = enter(cast.waterland.reader)
    assert "Not known: you have not said which places" in shown(client, COMPARE)
    page = shown(client, f"{COMPARE}?first={second.pk}&second={first.pk}")
    assert order(page, "Eerste", "Tweede") == ["Tweede", "Eerste"]
    for wrong in ("first=0", "first=x", f"first={10**19}"):
        assert client.get(f"{COMPARE}?{wrong}").status_code == 404
