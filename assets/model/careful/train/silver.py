"""Texts without gold, read by models and taken for gold: silver.py DATA TEXTS OUT MODEL... --genders FILE [--part K/N]

What the models doubt is left open: anchors and names whose chance is neither high nor low are not learnt from.
"""
import argparse, lzma, pickle
import numpy as np, torch
import links
from data import *
from measure import load, texts
from read import read

SURE = 0.5


def example(text, arrays, result):
    n = len(text)
    anchor = np.zeros(n, np.int8)
    chance = np.maximum(result["anchor"][:, CUE_B], result["anchor"][:, BARE])
    anchor[(chance > 0.12)] = SKIP
    quotes, kept = [], {}
    for i, q in enumerate(result["quotes"]):
        if q["score"] < SURE: continue
        anchor[q["anchor"]] = BARE if q["bare"] else CUE_B
        anchor[q["anchor"] + 1:q["end"]] = CUE_I
        kept[i] = len(quotes)
        quotes.append({**{k: q[k] for k in ("anchor", "end", "bare", "content", "source", "via", "to")}, "sense": SENSES.index(q["sense"])})
    name = result["name"].argmax(-1).astype(np.int8)
    name[result["name"].max(-1) < 0.75] = SKIP
    role = np.full(n, SKIP, np.int8)
    ms = [m for m in result["mentions"] if m["type"] == NAME or m["quote"] in kept]
    sides = links.sides(text, ms)
    for s in sides:
        if s.quote >= 0: s.quote = kept[s.quote]
    pairs = [(i, j) for i in range(len(ms)) for j in links.candidates(sides, i) if ms[i]["sure"] > 0.6]
    rows = [[m["range"][0], m["range"][1] - 1, m["type"], m["actor"], int(m["kinds"].argmax()) if m["kinds"].max() > 0.7 else SKIP] for m in ms]
    for row, m in zip(rows, ms):
        if m["sure"] <= 0.6: row[3] = -2
    return {"doc": text.doc, "corpus": READER, **arrays, "sentence": np.array(text.sentence, np.int32), "anchor": anchor, "name": name, "role": role, "has_quotes": True, "has_mentions": True,
            "quotes": quotes, "mentions": np.array(rows, np.int32).reshape(-1, 5), "pairs": np.array(pairs, np.int16).reshape(-1, 2),
            "figures": np.array([links.figures(text, sides[i], sides[j]) for i, j in pairs], np.int8).reshape(-1, len(links.SIZES)),
            "gold": np.array([ms[i]["actor"] == ms[j]["actor"] for i, j in pairs], bool)}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("texts"); p.add_argument("out"); p.add_argument("models", nargs="+"); p.add_argument("--genders"); p.add_argument("--part", default="0/1"); p.add_argument("--most", type=int, default=10 ** 9)
    a = p.parse_args()
    links.load_genders(a.genders)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    models = load(a.data, a.models, device)
    part, parts = map(int, a.part.split("/"))
    data = [x for x in list(texts(a.texts))[part::parts] if 40 < len(x[0]) < 1500][:a.most]
    data.sort(key=lambda x: len(x[0]))
    out = []
    for i in range(0, len(data), 16):
        some = data[i:i + 16]
        for (t, arrays, _), r in zip(some, read(models, [t for t, _, _ in some], [x for _, x, _ in some], device, 0.15)): out.append(example(t, arrays, r))
    pickle.dump(out, lzma.open(a.out, "wb", preset=0))
    print(a.out, len(out), sum(len(e["quotes"]) for e in out), flush=True)


if __name__ == "__main__": main()
