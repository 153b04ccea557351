"""Texts and gold turned into what the encoder learns from: labels of tokens, quotes, and mentions with their actors.

A text comes as the program cuts it into tokens and pieces, so that training and reading see the same.
Positions are token numbers; ranges are [first, past the last).
"""
import collections, gzip, json, re

# The guideline whose quotes are meant; the reader's is what the program asks for.
READER, POLNEAR, OTHER = 0, 1, 2
# Labels of tokens: where quotes hang (a cue, or the first word of a quote without one), names, roles.
O, CUE_B, CUE_I, BARE = 0, 1, 2, 3
# Labels of the tokens around a cue.
NONE, CONTENT, SOURCE, VIA, TO = 0, 1, 2, 3, 4
SENSES = ["speech", "thought", "document"]
KINDS = ["person", "organisation", "place", "group", "document", "anonymous", "none"]
# What a mention is.
NAME, SPEAKER, CARRIER, ADDRESSEE, BARE_QUOTE, OTHER_MENTION = 0, 1, 2, 3, 4, 5
SKIP = -100

TITLES = set("""mr mrs ms miss dr sir lord lady dame president vice prime minister senator sen rep gov governor professor prof
secretary chancellor judge justice king queen prince princess general gen colonel col captain capt sergeant sgt officer chief
mayor councillor cllr pope cardinal bishop archbishop rev reverend pastor father sheriff detective inspector congressman
congresswoman representative ambassador director chairman chairwoman chairperson coach manager analyst attorney lawyer ex former
actress actor singer author""".split())
INSIDE_NAMES = {"of", "the", "and", "for", "de", "la", "le", "van", "von", "der", "den", "al", "bin", "di", "du", "&", "'", "-", ".", "on", "in", "'s", "’s", "to", ","}
PRONOUNS = set("he she it they him her them his hers its their who i we you us me my our your himself herself itself themselves".split())


class Text:
    """A text as the program sees it."""

    def __init__(self, text, line):
        plain = {k: v.tolist() if hasattr(v, "tolist") else v for k, v in line.items()}
        self.doc, self.text, self.tokens = plain["doc"], text, plain["tokens"]
        self.first, self.pieces = plain["first"], plain["pieces"]
        self.case, self.quoted, self.place = plain["case"], plain["quoted"], plain["place"]
        self.words = [text[s:e] for s, e in self.tokens]
        self.lower = [w.lower().replace("’", "'") for w in self.words]
        self.starts = [s for s, _ in self.tokens]
        self.sentence, self.paragraph = [], []
        s = p = -1
        for place in self.place:
            s += place != 0
            p += place > 1
            self.sentence.append(s); self.paragraph.append(p)

    def __len__(self):
        return len(self.tokens)

    def range(self, start, end):
        """The tokens that lie in the characters [start, end)."""
        import bisect
        a = bisect.bisect_left(self.starts, start)
        if a > 0 and self.tokens[a - 1][1] > start: a -= 1
        b = bisect.bisect_left(self.starts, end)
        return (a, b) if b > a else None

    def ranges(self, spans):
        out = []
        for s, e in spans:
            r = self.range(s, e)
            if r is None: continue
            if out and out[-1][1] >= r[0]: out[-1] = (out[-1][0], max(r[1], out[-1][1]))
            else: out.append(r)
        return out

    def find(self, string):
        """Every place where `string` stands as whole tokens."""
        out = []
        for m in re.finditer(re.escape(string), self.text):
            r = self.range(m.start(), m.end())
            if r and self.tokens[r[0]][0] == m.start() and self.tokens[r[1] - 1][1] == m.end(): out.append(r)
        return out


def capital(text, at):
    return text.case[at] in (1, 2, 3)


def name_core(text, r):
    """The part of a range that is a proper name: titles and articles cut off; None where it is none."""
    a, b = r
    while b - a > 0 and text.lower[b - 1] in ("'s", "'", "."): b -= 1
    if text.lower[a:a + 3] == ["secretary", "of", "state"] and b - a > 3: a += 3
    while a < b and (text.lower[a].strip(".") in TITLES | {"the", "a", "an", "."} or not capital(text, a) and text.case[a] != 4) and b - a > 1: a += 1
    if a >= b or not capital(text, a) and not (text.case[a] == 4 and b - a > 1): return None
    if not all(capital(text, i) or text.case[i] in (4,) or text.lower[i] in INSIDE_NAMES or text.case[i] == 5 for i in range(a, b)): return None
    if text.lower[a] in PRONOUNS or text.lower[a] in ("the", "a", "an"): return None
    if not capital(text, b - 1) and text.case[b - 1] not in (4, 5): return None
    return (a, b)


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def read_inputs(path):
    with (gzip.open if path.endswith("gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def blank(text, corpus):
    n = len(text)
    return {"text": text, "corpus": corpus, "anchor": [O] * n, "name": [SKIP] * n, "role": [SKIP] * n,
            "quotes": [], "mentions": [], "has_quotes": True, "has_mentions": False}


def add_quote(example, anchor, bare, content, source, via=None, to=None, sense=None):
    a, b = anchor
    labels = example["anchor"]
    if bare:
        if labels[a] != O: return False
        labels[a] = BARE
    else:
        if any(labels[i] != O for i in range(a, b)): return False
        labels[a] = CUE_B
        for i in range(a + 1, b): labels[i] = CUE_I
    example["quotes"].append({"anchor": a, "end": a + 1 if bare else b, "bare": bare, "content": content, "source": source, "via": via, "to": to, "sense": sense})
    return True


def polnear(text, gold, silver):
    ex = blank(text, POLNEAR)
    for q in gold["quotes"]:
        content, cue, source = text.ranges(q["content"]), text.ranges(q.get("cue") or []), text.ranges(q.get("source") or [])
        if not content: continue
        if cue: add_quote(ex, cue[0], False, content, source[0] if source else None)
        else: add_quote(ex, (content[0][0], content[0][0] + 1), True, content, source[0] if source else None)
    if silver:
        ex["name"] = [O] * len(text)
        for sentence in silver["sentences"]:
            before = None
            for start, end, pos, lemma, ner, *_ in sentence:
                r = text.range(start, end)
                is_name = ner in ("PERSON", "ORGANIZATION", "LOCATION")
                if r and is_name:
                    for i in range(*r):
                        if text.lower[i] in ("'s", "'", "the"): continue
                        ex["name"][i] = 2 if before == ner and i > 0 and ex["name"][i - 1] else 1
                before = ner if is_name else None
    return ex


def reader(text, gold):
    ex = blank(text, READER)
    ex["has_mentions"] = True
    n = len(text)
    actors = gold["actors"]
    number = {a["id"]: i for i, a in enumerate(actors)}
    strings = collections.defaultdict(set)
    for i, a in enumerate(actors):
        for s in [a["name"]] + (a.get("aka") or []): strings[s].add(i)
    # every place where an actor's strings stand, longest first
    spots = []
    for s, who in strings.items():
        for r in text.find(s): spots.append((r[0] - r[1], r, who, s))
    spots.sort()
    names, taken = [], [False] * n
    mentioned = []  # all spots, for roles, carriers and addressees
    for _, r, who, s in spots:
        mentioned.append((r, who))
        core = name_core(text, r)
        if core is None or any(taken[core[0]:core[1]]): continue
        for i in range(*core): taken[i] = True
        names.append((core, who))
    names.sort()
    for i in range(n):
        if text.case[i] in (0, 4, 5): ex["name"][i] = O
    for core, who in names:
        for i in range(*core): ex["name"][i] = 2 if i > core[0] else 1
    # capitalised runs that are nobody's and come again: no actors
    runs = collections.defaultdict(list)
    i = 0
    while i < n:
        if capital(text, i) and not taken[i] and text.lower[i] not in PRONOUNS and not (text.place[i] and text.lower[i] in LOWER_WORDS):
            j = i + 1
            while j < n and capital(text, j) and not taken[j] and not text.place[j]: j += 1
            if j - i > 1 or text.lower[i] not in LOWER_WORDS: runs[" ".join(text.words[i:j])].append((i, j))
            i = j
        else: i += 1
    mentions = []
    for core, who in names:
        mentions.append({"range": core, "type": NAME, "actor": next(iter(who)) if len(who) == 1 else -2, "kind": actors[next(iter(who))]["kind"] if len(who) == 1 else None})
    fresh = len(actors)
    for s, places in runs.items():
        if len(places) > 1:
            for r in places: mentions.append({"range": r, "type": NAME, "actor": fresh, "kind": "none"})
            fresh += 1
    # roles stand beside a mention of whom they are the role of
    ex["role"] = [O] * n
    for i, a in enumerate(actors):
        if not a.get("role"): continue
        own = [r for r, who in mentioned if i in who]
        spots_ = [r for r in find_folded(text, a["role"]) if any(text.sentence[r[0]] == text.sentence[m[0]] and not (m[0] >= r[0] and m[1] <= r[1]) and min(abs(m[0] - r[1]), abs(r[0] - m[1])) <= 8 for m in own)]
        for r in spots_[:3]:
            for k in range(*r): ex["role"][k] = 2 if k > r[0] else 1
    for q in gold["quotes"]:
        content, cue, source = text.ranges(q["content"]), text.ranges(q.get("cue") or []), text.ranges(q.get("source") or [])
        if not content: continue
        bare = not cue
        anchor = (content[0][0], content[0][0] + 1) if bare else cue[0]
        src = source[0] if source else None
        other = {}
        for key in ("via", "to"):
            who = number.get(q.get(key))
            other[key] = None
            if who is None: continue
            def free(r): return not any(overlaps(r, c) for c in content) and not (src and overlaps(r, src)) and not overlaps(r, anchor) and text.paragraph[r[0]] == text.paragraph[anchor[0]]
            near = [r for r, w in mentioned if who in w and free(r) and abs(r[0] - anchor[0]) < 45]
            if key == "to":
                near += [(k, k + 1) for k in range(anchor[1], min(anchor[1] + 2, n)) if text.lower[k] in ("him", "her", "them", "us", "me", "it") and free((k, k + 1))]
            if near: other[key] = min(near, key=lambda r: (text.sentence[r[0]] != text.sentence[anchor[0]], abs(r[0] - anchor[0]) if r[0] >= anchor[0] else abs(anchor[0] - r[1]), r[0] - r[1]))
        if not add_quote(ex, anchor, bare, content, src, other["via"], other["to"], q.get("sense")): continue
        number_of = len(ex["quotes"]) - 1
        who = number.get(q.get("actor"), -1)
        kind = actors[who]["kind"] if who >= 0 else "none"
        mentions.append({"range": src or (anchor[0], anchor[0] + 1), "type": SPEAKER if src else BARE_QUOTE, "actor": who, "kind": kind, "quote": number_of})
        for key, type_ in (("via", CARRIER), ("to", ADDRESSEE)):
            if other[key]: mentions.append({"range": other[key], "type": type_, "actor": number[q[key]], "kind": actors[number[q[key]]]["kind"], "quote": number_of})
    # quotes are counted in the order of their anchors
    order = sorted(range(len(ex["quotes"])), key=lambda i: ex["quotes"][i]["anchor"])
    place = {old: new for new, old in enumerate(order)}
    ex["quotes"] = [ex["quotes"][i] for i in order]
    for m in mentions:
        if "quote" in m: m["quote"] = place[m["quote"]]
    mentions.sort(key=lambda m: (m["range"], m["type"]))
    ex["mentions"] = mentions
    return ex


LOWER_WORDS = set("the a an in on at for but and it he she they we i this that these those as if when while after before with by from to of is was are were there here what who how why not no all some many most our his her their its my your one two three four five last next then now so yet or nor both each more mr mrs".split())


def find_folded(text, string):
    words = re.findall(r"\w+|[^\w\s]", string.lower().replace("’", "'"))
    if not words: return []
    flat = " ".join(w.strip(".") for w in text.lower)
    out, n = [], len(words)
    want = "".join(words).replace("-", "").replace(".", "")
    for i in range(len(text)):
        if not text.lower[i].startswith(words[0][:3]): continue
        have, j = "", i
        while j < len(text) and len(have) < len(want):
            have += text.lower[j].replace("-", "").replace(".", ""); j += 1
            if not want.startswith(have): break
        if have == want: out.append((i, j))
    return out


def gum(text, gold):
    """Mentions of people and bodies, without quotes."""
    ex = blank(text, OTHER)
    ex["has_quotes"], ex["has_mentions"] = False, True
    for i in range(len(text)):
        if text.case[i] in (0, 4, 5): ex["name"][i] = O
    kinds = {"PER": "person", "ORG": "organisation", "LOC": None}
    mentions, seen = [], set()
    for c, cluster in enumerate(gold["clusters"]):
        for s, e in cluster["mentions"]:
            r = text.range(s, e)
            if not r or r in seen: continue
            core = name_core(text, r)
            kind = kinds.get(cluster["type"])
            if core and core not in seen:
                seen.add(core)
                if any(ex["name"][i] in (1, 2) for i in range(*core)): continue
                for i in range(*core): ex["name"][i] = 2 if i > core[0] else 1
                mentions.append({"range": core, "type": NAME, "actor": c, "kind": kind})
            elif core is None and r[1] - r[0] <= 12:
                seen.add(r)
                mentions.append({"range": r, "type": OTHER_MENTION, "actor": c, "kind": kind})
    mentions.sort(key=lambda m: (m["range"], m["type"]))
    ex["mentions"] = mentions
    return ex
