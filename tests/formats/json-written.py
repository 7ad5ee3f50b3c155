#!/usr/bin/env python3
"""Checks what Manicule has written for an annotation tool, in another way than Manicule reads it: by a JSON Schema of the
format, and by the text that each span covers, counted by Python in the unit of the format.

    json-written.py FORMAT FILE EXPECTED

EXPECTED is Manicule JSONL of the same articles.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import json
import pathlib
import sys

import jsonschema

TEXT = {"type": "string"}
NAME = {"type": "string", "minLength": 1}
OFFSET = {"type": "integer", "minimum": 0}
FREE = {"type": "object"}


def record(required, **properties):
    return {"type": "object", "required": required, "properties": properties}


def rows(item):
    return {"type": "array", "items": item}


SPAN = record(["start", "end", "label"], start=OFFSET, end=OFFSET, label=NAME)
TRIPLE = {"type": "array", "prefixItems": [OFFSET, OFFSET, NAME], "minItems": 3, "maxItems": 3}

BDOC_SET = record(
    ["name", "annotations", "next_annid"], name=TEXT, next_annid={"type": "integer"},
    annotations=rows(record(["type", "start", "end", "id", "features"], type=NAME, start=OFFSET, end=OFFSET, id=OFFSET,
                            features=FREE)))
CAS_ID = {"type": "integer", "minimum": 1}

SCHEMAS = {
    "bdoc": record(
        ["text", "features", "offset_type", "annotation_sets"], text=TEXT, features=FREE, offset_type={"enum": ["p", "j"]},
        annotation_sets={"type": "object", "additionalProperties": BDOC_SET}),
    "cas-json": {
        **record(["%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"], **{
            "%TYPES": {"type": "object", "additionalProperties": {
                **record(["%NAME", "%SUPER_TYPE"], **{"%NAME": NAME, "%SUPER_TYPE": NAME}),
                "additionalProperties": record(["%NAME", "%RANGE"], **{"%NAME": NAME, "%RANGE": NAME})}},
            "%FEATURE_STRUCTURES": rows({
                **record(["%ID", "%TYPE"], **{"%ID": CAS_ID, "%TYPE": NAME, "begin": OFFSET, "end": OFFSET}),
                "patternProperties": {"^@": CAS_ID}}),
            "%VIEWS": {"type": "object", "additionalProperties": record(
                ["%SOFA", "%MEMBERS"], **{"%SOFA": CAS_ID, "%MEMBERS": rows(CAS_ID)})}}),
        "additionalProperties": False},
    "doccano": record(
        ["id", "text", "entities", "relations"], text=TEXT,
        entities=rows(record(["id", "label", "start_offset", "end_offset"], id={"type": "integer"}, label=NAME,
                             start_offset=OFFSET, end_offset=OFFSET)),
        relations=rows(record(["from_id", "to_id", "type"], from_id={"type": "integer"}, to_id={"type": "integer"}, type=NAME))),
    "label-studio": record(
        ["data", "annotations"], data=record(["text"], text=TEXT),
        annotations=rows(record(["result"], result=rows({"anyOf": [
            record(["id", "from_name", "to_name", "type", "value"], id=NAME, from_name=NAME, to_name=NAME,
                   type={"enum": ["labels", "choices", "number", "textarea"]}, value=FREE),
            record(["type", "from_id", "to_id", "direction", "labels"], type={"const": "relation"}, from_id=NAME, to_id=NAME,
                   direction={"enum": ["left", "right", "bi"]}, labels=rows(NAME))]})))),
    "labelbuddy": record(
        ["text", "utf8_text_md5_checksum", "annotations", "metadata"], text=TEXT, metadata=FREE,
        utf8_text_md5_checksum={"type": "string", "pattern": "^[0-9a-f]{32}$"},
        annotations=rows(record(["start_char", "end_char", "start_byte", "end_byte", "label_name"], start_char=OFFSET,
                                end_char=OFFSET, start_byte=OFFSET, end_byte=OFFSET, label_name=NAME, extra_data=TEXT))),
    "prodigy": record(
        ["text", "spans", "meta"], text=TEXT, meta=FREE, answer={"enum": ["accept", "reject", "ignore"]}, spans=rows(SPAN),
        tokens=rows(record(["text", "start", "end", "id"], text=NAME, start=OFFSET, end=OFFSET, id=OFFSET)),
        relations=rows(record(["head", "child", "head_span", "child_span", "label"], head=OFFSET, child=OFFSET,
                              head_span=SPAN, child_span=SPAN, label=NAME))),
    "spacy": record(
        ["text", "entities", "cats"], text=TEXT, entities=rows(TRIPLE),
        spans={"type": "object", "additionalProperties": rows(TRIPLE)},
        cats={"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}}),
    "argilla": record(
        ["id", "fields", "responses"], fields=record(["text"], text=TEXT), metadata=FREE,
        responses={"type": "object", "additionalProperties": rows(record(["value"]))}),
    "huggingface": record(["id", "tokens", "ner_tags"], tokens=rows(NAME), ner_tags=rows({"type": "string", "pattern": "^(O|[BI]-.+)$"})),
    "web-annotation": record(
        ["@context", "id", "type", "total", "first"], type={"const": "AnnotationCollection"},
        first=record(["type", "items"], type={"const": "AnnotationPage"}, items=rows(
            record(["id", "type", "motivation", "body", "target"], type={"const": "Annotation"}, body=rows(FREE))))),
}


def by_utf16(text, start, end):
    return text.encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le")


def doccano(item, _):
    return item["text"], [(e["label"], by_utf16(item["text"], e["start_offset"], e["end_offset"])) for e in item["entities"]]


def label_studio(task, _):
    text, found = task["data"]["text"], []
    for result in task["annotations"][0]["result"]:
        if result["type"] == "labels":
            value = result["value"]
            assert value["text"] == text[value["start"]:value["end"]], value
            found.append((value["labels"][0], value["text"]))
    return text, found


def labelbuddy(item, _):
    text, data = item["text"], item["text"].encode()
    assert hashlib.md5(data).hexdigest() == item["utf8_text_md5_checksum"]
    for a in item["annotations"]:
        assert text[a["start_char"]:a["end_char"]] == data[a["start_byte"]:a["end_byte"]].decode(), a
    return text, [(a["label_name"], text[a["start_char"]:a["end_char"]]) for a in item["annotations"]]


def prodigy(task, _):
    text = task["text"]
    for n, token in enumerate(task.get("tokens", [])):
        assert token["id"] == n and token["text"] == text[token["start"]:token["end"]], token
    for span in task["spans"]:
        if "token_start" in span:
            assert task["tokens"][span["token_start"]]["start"] == span["start"], span
            assert task["tokens"][span["token_end"]]["end"] == span["end"], span
    return text, [(span["label"], text[span["start"]:span["end"]]) for span in task["spans"]]


def spacy(item, _):
    text, entities = item["text"], item["entities"]
    for a, b in zip(entities, entities[1:]):
        assert a[1] <= b[0], f"{a} and {b} overlap"
    spans = item.get("spans", {}).get("sc", entities)
    assert all(entity in spans for entity in entities)
    return text, [(label, text[start:end]) for start, end, label in spans]


def argilla(item, _):
    text = item["fields"]["text"]
    values = [span for response in item["responses"].get("spans", []) for span in response["value"]]
    return text, [(span["label"], text[span["start"]:span["end"]]) for span in values]


def web_annotation(collection, folder):
    found, text = [], None
    for item in collection["first"]["items"]:
        target = item["target"]
        if not isinstance(target, dict):
            continue
        text = (folder / target["source"]).read_bytes().decode()
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == text[start:end], item
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"]), item
        found.append((item["body"][0]["value"], quote["exact"]))
    assert collection["total"] == len(collection["first"]["items"])
    return text, found


def bdoc(document, _):
    text, found = document["text"], []
    for name, annotations in document["annotation_sets"].items():
        ids = [annotation["id"] for annotation in annotations["annotations"]]
        assert annotations["name"] == name and len(ids) == len(set(ids)) and max(ids, default=-1) < annotations["next_annid"]
        for annotation in annotations["annotations"]:
            if "manicule.kind" not in annotation["features"]:
                found.append((annotation["type"], text[annotation["start"]:annotation["end"]]))
    assert document["offset_type"] == "p"
    return text, found


def cas_features(types, name):
    """The features of a type and of what it is a kind of, as far as the file declares them."""
    names = {"sofa", "begin", "end", "language"}
    while name in types:
        names |= {feature for feature in types[name] if feature[0] != "%"}
        name = types[name]["%SUPER_TYPE"]
    assert name.startswith("uima."), name
    return names


def cas_json(cas, _):
    types = cas["%TYPES"]
    structures = {structure["%ID"]: structure for structure in cas["%FEATURE_STRUCTURES"]}
    assert len(structures) == len(cas["%FEATURE_STRUCTURES"])
    for structure in structures.values():
        if structure["%TYPE"] == "uima.cas.Sofa":
            continue
        features = {name.lstrip("@#^") for name in structure if name[0] != "%"}
        assert features <= cas_features(types, structure["%TYPE"]), structure
        assert all(value in structures for name, value in structure.items() if name[0] == "@"), structure
    (view,) = cas["%VIEWS"].values()
    assert set(view["%MEMBERS"]) <= set(structures)
    text = structures[view["%SOFA"]]["sofaString"]
    units = text.encode("utf-16-le")
    entities = [structures[member] for member in view["%MEMBERS"] if structures[member]["%TYPE"].endswith(".NamedEntity")]
    return text, [(entity["value"], units[2 * entity["begin"]:2 * entity["end"]].decode("utf-16-le")) for entity in entities]


READERS = {"bdoc": bdoc, "cas-json": cas_json, "doccano": doccano, "label-studio": label_studio, "labelbuddy": labelbuddy, "prodigy": prodigy, "spacy": spacy,
           "argilla": argilla, "web-annotation": web_annotation}


# A file for each article.
SINGLE = ("bdoc", "cas-json", "web-annotation")


def check_tokens(items, expected):
    """Tokens have no text: what is left of it without white space, and of the spans those that do not overlap."""
    written = "".join(token for item in items for token in item["tokens"])
    assert written == "".join("".join(record["text"].split()) for record in expected)
    for item in items:
        assert len(item["tokens"]) == len(item["ner_tags"])
        for before, tag in zip(["O"] + item["ner_tags"], item["ner_tags"]):
            assert tag[0] != "I" or before[1:] == tag[1:], f"{tag} after {before}"


def main():
    name, path, expected_path = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    text = path.read_text(encoding="utf-8")
    items = json.loads(text) if name == "label-studio" else [json.loads(text)] if name in SINGLE else \
        [json.loads(line) for line in text.split("\n") if line]
    expected = [json.loads(line) for line in expected_path.read_text(encoding="utf-8").split("\n") if line]
    validator = jsonschema.Draft202012Validator(SCHEMAS[name])
    for item in items:
        validator.validate(item)
    if name == "huggingface":
        check_tokens(items, expected)
        return
    assert len(items) == len(expected), f"{len(items)} records, not {len(expected)}"
    for item, record_expected in zip(items, expected):
        read, spans = READERS[name](item, path.parent)
        assert read == record_expected["text"]
        wanted = sorted((span["label"], span["text"]) for span in record_expected["spans"])
        assert sorted(spans) == wanted, f"{sorted(spans)}\nnot {wanted}"


main()
