"""The door numbers of the whole portal."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from unpog_portal import views
from unpog_portal.sitemaps import SITEMAPS

handler403 = "unpog_portal.accounts.refusals.refused"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("data/", views.data, name="data"),
    path("search/", views.search, name="search"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("health/live", views.health_live, name="health_live"),
    path("health/ready", views.health_ready, name="health_ready"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("admin/", admin.site.urls),
    path("accounts/", include("unpog_portal.accounts.urls")),
    path("", include("events.urls")),
    path("", include("evaluations.urls")),
    path("", include("reports.urls")),
]
