"""Names the roof as an app, and the admin site that carries its own content security policy."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    """The roof, so that its commands are found."""

    name = "unpog_portal"


class PortalAdminConfig(AdminConfig):
    """Django's admin, with the site class of this project."""

    default_site = "unpog_portal.admin_site.PortalAdminSite"
