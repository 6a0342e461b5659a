"""The door numbers of the whole portal."""

urlpatterns: list = []
