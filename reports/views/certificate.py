"""Whether a certificate of attendance is genuine: said to anybody who has its number, without naming anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.documents.certificate import certified


@require_safe
def check(request: HttpRequest, event_slug: str, number: str) -> HttpResponse:
    """Genuine, or not known (404). The number alone finds the event, whatever its address was when it was printed."""
    event = certified(number)
    if event is not None and not event.is_published:
        raise Http404("The event is not public.")
    context = {"event": event, "number": number}
    return render(request, "reports/certificate.html", context, status=404 if event is None else 200)
