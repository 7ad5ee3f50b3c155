#!/usr/bin/env python3
"""From the words in the sources to German on the screen: every link of the chain.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import locale
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CLI, WINDOW, *DESKTOP_FILES = [pathlib.Path(name).resolve() for name in sys.argv[1:]]
BUILD = CLI.parents[2]
SOURCE = pathlib.Path(os.environ["MANICULE_SOURCE"])
LANGUAGES = (SOURCE / "po/LINGUAS").read_text(encoding="utf-8").split()
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dngettext:2,3"]
FRESHEN = "meson compile -C _build manicule-update-po"


def run(*words, **options):
    return subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, cwd=SOURCE, **options)


def get_locale():
    """German where the system has it; else the language alone, which gettext heeds in any locale but C."""
    try:
        locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
        return {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": ""}
    except locale.Error:
        return {"LC_ALL": "C.UTF-8", "LANGUAGE": "de"}


def in_german(program, *words):
    """What an uninstalled program says to a German."""
    env = {**os.environ, **get_locale(), "MANICULE_LOCALE_DIR": str(BUILD / "po")}
    return run(program, *words, env=env)


def extract(folder):
    """All words in the sources, as the build extracts them."""
    template = folder / "manicule.pot"
    result = run("xgettext", "--from-code=UTF-8", "--add-comments", *[f"--keyword={word}" for word in KEYWORDS],
                 "--files-from=po/POTFILES", f"--output={template}")
    assert result.returncode == 0, result.stderr
    assert "warning" not in result.stderr, result.stderr
    return template


def test_files_are_listed(folder):
    """po/POTFILES lists every file with words in it and no other."""
    result = run(sys.executable, "tests/potfiles.py")
    assert result.returncode == 0, result.stdout + result.stderr


def test_words_are_found(folder):
    """xgettext understands all kinds of files that are listed, and no placeholder hides in a macro."""
    references = re.findall(r"^#: (.+)$", extract(folder).read_text(encoding="utf-8"), re.MULTILINE)
    names = {re.sub(r":\d+$", "", name) for line in references for name in line.split()}
    listed = set((SOURCE / "po/POTFILES").read_text(encoding="utf-8").split())
    assert listed == names, f"nothing was found in: {', '.join(sorted(listed - names))}"


def test_templates_are_found(folder):
    """What the built-in templates say of themselves is translated with the program's words."""
    words = read_pairs(extract(folder), translated=False)
    for path in (SOURCE / "data/schemas-templates").glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["title"] in words and schema["description"] in words, path.name


def test_languages_are_whole(folder):
    """No message of a language is missing or guessed, and placeholders and plurals are those of the sources."""
    for language in LANGUAGES:
        result = run("msgfmt", "--check", "--statistics", f"--output-file={folder}/{language}.mo", f"po/{language}.po",
                     env={**os.environ, "LC_ALL": "C"})
        assert result.returncode == 0, result.stderr
        assert re.fullmatch(r"\d+ translated messages\.\n", result.stderr), f"{language}: {result.stderr}"


def test_languages_are_fresh(folder):
    """A language has all words of the sources; one that is a little behind is worth a word, no failure."""
    template = extract(folder)
    behind = [language for language in LANGUAGES if run("msgcmp", f"po/{language}.po", template).returncode != 0]
    return f"behind the sources: {', '.join(behind)}; {FRESHEN}" if behind else None


def test_accelerators_stay(folder):
    """Where a word has an accelerator its translation has one too, and no key opens two items of one menu."""
    for language in LANGUAGES:
        pairs = read_pairs(SOURCE / f"po/{language}.po")
        bare = [word for word, translated in pairs.items() if re.search(r"_\w", word) and not re.search(r"_\w", translated)]
        assert not bare, f"{language}: without an accelerator: {', '.join(bare)}"
        for path in sorted((SOURCE / "src/app").rglob("*.ui")):
            for menu in re.findall(r"<menu id.*?</menu>", path.read_text(encoding="utf-8"), re.DOTALL):
                words = re.findall(r'name="label" translatable="yes">([^<]+)<', menu)
                keys = [match[1].lower() for word in words if (match := re.search(r"_(\w)", pairs.get(word, word)))]
                twice = sorted({key for key in keys if keys.count(key) > 1})
                assert not twice, f"{language}: {path.name}: twice in a menu: {', '.join(twice)}"


def read_pairs(path, translated=True):
    """The words of a language by those of the sources, without contexts and plurals."""
    joined = re.sub(r'"\n"', "", path.read_text(encoding="utf-8"))
    value = "(.+)" if translated else "(.*)"
    return dict(re.findall(rf'^msgid "(.+)"\nmsgstr "{value}"$', joined, re.MULTILINE))


def get_summaries(words):
    """The commands of the help and what it says of each."""
    return dict(re.findall(r"^  ([a-z]+) +(.+)$", words, re.MULTILINE))


def test_help_is_german(folder):
    """The program finds the catalogue that the build made: help and the help of every command are German."""
    german = get_summaries(in_german(CLI, "--help").stdout)
    english = get_summaries(run(CLI, "--help").stdout)
    assert german["new"].startswith("Ein Projekt anlegen") and german.keys() == english.keys(), german
    for command, summary in german.items():
        words = in_german(CLI, command, "--help").stdout
        assert summary != english[command] and summary in words and english[command] not in words, words
        assert "Project-Id-Version" not in words, words


def test_window_is_german(folder):
    """The program with the window finds the catalogue as well; its help needs no display."""
    result = in_german(WINDOW, "--help")
    assert "Nachrichtenartikel annotieren" in result.stdout, result.stdout + result.stderr


def test_desktop_is_german(folder):
    """What the desktop shows of the program before it runs is German too."""
    for path in DESKTOP_FILES:
        assert "Nachrichtenartikel annotieren" in path.read_text(encoding="utf-8"), path


def test_plurals_and_errors_are_german(folder):
    """Numbers choose the German plural, and reasons come from the layers below in German too."""
    (folder / "a.txt").write_text("Die Fähre legte ab.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Das Tor blieb zu.\n", encoding="utf-8")
    result = in_german(CLI, "new", folder / "project", "--annotator", "anna", folder / "a.txt", folder / "b.txt")
    assert result.returncode == 0 and "2 Artikel in „project“ importiert" in result.stderr, result.stderr
    result = in_german(CLI, "new", folder / "project")
    assert "ist nicht leer. Wählen Sie einen leeren Ordner" in result.stderr, result.stderr


def test_english_without_translations(folder):
    """Without the environment's word the catalogue of the build is left alone."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "MANICULE_LOCALE_DIR": str(BUILD / "po")}
    assert "Commands:" in run(CLI, "--help", env=env).stdout
    env = {**os.environ, **get_locale(), "MANICULE_LOCALE_DIR": str(folder)}
    assert "Commands:" in run(CLI, "--help", env=env).stdout


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

print(f"1..{len(TESTS)}")
for number, test in enumerate(TESTS, 1):
    title = "/translations/" + test.__name__.removeprefix("test_").replace("_", "-")
    with tempfile.TemporaryDirectory() as place:
        try:
            skipped = test(pathlib.Path(place))
            print(f"ok {number} {title}" + (f" # SKIP {skipped}" if skipped else ""), flush=True)
        except Exception as error:  # pylint: disable=broad-except
            print("\n".join(f"# {line}" for line in f"{type(error).__name__}: {error}".splitlines()))
            print(f"not ok {number} {title}", flush=True)
