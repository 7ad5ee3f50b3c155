#!/usr/bin/env python3
"""Counts the entities of a file of tags by label, in another way than Manicule does: by the two questions of the shared
task's scorer, whether a chunk ends between two tags and whether one starts there (conlleval, CoNLL-2000).

    conll-count.py [--nltk] FILE COLUMN [SEPARATOR]

COLUMN counts from 1, or from -1 backwards; SEPARATOR is "tab", "space" or "pipe". With --nltk the tags must be IOB2 and
NLTK must count the same, in the tags and, where the file has the four columns of CoNLL-2003, with its own reader of files.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import os
import re
import sys


TAG = r"O|([BIESLUM])-(.+)"


def split_tag(tag):
    match = re.fullmatch(TAG, tag)
    return match.groups() if match and match[1] else ("O", "")


def ends(former, tag):
    (prefix, label), (next_prefix, next_label) = former, tag
    if prefix == "O":
        return False
    return prefix in "ESLU" or next_prefix in "BSUO" or label != next_label


def starts(former, tag):
    (former_prefix, former_label), (prefix, label) = former, tag
    if prefix == "O":
        return False
    return prefix in "BSU" or former_prefix in "ESLUO" or label != former_label


def count(tags):
    counts = collections.Counter()
    former, is_open = ("O", ""), False
    for tag in [*map(split_tag, tags), ("O", "")]:
        if is_open and ends(former, tag):
            counts[former[1]] += 1
            is_open = False
        is_open = is_open or starts(former, tag)
        former = tag
    return counts


def sentences(path, column, separator):
    column = column - 1 if column > 0 else column
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = [line.rstrip("\r\n") for line in file]
    if separator == "pipe":
        yield from ([item.split("|")[column] for item in line.split()] for line in lines)
        return
    sentence = []
    for line in [*lines, ""]:
        if not line.strip() or line.startswith("-DOCSTART-"):
            yield sentence
            sentence = []
        else:
            fields = line.split("\t") if separator == "tab" else line.split()
            # "#" may be a token, too: then it has a tag.
            if not line.startswith("#") or re.fullmatch(TAG, fields[column] if column < len(fields) else ""):
                sentence.append(fields[column])


def count_trees(trees):
    from nltk.tree import Tree

    return collections.Counter(child.label() for tree in trees for child in tree if isinstance(child, Tree))


def count_by_nltk(all_tags):
    from nltk.chunk.util import conlltags2tree

    return count_trees(conlltags2tree([("word", "tag", tag) for tag in tags]) for tags in all_tags)


def count_by_reader(path):
    from nltk.chunk.util import conlltags2tree
    from nltk.corpus.reader import ConllCorpusReader

    folder, name = os.path.split(path)
    kinds = (ConllCorpusReader.WORDS, ConllCorpusReader.POS, ConllCorpusReader.IGNORE, ConllCorpusReader.CHUNK)
    reader = ConllCorpusReader(folder or ".", [name], kinds, encoding="utf-8")
    return count_trees(map(conlltags2tree, reader.iob_sents()))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--nltk"]
    path, column, separator = arguments[0], int(arguments[1]), (arguments[2:] or ["space"])[0]
    all_tags = list(sentences(path, column, separator))
    counts = sum(map(count, all_tags), collections.Counter())
    if "--nltk" in sys.argv and count_by_nltk(all_tags) != counts:
        sys.exit(f"NLTK counts {count_by_nltk(all_tags)}, not {counts}")
    if "--nltk" in sys.argv and (column, separator) == (4, "space") and count_by_reader(path) != counts:
        sys.exit(f"NLTK reads {count_by_reader(path)}, not {counts}")
    for label, n in sorted(counts.items()):
        print(label, n)


main()
