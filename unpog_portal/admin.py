"""The accounts of the office: who may sign in, as what, and how to help somebody who cannot."""

from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from events.models import AuditEntry
from unpog_portal.accounts import tries
from unpog_portal.accounts.backend import plain
from unpog_portal.accounts.second_factors import SECOND_FACTORS

# Secrets and addresses that allauth keeps for itself: nobody edits them by hand.
admin.site.unregister([Authenticator, EmailAddress])
admin.site.unregister(User)

PERSON: Any = ("Person", {"fields": [("first_name", "last_name"), "email"]})
ROLE: Any = (
    "Role",
    {
        "description": "What somebody may do follows from the role. Take away “Active” instead of deleting an account: "
        "what the person did stays readable.",
        "fields": ["groups", "is_active", "is_staff"],
    },
)


class PersonForm(forms.ModelForm):
    """Everybody has a role, and an address of their own to which a letter about a forgotten password can go."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].required = True
        if "groups" in self.fields:
            role: Any = self.fields["groups"]
            role.label, role.help_text, role.widget.can_add_related = "Role", "", False

    def clean_email(self) -> str:
        """An address that no other account has."""
        email: str = self.cleaned_data["email"]
        others = User.objects.exclude(pk=self.instance.pk).filter(email__iexact=email)
        if any(plain(other.email) == plain(email) for other in others):
            raise forms.ValidationError("Another account has this address. Give each person an address of their own.")
        return email


class NewAccountForm(PersonForm, AdminUserCreationForm):
    """A new account, whose owner chooses the password, or gets one from the administrator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["usable_password"]
        chooser.label, chooser.initial = "Who chooses the password", "false"
        chooser.choices = [("false", "The person, by “Forgotten your password?”"), ("true", "I do, now")]
        chooser.help_text = "A password that one person alone knows is the better one."


class AccountForm(PersonForm, UserChangeForm):
    """An account that is there."""


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts. Only a superuser may touch one, or make one."""

    form = AccountForm
    add_form = NewAccountForm
    list_display = ["username", "first_name", "last_name", "email", "roles", "second_factor", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = ["user_permissions"]
    readonly_fields = ["last_login", "date_joined", "second_factor"]
    actions = ["remove_second_factor", "lift_lock"]
    fieldsets = [
        (None, {"fields": ["username", "password", "second_factor"]}),
        PERSON,
        ROLE,
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    superuser_fieldsets = [*fieldsets, ("Beyond roles", {"fields": ["is_superuser", "user_permissions"]})]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        PERSON,
        ROLE,
    ]

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        """Accounts with their roles, and whether there is a second factor."""
        strong = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
        return super().get_queryset(request).annotate(has_factor=Exists(strong)).prefetch_related("groups")

    def get_fieldsets(self, request: Any, obj: User | None = None) -> Any:
        """Rights beyond roles are shown to superusers alone."""
        return self.superuser_fieldsets if obj and request.user.is_superuser else super().get_fieldsets(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Roles are few, and so all are seen at once."""
        if db_field.name == "groups":
            return db_field.formfield(widget=forms.CheckboxSelectMultiple)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new account is for the staff."""
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    @admin.display(description="role")
    def roles(self, user: User) -> str:
        """The role, or the several."""
        return "superuser" if user.is_superuser else ", ".join(group.name for group in user.groups.all()) or "none"

    @admin.display(description="second factor", boolean=True)
    def second_factor(self, user: User) -> bool:
        """Whether an app or a passkey is asked for at the door."""
        return getattr(user, "has_factor", False)

    def _is_within_reach(self, request: Any, user: User | None) -> bool:
        return user is None or not user.is_superuser or request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody gets more rights than they have by way of somebody else's account."""
        return super().has_change_permission(request, obj) and self._is_within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """The same for deleting."""
        return super().has_delete_permission(request, obj) and self._is_within_reach(request, obj)

    @admin.action(description="Remove the second factor of the selected accounts", permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, queryset: Any) -> None:
        """For a colleague whose telephone or key is lost; a new one is asked for at the next sign-in."""
        helped = [user for user in queryset.exclude(pk=request.user.pk) if self._is_within_reach(request, user)]
        for user in helped:
            Authenticator.objects.filter(user=user).delete()
            AuditEntry.record(
                AuditEntry.Action.SECOND_FACTOR, by=request.user, item=user, detail="removed by an administrator"
            )
        self.message_user(
            request,
            f"Second factor removed: {len(helped)} of {queryset.count()}. If something was stolen, set a new password "
            "too: that ends every open session. Your own is under “Second factor” above.",
        )

    @admin.action(description="Let the selected accounts try to sign in again at once", permissions=["change"])
    def lift_lock(self, request: HttpRequest, queryset: Any) -> None:
        """For a colleague who typed a wrong password or code too often."""
        for user in queryset:
            tries.lift(username=user.get_username(), email=user.email, pk=user.pk)
            self.log_change(request, user, "Let try to sign in again.")
            AuditEntry.record(AuditEntry.Action.LIFTED, by=request.user, item=user)
        self.message_user(request, f"May try again at once: {queryset.count()}.")
