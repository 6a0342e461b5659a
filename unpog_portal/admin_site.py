"""The admin site: Django's own, under the portal's content security policy."""

from django.contrib.admin import AdminSite


class PortalAdminSite(AdminSite):
    """Django's admin with the office's name."""
