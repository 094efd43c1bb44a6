"""Bytes that are not what they say: old character sets that nobody names, and text that was encoded twice."""

import pytest

from flows.ingest.decode import decode

LONG = " The ministers of the five lake states met on Tuesday and agreed on a common rule for fishing." * 4


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Lech Wałęsa spoke in Łódź, and Václav Dvořák in Plzeň.", "cp1250"),
        ("Erdoğan met Şimşek in Beyoğlu, and Yılmaz came later.", "cp1254"),
        ("The paper Правда said so in Moscow, and Известия too.", "cp1251"),
        ("Ana Mørk, Zoë Núñez and François spoke — “at last”.", "cp1252"),
        ("Nicolò paid £5 for 3 m² in Nový Jičín; ¿qué? It was 20 °C.".replace("č", "c"), "cp1252"),
    ],
)
def test_a_character_set_that_nobody_names_is_recognised(words: str, written: str) -> None:
    assert decode((words + LONG).encode(written)).startswith(words)


@pytest.mark.parametrize("times", [1, 2])
def test_text_that_was_encoded_twice_is_read_as_it_was_meant(times: int) -> None:
    words = text = "“It was a café,” said Ana Mørk — Zoë’s friend. It cost €5… and 20 °C it was; naïve."
    for _ in range(times):
        text = "".join(
            chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
            for byte in text.encode()
        )
    assert decode((text + LONG).encode()).startswith(words)


@pytest.mark.parametrize(
    "words",
    [
        "A café—“at last”—was opened.",
        "GRÜŠ and São Tomé, Åland, Đà Nẵng, Çeşme",
        "Ã is a letter of Portuguese: João, mãe.",
    ],
)
def test_text_with_accents_stays_as_it_is(words: str) -> None:
    assert decode((words + LONG).encode()).startswith(words)
