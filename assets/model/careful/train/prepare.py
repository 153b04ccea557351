"""From corpora to what is learnt from: prepare.py INPUTS CORPORA VOCABULARY WEIGHTS OUT

INPUTS  folder of `train encoder-input`'s lines: reader-train, reader-dev, polnear-train, gum (.jsonl)
CORPORA folder with reader/, polnear/, gum/
WEIGHTS the safetensors file of all-MiniLM-L6-v2
OUT     folder: start.pt (weights in the encoder's names, vocabulary cut), vocabulary.txt, train.pkl, dev.pkl
"""
import gzip, json, lzma, os, pickle, sys, unicodedata
import numpy as np
from data import *
import links


def plain(piece):
    """Whether a piece can stand in a text of Latin letters."""
    if piece.startswith("[unused"): return False
    return all(c in "#" or not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in piece)


def compact(ex, number):
    """An example as arrays."""
    t = ex["text"]
    out = {"doc": t.doc, "corpus": ex["corpus"], "pieces": np.array([number[p] for p in t.pieces], np.int32), "first": np.array(t.first, np.int32),
           "sentence": np.array(t.sentence, np.int32), "paragraph": np.array(t.paragraph, np.int32),
           **{k: np.array(getattr(t, k), np.int8) for k in ("case", "quoted", "place")},
           **{k: np.array(ex[k], np.int8) for k in ("anchor", "name", "role")},
           "has_quotes": ex["has_quotes"], "has_mentions": ex["has_mentions"], "quotes": []}
    for q in ex["quotes"]:
        out["quotes"].append({**{k: q[k] for k in ("anchor", "end", "bare", "content", "source", "via", "to")}, "sense": SENSES.index(q["sense"]) if q.get("sense") else SKIP})
    ms = ex["mentions"]
    out["mentions"] = np.array([[m["range"][0], m["range"][1] - 1, m["type"], m["actor"], KINDS.index(m["kind"]) if m["kind"] else SKIP] for m in ms], np.int32).reshape(-1, 5)
    all_sides = links.sides(t, ms)
    pairs, figures, gold = [], [], []
    for i, m in enumerate(ms):
        if m["actor"] == -2: continue
        for j in links.candidates(all_sides, i):
            if ms[j]["actor"] == -2: continue
            pairs.append((i, j)); figures.append(links.figures(t, all_sides[i], all_sides[j]))
            gold.append(m["actor"] >= 0 and m["actor"] == ms[j]["actor"])
    out["pairs"] = np.array(pairs, np.int16).reshape(-1, 2)
    out["figures"] = np.array(figures, np.int8).reshape(-1, len(links.SIZES))
    out["gold"] = np.array(gold, bool)
    return out


def lines(path):
    with (gzip.open if path.endswith("gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def main(inputs, corpora, vocabulary, weights, out):
    import torch
    from safetensors.torch import load_file
    os.makedirs(out, exist_ok=True)
    pieces = open(vocabulary, encoding="utf-8").read().split("\n")[:30522]
    kept = [i for i, p in enumerate(pieces) if plain(p)]
    number = np.full(len(pieces), 0, np.int32)
    new = {old: i for i, old in enumerate(kept)}
    unknown = new[pieces.index("[UNK]")]
    for i in range(len(pieces)): number[i] = new.get(i, unknown)
    open(f"{out}/vocabulary.txt", "w", encoding="utf-8").write("\n".join(pieces[i] for i in kept) + "\n")
    w = load_file(weights)
    state = {"words.weight": w["embeddings.word_embeddings.weight"][kept], "places.weight": w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0],
             "norm.weight": w["embeddings.LayerNorm.weight"], "norm.bias": w["embeddings.LayerNorm.bias"]}
    names = {"attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v", "attention.output.dense": "o", "attention.output.LayerNorm": "n1",
             "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "n2"}
    for layer in range(6):
        for theirs, ours in names.items():
            for p in ("weight", "bias"): state[f"layers.{layer}.{ours}.{p}"] = w[f"encoder.layer.{layer}.{theirs}.{p}"]
    # the words' vectors are kept as they will be shipped: a byte a number, a scale a word
    table = state["words.weight"]
    scale = table.abs().amax(1, keepdim=True) / 127
    state["words.weight"] = {"bytes": (table / scale).round().to(torch.int8), "scale": scale.half()}
    torch.save({k: v.half() if torch.is_tensor(v) else v for k, v in state.items()}, f"{out}/start.pt")
    links.load_genders(os.environ.get("GENDERS", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../lexicon/gender-of-names.tsv")))
    by = lambda name: {l["doc"]: l for l in lines(f"{inputs}/{name}.jsonl")}
    train = []
    have = by("reader-train")
    for g in lines(f"{corpora}/reader/train.jsonl"): train.append(compact(reader(Text(g["text"], have[g["doc"]]), g), number))
    print("reader", len(train), flush=True)
    have, silver = by("polnear-train"), {l["doc"]: l for l in lines(f"{corpora}/polnear/silver-train.jsonl.gz")}
    for g in lines(f"{corpora}/polnear/train.jsonl"): train.append(compact(polnear(Text(g["text"], have[g["doc"]]), g, silver.get(g["doc"])), number))
    print("polnear", len(train), flush=True)
    have = by("gum")
    for part in ("bio", "court", "academic", "letter", "speech", "textbook", "vlog", "voyage"):
        for g in lines(f"{corpora}/gum/gum_{part}_entities.jsonl"): train.append(compact(gum(Text(g["text"], have[g["doc"]]), g), number))
    print("gum", len(train), sum(len(e["gold"]) for e in train), flush=True)
    pickle.dump(train, lzma.open(f"{out}/train.pkl", "wb", preset=2))
    pickle.dump(number, open(f"{out}/number.pkl", "wb"))


if __name__ == "__main__":
    main(*sys.argv[1:])
