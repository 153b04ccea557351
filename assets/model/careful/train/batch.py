"""Texts in windows and around anchors, as tensors."""
import numpy as np, torch
from model import BEFORE, AFTER, WINDOW, steps


def windows(first, place, window=WINDOW, begin=None):
    """Pieces of each window and of its core, cut before sentences: [(start, end, core start, core end)]."""
    core, beside = window
    total = int(first[-1])
    opens = [int(first[i]) for i in range(len(place)) if place[i]] + [total]
    out, start, limit = [], 0, begin or core
    while start < total:
        end = start
        for at in opens:
            if at > start and at - start <= limit: end = at
        if end == start:  # a sentence that is longer: cut at a token
            inside = first[(first > start) & (first - start <= limit)]
            end = int(inside[-1]) if len(inside) else min(start + limit, total)
        out.append((max(0, start - beside), min(total, end + beside), start, end))
        start, limit = end, core
    return out


class Batch:
    """Some texts side by side: pieces of windows padded to the longest; tokens of all texts in one list."""

    CLS, SEP = 0, 0  # set by `special`

    def __init__(self, texts, device, rng=None, window=WINDOW):
        rows, takes, base = [], [], 0
        for t in texts:
            begin = int(rng.integers(80, window[0] + 1)) if rng is not None else None
            first, n = t["first"], len(t["place"])
            owner = np.repeat(np.arange(n), np.diff(first))
            for s, e, cs, ce in windows(first, t["place"], window, begin):
                e = min(e, s + 510)
                at = len(rows)
                o = owner[s:e]
                rows.append((np.concatenate([[self.CLS], t["pieces"][s:e], [self.SEP]]),) + tuple(np.concatenate([[0], t[k][o], [0]]) for k in ("case", "quoted", "place")))
                tokens = np.flatnonzero((first[:-1] >= cs) & (first[:-1] < ce))
                takes.append(np.stack([np.full(len(tokens), at), first[tokens] - s + 1], 1))
            base += n
        width = max(len(r[0]) for r in rows)
        pad = lambda k: torch.from_numpy(np.stack([np.pad(r[k].astype(np.int64), (0, width - len(r[k]))) for r in rows])).to(device)
        self.pieces, self.case, self.quoted, self.place = (pad(k) for k in range(4))
        self.mask = torch.from_numpy(np.stack([np.pad(np.ones(len(r[0]), np.float32), (0, width - len(r[0]))) for r in rows])).to(device)
        self.take = torch.from_numpy(np.concatenate(takes)).to(device)
        self.starts = np.cumsum([0] + [len(t["place"]) for t in texts])
        join = lambda k: torch.from_numpy(np.concatenate([t[k] for t in texts]).astype(np.int64)).to(device)
        self.t_case, self.t_quoted, self.t_place, self.t_paragraph = join("case"), join("quoted"), join("place"), join("paragraph")
        self.device = device

    def tokens(self, model):
        x = model.encoder(self.pieces, self.case, self.quoted, self.place, self.mask)
        return x[self.take[:, 0], self.take[:, 1]]

    def around(self, anchors, bare, text, corpus):
        """What `model.around` needs of anchors (numbers in the whole list), each of the text with this number."""
        device = self.device
        offsets = torch.arange(-BEFORE, AFTER + 1, device=device)
        anchors = torch.as_tensor(anchors, device=device)
        text = np.asarray(text)
        low = torch.from_numpy(self.starts[text]).to(device)[:, None]
        high = torch.from_numpy(self.starts[text + 1]).to(device)[:, None]
        at = anchors[:, None] + offsets
        mask = (at >= low) & (at < high)
        at = at.clamp(0, int(self.starts[-1]) - 1)
        paragraph = (self.t_paragraph[at] - self.t_paragraph[anchors][:, None]).clamp(-3, 3) + 3
        quoted = self.t_quoted[at] * 4 + self.t_quoted[anchors][:, None]
        about = torch.as_tensor(corpus, device=device) * 2 + torch.as_tensor(bare, device=device).long()
        distance = steps(offsets)[None].expand(at.shape)
        return dict(at=at, anchors=anchors, mask=mask, distance=distance, paragraph=paragraph, quoted=quoted, case=self.t_case[at], place=self.t_place[at], about=about)


def scores_around(model, tokens, ctx):
    return model.around(tokens, model.around.token(tokens), model.around.u(tokens), ctx["at"], ctx["anchors"], ctx["mask"], ctx["distance"], ctx["paragraph"], ctx["quoted"], ctx["case"], ctx["place"], ctx["about"])
