"""What is known of two mentions before any is linked: small numbers, each an entry of a table of weights.

What reads the model must compute the same numbers.
"""
from data import NAME, SPEAKER, BARE_QUOTE, TITLES

DROP = TITLES | {"the", "a", "an", "this", "that", "these", "those", "'s", "'", "’s"}
PRONOUN = {"he": 1, "him": 1, "his": 1, "himself": 1, "she": 2, "her": 2, "hers": 2, "herself": 2, "it": 3, "its": 3, "itself": 3,
           "they": 4, "them": 4, "their": 4, "theirs": 4, "themselves": 4, "who": 5, "which": 5, "that": 5, "i": 6, "me": 6, "my": 6,
           "we": 7, "us": 7, "our": 7, "you": 7, "your": 7}
MALE, FEMALE = {"mr", "sir", "lord", "king", "prince", "father"}, {"mrs", "ms", "miss", "lady", "dame", "queen", "princess"}
# How many values each number has.
SIZES = [6, 6, 2, 2, 2, 3, 3, 4, 7, 13, 9, 7, 8, 5, 4, 7, 8, 8, 2, 2, 3]
# How far links reach: mentions before, and tokens after (only names are looked for after).
BEFORE, AFTER = 160, 250


def step(value, bounds):
    """How many of `bounds` are at or below `value`."""
    return sum(value >= b for b in bounds)


class Side:
    """What one mention shows."""

    def __init__(self, text, mention, order):
        a, b = mention["range"]
        self.range, self.type, self.order = (a, b), mention["type"], order
        words = text.lower[a:b] if self.type != BARE_QUOTE else []
        kept = [w for w in words if any(c.isalnum() for c in w) and w.strip(".") not in DROP]
        self.words = [w.strip(".") for w in (kept or words)]
        self.key = " ".join(self.words)
        self.pronoun = PRONOUN.get(words[0], 0) if b - a == 1 and words else 0
        initials = [text.words[i][0] for i in range(a, b) if text.words[i][:1].isupper()] if self.type == NAME else []
        self.initials = "".join(initials).lower() if len(initials) > 1 else ""
        self.acronym = text.words[a].replace(".", "").lower() if self.type == NAME and b - a == 1 and text.case[a] == 2 and len(text.words[a]) > 1 else ""
        self.quote = mention.get("quote", -1)
        self.inside = text.quoted[a] != 0
        self.heading = text.place[start_of_paragraph(text, a)] == 3 or text.paragraph[a] == 0
        self.gender = 0
        if self.type == NAME:
            before = text.lower[a - 1].strip(".") if a > 0 else ""
            self.gender = 1 if before in MALE else 2 if before in FEMALE else GENDERS.get(text.lower[a], 0) if b - a > 1 else 0
        self.first_of_sentence = False


GENDERS = {}


def load_genders(path):
    """The table of given names: name, and the share of women among its bearers in percent."""
    for line in open(path, encoding="utf-8"):
        if line.startswith("#"): continue
        name, _, share = line.rstrip("\n").partition("\t")
        if share: GENDERS[name] = 1 if int(share) <= 20 else 2 if int(share) >= 80 else 0


def start_of_paragraph(text, at):
    if not hasattr(text, "opens"):
        text.opens, last = [], 0
        for i, place in enumerate(text.place):
            if place > 1: last = i
            text.opens.append(last)
    return text.opens[at]


def sides(text, mentions):
    out = [Side(text, m, i) for i, m in enumerate(mentions)]
    seen = set()
    counts = {}
    for s in out:
        if s.type == NAME:
            counts[s.key] = counts.get(s.key, 0) + 1
            sentence = text.sentence[s.range[0]]
            s.first_of_sentence = sentence not in seen
            seen.add(sentence)
    for s in out: s.count = counts.get(s.key, 0)
    return out


def candidates(all_sides, i):
    """The mentions that mention `i` may be linked to: those before it, and names after it if it is no name itself."""
    query = all_sides[i]
    out = list(range(max(0, i - BEFORE), i))
    if query.type == NAME: return [j for j in out if all_sides[j].type == NAME]
    j = i + 1
    while j < len(all_sides) and all_sides[j].range[0] < query.range[1] + AFTER:
        if all_sides[j].type == NAME: out.append(j)
        j += 1
    return out


def figures(text, q, c):
    """The numbers of the pair: of the mention that seeks (`q`) and the one that may be meant (`c`)."""
    (a, b), (x, y) = q.range, c.range
    qs, cs = set(q.words), set(c.words)
    shared = len({w for w in qs & cs if len(w) > 2})
    if (a, b) == (x, y): overlap = 1
    elif a <= x and y <= b:
        possessive = y < b and text.lower[y] in ("'s", "'", "’s")
        overlap = 5 if possessive else 2 if y == b else 3 if x == a else 4
    elif x <= a and b <= y: overlap = 6
    else: overlap = 0
    after = x >= b
    distance = 10 + step(x - b, (20, 80)) if after else step(a - y, (1, 4, 8, 15, 30, 60, 120, 240, 480))
    sentences = text.sentence[a] - text.sentence[x]
    paragraphs = text.paragraph[a] - text.paragraph[x]
    if c.type == SPEAKER and c.quote >= 0 and q.quote >= 0:
        back = q.quote - c.quote
        order = 5 if back < 0 else 6 if back == 0 else min(back, 4)
    else: order = 0
    agree = 0
    if q.pronoun in (1, 2) and c.gender: agree = 1 if q.pronoun == c.gender else 2
    return [
        q.type, c.type, q.key == c.key and bool(q.key), bool(q.words) and bool(c.words) and q.words[-1] == c.words[-1],
        bool(q.words) and bool(c.words) and q.words[0] == c.words[0], 0 if not qs or not cs else 1 if qs < cs else 2 if cs < qs else 0,
        1 if q.acronym and q.acronym == c.initials else 2 if c.acronym and c.acronym == q.initials else 0, min(shared, 3), overlap, distance,
        min(max(sentences, -2), 6) + 2, min(max(paragraphs, -1), 5) + 1, step(abs(q.order - c.order), (2, 3, 5, 8, 13, 21, 40)),
        step(c.count, (1, 2, 3, 6)), 2 * q.inside + c.inside, order, q.pronoun, c.pronoun, c.first_of_sentence, c.heading, agree,
    ]
