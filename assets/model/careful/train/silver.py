"""Texts without gold, read by models: silver.py DATA TEXTS OUT MODEL... --genders FILE [--part K/N]

What is kept are the chances that the models give on average, so that a student learns their doubts as well.
"""
import argparse, pickle, time
import numpy as np, torch
import links
from data import *
from measure import load, texts
from read import read

SURE = 0.4                        # quotes that are less sure have no speakers to learn from


def example(text, arrays, result):
    n = len(text)
    quotes, kept = [], {}
    for i, q in enumerate(result["quotes"]):
        if q["score"] < SURE: continue
        kept[i] = len(quotes)
        quotes.append({**{k: q[k] for k in ("anchor", "end", "bare", "content", "source", "via", "to")}, "sense": SENSES.index(q["sense"])})
    ms = [m for m in result["mentions"] if m["type"] == NAME or m["quote"] in kept]
    number = {id(m): i for i, m in enumerate(ms)}
    same = {old: number.get(id(m)) for old, m in enumerate(result["mentions"])}
    sides = links.sides(text, ms)
    for s in sides:
        if s.quote >= 0: s.quote = kept[s.quote]
    pairs, share = [], []
    for i, m in enumerate(ms):
        of = {same[j]: p for j, p in m["pairs"].items() if same[j] is not None}
        for j in links.candidates(sides, i): pairs.append((i, j)); share.append(of.get(j, 0.0))
    return {"doc": text.doc, "corpus": READER, **arrays, "sentence": np.array(text.sentence, np.int32),
            "anchor": np.zeros(n, np.int8), "name": np.full(n, SKIP, np.int8), "role": np.full(n, SKIP, np.int8), "has_quotes": True, "has_mentions": True,
            "quotes": quotes, "mentions": np.array([[m["range"][0], m["range"][1] - 1, m["type"], -1, SKIP] for m in ms], np.int32).reshape(-1, 5),
            "pairs": np.array(pairs, np.int16).reshape(-1, 2), "gold": np.zeros(len(pairs), bool),
            "figures": np.array([links.figures(text, sides[i], sides[j]) for i, j in pairs], np.int8).reshape(-1, len(links.SIZES)),
            "soft": {"anchor": result["anchor"].astype(np.float16), "name": result["name"].astype(np.float16), "role": result["role"].astype(np.float16),
                     "found": result["found"], "around": result["around"], "new": np.array([m["new"] for m in ms], np.float16),
                     "pair": np.array(share, np.float16), "kinds": np.array([m["kinds"] for m in ms], np.float16).reshape(-1, len(KINDS))}}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("texts"); p.add_argument("out"); p.add_argument("models", nargs="+"); p.add_argument("--genders"); p.add_argument("--part", default="0/1")
    p.add_argument("--most", type=int, default=10 ** 9); p.add_argument("--seconds", type=float, default=1e9, help="stops after so many")
    a = p.parse_args()
    begun = time.time()
    links.load_genders(a.genders)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    models = load(a.data, a.models, device)
    part, parts = map(int, a.part.split("/"))
    data = [x for x in list(texts(a.texts))[part::parts] if 40 < len(x[0]) < 1400][:a.most]
    batches = sorted(range(0, len(data), 16), key=lambda i: (i * 7919) % 1009)
    data.sort(key=lambda x: len(x[0]))
    out = []
    for i in batches:
        if time.time() - begun > a.seconds: break
        some = data[i:i + 16]
        for (t, arrays, _), r in zip(some, read(models, [t for t, _, _ in some], [x for _, x, _ in some], device, 0.15)): out.append(example(t, arrays, r))
    pickle.dump(out, open(a.out, "wb"), protocol=5)
    print(a.out, len(out), sum(len(e["quotes"]) for e in out), f"{time.time() - begun:.0f}s", flush=True)


if __name__ == "__main__": main()
