"""Measures models on gold: measure.py DATA SCORERS MODEL... [--texts NAME] (several models are read with together).

SCORERS is the folder of score.py and score_cast.py; DATA holds NAME.texts, written by texts.py.
"""
import argparse, io, json, lzma, pickle, sys, tempfile, os
import numpy as np, torch
import links
from batch import Batch
from data import *
from read import read, cast
from model import WINDOW
from train import read_state, start


def load(data, paths, device):
    out = []
    for path in paths:
        state = read_state(path)
        layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
        window = torch.load(path, weights_only=True, map_location="cpu").get("window", torch.tensor(WINDOW)).tolist()
        model = start(data, 0.0, layers, window)
        model.load_state_dict(state, strict=False)
        out.append(model.to(device).eval())
    return out


def texts(path):
    """[(text, arrays, gold)]"""
    for line, arrays, gold in pickle.load(lzma.open(path, "rb")):
        yield Text(gold["text"], line), arrays, gold


def predict(models, data, device, score, size=8):
    out = []
    for i in range(0, len(data), size):
        part = data[i:i + size]
        for (t, _, g), r in zip(part, read(models, [t for t, _, _ in part], [a for _, a, _ in part], device, score)): out.append((t, g, r))
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("scorers"); p.add_argument("models", nargs="+"); p.add_argument("--texts", default="reader-dev"); p.add_argument("--score", type=float, nargs="*", default=[0.35]); p.add_argument("--errors", action="store_true"); p.add_argument("--genders")
    a = p.parse_args()
    links.load_genders(a.genders)
    sys.path.insert(0, a.scorers)
    import score, score_cast
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    models = load(a.data, a.models, device)
    data = list(texts(f"{a.data}/{a.texts}.texts"))
    for s in a.score:
        results = predict(models, data, device, s)
        gold = {g["doc"]: g for _, g, _ in results}
        span = lambda t, r: [t.tokens[r[0]][0], t.tokens[r[1] - 1][1]]
        pred = {g["doc"]: {"doc": g["doc"], "quotes": [{"content": [span(t, c) for c in q["content"]], "source": [span(t, q["source"])] if q["source"] else []} for q in r["quotes"]]} for t, g, r in results}
        out = score.score(gold, pred) if isinstance(gold, dict) else None
        print("score", s, json.dumps({b: {k: v.get("f1") if isinstance(v, dict) else v for k, v in out[b].items() if k in ("detect", "exact", "attributed")} for b in out}))
        if "actors" in next(iter(gold.values())):
            said = {g["doc"]: cast(t, r) for t, g, r in results}
            score_cast.run = lambda binary, path: said
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as f:
                for g in gold.values(): f.write(json.dumps(g) + "\n")
            sys.argv = ["score_cast", "none", f.name] + (["--errors"] if a.errors else [])
            score_cast.main()
            os.unlink(f.name)
        sys.stdout.flush()


if __name__ == "__main__": main()
