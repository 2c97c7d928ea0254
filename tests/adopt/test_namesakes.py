"""Schools and contacts are found among thousands as by a look at each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sto_xl.adopt.alike import Alike
from sto_xl.adopt.draft import Line
from sto_xl.adopt.headings import CONTACTEN, SCHOLEN
from sto_xl.adopt.namesakes import Namesakes
from sto_xl.model import vestiging_code
from support.made_up import tried

CODE = st.sampled_from(["", "volgt", "00AH17"])
PLACE = st.sampled_from(["", "Tiel", "Ede"])
STEPS = st.lists(st.tuples(CODE, PLACE, PLACE, st.booleans()), max_size=20)


@tried(200)
@given(steps=STEPS)
def test_the_first_namesake_that_may_be_meant_is_found_also_when_schools_get_to_be_known(
    steps: list[tuple[str, str, str, bool]],
) -> None:
    namesakes, lines = Namesakes("Plaats"), list[Line]()
    for code, place, asked, uncoded in steps:
        meant = [
            line
            for line in lines
            if not (uncoded and vestiging_code(str(line.values["Vestiging"])))
            and ("" in (asked, line.values["Plaats"]) or line.values["Plaats"] == asked)
        ]
        expected = meant[0] if meant else None
        assert namesakes.find(asked.casefold(), uncoded=uncoded) is expected
        if expected:
            expected.values["Plaats"] = expected.values["Plaats"] or place
            expected.values["Vestiging"] = expected.values["Vestiging"] or code
        else:
            lines.append(Line(SCHOLEN, {"Vestiging": code, "Plaats": place}))
        for line in lines:
            namesakes.add(line)


PERSON = st.fixed_dictionaries(
    {
        "Naam": st.sampled_from(["", "A. Bos", "C. Dam"]),
        "E-mail": st.sampled_from(["", "a@x", "b@x"]),
    }
)


@tried(200)
@given(people=st.lists(PERSON, max_size=20))
def test_a_contact_that_may_be_meant_is_never_missed(people: list[dict[str, str]]) -> None:
    alike, school, contacts = Alike(), Line(SCHOLEN), list[Line]()
    for told in people:
        meant = [
            contact
            for contact in contacts
            if any(told[h] and told[h] == contact.values[h] for h in told)
            and all(
                "" in (told[h], contact.values[h]) or told[h] == contact.values[h] for h in told
            )
        ]
        found = list(alike.of(school, contacts, told))
        assert [contact for contact in found if contact in meant] == meant
        if meant:
            meant[0].values |= {h: text for h, text in told.items() if text}
            alike.learn(school, meant[0])
        else:
            contacts.append(Line(CONTACTEN, dict(told)))
