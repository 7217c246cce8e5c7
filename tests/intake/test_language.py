"""Which language, and whether it is language."""

from __future__ import annotations

import random

import pytest

from detente.intake.language import detect, detect_blocks, is_noise, language_name

ENGLISH = [
    "The two foreign ministers agreed to meet again in Geneva before the end of the month.",
    "Tokayev, Mirziyoyev discuss Amu Darya water quotas",
    "Kabulov meets Khalilzad in Beijing",
    "Taliban deny talks",
    "EU sanctions Belarus",
    "Armenia cedes villages",
    "Sánchez and Erdoğan back two-state plan",
    "JAPAN PROTESTS NORTH KOREA LAUNCH",
]
OTHERS = [
    ("Der Außenminister sagte am Freitag, die Gespräche würden in Genf fortgesetzt.", "German"),
    ("Le ministre des Affaires étrangères a rencontré son homologue à Paris vendredi.", "French"),
    ("El ministro de Exteriores rechazó el viernes las nuevas sanciones europeas.", "Spanish"),
    ("Министр иностранных дел заявил о готовности к переговорам.", "Russian"),
    ("外相は金曜日に記者会見を開き、協議を続けると述べた。", "Japanese"),
    ("قال وزير الخارجية إن المحادثات ستستأنف يوم الجمعة", "Arabic"),
    ("Dışişleri Bakanı cuma günü görüşmelerin süreceğini söyledi.", "Turkish"),
    ("وزیر امور خارجه گفت مذاکرات روز جمعه از سر گرفته می‌شود", "Persian"),
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(("text", "name"), OTHERS)
def test_other_languages_by_name(text: str, name: str) -> None:
    assert language_name(detect(text)) == name


def test_the_majority_of_a_mixed_page_decides() -> None:
    english, german = ENGLISH[0], OTHERS[0][0]
    assert detect_blocks([english, english, german]) == "en"
    assert detect_blocks([english, german, german, german]) == "de"


def test_short_blocks_do_not_outvote_the_article() -> None:
    assert detect_blocks(["Zurück", "Startseite", "Kontakt", "Über uns", "Impressum", ENGLISH[0]]) == "en"


def test_an_unknown_code_is_its_own_name() -> None:
    assert language_name("qqq") == "qqq"


@pytest.mark.parametrize("text", ["", "   ", "Reuters", "war " * 5000, "x" * 3_000_000, "12.5 44.1 | " * 400, "=-=-= " * 90])
def test_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize("text", [*ENGLISH, *(text for text, _ in OTHERS)])
def test_sentences_are_no_noise(text: str) -> None:
    assert not is_noise(text)


def test_random_letters_are_no_language() -> None:
    dice = random.Random(7)
    noise = " ".join("".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 9))) for _ in range(3000))
    assert detect_blocks([noise]) == "zxx"
