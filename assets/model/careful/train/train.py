"""Trains: train.py DATA OUT [--seed N] [--epochs N] [--silver FILE] [--minutes N] ..."""
import argparse, glob, json, lzma, math, os, pickle, random, time
import numpy as np, torch, torch.nn.functional as F
from batch import Batch, scores_around
from data import *
from model import AFTER, BEFORE, LABELS, LAYERS, WINDOW, Dixit, crf


def start(data, drop, layers=LAYERS, window=WINDOW):
    pieces = open(f"{data}/vocabulary.txt", encoding="utf-8").read().rstrip("\n").split("\n")
    Batch.CLS, Batch.SEP = pieces.index("[CLS]"), pieces.index("[SEP]")
    model = Dixit(len(pieces), drop, layers, window)
    state = torch.load(f"{data}/start.pt", weights_only=True)
    words = state.pop("words.weight")
    state = {k: v.float() for k, v in state.items()}
    state["words.weight"] = words["bytes"].float() * words["scale"].float()
    missing, extra = model.encoder.load_state_dict(state, strict=False)
    extra = [k for k in extra if layers == LAYERS or not k.startswith("layers.")]
    assert not extra and set(m.split(".")[0] for m in missing) <= {"case", "quoted", "place"}, (missing, extra)
    model.encoder.words.weight.requires_grad_(False)
    return model


def cut(example, rng, longest=1400):
    """A stretch of a long text, so that a batch stays small; paragraphs are kept whole."""
    n = len(example["place"])
    if n <= longest: return example
    opens = np.flatnonzero(example["place"] > 1)
    a = int(rng.choice(opens[opens <= max(0, n - longest)])) if (opens <= n - longest).any() else 0
    ends = opens[(opens > a) & (opens <= a + longest)]
    b = int(ends[-1]) if len(ends) and a + longest < n else min(n, a + longest)
    out = dict(example)
    for k in ("case", "quoted", "place", "sentence", "paragraph", "anchor", "name", "role"): out[k] = example[k][a:b]
    p = int(example["first"][a])
    out["first"] = example["first"][a:b + 1] - p
    out["pieces"] = example["pieces"][p:int(example["first"][b])]
    inside = lambda r: r is not None and a <= r[0] and r[1] <= b
    move = lambda r: (r[0] - a, r[1] - a)
    out["quotes"] = [{**q, "anchor": q["anchor"] - a, "end": q["end"] - a, "content": [move(c) for c in q["content"] if inside(c)], **{k: move(q[k]) if inside(q[k]) else None for k in ("source", "via", "to")}}
                     for q in example["quotes"] if a <= q["anchor"] < b and any(inside(c) for c in q["content"])]
    m = example["mentions"]
    kept = (m[:, 0] >= a) & (m[:, 1] < b)
    number = np.cumsum(kept) - 1
    out["mentions"] = m[kept] - np.array([a, a, 0, 0, 0])
    both = kept[example["pairs"][:, 0]] & kept[example["pairs"][:, 1]] if len(m) else np.zeros(0, bool)
    out["pairs"] = number[example["pairs"][both]].reshape(-1, 2)
    out["figures"], out["gold"] = example["figures"][both], example["gold"][both]
    return out


def one_hot(labels, size):
    """Rows of chances; nothing where a label is to be left open."""
    known = labels >= 0
    return F.one_hot(labels.clamp(min=0), size).float() * known[:, None]


def losses(model, examples, device, rng, refuse, weights, teacher=None):
    """The weighted sum of all losses of some texts, and each. Gold gives labels; what models have read (`soft`) gives chances.
    Of a `teacher` the vectors of the tokens are learnt too."""
    batch = Batch(examples, device, rng, model.window.tolist())
    with torch.autocast(device.type, torch.bfloat16, enabled=True):
        tokens = batch.tokens(model)
        anchors, name, role, sense = model.heads(tokens)
    to = lambda a, t=torch.long: torch.from_numpy(np.ascontiguousarray(a)).to(device, t)
    corpus = np.concatenate([np.full(len(e["place"]), e["corpus"]) for e in examples])
    hard = lambda k: np.concatenate([e[k] for e in examples]).astype(np.int64)
    def target(key, size):
        """Chances of the labels of all tokens."""
        out = one_hot(to(hard(key)), size)
        for k, e in enumerate(examples):
            if "soft" in e: out[int(batch.starts[k]):int(batch.starts[k + 1])] = to(e["soft"][key], torch.float)
        return out
    out = {}
    if teacher is not None:
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16, enabled=True):
            theirs = Batch(examples, device, None, teacher.window.tolist()).tokens(teacher).float()
        out["like"] = (tokens.float() - theirs).square().mean() / theirs.var()
    label = hard("anchor")
    want = target("anchor", 4)
    part = 0
    for c in (READER, POLNEAR):
        own = np.flatnonzero(corpus == c)
        if len(own):
            quotes = sum(len(e["quotes"]) for e in examples if e["corpus"] == c)
            loss = -(want[to(own)] * anchors[c].float()[to(own)].log_softmax(-1)).sum()
            part = part + loss / max(1, quotes) * (0.5 if c == POLNEAR else 1)
    out["anchor"] = part
    for key, x in (("name", name), ("role", role)):
        want_ = target(key, 3)
        out[key] = -(want_ * x.float().log_softmax(-1)).sum() / want_[:, 1:].sum().clamp(min=1)
    gold = [(k, q) for k, e in enumerate(examples) if "soft" not in e for q in e["quotes"]]
    at = [int(batch.starts[k]) + q["anchor"] for k, q in gold]
    senses = torch.tensor([q["sense"] for _, q in gold], device=device, dtype=torch.long)
    if len(at) and any(q["sense"] >= 0 for _, q in gold): out["sense"] = F.cross_entropy(sense.float()[torch.tensor(at, device=device)], senses, ignore_index=SKIP)
    # anchors that are none, so that the chain learns to refuse them
    false = []
    if refuse:
        for c in (READER, POLNEAR):
            p = anchors[c].detach().float().softmax(-1).cpu().numpy()
            for bare, col in ((False, CUE_B), (True, BARE)):
                for i in np.flatnonzero((p[:, col] > 0.2) & (label == O)):
                    k = int(np.searchsorted(batch.starts, i, "right")) - 1
                    if examples[k]["corpus"] == c and examples[k]["has_quotes"] and "soft" not in examples[k]: false.append((k, int(i), bare))
        random.Random(int(rng.integers(1 << 30))).shuffle(false)
        false = false[: max(4, len(gold) // 2)]
    w = BEFORE + AFTER + 1
    soft = [(k, int(batch.starts[k]) + i, bare, e["soft"]["around"][n]) for k, e in enumerate(examples) if "soft" in e for n, (i, bare) in enumerate(e["soft"]["found"])]
    if gold or false or soft:
        labels = np.zeros((len(gold) + len(false), w), np.int64)
        for r, (k, q) in enumerate(gold):
            for ranges, l in ((q["content"], CONTENT), ([q["source"]], SOURCE), ([q["via"]], VIA), ([q["to"]], TO)):
                for x in ranges:
                    if x is None: continue
                    a, b = x[0] - q["anchor"] + BEFORE, x[1] - q["anchor"] + BEFORE
                    if b > 0 and a < w: labels[r, max(a, 0):min(b, w)] = l
        where = at + [i for _, i, _ in false] + [i for _, i, _, _ in soft]
        text = [k for k, _ in gold] + [k for k, _, _ in false] + [k for k, _, _, _ in soft]
        bare = [q["bare"] for _, q in gold] + [b for _, _, b in false] + [b for _, _, b, _ in soft]
        ctx = batch.around(where, bare, text, [examples[k]["corpus"] for k in text])
        with torch.autocast(device.type, torch.bfloat16, enabled=True):
            e = scores_around(model, tokens, ctx)
        chances = one_hot(to(labels).flatten(), LABELS).view(-1, w, LABELS)
        if soft: chances = torch.cat([chances, to(np.stack([x for _, _, _, x in soft]), torch.float)])
        best = chances.argmax(-1).masked_fill(~ctx["mask"], 0)
        total, score = crf(e, ctx["mask"], model.around.moves, best, chances)
        weight = torch.tensor([0.5 if examples[k]["corpus"] == POLNEAR else 1.0 for k in text], device=device)
        out["around"] = ((total - score) * weight).sum() / max(1, len(gold) + len(soft))
    links = [(k, e) for k, e in enumerate(examples) if e["has_mentions"] and len(e["mentions"])]
    if links:
        ms = np.concatenate([e["mentions"] + np.array([batch.starts[k], batch.starts[k], 0, 0, 0]) for k, e in links])
        base = np.cumsum([0] + [len(e["mentions"]) for _, e in links])
        pairs = np.concatenate([e["pairs"].astype(np.int64) + base[i] for i, (_, e) in enumerate(links)])
        h = tokens.float()
        sums = torch.cat([torch.zeros(1, h.shape[1], device=device), h.cumsum(0)])
        m = model.links.mentions(h, to(ms[:, 0]), to(ms[:, 1]), sums, to(ms[:, 2]))
        is_soft = np.concatenate([np.full(len(e["mentions"]), "soft" in e) for _, e in links])
        kinds = one_hot(to(ms[:, 4]), len(KINDS))
        if is_soft.any(): kinds[to(np.flatnonzero(is_soft))] = to(np.concatenate([e["soft"]["kinds"] for _, e in links if "soft" in e]), torch.float)
        out["kind"] = -(kinds * model.links.kinds(m).log_softmax(-1)).sum() / kinds.sum().clamp(min=1)
        alone = model.links.alone(m)
        if len(pairs):
            q, k = to(pairs[:, 0]), to(pairs[:, 1])
            s = model.links.scores(m, q, k, to(np.concatenate([e["figures"] for _, e in links])))
            n = len(ms)
            top = alone.detach().scatter_reduce(0, q, s.detach(), "amax")
            fresh, odds = (alone - top).exp(), (s - top[q]).exp()
            total = fresh.scatter_add(0, q, odds).clamp(min=1e-9).log()
            right_pairs = to(np.concatenate([e["gold"] for _, e in links]), torch.float)
            right = torch.zeros(n, device=device).scatter_add(0, q, odds * right_pairs)
            has = torch.zeros(n, device=device).scatter_add(0, q, right_pairs) > 0
            loss = total - torch.where(has, right, fresh).clamp(min=1e-9).log()
            if is_soft.any():
                new = to(np.concatenate([e["soft"]["new"] if "soft" in e else np.zeros(len(e["mentions"]), np.float16) for _, e in links]), torch.float)
                share = to(np.concatenate([e["soft"]["pair"] if "soft" in e else np.zeros(len(e["pairs"]), np.float16) for _, e in links]), torch.float)
                mass = new.scatter_add(0, q, share)
                mean = (new * (alone - top)).scatter_add(0, q, share * (s - top[q]))
                loss = torch.where(to(is_soft, torch.bool), mass * total - mean, loss)
            known = to((ms[:, 3] != -2) | is_soft, torch.bool)
            weight = torch.where(to(ms[:, 2]) == NAME, 0.3, 1.0) * known
            out["link"] = (loss * weight).sum() / weight.sum().clamp(min=1)
    return sum(weights.get(k, 1.0) * v for k, v in out.items()), {k: v.detach() for k, v in out.items()}


WEIGHTS = {"anchor": 1.0, "around": 0.3, "name": 0.5, "role": 0.3, "sense": 0.3, "kind": 0.7, "link": 1.5}
LIKE = 0.7                        # when a student stops to follow its teacher's vectors, as a part of all steps


def read_state(path):
    """The weights of a file, as numbers."""
    state = torch.load(path, weights_only=True, map_location="cpu")
    return {k: (v["bytes"].float() * v["scale"].float() if isinstance(v, dict) else v.float() if v.is_floating_point() else v) for k, v in state.items() if k != "window"}


def chosen(state, layers):
    """The weights of a model of fewer layers."""
    out = {k: v for k, v in state.items() if not k.startswith("encoder.layers.")}
    for new, old in enumerate(layers):
        at = f"encoder.layers.{old}."
        out.update({f"encoder.layers.{new}." + k[len(at):]: v for k, v in state.items() if k.startswith(at)})
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("out")
    p.add_argument("--seed", type=int, default=1); p.add_argument("--epochs", type=float, default=8)
    p.add_argument("--silver"); p.add_argument("--share", type=float, default=0.25, help="share of the silver texts in an epoch, falling to 0 at the end")
    p.add_argument("--ruled", help="texts as the whole program reads them"); p.add_argument("--ruled-share", type=float, default=0.25, help="as --share, of these")
    p.add_argument("--fresh", help="further reader articles, all of them in each epoch"); p.add_argument("--gold-share", type=float, default=1.0, help="share of the other reader articles in an epoch")
    p.add_argument("--batch", type=int, default=8); p.add_argument("--limit", type=int, default=0)
    p.add_argument("--rate", type=float, default=2e-4); p.add_argument("--heads", type=float, default=1.2e-3); p.add_argument("--decay", type=float, default=0.85)
    p.add_argument("--drop", type=float, default=0.1); p.add_argument("--hold", type=int, default=0, help="every n-th reader article is left out")
    p.add_argument("--polnear", type=float, default=1.0, help="share of PolNeAR in an epoch, falling to 0 at the end")
    p.add_argument("--words", action="store_true", help="train the vectors of the pieces too")
    p.add_argument("--minutes", type=float, default=0); p.add_argument("--first", type=int, default=0, help="so many reader articles only")
    p.add_argument("--init", help="a model to go on from"); p.add_argument("--frozen", type=int, default=0, help="so many layers, from the first, and what is below them stay as they are")
    p.add_argument("--average", type=float, default=0.005, help="the step of the running average of the weights, of the last quarter"); p.add_argument("--warm", type=int, default=100, help="steps in which the rate rises")
    p.add_argument("--layers", help="the layers of it that are kept, as 0,2,5")
    p.add_argument("--window", type=int, nargs=2, default=WINDOW); p.add_argument("--teacher", help="a model whose vectors are learnt")
    a = p.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(a.seed); random.seed(a.seed); rng = np.random.default_rng(a.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    layers = [int(n) for n in a.layers.split(",")] if a.layers else list(range(LAYERS))
    model = start(a.data, a.drop, len(layers), a.window)
    model.encoder.words.weight.requires_grad_(a.words)
    if a.init: model.load_state_dict(chosen(read_state(a.init), layers), strict=False)
    if a.frozen:
        below = tuple(f"encoder.{k}." for k in ("case", "quoted", "place", "norm", *(f"layers.{n}" for n in range(a.frozen))))
        for name, w in model.named_parameters():
            if name.startswith(below): w.requires_grad_(False)
    model.to(device)
    teacher = None
    if a.teacher:
        teacher = start(a.data, 0.0)
        teacher.load_state_dict(read_state(a.teacher), strict=False)
        teacher.to(device).eval()
    train = pickle.load(lzma.open(f"{a.data}/train.pkl", "rb"))
    if a.hold: train = [e for i, e in enumerate(train) if e["corpus"] != READER or i % a.hold]
    if a.first:
        readers = [i for i, e in enumerate(train) if e["corpus"] == READER]
        out_ = set(readers) - set(np.random.default_rng(0).permutation(readers)[: a.first].tolist())
        train = [e for i, e in enumerate(train) if i not in out_]
    gold = {c: [e for e in train if e["corpus"] == c] for c in (READER, POLNEAR, OTHER)}
    stored = lambda pattern: [e for path in sorted(glob.glob(pattern)) for e in pickle.load(open(path, "rb"))] if pattern else []
    silver, ruled, fresh = stored(a.silver), stored(a.ruled), stored(a.fresh)
    def epoch(share):
        keep = lambda xs, s: [xs[i] for i in rng.permutation(len(xs))[: int(round(len(xs) * s))]]
        out = fresh + (keep(gold[READER], a.gold_share) if a.gold_share < 1 else gold[READER]) + keep(gold[POLNEAR], a.polnear * share) + keep(gold[OTHER], 0.6 * share)
        out += keep(silver, a.share * share) + keep(ruled, a.ruled_share * share)
        return [out[i] for i in rng.permutation(len(out))]
    total = a.limit or int(a.epochs * len(gold[READER] + gold[POLNEAR]) / a.batch)
    groups = {}
    for name, w in model.named_parameters():
        if not w.requires_grad: continue
        if name.startswith("encoder.layers."): rate = a.rate * a.decay ** (len(layers) - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."): rate = a.rate * a.decay ** len(layers) if not any(name.startswith(f"encoder.{k}.") for k in ("case", "quoted", "place")) else a.heads
        else: rate = a.heads
        groups.setdefault((rate, 0.01 if w.dim() > 1 else 0.0), []).append(w)
    optimiser = torch.optim.AdamW([{"params": ws, "lr": rate, "top": rate, "weight_decay": decay} for (rate, decay), ws in groups.items()], betas=(0.9, 0.98), eps=1e-6, fused=device.type == "cuda")
    state = {n: w for n, w in model.state_dict().items() if w.is_floating_point() and (a.words or n != "encoder.words.weight")}
    step, begun, seen, average = 0, time.time(), {}, None
    done, k = 0.0, 0
    while done < 1:
        model.train()
        examples = epoch(min(1.0, 1.6 * (1 - done)))
        for i in range(0, len(examples) - a.batch + 1, a.batch):
            part = [cut(e, rng) for e in examples[i:i + a.batch]]
            done = step / total
            if a.minutes: done = (time.time() - begun) / 60 / a.minutes
            if done >= 1: break
            factor = min(1.0, (step + 1) / a.warm) * (1 - done)
            for g in optimiser.param_groups: g["lr"] = g["top"] * factor
            near = max(0.0, 1 - done / LIKE) if teacher is not None else 0.0
            loss, parts = losses(model, part, device, rng, done > 0.05, {**WEIGHTS, "like": 4 * near}, teacher if near else None)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 3.0)
            optimiser.step()
            for key, v in parts.items(): seen.setdefault(key, []).append(v)
            step += 1
            if done > 0.75:
                if average is None: average = {n: w.detach().clone() for n, w in state.items()}
                else: torch._foreach_lerp_(list(average.values()), list(state.values()), a.average)
        k += 1
        print(f"{a.out} epoch {k} step {step} done {done:.2f} {time.time() - begun:.0f}s " + " ".join(f"{n} {float(torch.stack(v).mean()):.3f}" for n, v in seen.items()), flush=True)
        seen = {}
    kept = {n: (average or state).get(n, w) for n, w in model.state_dict().items() if a.words or n != "encoder.words.weight"}
    torch.save({n: w.half().cpu() if w.is_floating_point() else w.cpu() for n, w in kept.items()}, a.out)


if __name__ == "__main__": main()
