"""A vault can add names of sections, synonyms and words for roles; they count at once, and only there."""

from venture_canvas.canvas.tables import Extras
from venture_canvas.hints.settings import DEFAULTS, Settings
from venture_canvas.live_state import LiveState
from venture_canvas.notes.parse import parse_note

NOTE = parse_note(
    "Inn.md",
    "# Inn\n\n## Our crowd\n- Lodgers (patron): stay a night\n- Farmers: bring eggs\n\n## Jobs\n- Guests: sleep\n\n## UVP\n- Farmers: paid weekly\n",
)
OWN = Settings(
    reading=Extras(
        sections=(("customers", ("our crowd",)),),
        synonyms=(("guest", "lodger"),),
        roles=(("payer", ("patron",)),),
    )
)


def live_with(settings: Settings) -> LiveState:
    live = LiveState("vault", settings)
    live.apply({NOTE.path: NOTE}, {})
    return live


def test_without_the_settings_the_words_mean_nothing() -> None:
    (venture,) = live_with(DEFAULTS).ventures.all
    assert venture.customer_types == ()


def test_the_vaults_own_words_are_read() -> None:
    (venture,) = live_with(OWN).ventures.all
    lodgers, farmers = venture.customer_types
    assert (lodgers.label, lodgers.roles) == ("Lodgers", ("payer",))
    jobs = [statement for statement in venture.statements if statement.section == "jobs-to-be-done"]
    assert [statement.types for statement in jobs] == [(lodgers.id,)]
    assert farmers.roles == ()


def test_changed_settings_change_the_model_at_once_and_leave_other_vaults_alone() -> None:
    live, other = live_with(DEFAULTS), live_with(DEFAULTS)
    assert live.configure(OWN, None).ventures == ("Inn.md",)
    assert live.dump() == live_with(OWN).dump()
    assert live.configure(DEFAULTS, None).ventures == ("Inn.md",)
    assert live.dump() == other.dump()
