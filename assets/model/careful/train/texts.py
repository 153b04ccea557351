"""Texts to read, with what is known of them: texts.py INPUTS NUMBERS GOLD... OUT (INPUTS: lines of `train encoder-input`)."""
import lzma, pickle, sys
import numpy as np
from data import Text
from prepare import lines


def main(inputs, numbers, golds, out, every=1):
    number = pickle.load(open(numbers, "rb"))
    have = {l["doc"]: l for l in lines(inputs)}
    rows = []
    for path in golds:
        for g in lines(path)[::every]:
            line = have[g["doc"]]
            t = Text(g["text"], line)
            arrays = {"pieces": np.array([number[p] for p in t.pieces], np.int32), "first": np.array(t.first, np.int32), "paragraph": np.array(t.paragraph, np.int32),
                      **{k: np.array(getattr(t, k), np.int8) for k in ("case", "quoted", "place")}}
            short = {k: (np.array(v, np.int32) if k in ("tokens", "first") else np.array(v, np.int8)) for k, v in line.items() if k not in ("doc", "pieces")}
            rows.append(({"doc": line["doc"], "pieces": [], **short}, arrays, g))
    pickle.dump(rows, lzma.open(out, "wb", preset=4))


if __name__ == "__main__": main(sys.argv[1], sys.argv[2], sys.argv[3:-1], sys.argv[-1])
