"""The groups that a survey asks for: roles, regions and sessions that are large enough to hide everybody in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from evaluations.models import Group, Survey
from events.models import AuditEntry, Session
from events.models.participation import Headcount, Role

SMALLEST_GROUP = 5  # fewer people could be recognized by how they answered
Dimension = Group.Dimension

# Roles and regions as the form names them.
_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    (Dimension.ROLE, Role.DELEGATE): {
        "en": "Delegate",
        "fr": "Délégué ou déléguée",
        "es": "Delegado o delegada",
        "ru": "Делегат",
        "ar": "مندوب أو مندوبة",
        "zh": "代表",
        "ko": "대표단",
    },
    (Dimension.ROLE, Role.SPEAKER): {
        "en": "Speaker",
        "fr": "Orateur ou oratrice",
        "es": "Ponente",
        "ru": "Докладчик",
        "ar": "متحدث أو متحدثة",
        "zh": "演讲人",
        "ko": "발표자",
    },
    (Dimension.ROLE, Role.MINISTER): {
        "en": "Minister or vice-minister",
        "fr": "Ministre ou vice-ministre",
        "es": "Ministro o viceministro",
        "ru": "Министр или заместитель министра",
        "ar": "وزير أو نائب وزير",
        "zh": "部长或副部长",
        "ko": "장관 또는 차관",
    },
    (Dimension.ROLE, Role.ORGANIZER): {
        "en": "Organizer",
        "fr": "Organisateur ou organisatrice",
        "es": "Organizador u organizadora",
        "ru": "Организатор",
        "ar": "منظم أو منظمة",
        "zh": "组织者",
        "ko": "주최자",
    },
    (Dimension.ROLE, Role.OBSERVER): {
        "en": "Observer",
        "fr": "Observateur ou observatrice",
        "es": "Observador u observadora",
        "ru": "Наблюдатель",
        "ar": "مراقب أو مراقبة",
        "zh": "观察员",
        "ko": "참관인",
    },
    (Dimension.REGION, "africa"): {
        "en": "Africa",
        "fr": "Afrique",
        "es": "África",
        "ru": "Африка",
        "ar": "أفريقيا",
        "zh": "非洲",
        "ko": "아프리카",
    },
    (Dimension.REGION, "americas"): {
        "en": "Americas",
        "fr": "Amériques",
        "es": "Américas",
        "ru": "Северная и Южная Америка",
        "ar": "الأمريكتان",
        "zh": "美洲",
        "ko": "아메리카",
    },
    (Dimension.REGION, "asia"): {
        "en": "Asia",
        "fr": "Asie",
        "es": "Asia",
        "ru": "Азия",
        "ar": "آسيا",
        "zh": "亚洲",
        "ko": "아시아",
    },
    (Dimension.REGION, "europe"): {
        "en": "Europe",
        "fr": "Europe",
        "es": "Europa",
        "ru": "Европа",
        "ar": "أوروبا",
        "zh": "欧洲",
        "ko": "유럽",
    },
    (Dimension.REGION, "oceania"): {
        "en": "Oceania",
        "fr": "Océanie",
        "es": "Oceanía",
        "ru": "Океания",
        "ar": "أوقيانوسيا",
        "zh": "大洋洲",
        "ko": "오세아니아",
    },
}


def word_of(dimension: str, code: str, language: str) -> str:
    """How a role or a region is called in a language; nothing where the portal does not know."""
    return _WORDS.get((dimension, code), {}).get(language, "")


def _role_counts(survey: Survey) -> dict[str, int]:
    """People by role as far as it is known: by name, or counted in a group."""
    named = survey.event.participations.values_list("role").annotate(people=Count("pk"))
    counts = dict(named.order_by())
    for group in survey.event.headcounts.filter(unit=Headcount.Unit.PEOPLE).exclude(role=""):
        counts[group.role] = max(counts.get(group.role, 0), group.count)
    return counts


def _roles(survey: Survey) -> Iterator[tuple[str, str]]:
    """Roles of at least five people; all of them where no role is known, delegates where somebody's is not."""
    counts = _role_counts(survey)
    unknown = survey.event.headcounts.filter(unit=Headcount.Unit.PEOPLE, role="", count__gte=SMALLEST_GROUP).exists()
    for role in Role:
        is_rest = unknown and role is Role.DELEGATE
        if not counts or is_rest or counts.get(role.value, 0) >= SMALLEST_GROUP:
            yield role.value, word_of(Dimension.ROLE, role.value, survey.language) or role.label


def _regions(survey: Survey) -> Iterator[tuple[str, str]]:
    for dimension, code in _WORDS:
        if dimension == Dimension.REGION:
            yield code, word_of(dimension, code, survey.language)


def _sessions(survey: Survey) -> Iterator[tuple[Session, str]]:
    """The sessions of the programme. How many people sat in each is not recorded."""
    for session in survey.event.sessions.select_related("track"):
        label = " ".join(part for part in (session.number, session.title or session.get_kind_display()) if part)
        yield session, label[:120]


def offered(survey: Survey, dimension: str) -> list[dict[str, Any]]:
    """The groups of a dimension that a survey may ask for."""
    if dimension == Dimension.SESSION:
        return [{"code": session.code, "label": label, "session": session} for session, label in _sessions(survey)]
    found = _roles(survey) if dimension == Dimension.ROLE else _regions(survey)
    return [{"code": code, "label": label} for code, label in found]


def too_small(survey: Survey) -> list[str]:
    """Roles that are not offered apart, because fewer than five people are known to have them."""
    counts = _role_counts(survey)
    return [role.label for role in Role if 0 < counts.get(role.value, 0) < SMALLEST_GROUP]


def fill_groups(*, survey: Survey, dimension: str, by: Any) -> int:
    """Adds the groups of a dimension that are not there yet, in all languages of the survey; says how many."""
    original = survey.original
    made = 0
    with transaction.atomic():
        for one in (original, *original.translations.all()):
            rows = one.groups.filter(dimension=dimension)
            there, last = set(rows.values_list("code", flat=True)), rows.aggregate(last=Max("position"))["last"] or 0
            new = [fields for fields in offered(one, dimension) if fields["code"] not in there]
            for position, fields in enumerate(new, start=last + 1):
                Group.objects.create(survey=one, dimension=dimension, position=position, **fields)
            made += len(new) if one == original else 0
        if made:
            words = f"{made} groups: {Dimension(dimension).label.lower()}"
            AuditEntry.record(AuditEntry.Action.IMPORTED, by=by, item=original, detail=words)
    return made
