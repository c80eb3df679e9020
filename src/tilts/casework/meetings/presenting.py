"""How meetings look."""

TONES = {
    "planned": "info",
    "invited": "info",
    "held": "warning",
    "approved": "success",
    "entered_in_error": "danger",
}
RARE = ("mark_error", "mark_wrong_person", "reopen", "correct")
