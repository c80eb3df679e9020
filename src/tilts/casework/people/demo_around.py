"""Who is around fictional people, and what must be known before meeting them."""

from datetime import timedelta

from tilts.platform.access.scoped import behind
from tilts.platform.organisation.demo import Batch, Course

from .models import Alert, HealthAlert, Relation
from .models.around import HEALTH

ALERTS = (Alert.Kind.STAFF_SAFETY, Alert.Kind.KEEP_APART, Alert.Kind.ESCAPE, Alert.Kind.INTERPRETER)
SHARES = {"alert": 0.05, "health": 0.02, "relation": 0.3}
RELATIONS = (Relation.Kind.PARTNER, Relation.Kind.PARENT, Relation.Kind.SIBLING)
WHY = {
    "LV": {
        Alert.Kind.STAFF_SAFETY: "Reibumā mēdz draudēt. Uz tikšanos iet divatā.",
        Alert.Kind.KEEP_APART: "Konflikts ar līdzdalībnieku. Pierakstīt dažādās dienās.",
        Alert.Kind.ESCAPE: "Agrāk neatgriezās no īslaicīgas izbraukšanas.",
        Alert.Kind.INTERPRETER: "Sarunai par pienākumiem vajadzīgs tulks.",
    },
    "LT": {
        Alert.Kind.STAFF_SAFETY: "Išgėrus linksta grasinti. Į susitikimą eiti dviese.",
        Alert.Kind.KEEP_APART: "Konfliktas su bendrininku. Registruoti skirtingomis dienomis.",
        Alert.Kind.ESCAPE: "Anksčiau negrįžo iš trumpalaikės išvykos.",
        Alert.Kind.INTERPRETER: "Pokalbiui apie pareigas reikia vertėjo.",
    },
}
HEALTH_TEXTS = {
    "LV": ("Cukura diabēts, lieto insulīnu.", "Epilepsija: pēdējā lēkme pavasarī."),
    "LT": ("Cukrinis diabetas, vartoja insuliną.", "Epilepsija: paskutinis priepuolis pavasarį."),
}


def make_around(batch: Batch) -> None:
    """Alerts, health alerts behind their wall, and people close to them."""
    Alert.objects.bulk_create([_alert(batch, course) for course in _some(batch, "alert")])
    Relation.objects.bulk_create([_relation(batch, course) for course in _some(batch, "relation")])
    with behind(HEALTH):
        HealthAlert.objects.bulk_create(
            [_health(batch, course) for course in _some(batch, "health")]
        )


def _some(batch: Batch, what: str) -> list[Course]:
    return [course for course in batch.courses if batch.random.random() < SHARES[what]]


def _alert(batch: Batch, course: Course) -> Alert:
    kind = batch.random.choice(ALERTS)
    last = course.stages[-1]
    return Alert(
        person_id=course.person.pk,
        kind=kind,
        text=WHY[course.country][kind],
        since=course.known_since,
        until=last.end,
    )


def _health(batch: Batch, course: Course) -> HealthAlert:
    text = batch.random.choice(HEALTH_TEXTS[course.country])
    return HealthAlert(person_id=course.person.pk, text=text, since=course.known_since)


def _relation(batch: Batch, course: Course) -> Relation:
    """Somebody with a given name that another of the batch has, and their own family name."""
    local = [other for other in batch.courses if other.country == course.country]
    other = batch.random.choice(local)
    same = other.sex == course.sex
    return Relation(
        person_id=course.person.pk,
        kind=batch.random.choice(RELATIONS[1:] if same else RELATIONS[:1]),
        name=f"{other.given} {course.family if same else other.family}",
        since=course.known_since - timedelta(days=batch.random.randint(400, 4000)),
    )
