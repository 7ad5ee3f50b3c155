#!/usr/bin/env python3
"""Pictures of every main view, for people to look at, and that nothing in them is broken.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import random
import shutil
import subprocess
import tempfile

import gui
from gui import Atspi

WIDE, NARROW = (1200, 780), (360, 640)
DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}
HIGH_CONTRAST = {"ADW_DEBUG_HIGH_CONTRAST": "1"}
ARABIC = {"LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar"}

LABELS = ["PERSON", "ORG", "GPE", "LOC", "EVENT", "DATE", "LAW", "PRODUCT", "NORP", "FAC", "MONEY", "TIME"]
WORDS = """the harbour board of Kessil said on Friday that its ferry to Orrey Island would run again from next week although
the pier still lacks a crane and the crew waits for wages while Mayor Ilse Varga asked for patience""".split()

ARABIC_ARTICLE = """[GPE ميناء السلام] يفتح أبوابه
قال [PERSON سامي الخطيب]، مدير [ORG هيئة الميناء]، يوم [DATE الجمعة] إن العبّارة إلى [LOC جزيرة النخيل] ستعود إلى العمل في \
[DATE الأسبوع المقبل]، وإن الرصيف الجديد يتسع [ORG لشركة Orrey Lines] وخمس سفن أخرى. وأضاف أن [MONEY ثلاثة ملايين دينار] صُرفت \
على الإصلاح، وأن [PERSON ليلى مراد] من [ORG اتحاد البحّارة] وافقت على الخطة.
وكان [EVENT إضراب الربيع] قد أوقف العمل [TIME أحد عشر يومًا]، ثم عاد العمال بعد اتفاق مع [ORG وزارة النقل] في [GPE العاصمة].
"""


def colours(path):
    """How many colours a picture has: a window that painted nothing has very few."""
    result = subprocess.run(["identify", "-format", "%k", str(path)], stdout=subprocess.PIPE, text=True, check=True)
    return int(result.stdout)


def take(name, project, size, actions, environment=None):
    """Opens a project, does what @actions says, takes the picture, closes."""
    window = gui.Window(project, size=size, environment=environment)
    try:
        gui.wait_for("the text", lambda: Atspi.Text.get_character_count(window.text()) > 100)
        actions(window)
        assert colours(window.picture(name)) > 100, f"{name} is empty"
        window.key("Escape")
        window.quit()
    finally:
        window.kill()


def on_sample(name, size, actions, environment=None):
    """The same with a copy of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "Sample"
        shutil.copytree(gui.SAMPLE, project)
        take(name, project, size, actions, environment)


def on_article(name, markup, size, actions, environment=None, relations=()):
    """The same with a project of one article, marked as gui.make_project() takes it."""
    with tempfile.TemporaryDirectory() as folder:
        types = [{"name": "works_for", "title": "يعمل في"}] if relations else None
        project, _ = gui.make_project(pathlib.Path(folder), markup, relations, "ontonotes", types)
        take(name, project, size, actions, environment)


def go_to_annotation(window):
    window.key("ctrl+Home")
    window.key("period", repeat=16)


def test_welcome():
    """The page that greets: three ways to begin."""
    window = gui.Window(size=(1000, 760))
    try:
        window.wait("Try the Sample")
        assert colours(window.picture("welcome")) > 100
        window.quit()
    finally:
        window.kill()


def test_main_light():
    """Three panes, an annotation with the focus."""
    on_sample("main-light", WIDE, go_to_annotation)


def test_main_dark():
    """The same in the dark, with the list of annotations."""
    on_sample("main-dark", WIDE, lambda window: (go_to_annotation(window), window.key("alt+2")), DARK)


def test_main_two_panes():
    """800 px: the panel has given way."""
    on_sample("main-800", (1000, 700), go_to_annotation)


def test_narrow():
    """A telephone: the text alone, and the panel behind its bar."""
    on_sample("narrow", NARROW, go_to_annotation)


def test_narrow_list():
    """A telephone: the list of articles is a page of its own."""
    on_sample("narrow-list", NARROW, lambda window: (window.key("alt+Home"), window.wait("Articles", "list")))


def test_large_text():
    """Text twice as large."""
    on_sample("large-text", WIDE, lambda window: (window.key("ctrl+plus", repeat=6), go_to_annotation(window)))


def test_palette():
    """The list of labels at the selection."""
    def actions(window):
        window.key("ctrl+Home")
        window.key("ctrl+Right", repeat=30)
        window.key("ctrl+shift+Right", repeat=2)
        window.key("Return")
        window.wait("Labels", "list")
    on_sample("palette", WIDE, actions)


def test_high_contrast_light():
    """No tints: stronger rules, dashed so that labels differ by more than their colours."""
    on_sample("high-contrast-light", WIDE, go_to_annotation, HIGH_CONTRAST)


def test_high_contrast_dark():
    """The same in the dark."""
    on_sample("high-contrast-dark", WIDE, go_to_annotation, {**HIGH_CONTRAST, **DARK})


def test_serif():
    """Another typeface, chosen in the preferences."""
    with tempfile.TemporaryDirectory() as folder:
        keys = pathlib.Path(folder) / "glib-2.0/settings/keyfile"
        keys.parent.mkdir(parents=True)
        keys.write_text("[org/manicule/Manicule]\ntypeface='serif'\n")
        on_sample("serif-dark", WIDE, go_to_annotation,
                  {**DARK, "GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": folder})


def test_arabic():
    """An interface that runs from right to left, with an article that does as well."""
    def actions(window):
        window.key("ctrl+Home")
        window.key("period")
    on_article("arabic", ARABIC_ARTICLE, WIDE, actions, ARABIC, [("works_for", 2, 3), ("works_for", 9, 10)])


def nested(depth, words):
    """Marks within marks within marks, each a few words longer than the one in it."""
    text = words[0]
    for i in range(depth):
        text = f"{words[3 * i + 1]} [{LABELS[i % len(LABELS)]} {text} {words[3 * i + 2]}] {words[3 * i + 3]}"
    return text


def test_depth():
    """Twelve marks over each other, everywhere."""
    rng = random.Random(4)
    paragraphs = (" ".join(nested(12, rng.choices(WORDS, k=40)) for _ in range(3)) + "." for _ in range(6))
    on_article("depth-12", "Deep marks\n\n" + "\n\n".join(paragraphs) + "\n", WIDE, go_to_annotation)


def prose(rng, n_words, spacing):
    """Sentences with a mark at about every @spacing-th word."""
    words = []
    for i in range(n_words):
        word = rng.choice(WORDS)
        if rng.randrange(spacing) == 0:
            word = f"[{rng.choice(LABELS)} {word} {rng.choice(WORDS)}]"
        words.append(word + ("." if i % 17 == 16 else ""))
    return " ".join(words)


def sections():
    """A long article with headings."""
    rng = random.Random(2)
    headings = ["The harbour", "What the board decided, and why it took two years to get there", "Wages", "The island"]
    return "The ferry returns\n\n" + "\n\n".join(
        heading + "\n\n" + "\n\n".join(prose(rng, 90, 9) + "." for _ in range(5)) for heading in headings * 3) + "\n"


def read_on(window):
    """Into the second section, by the keyboard."""
    window.key("ctrl+Home")
    window.key("Next", repeat=4)


def test_sections_light():
    """The heading of what is read stays at the top."""
    on_article("sections-light", sections(), WIDE, read_on)


def test_sections_dark():
    """The same in the dark."""
    on_article("sections-dark", sections(), WIDE, read_on, DARK)


def test_sections_narrow():
    """The same on a telephone."""
    on_article("sections-narrow", sections(), NARROW, read_on)


def test_sections_mirrored():
    """The same in an interface that runs from right to left."""
    on_article("sections-mirrored", sections(), WIDE, read_on, ARABIC)


def test_large_article():
    """Ten megabytes, 200,000 marks: a jump into the middle by the strip beside the scroll bar."""
    rng = random.Random(3)
    sheet = "\n\n".join(prose(rng, 90, 8) + "." for _ in range(160)) + "\n\n"
    text, _ = gui.read_markup(sheet)

    def actions(window):
        x, y, width, height = window.place(window.text())
        window.click(x + width - 6, y + height / 2)
    on_article("10-mb-jump", sheet * (10_000_000 // len(text)), WIDE, actions)


def test_export_dialog():
    """The formats and what the chosen one cannot hold."""
    def actions(window):
        window.key("ctrl+e")
        window.wait("CoNLL-2003", "label")
        window.key("Down", "Down", "Down", "Down")
    on_sample("export", WIDE, actions)


gui.run([test_welcome, test_main_light, test_main_dark, test_main_two_panes, test_narrow, test_narrow_list, test_large_text,
         test_high_contrast_light, test_high_contrast_dark, test_serif, test_arabic, test_depth, test_sections_light,
         test_sections_dark, test_sections_narrow, test_sections_mirrored, test_large_article, test_palette, test_export_dialog])
