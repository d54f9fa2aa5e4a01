from django.urls import path

from banenbrug.opportunities.views import choosing, comparing, lists, weights

app_name = "opportunities"
urlpatterns = [
    path("h/<slug:school>/kansen/", lists.opportunities, name="list"),
    path("h/<slug:school>/kansen/top-3/", choosing.shortlist, name="shortlist"),
    path("h/<slug:school>/kansen/top-3/zet/", choosing.put_in, name="put_in"),
    path("h/<slug:school>/kansen/top-3/teken/", choosing.sign, name="sign"),
    path("h/<slug:school>/kansen/top-3/opnieuw/", choosing.choose_anew, name="choose_anew"),
    path("h/<slug:school>/kansen/top-3/<int:pk>/weg/", choosing.take_out, name="take_out"),
    path("h/<slug:school>/kansen/top-3/<int:pk>/omhoog/", choosing.move_up, name="move_up"),
    path("h/<slug:school>/kansen/vergelijk/", comparing.compare, name="compare"),
    path("h/<slug:school>/kansen/gewichten/", weights.weights, name="weights"),
    path("h/<slug:school>/kansen/gewichten/bewaar/", weights.save_weights, name="save_weights"),
    path("h/<slug:school>/kansen/gewichten/soorten/", weights.categories, name="categories"),
    path("h/<slug:school>/kansen/gewichten/terug/", weights.undo, name="undo_weights"),
]
