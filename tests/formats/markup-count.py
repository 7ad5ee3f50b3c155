#!/usr/bin/env python3
"""Counts what a file of annotations holds, in another way than Manicule does: with Python's own parsers, by what the
format's description says, without looking at what Manicule makes of it.

    markup-count.py FORMAT FILE

prints "documents N", "spans N", "relations N", "labels N" (labels of the document), a line each.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

XMI = "{http://www.omg.org/XMI}"
CORE = "de.tudarmstadt.ukp.dkpro.core.api."
STRUCTURE = {CORE + "segmentation.type.Token", CORE + "segmentation.type.Sentence"}
OF_DOCUMENT = {CORE + "metadata.type.DocumentMetaData", "uima.tcas.DocumentAnnotation"}


# --- UIMA: structures as dictionaries with "id", "type", references as numbers ---

def count_cas(structures, members, texts):
    by_id = {s["id"]: s for s in structures}
    listed = [s for s in structures if s["id"] in members and s["type"] not in OF_DOCUMENT]
    relations = [s for s in listed if s.get("Governor") in by_id and s.get("Dependent") in by_id]
    ends = {s[end] for s in relations for end in ("Governor", "Dependent")}
    spans = [s for s in listed if "begin" in s and s not in relations and (s["type"] not in STRUCTURE or s["id"] in ends)]
    links = 0
    for span in spans:
        targets = span.get("links", [])
        if isinstance(targets, int):
            targets = by_id[targets]["elements"]
        links += sum(1 for t in targets if "target" in by_id[t])
        links += span.get("next") in by_id
    labels = [s for s in listed if "begin" not in s and "sofa" in s and "first" not in s]
    return {"documents": texts, "spans": len(spans), "relations": len(relations) + links, "labels": len(labels)}


def read_xmi(path):
    structures, members, texts = [], set(), 0
    for element in tree.parse(path).getroot():
        package, name = re.fullmatch(r"\{http:///(.*)\.ecore\}(.*)", element.tag).groups()
        kind = package.replace("/", ".") + "." + name
        if kind == "uima.cas.View":
            members |= {int(i) for i in element.get("members", "").split()}
        elif kind == "uima.cas.Sofa":
            texts += 1
        elif kind != "uima.cas.NULL":
            structure = {key: value for key, value in element.attrib.items() if not key.startswith("{")}
            structure.update(id=int(element.get(XMI + "id")), type=kind)
            for key in ("Governor", "Dependent", "next", "target"):
                if key in structure:
                    structure[key] = int(structure[key])
            if "links" in structure:
                structure["links"] = [int(i) for i in structure["links"].split()]
            structures.append(structure)
    return count_cas(structures, members, texts)


def read_cas_json(path):
    with open(path, encoding="utf-8") as file:
        root = json.load(file)
    members = {i for view in root["%VIEWS"].values() for i in view["%MEMBERS"]}
    structures = []
    for source in root.get("%FEATURE_STRUCTURES", []):
        structure = {key.lstrip("@^"): value for key, value in source.items() if not key.startswith("%")}
        structure.update(id=source["%ID"], type=source["%TYPE"], elements=source.get("%ELEMENTS", []))
        if source["%TYPE"] != "uima.cas.Sofa":
            structures.append(structure)
    return count_cas(structures, members, len(root["%VIEWS"]))


# --- GATE ---

def read_gate_xml(path):
    root = tree.parse(path).getroot()
    return {"documents": 1, "spans": len(root.findall("AnnotationSet/Annotation")),
            "relations": len(root.findall("RelationSet/Relation")), "labels": 0}


def read_bdoc(path):
    with open(path, encoding="utf-8") as file:
        root = json.load(file)
    return {"documents": 1, "spans": sum(len(s["annotations"]) for s in root["annotation_sets"].values()),
            "relations": 0, "labels": 0}


# --- TEI ---

def read_tei(path):
    names = {"persName", "placeName", "orgName", "name", "rs", "date", "said", "q", "quote"}
    root = tree.parse(path).getroot()
    texts = [e for e in root.iter() if e.tag.split("}")[-1] == "text"]
    spans = sum(1 for text in texts for e in text.iter() if e.tag.split("}")[-1] in names)
    return {"documents": len(texts), "spans": spans, "relations": 0, "labels": 0}


# --- REFI-QDA: sources whose text is in the archive ---

def read_refi_qda(path):
    qda = "{urn:QDA-XML:project:1.0}"
    with zipfile.ZipFile(path) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        root = tree.fromstring(archive.read(names["project.qde"]))
    sources = [s for s in root.iter(qda + "TextSource")
               if "sources/" + s.get("plainTextPath", "").removeprefix("internal://").lower() in names]
    spans = sum(max(1, len(selection.findall(qda + "Coding"))) for s in sources for selection in s.iter(qda + "PlainTextSelection"))
    return {"documents": len(sources), "spans": spans, "relations": 0,
            "labels": sum(len(s.findall(qda + "Coding")) for s in sources)}


READERS = {"xmi": read_xmi, "cas-json": read_cas_json, "gate-xml": read_gate_xml, "bdoc": read_bdoc,
           "tei": read_tei, "refi-qda": read_refi_qda}


def main():
    counts = READERS[sys.argv[1]](sys.argv[2])
    for name in ("documents", "spans", "relations", "labels"):
        print(name, counts[name])


if __name__ == "__main__":
    main()
