"""Texts as the whole program reads them, for names, roles, kinds and links to be learnt from: ruled.py TEXTS EXTRACTED OUT [--part K/N]

TEXTS was written by texts.py, EXTRACTED by `dixit extract --model careful`. What the program is not sure of is left out,
and so are anchors and their labels: of these the chances that `silver.py` gives say more.
"""
import argparse, json, pickle
import numpy as np
import links
from data import SKIP, reader
from measure import texts
from prepare import compact

QUOTE, SPEAKER = 0.6, 0.9         # quotes and speakers that are less sure are left out


def gold(line):
    """A line of `extract` as a line of gold."""
    text = line["article"]["text"]
    piece = lambda p: [[p["start"], p["end"]]] if p else []
    actors = [{"id": a["id"], "name": a["name"], "kind": a["kind"], "role": a["role"],
               "aka": sorted({*a["aliases"], *(text[m["start"]:m["end"]] for m in a["mentions"] if m["form"] == "name")} - {a["name"]})} for a in line["actors"]]
    quotes = [{"content": [[p["start"], p["end"]] for p in q["content"]], "cue": piece(q["cue"]), "source": piece(q["source"]), "sense": q["sense"],
               "actor": q["speaker"], "via": q["via"], "to": q["to"]}
              for q in line["quotes"] if q["confidence"] >= QUOTE and q["speaker"] is not None and q["speaker_confidence"] >= SPEAKER]
    return {"doc": line["doc"], "text": text, "quotes": quotes, "actors": actors}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("texts"); p.add_argument("extracted"); p.add_argument("out"); p.add_argument("--genders"); p.add_argument("--part", default="0/1")
    a = p.parse_args()
    links.load_genders(a.genders)
    part, parts = map(int, a.part.split("/"))
    read = {}
    for line in open(a.extracted, encoding="utf-8"):
        line = json.loads(line)
        if line.get("model") == "careful": read[line["doc"]] = line
    out = []
    for text, arrays, _ in list(texts(a.texts))[part::parts]:
        line = read.get(text.doc)
        if line is None or line["article"]["text"] != text.text: continue
        number = np.arange(1 << 16)
        example = compact(reader(text, gold(line)), number)
        example["pieces"] = arrays["pieces"]
        example["anchor"] = np.full_like(example["anchor"], SKIP)
        example["quotes"] = []
        out.append(example)
    pickle.dump(out, open(a.out, "wb"), protocol=5)
    print(a.out, len(out), sum(len(e["mentions"]) for e in out), flush=True)


if __name__ == "__main__": main()
