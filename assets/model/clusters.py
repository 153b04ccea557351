"""Names and the pronouns that speak in the reader gold, for the actors' model to learn from: clusters.py GOLD"""
import json, os, re, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "careful", "train"))
from data import INSIDE_NAMES, TITLES

PRONOUNS = {"he", "she", "they", "it"}
TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def proper(name, kind):
    """The part of a name that is proper: "Ann Roe" of "Finance Minister Ann Roe"; nothing where none is."""
    words = name.split()
    if words[0].lower() == "the": words = words[1:]
    titles = [i for i, w in enumerate(words[:-1]) if w.lower().strip(".") in TITLES] if kind == "person" else []
    words = words[titles[-1] + 1 if titles else 0:]
    if kind == "person" and {"of", "in", "at", "for", "and"} & set(words): return None
    plain = [w for w in words if w.lower() not in INSIDE_NAMES]
    is_proper = plain and words[0][0].isupper() and all(w[0].isupper() or w[0].isdigit() for w in plain)
    return " ".join(words) if is_proper and (len(words) > 1 or words[0].lower() not in TITLES) else None


def places(text, names):
    """Where names stand in a text, none within a longer one."""
    taken, out = [], {}
    for name in sorted(names, key=len, reverse=True):
        for found in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            span = found.span()
            if all(span[1] <= s or e <= span[0] for s, e in taken): taken.append(span); out.setdefault(name, []).append(span)
    return out


def clusters(line):
    """An article of the gold as `train actors` reads it."""
    text = line["text"]
    names = lambda a: sorted({p for n in [a["name"], *a.get("aka", [])] if n.strip() for p in [proper(n, a["kind"])] if p})
    actors = {a["id"]: (a, names(a)) for a in line["actors"]}
    found = places(text, {n for a, names in actors.values() if a["kind"] in TYPES for n in names})
    by_actor = {i: {"name": a["name"], "type": TYPES[a["kind"]], "aliases": names, "mentions": [m for n in names for m in found.get(n, [])]}
                for i, (a, names) in actors.items() if a["kind"] in TYPES}
    pronouns = []
    for quote in line["quotes"]:
        span = tuple(quote["source"][0]) if quote["source"] else (0, 0)
        if text[slice(*span)].lower() in PRONOUNS and quote["actor"] in by_actor and span not in pronouns:
            pronouns.append(span)
            by_actor[quote["actor"]]["mentions"].append(span)
    return {"doc": line["doc"], "text": text, "clusters": [c for c in by_actor.values() if c["mentions"]], "pronouns": pronouns}


if __name__ == "__main__":
    for line in open(sys.argv[1], encoding="utf-8"): print(json.dumps(clusters(json.loads(line)), ensure_ascii=False))
