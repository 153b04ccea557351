"""What the careful model has read, as articles for the quick one to learn from: teach.py CONFIDENCE < EXTRACTED > TRAIN

EXTRACTED are lines of `dixit extract`; quotes of at least this confidence are kept. What the quick model has read is left out.
"""
import json,sys
least=float(sys.argv[1])
for line in sys.stdin:
    o=json.loads(line)
    if o.get("model")!="careful": continue
    piece=lambda p:[p["start"],p["end"]]
    quotes=[{"content":[piece(p) for p in q["content"]],"source":[piece(q["source"])] if q["source"] else [],"cue":[piece(q["cue"])] if q["cue"] else []} for q in o["quotes"] if q["confidence"]>=least]
    print(json.dumps({"doc":o["doc"],"text":o["article"]["text"],"quotes":quotes},ensure_ascii=False))
