"""Postcodes, telephone numbers and e-mail addresses: what is one, and where a text has one."""

from __future__ import annotations

import pytest

from sto_xl.model.contact_details import EMAIL, PHONE, POSTCODE, is_email, is_phone, postcode


@pytest.mark.parametrize("typed", ["9401SL", "9401 SL", "9401  sl", " 9401\u00a0Sl "])
def test_a_postcode_is_four_digits_and_two_letters_however_typed(typed: str) -> None:
    assert postcode(typed) == "9401 SL"


@pytest.mark.parametrize(
    "typed", ["", "0401 SL", "9401", "9401 S", "9401 SLO", "94011 SL", "B-9401"]
)
def test_another_text_is_no_postcode(typed: str) -> None:
    assert postcode(typed) is None


PHONES = (
    *("010 220 21 21", "(010) 220 21 21", "010-2202121", "010.220.21.21", "0592 31 22 33"),
    *("06-12345678", "06 1234 5678", "0612345678", "06\u00a012345678", "06 – 12345678"),
    *("+31 10 220 21 21", "+31 (0)10 220 21 21", "+31-6-12345678", "0031 10 2202121"),
    *("(+31) 592 312 233", "+32 3 123 45 67", "+49 5921 123456", "00 32 3 123 45 67"),
    *("0800 1234", "0800-1234567", "0900 1234", "088 123 45 67", "14 0592", "14 010", "14-024"),
)


@pytest.mark.parametrize("typed", PHONES)
def test_a_telephone_number_is_taken_as_people_write_it(typed: str) -> None:
    assert is_phone(typed)
    assert PHONE.findall(f"Tel. {typed}, na 10 uur") == [typed]


@pytest.mark.parametrize(
    "typed",
    [
        *("", "geen", "06-12", "220 21 21", "010 220 21 2", "010 220 21 211", "06 1234567"),
        *("612345678", "+31 10 220 21 2", "14 592", "14 05921", "0592", "010-2202121 tst 12"),
        *("010-2202121 / 06-12345678", "010-2202121 06-12345678", "06-1234567x"),
    ],
)
def test_a_number_that_lacks_a_digit_or_has_one_too_many_is_none(typed: str) -> None:
    assert not is_phone(typed)


def test_in_a_text_a_number_that_lacks_a_digit_is_found_as_well() -> None:
    assert PHONE.findall("Jan Bos 06-1234567 (werk)") == ["06-1234567"]


def test_numbers_beside_each_other_are_found_apart() -> None:
    numbers = PHONE.findall("010-2202121 06-12345678/+31 10 220 21 21, 14 010")
    assert numbers == ["010-2202121", "06-12345678", "+31 10 220 21 21", "14 010"]


@pytest.mark.parametrize(
    "typed", ["a.bos@school.nl", " a_b+sto@x.sub.school.nl ", "'t-hof@école.fr"]
)
def test_an_e_mail_address_has_a_name_and_a_domain(typed: str) -> None:
    assert is_email(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "a.bos", "a.bos@school", "a.bos@school,nl", "a bos@school.nl", "a@b@school.nl"),
        *("a@school.nl; b@school.nl", "<a@school.nl>", "mailto:a@school.nl", "a@school.nl."),
        *("a@school.nl/b@school.nl", "a@.nl", "a@school..nl"),
    ],
)
def test_another_text_is_no_e_mail_address(typed: str) -> None:
    assert not is_email(typed)


def test_they_are_found_in_a_text() -> None:
    text = "J. Bos <j.bos@school.nl>; Kerkstraat 1, 1234ab Ons Dorp. Of mail b@school.nl."
    assert EMAIL.findall(text) == ["j.bos@school.nl", "b@school.nl"]
    assert POSTCODE.findall(text) == [("1234", "ab")]
    assert POSTCODE.search("rekening 12345 AB, 1234 ABC") is None
