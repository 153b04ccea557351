"""Reads texts with a model, or with several at once: quotes, names, roles, and who is meant."""
import numpy as np, torch
import links
from batch import Batch, scores_around
from data import *
from model import AFTER, BEFORE, KINDS, SENSES

ANCHOR, SCORE, OVERLAP = 0.12, 0.35, 0.5


def chain(emissions, mask, moves):
    """Best labels [Q, W], marginals [Q, W, L] and the chance that no token is content [Q]."""
    q, w, l = emissions.shape
    e = emissions.float().masked_fill(~mask[..., None], 0)
    device = e.device

    def forward(e):
        alpha = [e[:, 0]]
        for t in range(1, w):
            both = (mask[:, t] & mask[:, t - 1])[:, None]
            alpha.append(torch.where(both, torch.logsumexp(alpha[-1][:, :, None] + moves, 1), torch.where(mask[:, t - 1, None] | ~mask[:, t, None], alpha[-1], torch.zeros_like(alpha[-1]))) + e[:, t])
        return alpha
    alpha = forward(e)
    total = torch.logsumexp(alpha[-1], -1)
    beta = [torch.zeros(q, l, device=device)]
    for t in range(w - 2, -1, -1):
        both = (mask[:, t] & mask[:, t + 1])[:, None]
        beta.append(torch.where(both, torch.logsumexp(moves[None] + (e[:, t + 1] + beta[-1])[:, None, :], 2), beta[-1]))
    beta.reverse()
    marginal = torch.softmax(torch.stack(alpha, 1) + torch.stack(beta, 1), -1)
    none = e.clone(); none[..., CONTENT] = -1e4
    none = torch.where(mask[..., None], none, e)
    no_content = (torch.logsumexp(forward(none)[-1], -1) - total).exp()
    best, back = e[:, 0], []
    for t in range(1, w):
        both = (mask[:, t] & mask[:, t - 1])[:, None]
        value, where = (best[:, :, None] + moves).max(1)
        back.append(torch.where(both, where, torch.arange(l, device=device)[None]))
        best = torch.where(both, value, torch.where(mask[:, t - 1, None] | ~mask[:, t, None], best, torch.zeros_like(best))) + e[:, t]
    label = best.argmax(-1)
    labels = [label]
    for t in range(w - 2, -1, -1):
        label = back[t].gather(1, label[:, None])[:, 0]
        labels.append(label)
    labels.reverse()
    return torch.stack(labels, 1), marginal, no_content


def runs(labels, wanted):
    out, start = [], None
    for i, l in enumerate(list(labels) + [-1]):
        if l == wanted and start is None: start = i
        if l != wanted and start is not None: out.append((start, i)); start = None
    return out


@torch.no_grad()
def read(models, texts, lines, device, score=SCORE, corpus=READER):
    """`texts` are `Text`s, `lines` their arrays. Gives for each {quotes, names, roles, mentions, anchor}."""
    for m in models: m.eval()
    batch = Batch(lines, device, window=models[0].window.tolist())
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        hidden = [batch.tokens(m) for m in models]
        heads = [m.heads(h) for m, h in zip(models, hidden)]
    mean = lambda k: torch.stack([x.float().softmax(-1) for x in k]).mean(0).cpu().numpy()
    anchor, name, role, sense = mean([h[0][corpus] for h in heads]), mean([h[1] for h in heads]), mean([h[2] for h in heads]), mean([h[3] for h in heads])
    out = []
    for number, text in enumerate(texts):
        low, high = int(batch.starts[number]), int(batch.starts[number + 1])
        a = anchor[low:high]
        found = [(i, False) for i in range(len(text)) if a[i, CUE_B] > ANCHOR] + [(i, True) for i in range(len(text)) if a[i, BARE] > ANCHOR]
        quotes, doubts = [], np.zeros((0, BEFORE + AFTER + 1, 5), np.float16)
        if found:
            ctx = batch.around([low + i for i, _ in found], [b for _, b in found], [number] * len(found), [corpus] * len(found))
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                e = torch.stack([scores_around(m, h, ctx).float() for m, h in zip(models, hidden)]).mean(0)
            moves = torch.stack([m.around.moves for m in models]).mean(0)
            labels, marginal, no_content = (x.cpu().numpy() for x in chain(e, ctx["mask"], moves))
            mask = ctx["mask"].cpu().numpy()
            doubts = (marginal * mask[..., None]).astype(np.float16)
            for k, (i, bare) in enumerate(found):
                labels[k][~mask[k]] = NONE
                at = lambda rs: [(x + i - BEFORE, y + i - BEFORE) for x, y in rs]
                content = runs(labels[k], CONTENT)
                if not content: continue
                certainty = np.mean(np.concatenate([marginal[k, x:y, CONTENT] for x, y in content]))
                one = {}
                for what, label in (("source", SOURCE), ("via", VIA), ("to", TO)):
                    rs = runs(labels[k], label)
                    if not rs and label == SOURCE and not bare:
                        p = marginal[k, :, SOURCE] * mask[k]
                        top = int(p.argmax())
                        if p[top] > 0.12:
                            x = y = top
                            while x > 0 and p[x - 1] > 0.12: x -= 1
                            while y + 1 < len(p) and p[y + 1] > 0.12: y += 1
                            rs = [(x, y + 1)]
                    one[what] = at([max(rs, key=lambda r: marginal[k, r[0]:r[1], label].sum())])[0] if rs else None
                end = i + 1
                while not bare and end < len(text) and a[end].argmax() == CUE_I: end += 1
                quotes.append({"anchor": i, "end": end, "bare": bare, "content": at(content), **one, "sense": SENSES[int(sense[low + i].argmax())],
                               "score": float(a[i, BARE if bare else CUE_B] * (1 - no_content[k]) * certainty)})
        kept = []
        for q in sorted(quotes, key=lambda q: -q["score"]):
            own = {t for x, y in q["content"] for t in range(x, y)}
            if q["score"] >= score and all(len(own & k["own"]) < OVERLAP * len(own | k["own"]) for k in kept) and all(q["anchor"] != k["anchor"] for k in kept):
                q["own"] = own; kept.append(q)
        kept.sort(key=lambda q: q["anchor"])
        for q in kept: del q["own"]
        n = name[low:high]
        names, i = [], 0
        while i < len(text):
            if n[i, 1] + n[i, 2] > 0.5:
                j = i + 1
                while j < len(text) and n[j, 2] > max(n[j, 0], n[j, 1]) and not text.place[j]: j += 1
                core = name_core(text, (i, j))
                if core: names.append(core)
                i = j
            else: i += 1
        mentions = [{"range": r, "type": NAME} for r in names]
        for k, q in enumerate(kept):
            mentions.append({"range": q["source"] or (q["anchor"], q["anchor"] + 1), "type": SPEAKER if q["source"] else BARE_QUOTE, "quote": k})
            for what, type_ in (("via", CARRIER), ("to", ADDRESSEE)):
                if q[what]: mentions.append({"range": q[what], "type": type_, "quote": k})
        mentions.sort(key=lambda m: (m["range"], m["type"]))
        link(models, [h[low:high] for h in hidden], text, mentions, device)
        out.append({"quotes": kept, "mentions": mentions, "roles": runs((role[low:high].argmax(-1) > 0).astype(int), 1),
                    "anchor": a, "name": n, "role": role[low:high], "found": found, "around": doubts})
    return out


def link(models, hidden, text, mentions, device):
    """Gives every mention its `actor` (a number), how sure that is, and the chances of its `kinds`."""
    if not mentions: return
    sides = links.sides(text, mentions)
    of = [links.candidates(sides, i) for i in range(len(sides))]
    pairs = [(i, j) for i, js in enumerate(of) for j in js]
    figures = torch.tensor([links.figures(text, sides[i], sides[j]) for i, j in pairs], dtype=torch.long, device=device).reshape(-1, len(links.SIZES))
    first = torch.tensor([m["range"][0] for m in mentions], device=device)
    last = torch.tensor([m["range"][1] - 1 for m in mentions], device=device)
    types = torch.tensor([m["type"] for m in mentions], device=device)
    chances, kinds = 0, 0
    for model, h in zip(models, hidden):
        h = h.float()
        sums = torch.cat([torch.zeros(1, h.shape[1], device=device), h.cumsum(0)])
        m = model.links.mentions(h, first, last, sums, types)
        kinds = kinds + model.links.kinds(m).softmax(-1)
        alone = model.links.alone(m)
        q, k = (torch.tensor([p[s] for p in pairs], dtype=torch.long, device=device) for s in (0, 1))
        s = model.links.scores(m, q, k, figures) if pairs else torch.zeros(0, device=device)
        top = alone.clone().scatter_reduce(0, q, s, "amax") if pairs else alone
        total = (alone - top).exp().scatter_add(0, q, (s - top[q]).exp()) if pairs else (alone - top).exp()
        p_new = (alone - top).exp() / total
        p = (s - top[q]).exp() / total[q] if pairs else s
        chances = chances + torch.cat([p_new, p])
    chances = (chances / len(models)).cpu().numpy()
    kinds = (kinds / len(models)).cpu().numpy()
    new, pair = chances[: len(mentions)], chances[len(mentions):]
    at = 0
    spans = []
    for js in of: spans.append((at, at + len(js))); at += len(js)
    # names first: others may be linked to names after them
    actor = 0
    order = [i for i, m in enumerate(mentions) if m["type"] == NAME] + [i for i, m in enumerate(mentions) if m["type"] != NAME]
    for i in order:
        m = mentions[i]
        m["kinds"] = kinds[i]
        m["new"], m["pairs"] = new[i], dict(zip(of[i], pair[spans[i][0]:spans[i][1]]))
        scores = {}
        for j, p in zip(of[i], pair[spans[i][0]:spans[i][1]]):
            who = mentions[j].get("actor")
            if who is not None: scores[who] = scores.get(who, 0) + p
        best = max(scores, key=scores.get) if scores else None
        if best is not None and scores[best] > new[i]: m["actor"], m["sure"] = best, float(scores[best])
        else:
            m["actor"], m["sure"] = actor, float(new[i])
            actor += 1


LEAD = {"the", "a", "an", "one", "this", "that", "his", "her", "its", "their"}


def cast(text, result):
    """The actors of a reading as `extract` writes them, and the quotes with their speakers."""
    by = {}
    for m in result["mentions"]: by.setdefault(m["actor"], []).append(m)
    actors, ids = [], {}
    for who, ms in sorted(by.items(), key=lambda kv: kv[1][0]["range"]):
        names = [m for m in ms if m["type"] == NAME]
        kinds = sum(np.log(m["kinds"] + 1e-4) for m in ms)
        speaks = any(m["type"] != NAME for m in ms)
        kind = KINDS[int(kinds.argmax())]
        if kind == "none":
            if not speaks: continue
            kind = KINDS[int(kinds[:-1].argmax())]
        string = lambda r: text.text[text.tokens[r[0]][0]:text.tokens[r[1] - 1][1]]
        if names:
            count = {}
            for m in names: count[string(m["range"])] = count.get(string(m["range"]), 0) + 1
            name = max(count, key=lambda s: (len(s.split()), count[s], len(s)))
        else:
            spans = [m["range"] for m in ms if m["type"] in (SPEAKER, CARRIER, ADDRESSEE) and text.lower[m["range"][0]] not in PRONOUNS]
            if not spans:
                if any(m["type"] == BARE_QUOTE for m in ms) and len(ms) == 1: continue
                spans = [ms[0]["range"]]
            name = string(spans[0])
            words = name.split()
            if len(words) > 1 and words[0].lower() in LEAD: name = " ".join(words[1:])
        ids[who] = len(actors)
        actors.append({"id": len(actors), "name": name, "kind": kind, "role": None, "quotes": 0,
                       "mentions": [{"form": "name" if m["type"] == NAME else "noun", "start": m["range"][0]} for m in ms]})
    quotes = []
    for q in result["quotes"]: quotes.append({"content": [{"start": text.tokens[a][0], "end": text.tokens[b - 1][1]} for a, b in q["content"]], "speaker": None, "via": None, "to": None, "sense": q["sense"]})
    for m in result["mentions"]:
        what = {SPEAKER: "speaker", BARE_QUOTE: "speaker", CARRIER: "via", ADDRESSEE: "to"}.get(m["type"])
        if what and m["actor"] in ids:
            quotes[m["quote"]][what] = ids[m["actor"]]
            if what == "speaker": actors[ids[m["actor"]]]["quotes"] += 1
    return {"doc": text.doc, "article": {"text": text.text}, "quotes": quotes, "actors": actors}
