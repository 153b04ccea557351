"""The encoder and its heads. Sizes: P pieces of a window, N tokens of a text, D = 384."""
import torch, torch.nn as nn, torch.nn.functional as F
from links import SIZES
from data import KINDS, SENSES

D, LAYERS, HEADS, WIDE = 384, 6, 12, 1536
WINDOW = (300, 40)                # pieces of a window that are read in it, and shown on either side of them
PAIR, SPAN, LINK = 128, 192, 96
LABELS = 5
BEFORE, AFTER = 90, 180           # tokens around an anchor in which its content and source are sought


class Layer(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(D, D) for _ in range(4))
        self.up, self.down = nn.Linear(D, WIDE), nn.Linear(WIDE, D)
        self.n1, self.n2 = nn.LayerNorm(D, eps=1e-12), nn.LayerNorm(D, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        b, p, _ = x.shape
        split = lambda t: t.view(b, p, HEADS, D // HEADS).transpose(1, 2)
        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        if torch.onnx.is_in_onnx_export():
            weights = (q @ k.transpose(-1, -2)) * (D // HEADS) ** -0.5 + mask
            y = weights.softmax(-1) @ v
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.n1(x + self.drop(self.o(y.transpose(1, 2).reshape(b, p, D))))
        return self.n2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces of windows to vectors [windows, P, D]."""

    def __init__(self, vocabulary, drop=0.1, layers=LAYERS):
        super().__init__()
        self.words = nn.Embedding(vocabulary, D)
        self.places = nn.Embedding(512, D)
        self.case, self.quoted, self.place = nn.Embedding(6, D), nn.Embedding(4, D), nn.Embedding(6, D)
        for e in (self.case, self.quoted, self.place): nn.init.zeros_(e.weight)
        self.norm = nn.LayerNorm(D, eps=1e-12)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))

    def forward(self, pieces, case, quoted, place, mask):
        """`mask` [windows, P]: 1 where there is a piece."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.case(case) + self.quoted(quoted) + self.place(place)
        x = self.drop(self.norm(x))
        bias = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers: x = layer(x, bias)
        return x


class Block(nn.Module):
    def __init__(self, dilation, drop):
        super().__init__()
        self.norm = nn.LayerNorm(PAIR)
        self.conv = nn.Conv1d(PAIR, PAIR, 3, padding=dilation, dilation=dilation)
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        y = F.gelu(self.norm(x)) * mask[..., None]
        return x + self.drop(self.conv(y.transpose(1, 2)).transpose(1, 2))


def steps(distance):
    """Buckets of a signed distance: exact to 16, then coarser; 0..=47."""
    a = distance.abs()
    far = torch.where(a <= 16, a, 16 + (torch.log2(a.clamp(min=16).float() / 16) * 2).floor().long() + 1).clamp(max=23)
    return torch.where(distance < 0, 24 + far, far)


class Around(nn.Module):
    """For each anchor, scores of the labels of the tokens around it."""

    def __init__(self, drop=0.1):
        super().__init__()
        self.token, self.anchor = nn.Linear(D, PAIR), nn.Linear(D, PAIR)
        self.u, self.v, self.product = nn.Linear(D, PAIR), nn.Linear(D, PAIR), nn.Linear(PAIR, PAIR)
        self.distance, self.paragraph = nn.Embedding(48, PAIR), nn.Embedding(7, PAIR)
        self.quoted, self.case, self.place = nn.Embedding(16, PAIR), nn.Embedding(6, PAIR), nn.Embedding(6, PAIR)
        self.about = nn.Embedding(6, PAIR)  # guideline * 2 + whether the anchor is the quote's own first word
        self.norm = nn.LayerNorm(PAIR)
        self.blocks = nn.ModuleList(Block(d, drop) for d in (1, 2, 4, 1))
        self.last = nn.LayerNorm(PAIR)
        self.out = nn.Linear(PAIR, LABELS)
        self.moves = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.drop = nn.Dropout(drop)

    def forward(self, tokens, ta, tu, at, anchors, mask, distance, paragraph, quoted, case, place, about):
        """`ta`, `tu` are token and u of all tokens; `at` [Q, W] their numbers; gives scores [Q, W, LABELS]."""
        h = tokens[anchors]
        x = ta[at] + self.anchor(h)[:, None] + self.product(tu[at] * self.v(h)[:, None])
        x = x + self.distance(distance) + self.paragraph(paragraph) + self.quoted(quoted) + self.case(case) + self.place(place) + self.about(about)[:, None]
        x = self.drop(F.gelu(self.norm(x)))
        for block in self.blocks: x = block(x, mask)
        return self.out(F.gelu(self.last(x)))


class Links(nn.Module):
    """Scores of pairs of mentions, and of a mention being the first of its actor."""

    def __init__(self, drop=0.1):
        super().__init__()
        self.span, self.what = nn.Linear(3 * D, SPAN), nn.Embedding(6, SPAN)
        self.q, self.k, self.u, self.v = nn.Linear(SPAN, LINK), nn.Linear(SPAN, LINK), nn.Linear(SPAN, LINK), nn.Linear(SPAN, LINK)
        self.product = nn.Linear(LINK, LINK)
        self.figures = nn.Embedding(sum(SIZES), LINK)
        nn.init.normal_(self.figures.weight, std=0.05)
        self.out = nn.Linear(LINK, 1)
        self.hidden, self.fresh = nn.Linear(SPAN, LINK), nn.Linear(LINK, 1)
        self.kind_hidden, self.kind = nn.Linear(SPAN, LINK), nn.Linear(LINK, len(KINDS))
        self.drop = nn.Dropout(drop)
        offsets, total = [], 0
        for size in SIZES: offsets.append(total); total += size
        self.register_buffer("offsets", torch.tensor(offsets))

    def mentions(self, tokens, first, last, sums, types):
        """`sums` are running sums of the tokens' vectors, with a zero first."""
        length = (last + 1 - first).clamp(min=1)[:, None].to(tokens.dtype)
        mean = ((sums[last + 1] - sums[first]) / length).to(tokens.dtype)
        return F.gelu(self.span(torch.cat([tokens[first], tokens[last], mean], -1)) + self.what(types))

    def scores(self, m, q, k, figures):
        """Scores of the pairs `q[i], k[i]` of the mentions `m`; `figures` [pairs, len(SIZES)]."""
        x = self.q(m)[q] + self.k(m)[k] + self.product(self.u(m)[q] * self.v(m)[k])
        x = x + self.figures(figures + self.offsets).sum(1)
        return self.out(self.drop(F.gelu(x)))[:, 0]

    def alone(self, m):
        return self.fresh(self.drop(F.gelu(self.hidden(m))))[:, 0]

    def kinds(self, m):
        return self.kind(self.drop(F.gelu(self.kind_hidden(m))))


class Dixit(nn.Module):
    def __init__(self, vocabulary, drop=0.1, layers=LAYERS, window=WINDOW):
        super().__init__()
        self.register_buffer("window", torch.tensor(window))
        self.encoder = Encoder(vocabulary, drop, layers)
        self.tags = nn.Linear(D, 256)
        self.anchor = nn.ModuleList(nn.Linear(256, 4) for _ in range(2))   # by guideline
        self.name, self.role, self.sense = nn.Linear(256, 3), nn.Linear(256, 3), nn.Linear(256, len(SENSES))
        self.around, self.links = Around(drop), Links(drop)
        self.drop = nn.Dropout(drop)

    def heads(self, tokens):
        x = self.drop(F.gelu(self.tags(tokens)))
        return [a(x) for a in self.anchor], self.name(x), self.role(x), self.sense(x)


def crf(emissions, mask, moves, labels=None, chances=None):
    """Log partition [Q] of a linear chain over [Q, W, L]; with `labels`, the score of these. Each row's mask is one run.
    With `chances` [Q, W, L], the mean score of the tokens' labels under these; the moves are those of `labels`.

    The steps are multiplied as matrices, two by two: a few large operations instead of one a token.
    """
    q, w, l = emissions.shape
    e = emissions.float()
    both = mask[:, 1:] & mask[:, :-1]
    same = torch.full((l, l), -1e4, device=e.device).fill_diagonal_(0.0)
    steps_ = torch.where(both[..., None, None], moves.float() + e[:, 1:, None, :], same)
    while steps_.shape[1] > 1:
        if steps_.shape[1] % 2: steps_ = torch.cat([steps_, same.expand(q, 1, l, l)], 1)
        left, right = steps_[:, 0::2], steps_[:, 1::2]
        steps_ = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], -2)
    first = mask.long().argmax(1)
    start = e.gather(1, first[:, None, None].expand(q, 1, l))[:, 0]
    total = torch.logsumexp(start[:, :, None] + steps_[:, 0], (1, 2))
    if labels is None: return total
    score = ((e * chances).sum(-1) if chances is not None else e.gather(-1, labels[..., None])[..., 0]) * mask
    score = score.sum(-1)
    return total, score + (moves[labels[:, :-1], labels[:, 1:]] * both).sum(-1)
