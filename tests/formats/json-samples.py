#!/usr/bin/env python3
"""Reads the JSON files of annotation tools in another way than Manicule does.

    json-samples.py count FORMAT FILE          how many documents, spans, relations and labels of each name
    json-samples.py same FORMAT BEFORE AFTER   whether two files say the same, members that Manicule does not know included

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import json
import sys


def values(path):
    """Every JSON value of a file: a list's items, or one value after the other."""
    with open(path, encoding="utf-8-sig") as file:
        text = file.read().strip()
    decoder, found, place = json.JSONDecoder(), [], 0
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        found.append(value)
        while place < len(text) and text[place].isspace():
            place += 1
    return found[0] if len(found) == 1 and isinstance(found[0], list) else found


# --- doccano ----------------------------------------------------------------------------------------------------------


def doccano_items(record):
    for name in ("label", "labels", "entities", "cats"):
        for item in record.get(name, []):
            if isinstance(item, str):
                yield "label", item
            elif isinstance(item, list):
                yield "span", item[2], item[0], item[1]
            else:
                yield "span", item["label"], item["start_offset"], item["end_offset"]
    for relation in record.get("relations", []):
        yield "relation", relation["type"]


def doccano_count(records):
    for record in records:
        if "text" in record:
            yield ("document",)
            yield from doccano_items(record)


def doccano_normal(records):
    known = ("id", "text", "label", "labels", "entities", "relations", "cats")
    for record in records:
        if "text" in record:
            rest = {name: value for name, value in record.items() if name not in known}
            yield record["text"], sorted(doccano_items(record)), rest


# --- Label Studio -----------------------------------------------------------------------------------------------------


def label_studio_results(annotation):
    """Regions and relations of text; everything else as it is."""
    for result in annotation.get("result", []):
        value = result.get("value", {})
        if result["type"] in ("labels", "hypertextlabels"):
            place = value.get("globalOffsets", value)
            for label in value[result["type"]]:
                yield "span", label, place["start"], place["end"], result["from_name"]
        elif result["type"] == "relation":
            yield "relation", result["labels"][0]
        elif result["type"] == "choices" and "start" not in value:
            yield "label", result["from_name"]
        else:
            yield "other", json.dumps(result, sort_keys=True)


def label_studio_annotations(task):
    return task.get("annotations", []) + task.get("completions", [])


def label_studio_count(tasks):
    for task in tasks:
        yield ("document",)
        for annotation in label_studio_annotations(task):
            yield from (item for item in label_studio_results(annotation) if item[0] != "other")


def label_studio_normal(tasks):
    for task in tasks:
        data = dict(task["data"])
        is_page = any("hypertextlabels" in json.dumps(a) for a in task["annotations"]) if "annotations" in task else False
        text = data.pop("text")
        page = data.pop("html", text if is_page else None)
        people = [({k: v for k, v in a.items() if k != "result"}, sorted(label_studio_results(a)))
                  for a in label_studio_annotations(task)]
        rest = {k: v for k, v in task.items() if k not in ("id", "data", "annotations", "completions")}
        if "id" in task:
            rest["id"] = task["id"]
        else:
            data.pop("id", None)
        yield page or text, data, people, rest


# --- Prodigy ----------------------------------------------------------------------------------------------------------


def prodigy_count(tasks):
    for task in tasks:
        yield ("document",)
        if task.get("answer") in ("reject", "ignore"):
            continue
        yield from (("span", span["label"]) for span in task.get("spans", []))
        yield from (("relation", relation["label"]) for relation in task.get("relations", []))
        yield from (("label", label) for label in task.get("accept", []))


def prodigy_normal(tasks):
    for task in tasks:
        spans = sorted(task.get("spans", []), key=lambda span: json.dumps(span, sort_keys=True))
        meta = {k: v for k, v in task.get("meta", {}).items() if k != "id"}
        yield spans, meta, {k: v for k, v in task.items() if k not in ("spans", "meta")}


# --- labelbuddy -------------------------------------------------------------------------------------------------------


def labelbuddy_count(documents):
    for document in documents:
        if "text" in document:
            yield ("document",)
            yield from (("span", annotation["label_name"]) for annotation in document["annotations"])


def labelbuddy_normal(documents):
    for document in documents:
        if "text" in document:
            document["metadata"].pop("id", None)
            yield document


# --- Hugging Face -----------------------------------------------------------------------------------------------------


def huggingface_count(records):
    """Descriptions of data sets hold no sentences."""
    return (("document",) for record in records if "tokens" in record)


# --- spaCy ------------------------------------------------------------------------------------------------------------


def spacy_entities(tokens):
    """(label, words) of each entity, by BILUO tags; words without quotation marks, which treebanks write in another way."""
    entity = []
    for token in tokens:
        prefix, _, label = token["ner"].partition("-")
        if prefix in "BU":
            entity = []
        if prefix in "BIUL" and label:
            entity.append(token["orth"])
        if prefix in "UL" and label:
            yield label, "".join(word for word in entity if word not in ("``", "''"))


def spacy_items(records):
    for record in records:
        if "paragraphs" in record:
            for paragraph in record["paragraphs"]:
                tokens = [token for sentence in paragraph["sentences"] for token in sentence["tokens"]]
                yield paragraph.get("raw"), [(label, words) for label, words in spacy_entities(tokens)]
        else:
            text, entities = record["text"], record["entities"]
            words = [(label, text[start:end].replace(" ", "").replace('"', "")) for start, end, label in entities]
            yield record["text"], words


def spacy_count(records):
    for _, entities in spacy_items(records):
        yield ("document",)
        yield from (("span", label) for label, _ in entities)


def spacy_normal(records):
    yield from (entities for _, entities in spacy_items(records))


# --- W3C Web Annotation -----------------------------------------------------------------------------------------------


def web_items(annotations):
    """(kind, label, exact text or ends) of each; the samples name no text that is here, so the test brings one."""
    for annotation in annotations:
        items = annotation["first"]["items"] if "first" in annotation else [annotation]
        for item in items:
            bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
            tags = [b["value"] for b in bodies if isinstance(b, dict) and b.get("purpose") == "tagging"]
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            label = tags[0] if tags else "annotation"
            if item.get("motivation") == "linking":
                yield "relation", label, [target["id"] for target in targets]
            else:
                quotes = [s["exact"] for t in targets for s in t["selector"] if s["type"] == "TextQuoteSelector"]
                yield "span", label, quotes


def web_count(annotations):
    yield ("document",)
    yield from web_items(annotations)


COUNTS = {"doccano": doccano_count, "label-studio": label_studio_count, "labelbuddy": labelbuddy_count, "huggingface": huggingface_count,
          "prodigy": prodigy_count, "spacy": spacy_count, "web-annotation": web_count}
NORMALS = {"doccano": doccano_normal, "label-studio": label_studio_normal, "labelbuddy": labelbuddy_normal, "huggingface": huggingface_count,
           "prodigy": prodigy_normal, "spacy": spacy_normal, "web-annotation": web_items}


def main():
    command, name, *paths = sys.argv[1:]
    if command == "count":
        counts = collections.Counter(" ".join(map(str, item[:2])) for item in COUNTS[name](values(paths[0])))
        for key, n in sorted(counts.items()):
            print(key, n)
        return
    before, after = (list(NORMALS[name](values(path))) for path in paths)
    if len(before) != len(after):
        sys.exit(f"{len(before)} and {len(after)} records")
    for a, b in zip(before, after):
        if json.loads(json.dumps(a)) != json.loads(json.dumps(b)):
            sys.exit(f"before: {json.dumps(a)}\nafter: {json.dumps(b)}")


main()
