"""Writes a trained model as the program reads it: export.py DATA MODEL OUT

encoder.onnx  pieces of a window to vectors of tokens and their labels; weights in 8 bits, a scale a channel
around.onnx   scores of the labels of the tokens around anchors
mentions.onnx vectors of mentions, their kinds, and how likely each is the first of its actor
pairs.onnx    scores of pairs of mentions
words.bin     the pieces' vectors: a byte a number, then a 32-bit scale a piece
vocabulary.txt the pieces, one a line
"""
import os, shutil, sys
import numpy as np, onnx, torch
from onnx import TensorProto as T, helper, numpy_helper
from links import SIZES
from measure import load
from model import D, HEADS, LINK, PAIR


class Graph:
    def __init__(self, state):
        self.state = state
        self.nodes, self.constants, self.count = [], {}, 0

    def name(self, op):
        self.count += 1
        return f"{op.lower()}{self.count}"

    def op(self, op, *inputs, outputs=1, to=None, **attributes):
        names = [to] if to else [self.name(op) for _ in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, key, value):
        if key not in self.constants: self.constants[key] = numpy_helper.from_array(np.array(value, order="C"), key)
        return key

    def weight(self, key, transpose=False):
        w = self.state[key].float().numpy()
        return self.constant(key + ("^T" if transpose else ""), w.T if transpose else w)

    def linear(self, x, key, to=None):
        return self.op("Add", self.op("MatMul", x, self.weight(key + ".weight", True)), self.weight(key + ".bias"), to=to)

    def quantized(self, x):
        """`x` in 8 bits, by the range that it has in this window."""
        y, step, zero = self.op("DynamicQuantizeLinear", x, outputs=3)
        return y, zero, step

    def product(self, x, key):
        """A linear layer of what `quantized` gives, with weights in 8 bits and a scale a channel."""
        x, zero, step = x
        w = self.state[key + ".weight"].float().numpy().T
        scale = np.maximum(np.abs(w).max(0), 1e-9) / 127
        weights = self.constant(key + ".weight", np.round(w / scale).astype(np.int8))
        factor = self.op("Mul", self.constant(key + ".scale", scale.astype(np.float32)), step)
        y = self.op("MatMulInteger", x, weights, zero, self.constant("zero", np.int8(0)))
        number = self.name("Cast")
        self.nodes.append(helper.make_node("Cast", [y], [number], to=T.FLOAT))
        return self.op("Mul", number, factor)

    def quick(self, x, key, to=None):
        return self.op("Add", self.product(x, key), self.weight(key + ".bias"), to=to)

    def norm(self, x, key, epsilon, to=None):
        return self.op("LayerNormalization", x, self.weight(key + ".weight"), self.weight(key + ".bias"), axis=-1, epsilon=epsilon, to=to)

    def gelu(self, x):
        half, one, root = self.constant("half", np.float32(0.5)), self.constant("one", np.float32(1)), self.constant("root", np.float32(2 ** 0.5))
        return self.op("Mul", self.op("Mul", x, self.op("Add", self.op("Erf", self.op("Div", x, root)), one)), half)

    def row(self, key, index):
        return self.op("Gather", self.weight(key), index, axis=0)

    def ints(self, key, *values):
        return self.constant(key, np.array(values, np.int64))

    def save(self, path, inputs, outputs):
        info = lambda n, t, shape: helper.make_tensor_value_info(n, t, shape)
        graph = helper.make_graph(self.nodes, os.path.basename(path), [info(*i) for i in inputs], [info(n, T.FLOAT, s) for n, s in outputs], list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 23)], ir_version=11)
        onnx.checker.check_model(model)
        onnx.save(model, path)


MOST = 80.0                       # largest score of a pair of pieces: the sum of the exponentials stays far below the largest float


def heads(g, q, k, v, one):
    """Attention whose softmax does not seek the largest score of each row first, in which the engine (rten 0.27) is slow.
    So that no exponential overflows, scores are bounded by `MOST`: a query is made shorter if its product with the longest
    key could pass it, which in all layers but the first the trained weights do not come near to (27 to 47 on the development
    part). `one` is a row of ones, by which rows are summed."""
    split, last, first, flat = g.ints("split", -1, HEADS, D // HEADS), g.ints("axis_2", 2), g.ints("axis_0", 0), g.ints("flat", -1, D)
    length = lambda x: g.op("ReduceL2", g.op("Reshape", x, split), last, keepdims=1)
    bound = g.op("Div", g.constant("most", np.float32(MOST)), g.op("Mul", length(q), g.op("ReduceMax", length(k), first, keepdims=1)))
    factor = g.op("Min", bound, g.constant("scale", np.float32((D // HEADS) ** -0.5)))
    q = g.op("Reshape", g.op("Mul", g.op("Reshape", q, split), factor), flat)
    part = lambda x, axis: g.op("Split", x, outputs=HEADS, axis=axis, num_outputs=HEADS)
    sums, rows = [], []
    for query, key, value in zip(part(q, 1), part(g.op("Transpose", k, perm=[1, 0]), 0), part(v, 1)):
        odds = g.op("Exp", g.op("MatMul", query, key))
        rows.append(g.op("MatMul", odds, value))
        sums.append(g.op("MatMul", one, g.op("Transpose", odds, perm=[1, 0])))
    total = g.op("Unsqueeze", g.op("Transpose", g.op("Concat", *sums, axis=0), perm=[1, 0]), last)
    return g.op("Reshape", g.op("Div", g.op("Reshape", g.op("Concat", *rows, axis=1), split), total), flat)


def encoder(state, path):
    g = Graph(state)
    x = g.op("Add", "words", g.row("encoder.places.weight", "position"))
    for k in ("case", "quoted", "place"): x = g.op("Add", x, g.row(f"encoder.{k}.weight", k))
    x = g.norm(x, "encoder.norm", 1e-12)
    whole, flat = g.ints("whole", 1, -1, D), g.ints("flat", -1, D)
    one = g.op("ConstantOfShape", g.op("Concat", g.ints("one_long", 1), g.op("Shape", "position"), axis=0), value=helper.make_tensor("value", T.FLOAT, [1], [1.0]))
    last = max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    for n in range(last + 1):
        key = f"encoder.layers.{n}."
        quantized = asks = g.quantized(x)
        if n == last:  # of the last layer only the first piece of each token is asked
            x, asks = g.op("Gather", x, "take", axis=0), (g.op("Gather", quantized[0], "take", axis=0), *quantized[1:])
        q, k, v = (g.quick(y, key + k) for y, k in ((asks, "q"), (quantized, "k"), (quantized, "v")))
        if n == 0:
            three = [g.op("Reshape", x, whole) for x in (q, k, v)]
            y = g.op("Reshape", g.op("Attention", *three, q_num_heads=HEADS, kv_num_heads=HEADS), flat)
        else:
            y = heads(g, q, k, v, one)
        x = g.norm(g.op("Add", x, g.quick(g.quantized(y), key + "o")), key + "n1", 1e-12)
        up = g.gelu(g.quick(g.quantized(x), key + "up"))
        x = g.norm(g.op("Add", x, g.quick(g.quantized(up), key + "down")), key + "n2", 1e-12, to="tokens" if n == last else None)
    quantized = g.quantized(x)
    tags = g.gelu(g.quick(quantized, "tags"))
    for name, key in (("anchor", "anchor.0"), ("name", "name"), ("role", "role"), ("sense", "sense")):
        g.op("Softmax", g.linear(tags, key), axis=-1, to=name)
    g.quick(quantized, "around.token", to="near")
    g.quick(quantized, "around.u", to="side")
    g.save(path, [("words", T.FLOAT, ["P", D])] + [(k, T.INT32, ["P"]) for k in ("position", "case", "quoted", "place")] + [("take", T.INT32, ["N"])],
           [("tokens", ["N", D]), ("anchor", ["N", 4]), ("name", ["N", 3]), ("role", ["N", 3]), ("sense", ["N", 3]), ("near", ["N", PAIR]), ("side", ["N", PAIR])])


def around(state, path):
    g = Graph(state)
    axis = g.ints("one_axis", 1)
    v = g.op("Unsqueeze", g.linear("anchors", "around.v"), axis)
    x = g.op("Add", g.op("Gather", "near", "at", axis=0), g.op("Unsqueeze", g.linear("anchors", "around.anchor"), axis))
    x = g.op("Add", x, g.linear(g.op("Mul", g.op("Gather", "side", "at", axis=0), v), "around.product"))
    for k in ("distance", "paragraph", "quoted", "case", "place"): x = g.op("Add", x, g.row(f"around.{k}.weight", k))
    x = g.op("Add", x, g.op("Unsqueeze", g.row("around.about.weight", "about"), axis))
    x = g.gelu(g.norm(x, "around.norm", 1e-5))
    mask = g.op("Unsqueeze", "mask", g.ints("two_axis", 2))
    for n, dilation in enumerate((1, 2, 4, 1)):
        key = f"around.blocks.{n}."
        y = g.op("Mul", g.gelu(g.norm(x, key + "norm", 1e-5)), mask)
        y = g.op("Conv", g.op("Transpose", y, perm=[0, 2, 1]), g.weight(key + "conv.weight"), g.weight(key + "conv.bias"), kernel_shape=[3], dilations=[dilation], pads=[dilation, dilation])
        x = g.op("Add", x, g.op("Transpose", y, perm=[0, 2, 1]))
    g.linear(g.gelu(g.norm(x, "around.last", 1e-5)), "around.out", to="scores")
    g.op("Identity", g.weight("around.moves"), to="moves")
    g.save(path, [("near", T.FLOAT, ["N", PAIR]), ("side", T.FLOAT, ["N", PAIR]), ("anchors", T.FLOAT, ["Q", D])] + [(k, T.INT32, ["Q", "W"]) for k in ("at", "distance", "paragraph", "quoted", "case", "place")]
           + [("about", T.INT32, ["Q"]), ("mask", T.FLOAT, ["Q", "W"])], [("scores", ["Q", "W", 5]), ("moves", [5, 5])])


def mentions(state, path):
    g = Graph(state)
    m = g.gelu(g.op("Add", g.linear(g.op("Concat", "first", "last", "mean", axis=1), "links.span"), g.row("links.what.weight", "type")))
    for k in "qkuv": g.linear(m, f"links.{k}", to=k)
    g.linear(g.gelu(g.linear(m, "links.hidden")), "links.fresh", to="alone")
    g.op("Softmax", g.linear(g.gelu(g.linear(m, "links.kind_hidden")), "links.kind"), axis=-1, to="kinds")
    g.save(path, [(k, T.FLOAT, ["M", D]) for k in ("first", "last", "mean")] + [("type", T.INT32, ["M"])], [(k, ["M", LINK]) for k in "qkuv"] + [("alone", ["M", 1]), ("kinds", ["M", 7])])


def pairs(state, path):
    g = Graph(state)
    x = g.op("Add", g.op("Add", g.op("Gather", "q", "seeks", axis=0), g.op("Gather", "k", "meant", axis=0)),
             g.linear(g.op("Mul", g.op("Gather", "u", "seeks", axis=0), g.op("Gather", "v", "meant", axis=0)), "links.product"))
    # A one for each figure's value instead of its number: adding up rows that are gathered takes twenty times as long.
    x = g.op("Add", x, g.op("MatMul", "figures", g.weight("links.figures.weight")))
    g.linear(g.gelu(x), "links.out", to="scores")
    g.save(path, [(k, T.FLOAT, ["M", LINK]) for k in "qkuv"] + [("seeks", T.INT32, ["R"]), ("meant", T.INT32, ["R"]), ("figures", T.FLOAT, ["R", sum(SIZES)])], [("scores", ["R", 1])])


@torch.no_grad()
def main(data, path, out):
    os.makedirs(out, exist_ok=True)
    model = load(data, [path], torch.device("cpu"))[0]
    state = {k: v.detach() for k, v in model.state_dict().items()}
    encoder(state, f"{out}/encoder.onnx")
    for part in (around, mentions, pairs): part(state, f"{out}/{part.__name__}.onnx")
    words = torch.load(f"{data}/start.pt", weights_only=True)["words.weight"]
    if "encoder.words.weight" in state:
        table = state["encoder.words.weight"].float()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        words = {"bytes": (table / scale).round(), "scale": scale}
    with open(f"{out}/words.bin", "wb") as f:
        f.write(words["bytes"].numpy().astype(np.int8).tobytes())
        f.write(words["scale"].float().numpy().astype("<f4").tobytes())
    shutil.copy(f"{data}/vocabulary.txt", f"{out}/vocabulary.txt")


if __name__ == "__main__": main(*sys.argv[1:])
