"""Notices written for the tests, with the flaws that real ones had, in the same shapes; each with its event's slug."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Notice:
    """A notice, and the demo event that it is about."""

    event: str
    dated_on: date
    title: str
    lead: str
    body: str


# Dated before the event and told in the past; two lead-ins without a link; three sessions announced, four listed.
CONSULTATION = Notice(
    event="consultative-meeting-2015",
    dated_on=date(2015, 2, 4),
    title="Consultative Meeting on “E-Government for Sustainable Development”",
    lead="In Seoul, UNPOG organised a Consultative Meeting on “E-Government for Sustainable Development” from 9 to 10 "
    "February 2015, with the guidance of EGB/DPADM/UNDESA, to prepare the United Nations E-Government Survey "
    "2016.",
    body="<p>It belongs to a round of 7 consultative meetings in all parts of the world; UNPOG looks after the one for"
    " Asia and the Pacific. What they bring in will be handed to an Expert Group Meeting (EGM), which will be "
    "held on 16-17 March 2015 to settle the outline of the next Survey.</p><p>People of 17 countries participated"
    " in the Meeting in Seoul, and there were three main sessions and a closing one as follows:</p><ul><li>The "
    "first session was about the theme of the Survey.</li><li>The second session gave room for questions about "
    "its methodology.</li><li>The third session was spent on new elements, such as the levels of "
    "government.</li><li>The fourth and final session was kept for conclusions, and for activities that can be "
    "organized later.</li></ul><p>The outcome of the Meeting will be added when the final report is ready; to "
    "learn more, please refer to the following link:</p><p>Pictures of the Meeting are uploaded at:</p>",
)

# A lead-in at the end, followed by the titles of pages to which nothing leads.
EXPERTS = Notice(
    event="expert-group-meeting-2012",
    dated_on=date(2012, 12, 3),
    title="Collaborative governance, with e-government as its enabler",
    lead="Expert Group Meeting on “2014 UN E-Government Survey: E-Government as an Enabler of Collaborative "
    "Governance” will be held at UN Headquarters in New York on 4-5 December",
    body="<p>The Division for Public Administration and Development Management (DPADM) of DESA is calling an Expert "
    "Group Meeting (EGM). The EGM is meant to let experts (a) speak about issues of the 2014 UN E-Government "
    "Survey, (b) look at its methodology and (c) bring its questionnaire up to date.</p><p>The publication is "
    "among the top ten of over four hundred; it has been translated into Chinese. It ranks 193 Member States, and"
    " governments were able to improve with the help of DESA’s advice.</p><p>The United Nations E-Government "
    "Survey 2012 finds that many countries have put services online. The 2012 edition was clear: governments must"
    " go on and rethink e-government – and e-governance.</p><p>For more information:</p><p>Expert Group Meeting "
    "on “2014 UN E-Government Survey: E-Government as an Enabler of Collaborative Governance”</p><p>UN "
    "E-Government Surveys</p>",
)

# The office's acronym is misspelt twice; everything else is only unusual.
ASSEMBLY = Notice(
    event="wego-general-assembly-2014",
    dated_on=date(2014, 11, 5),
    title="3rd General Assembly of WeGO",
    lead="UNPOG participated in 3rd General Assembly of WeGo in Chengdu, China from 3 to 4 November, where the Head of"
    " UPOG, Mr. Jae-hong Lim, gave two presentations.",
    body="<p>One was for the Executive Committee Meeting (hereinafter EXCOM Meeting), the other for Workshop I “Open "
    "Government and Collaborative Governance”.</p><h2>1. EXCOM Meeting, 3 November</h2><p>Mr. Lim told the EXCOM "
    "Meeting of UPOG and of UNPOG’s cooperation with WeGO. He proposed three possible ideas for cooperation with "
    "WeGO on the way ahead.</p><ul><li>To make it lasting from 2015, on the occasion of the Jeju "
    "Forum;</li><li>To endorse one another as partners;</li><li>To exchange chairs and speakers.</li></ul><p>The "
    "members of the EXCOM were pleased, and saw the 2015 Jeju Forum as the start. After the Meeting, Mr. Gun-seo "
    "Kim, Secretary General of WeGO, confirmed the endorsement. UNPOG and WeGo will take the project further in "
    "Seoul.</p><h2>2. Workshop Session I “Open Government and Collaborative Governance”, 4 November</h2><p>Mr. "
    "Lim’s keynote was about Open Government Data in the 2014 UN E-Government Survey. Participants said that they"
    " now knew more about OGD and DESA's work.</p>",
)
