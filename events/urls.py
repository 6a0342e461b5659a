"""The door numbers of news and events."""

from django.urls import path
from django.views.decorators.http import require_safe

from events.feeds import NewsFeed
from events.views import event, news, participation, registration, registration_own

app_name = "events"
urlpatterns = [
    path("news/", news.list, name="news_list"),
    path("news/feed.atom", require_safe(NewsFeed()), name="news_feed"),
    path("news/<slug:slug>/", news.detail, name="news_detail"),
    path("news/<slug:slug>/attachments/<int:pk>/", news.attachment, name="news_attachment"),
    path("news/<slug:slug>/picture/<slug:name>.webp", news.picture, name="news_picture"),
    path("events/", event.list, name="event_list"),
    path("events/calendar.ics", event.calendar, name="event_calendar"),
    path("events/<slug:slug>.ics", event.ics, name="event_ics"),
    path("events/<slug:slug>/", event.detail, name="event_detail"),
    path("events/<slug:slug>/people/", event.people, name="event_people"),
    path("events/<slug:slug>/participation.csv", participation.as_csv, name="event_participation_csv"),
    path("events/<slug:slug>/participation.json", participation.as_json, name="event_participation_json"),
    path("events/<slug:slug>/registration/", registration.form, name="registration"),
    path("events/<slug:slug>/registration/thanks/", registration.thanks, name="registration_thanks"),
    path("events/<slug:slug>/registration/<str:token>/", registration_own.own, name="registration_own"),
    path("events/<slug:slug>/registration/<str:token>/change/", registration_own.edit, name="registration_change"),
    path("events/<slug:slug>/registration/<str:token>/cancel/", registration_own.quit, name="registration_cancel"),
    path("events/<slug:slug>/materials/<int:pk>/", event.material, name="event_material"),
    path("events/<slug:slug>/photos/<int:pk>/", event.photo, name="event_photo"),
    path("events/<slug:slug>/photos/<int:pk>/<slug:name>.webp", event.photo, name="event_photo_rendition"),
]
