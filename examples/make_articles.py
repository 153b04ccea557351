"""Makes small articles, all alike from run to run, to try engines with: `python make_articles.py 10000 > articles.jsonl`.

A line is {"doc", "text", "outlet"}. Names, places and sentences are drawn from short lists, so that people come again in many
articles, and some articles quote nobody.
"""

import json
import random
import sys

GIVEN = "Ada Ben Cora Dmitri Elif Farid Greta Hugo Ines Jonas Kavya Liam Mona Nils Olga Pavel Rosa Sven Tara Yusuf".split()
SURNAMES = "Alder Brandt Castell Dorn Egede Fabre Grau Holm Ilves Janda Kohl Lind Marsh Novak Orr Pell Quist Roe Stahl Weil".split()
ROLES = ["the mayor", "a shop steward", "the harbour master", "a professor of law", "the finance minister",
         "chief executive of the ferry company", "a resident of Mill Street", "a spokeswoman for the port authority"]
PLACES = ["Hull", "Tamar", "Norvik", "Brest", "Split", "Ostend", "Cardiff", "Gdynia"]
THINGS = ["the old mill", "the ferry", "the new bridge", "the fish market", "the night bus", "the library", "the tram line"]
SAYINGS = ["Nobody asked us about {thing}", "We will pay for {thing} next year", "There is no money left for {thing}",
           "{thing} has to stay open", "I have never seen anything like {thing}", "We are proud of {thing}"]
REPORTS = ["said that {thing} would close in spring", "denied that {thing} had been sold",
           "warned that {thing} was not safe", "added that nobody had to wait for {thing}"]
FILLERS = ["Rain fell all day over {place}.", "The council meets again in two weeks.", "Traffic was light on the ring road.",
           "More than two hundred people came to the hall.", "{thing} was built a hundred years ago."]
OUTLETS = ["The Tamar Post", "Norvik Daily", "hbc.example", "Harbour Echo"]
MONTHS = "January February March April May June July August September October November December".split()


def article(number: int) -> "dict[str, str]":
    """The article with this number."""
    draw = random.Random(number)
    thing, place = draw.choice(THINGS), draw.choice(PLACES)
    fill = lambda words: words.format(thing=thing, place=place)
    start = lambda words: words[:1].upper() + words[1:]
    paragraphs = [f"{start(thing)} divides {place}", f"{draw.randint(1, 28)} {draw.choice(MONTHS)} 2023"]
    for _ in range(draw.randint(0, 4)):
        name = f"{draw.choice(GIVEN)} {draw.choice(SURNAMES)}"
        pronoun = draw.choice(["He", "She"])
        paragraphs.append(
            f"“{start(fill(draw.choice(SAYINGS)))},” said {name}, {draw.choice(ROLES)}. "
            f"{pronoun} {fill(draw.choice(REPORTS))}. {start(fill(draw.choice(FILLERS)))}"
        )
    paragraphs += [start(fill(draw.choice(FILLERS))) for _ in range(draw.randint(1, 6))]
    return {"doc": f"a{number}", "text": "\n\n".join(paragraphs) + "\n", "outlet": draw.choice(OUTLETS)}


if __name__ == "__main__":
    for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        print(json.dumps(article(number), ensure_ascii=False))
