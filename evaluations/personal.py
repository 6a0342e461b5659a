"""The register of personal data on this floor: invitations know people, answers know nobody."""

from events.personal import WITH_ACCOUNT, WITH_EVENT, Register, none, personal, sensitive, texts

_WORDS = "To learn what the respondents thought; what they wrote may name people"
_WITH_SURVEY = "with the survey, a name until the person is erased"

REGISTER: Register = {
    "evaluations.Scale": (none("id code title points no_opinion"),),
    "evaluations.Template": (none("id code title description content"),),
    "evaluations.Survey": (
        none("id event title slug subject language translation_of intro thanks answers_are access opens_at closes_at"),
        none("respondent_count response_base forms_handed_out base_note source is_released progress"),
    ),
    "evaluations.Question": (
        none("id survey number code kind section grid text label phrase hint note role session lowest highest"),
        none("asked_count answered_count"),
        texts("synthesis"),
    ),
    "evaluations.Choice": (none("id question position code label value is_no_opinion"),),
    "evaluations.Tally": (none("id choice count"),),
    "evaluations.Group": (none("id survey dimension code label position session respondent_count"),),
    "evaluations.GroupTally": (none("id group choice count"),),
    "evaluations.Invitation": (
        none("id survey"),
        personal("person language is_answered", "To invite, to remind, and to count who answered", WITH_EVENT),
        personal("email", "To send the invitation", WITH_EVENT),
        sensitive("seed token_hash", "To let a person answer once", WITH_EVENT),
    ),
    "evaluations.Mailing": (
        none("id survey number kind note created_at"),
        personal("created_by", "To say who sent the letters", WITH_ACCOUNT),
    ),
    "evaluations.Letter": (
        none("id mailing state"),
        personal("invitation", "To send a letter once", WITH_EVENT),
        personal("reason", "To say why a letter did not arrive", WITH_EVENT),
    ),
    # No row below is joined to a person.
    "evaluations.Answer": (none("id question choice channel is_first"),),
    "evaluations.PaperForm": (
        none("id survey serial"),
        sensitive("entry second", _WORDS, "until the survey is deleted"),
        personal("entered_by second_by", "To have a form typed by two people", WITH_ACCOUNT),
    ),
    "evaluations.Theme": (none("id question code label position"),),
    "evaluations.OpenAnswer": (
        none("id question position is_moderated is_hidden merged_into channel"),
        personal("text", _WORDS, _WITH_SURVEY),
        sensitive("original", "To check what was left out of an answer before it was printed", _WITH_SURVEY),
    ),
    "evaluations.OpenAnswer_themes": (none("id openanswer theme"),),
}
