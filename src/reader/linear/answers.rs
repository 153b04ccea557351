//! What is told of an article, in lines that can be read aloud.

use super::{Answer, Linear};
use crate::{
    actors::{ActorId, AttributedQuote},
    analysis::{Certainty, Naming, Threshold},
    article::BlockKind,
    figures::Sourcing,
    printable,
    reader::{article::findings::description, overlays::search::fold::Words},
    span::Span,
};

impl Linear {
    /// What the article is, and what was found in it.
    pub fn opening(&mut self) -> Answer {
        let title = self.article.title_text().unwrap_or_else(|| self.article.name.clone());
        let mut lines = vec![printable::line(&title)];
        let told = [self.article.byline_text(), self.article.published_text()];
        lines.extend(told.iter().flatten().map(|words| printable::line(words)));
        if let Some(caveat) = self.article.caveat {
            lines.push(caveat.words().to_owned());
        }
        let speakers = self.findings.analysis.actors.iter().filter(|actor| actor.quotes.total() > 0).count();
        let left_out = match self.findings.left_out {
            0 => String::new(),
            some => format!("; {some} unlikely ones are left out, c shows more"),
        };
        lines.push(format!(
            "{}, {} by {}{left_out}.",
            counted(self.numbers.len(), "paragraph"),
            self.count(),
            counted(speakers, "speaker")
        ));
        lines.push(
            "An empty line reads on, n tells the next quote, ? lists the commands, q quits.".to_owned(),
        );
        if let Some(position) = self.position.take() {
            let at = self.block_at(position);
            lines.push(format!("You stopped at {}; g goes to the top:", self.place(at)));
            lines.extend(self.read_block(at).lines);
        }
        Answer::lines(lines)
    }

    /// How many quotes pass the filter.
    pub(super) fn count(&self) -> String {
        counted(self.shown.len(), "quote")
    }

    /// Reads blocks on, or back.
    pub(super) fn read(&mut self, by: isize) -> Answer {
        self.end_search();
        let to = match self.block {
            Some(here) => here.checked_add_signed(by),
            None => Some(by.max(1).cast_unsigned() - 1),
        };
        match to.filter(|to| *to < self.blocks.len()) {
            Some(to) => self.read_block(to),
            None if by < 0 => Answer::line("this is the beginning"),
            None => Answer::line("this is the end"),
        }
    }

    /// Reads this block, or the last.
    pub(super) fn read_block(&mut self, at: usize) -> Answer {
        let at = at.min(self.blocks.len().saturating_sub(1));
        let Some(span) = self.blocks.get(at).copied() else { return Answer::line("there is no text") };
        self.block = Some(at);
        let mut lines = self.told(span);
        let begins = |quote: &&usize| span.contains(self.findings.start(**quote));
        let here: Vec<usize> = self.shown.iter().filter(begins).copied().collect();
        lines.extend(here.iter().map(|quote| format!("  {}", self.heading(*quote))));
        // The next quote is the first of this block.
        let before = self.shown.iter().rev().find(|quote| self.findings.start(**quote) < span.start);
        self.quote = before.copied();
        Answer::lines(lines)
    }

    /// The headings, each with the number of its paragraph.
    pub(super) fn contents(&self) -> Answer {
        let headings = self.article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let lines: Vec<String> = headings
            .map(|block| {
                let number = self.numbers.number(block.span.start);
                format!("Paragraph {number}: {}", self.text(block.span))
            })
            .collect();
        if lines.is_empty() { Answer::line("there are no headings here") } else { Answer::lines(lines) }
    }

    /// A stretch of the text in one line, without markup.
    pub(super) fn text(&self, span: Span) -> String {
        printable::line(&self.article.shown(span))
    }

    /// Tells the next quote or match, or the one before.
    pub(super) fn next(&mut self, by: isize) -> Answer {
        if !self.hits.is_empty() {
            let here = self.hit.map_or(by.min(0), |hit| hit.cast_signed().saturating_add(by));
            return self.go_to_hit(here);
        }
        let Some(last) = self.shown.len().checked_sub(1) else { return Answer::line("no quotes here") };
        let here = self.quote.and_then(|quote| self.shown.iter().position(|q| *q == quote));
        let to = match here {
            Some(here) => here.checked_add_signed(by),
            None if by > 0 => Some(by.cast_unsigned() - 1),
            None => None,
        };
        match to.filter(|to| *to <= last) {
            Some(to) => self.tell(to),
            None => Answer::line(if by > 0 { "this was the last quote" } else { "this was the first quote" }),
        }
    }

    /// Tells the quote with this number, counted from 1.
    pub(super) fn go_to_quote(&mut self, number: usize) -> Answer {
        self.end_search();
        match number.checked_sub(1).filter(|place| *place < self.shown.len()) {
            Some(place) => self.tell(place),
            None => Answer::line(format!("there is no quote {number}; there are {}", self.shown.len())),
        }
    }

    /// Tells the quote at this place among those shown.
    fn tell(&mut self, place: usize) -> Answer {
        let Some(quote) = self.shown.get(place).copied() else { return Answer::default() };
        self.quote = Some(quote);
        let start = self.findings.start(quote);
        self.block = self.blocks.iter().position(|span| span.contains(start)).or(self.block);
        Answer::line(format!("{}: {}", self.heading(quote), self.words(quote)))
    }

    /// Which quote it is, who says it, and how. As in `Quote 3 of 12, Xi Jinping, via Xinhua, direct`.
    fn heading(&self, quote: usize) -> String {
        let place = self.shown.iter().position(|q| *q == quote).unwrap_or(0) + 1;
        let Some(said) = self.findings.quote(quote) else { return String::new() };
        let mut out = format!("Quote {place} of {}, {}", self.shown.len(), self.name(said.speaker));
        if self.findings.naming(quote).is_some_and(|naming| naming != Naming::Named)
            && let Some(source) = said.quote.source
        {
            out.extend([" (from “", &self.text(source), "”)"]);
        }
        for (word, id) in [("via", said.via), ("to", said.to)] {
            if id.is_some() {
                out.extend([", ", word, " ", &self.name(id)]);
            }
        }
        out.push_str(", ");
        out.push_str(said.quote.kind.name());
        if self.findings.analysis.corrected.quotes.contains(&quote) {
            out.push_str(", put right by you");
        } else if self.findings.analysis.certainty(quote) < Certainty::Sure {
            out.push_str(", doubtful");
        }
        out
    }

    fn words(&self, quote: usize) -> String {
        let Some(said) = self.findings.quote(quote) else { return String::new() };
        said.quote.content.iter().map(|piece| self.text(*piece)).collect::<Vec<_>>().join(" […] ")
    }

    fn name(&self, actor: Option<ActorId>) -> String {
        actor.map_or("unknown speaker".to_owned(), |id| printable::line(self.findings.name(id)))
    }

    /// The quote that was told last, or what to say where none was.
    pub(super) fn current(&self) -> Result<(usize, &AttributedQuote), String> {
        let quote = self.quote.and_then(|quote| Some((quote, self.findings.quote(quote)?)));
        quote.ok_or_else(|| "no quote was told yet; n tells the first".to_owned())
    }

    /// All about the quote that was told last.
    pub(super) fn about_quote(&self) -> Answer {
        let (quote, said) = match self.current() {
            Ok(current) => current,
            Err(line) => return Answer::line(line),
        };
        let of = |span: Option<Span>| span.map(|span| self.text(span));
        let percent = |share: f32| format!("{:.0} %", share * 100.0);
        let mut lines = vec![format!("{}: {}", self.heading(quote), self.words(quote))];
        lines.push(format!(
            "It is {}; that it is a quote is {} sure.",
            said.quote.sense.name(),
            percent(said.quote.confidence)
        ));
        if let Some(source) = of(said.quote.source) {
            let sure =
                said.speaker_confidence.map_or(String::new(), |sure| format!(", {} sure", percent(sure)));
            lines.push(format!("Its source is “{source}”, which is {}{sure}.", self.name(said.speaker)));
        }
        if let Some(cue) = of(said.quote.cue) {
            lines.push(format!("“{cue}” tells that it is said."));
        }
        Answer::lines(lines)
    }

    /// All about an actor: of this name, or the speaker of the quote that was told last.
    pub(super) fn about_actor(&self, name: &str) -> Answer {
        let id = match self.actor(name) {
            Ok(id) => id,
            Err(line) => return Answer::line(line),
        };
        let Some(actor) = self.findings.analysis.actor(id) else { return Answer::default() };
        let mut lines = vec![self.actor_line(id)];
        if !actor.aliases.is_empty() {
            let aliases: Vec<String> = actor.aliases.iter().map(|alias| printable::line(alias)).collect();
            lines.push(format!("Also called {}.", aliases.join(", ")));
        }
        let theirs = self.shown.iter().filter(|quote| self.findings.speaker(**quote) == Some(id));
        lines.extend(theirs.map(|quote| format!("{}: {}", self.heading(*quote), self.words(*quote))));
        Answer::lines(lines)
    }

    /// The actor of this name, or of whom a name holds it; the speaker of the quote that was told last where there is none.
    pub(super) fn actor(&self, name: &str) -> Result<ActorId, String> {
        if name.is_empty() {
            let (_, said) = self.current()?;
            return said.speaker.ok_or_else(|| "nobody is known to say it".to_owned());
        }
        let wanted = name.to_lowercase();
        let fits = |id: &&ActorId, is: &dyn Fn(&str) -> bool| {
            self.findings.analysis.actor(**id).is_some_and(|actor| {
                std::iter::once(&actor.name).chain(&actor.aliases).any(|name| is(&name.to_lowercase()))
            })
        };
        let order = &self.findings.order;
        let same = order.iter().find(|id| fits(id, &|name| name == wanted));
        let found = same.or_else(|| order.iter().find(|id| fits(id, &|name| name.contains(&wanted))));
        found.copied().ok_or_else(|| format!("nobody here is called {}", printable::line(name)))
    }

    /// Who an actor is and how much they say.
    fn actor_line(&self, id: ActorId) -> String {
        let Some(actor) = self.findings.analysis.actor(id) else { return String::new() };
        // Of anonymous sources the kind says it.
        let role = description(actor).filter(|role| *role != actor.kind.name());
        let role = role.map_or(String::new(), |role| format!(", {}", printable::line(role)));
        let quotes = counted(actor.quotes.total(), "quote");
        format!("{}{role}, {}, {quotes}", self.name(Some(id)), actor.kind.name())
    }

    /// Who speaks, a line each.
    pub(super) fn actors(&self) -> Answer {
        let speaks = |id: &&ActorId| self.findings.analysis.actor(**id).is_some_and(|a| a.quotes.total() > 0);
        let lines: Vec<String> =
            self.findings.order.iter().filter(speaks).map(|id| self.actor_line(*id)).collect();
        if lines.is_empty() { Answer::line("nobody speaks here") } else { Answer::lines(lines) }
    }

    /// Who speaks, as what, how much, how surely and through whom.
    pub(super) fn sources(&self) -> Answer {
        let (analysis, findings) = (&self.findings.analysis, &self.findings);
        let sourcing = Sourcing::of(&self.article, analysis, findings.left_out, &findings.figures);
        let mut lines = vec![sourcing.summary()];
        for voice in &sourcing.voices {
            let name = voice.actor.map_or("unknown speakers".to_owned(), |id| self.actor_line(id));
            let remarks = printable::line(&voice.remarks());
            let joins = if remarks.is_empty() { "" } else { ", " };
            lines.push(format!("{name}{joins}{remarks}"));
        }
        Answer::lines(lines)
    }

    /// Adds somebody to the filter, or takes them away.
    pub(super) fn toggle_filter(&mut self, name: &str) -> Answer {
        let id = match self.actor(name) {
            Ok(id) => id,
            Err(line) => return Answer::line(line),
        };
        if !self.filter.remove(&id) {
            self.filter.insert(id);
        }
        self.refilter();
        let who: Vec<String> = self.filter.iter().map(|id| self.name(Some(*id))).collect();
        let who = if who.is_empty() { "everybody".to_owned() } else { who.join(", ") };
        Answer::line(format!("quotes by {who}: {}", self.count()))
    }

    /// Other quotes by how sure it is that they are some.
    pub(super) fn next_threshold(&mut self) -> Answer {
        let (next, words) = match self.threshold {
            Threshold::Likely => (Threshold::Marked, "only quotes in quotation marks"),
            Threshold::Marked => (Threshold::All, "all quotes, likely or not"),
            Threshold::All => (Threshold::Likely, "likely quotes"),
        };
        self.threshold = next;
        self.renew();
        Answer::line(format!("{words}: {}", self.count()))
    }

    /// Looks for words, whatever their case and accents, and tells the first paragraph from here on that has them; without
    /// words the next that has those which were looked for before.
    pub(super) fn search(&mut self, words: &str) -> Answer {
        let is_repeated = words.is_empty();
        if !is_repeated {
            words.clone_into(&mut self.wanted);
        } else if self.wanted.is_empty() {
            return Answer::line("type the words behind the slash");
        }
        let wanted = Words::loose(&self.wanted);
        let holds = |span: &&Span| wanted.are_in(&self.text(**span));
        self.hits = self.blocks.iter().filter(holds).copied().collect();
        self.hit = None;
        if self.hits.is_empty() {
            return Answer::line(format!("{} stands nowhere here", printable::line(&self.wanted)));
        }
        let here = self.block.and_then(|at| self.blocks.get(at)).map_or(0, |span| span.start);
        let from = here + usize::from(is_repeated);
        let first = self.hits.iter().position(|span| span.start >= from).unwrap_or(0);
        self.go_to_hit(first.cast_signed())
    }

    fn go_to_hit(&mut self, place: isize) -> Answer {
        let found = usize::try_from(place).ok().and_then(|place| Some((place, *self.hits.get(place)?)));
        let Some((place, span)) = found else {
            self.end_search();
            return Answer::line("no more matches; n tells quotes again, / the first match");
        };
        self.hit = Some(place);
        let at = self.block_at(span.start);
        let mut answer = self.leap(at);
        let heading = format!("Match {} of {}, {}:", place + 1, self.hits.len(), self.place(at));
        answer.lines.insert(0, heading);
        answer
    }

    /// Ends the search: somebody goes elsewhere, or it has come to its end.
    pub(super) fn end_search(&mut self) {
        self.hits.clear();
        self.hit = None;
    }

    /// Ends the search, or else takes the filter away.
    pub(super) fn cancel(&mut self) -> Answer {
        if !self.hits.is_empty() {
            self.end_search();
            return Answer::line("the search is over");
        }
        self.filter.clear();
        self.sense = None;
        self.refilter();
        Answer::line(format!("no filter: {}", self.count()))
    }

    /// The quote as it is cited, or all of its speaker.
    pub(super) fn cite(&self, all: bool) -> Answer {
        let (quote, said) = match self.current() {
            Ok(current) => current,
            Err(line) => return Answer::line(line),
        };
        let is_theirs = |other: &usize| {
            *other == quote || all && said.speaker.is_some() && self.findings.speaker(*other) == said.speaker
        };
        let wanted = (0..self.findings.analysis.quotes.len()).filter(is_theirs);
        let cited = wanted.map(|quote| self.citation.fill(&self.article, &self.findings.analysis, quote));
        Answer::lines(cited.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect())
    }
}

/// As in "1 quote" and "2 quotes".
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
