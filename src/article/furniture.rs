//! Recognises trailing page furniture: what a web page has below an article that was copied or saved as text.

use super::{
    Block, BlockKind,
    appeal::{is_appeal, is_invitation},
};

/// Longest line of furniture, in bytes.
const LONGEST: usize = 160;
/// Longest copyright notice or appeal, in bytes.
const LONGEST_NOTICE: usize = 500;

/// Most lines that are taken for the links below an opener ("Related").
const LINKS: usize = 12;

/// Lines that are furniture by themselves, in lower case. Those that open a list of links are in [`OPENERS`].
const LINES: [&str; 64] = [
    "listen",
    "listen to this article",
    "member-only story",
    "comments are closed",
    "no comments",
    "no comments yet",
    "leave a comment",
    "leave a reply",
    "add a comment",
    "post a comment",
    "view comments",
    "view all comments",
    "show comments",
    "load more comments",
    "loading comments",
    "join the conversation",
    "join the discussion",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share this page",
    "share this post",
    "share on facebook",
    "share on twitter",
    "share via email",
    "tweet",
    "email",
    "print",
    "print this page",
    "save",
    "advertisement",
    "advertisements",
    "ad",
    "sponsored",
    "sponsored content",
    "subscribe",
    "subscribe now",
    "sign up",
    "back to top",
    "next article",
    "previous article",
    "read the rest here",
    "report an error",
    "unsubscribe",
    "unsubscribe here",
    "view in browser",
    "view in your browser",
    "view this email in your browser",
    "manage your subscription",
    "like this",
    "like loading",
    "continue reading",
    "continue reading below",
    "continue reading the main story",
    "image",
    "images",
    "hide caption",
    "show caption",
    "toggle caption",
    "media caption",
    "image caption",
    "enlarge this image",
    "view image in fullscreen",
];

/// Lines that open a list of links, in lower case; the short lines below belong to them.
const OPENERS: [&str; 24] = [
    "comments",
    "read more",
    "read next",
    "read also",
    "also read",
    "see also",
    "related",
    "related articles",
    "related stories",
    "related content",
    "related coverage",
    "related topics",
    "related links",
    "related news",
    "more on this story",
    "more stories",
    "more news",
    "most read",
    "most popular",
    "most viewed",
    "trending",
    "recommended",
    "you may also like",
    "topics",
];

/// Phrases of legal notices, in lower case.
const NOTICES: [&str; 12] = [
    "this entry was posted",
    "you can follow any responses to this entry",
    "all rights reserved",
    "may not be published, broadcast",
    "may not be reproduced",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "privacy policy",
    "cookie policy",
    "unsubscribe from",
    "unsubscribe here",
];

/// The kind of furniture that a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Furniture by itself.
    Line,
    /// A line that opens a list of links.
    Opener,
}

/// Marks the furniture at the end of the text, if a part of the article remains above it.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let mut from = blocks.len();
    let mut links = 0;
    for (i, block) in blocks.iter().enumerate().skip(1).rev() {
        match recognise(block.span.of(text)) {
            Some(Furniture::Opener) => (from, links) = (i, 0),
            Some(Furniture::Line) if links == 0 => from = i,
            _ if links < LINKS && may_be_link(text, *block) => links += 1,
            _ => break,
        }
    }
    let kept = blocks.iter().take(from).any(|b| b.kind.is_analysed() && b.kind != BlockKind::Title);
    if kept {
        for block in blocks.iter_mut().skip(from) {
            block.kind = BlockKind::Furniture;
        }
    }
}

/// Whether a block below "Related" may be one of the links: a short line that is neither a sentence nor a quotation.
fn may_be_link(text: &str, block: Block) -> bool {
    let line = block.span.of(text);
    line.len() <= LONGEST
        && !line.contains(['\n', '"', '“', '”', '«'])
        && !line.ends_with(['.', '!', ':', ';', ','])
        && block.kind != BlockKind::Verbatim
}

/// The kind of furniture that a block at the end of an article is, if any.
fn recognise(block: &str) -> Option<Furniture> {
    let may_be_notice = block.len() <= LONGEST_NOTICE;
    let line = block.to_lowercase();
    if may_be_notice && (is_notice(bare(&line)) || is_appeal(&line)) {
        return Some(Furniture::Line);
    }
    recognise_anywhere(block)
}

/// The kind of furniture that a block is by its words alone, wherever it stands, if any.
pub(super) fn recognise_anywhere(block: &str) -> Option<Furniture> {
    if block.len() <= LONGEST_NOTICE && is_of_player(block) {
        return Some(Furniture::Line);
    }
    if block.len() > LONGEST || block.contains(['\n', '"', '“']) {
        return None;
    }
    let line = block.to_lowercase();
    let bare = bare(&line);
    if LINES.contains(&bare) || is_invitation(bare) || is_of_advertisement(bare) || is_of_window(bare) {
        return Some(Furniture::Line);
    }
    // With a number of comments: "Comments (12)", "12 comments".
    let counted =
        bare.trim_matches(|c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '(' | ')' | ','));
    if OPENERS.contains(&counted) || counted == "comment" && counted != bare {
        return Some(Furniture::Opener);
    }
    // With a label: "Read more: Harbour plan passes", "Topics: Harbour, Council".
    let (label, rest) = bare.split_once(':')?;
    let label = label.trim();
    let labels =
        LINES.contains(&label) || OPENERS.contains(&label) || matches!(label, "tags" | "filed under");
    (labels && !rest.trim().is_empty()).then_some(Furniture::Line)
}

/// Whether a line marks where an advertisement interrupts the text: "Story continues below advertisement".
fn is_of_advertisement(line: &str) -> bool {
    const WORDS: [&str; 22] = [
        "ad",
        "advert",
        "advertisement",
        "advertisements",
        "after",
        "article",
        "below",
        "content",
        "continue",
        "continued",
        "continues",
        "feedback",
        "for",
        "read",
        "reading",
        "scroll",
        "skip",
        "story",
        "text",
        "the",
        "this",
        "to",
    ];
    /// Most words of such a line.
    const MOST: usize = 8;
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let has = |start: &str| words().any(|word| word.starts_with(start));
    words().count() <= MOST
        && words().all(|word| WORDS.contains(&word))
        && (has("advert") || has("continue") && (has("below") || has("scroll")) || line == "ad feedback")
}

/// Whether a line is the label of a link for screen readers: "Click to share on Facebook (Opens in new window)".
fn is_of_window(line: &str) -> bool {
    ["window", "tab"].iter().any(|place| {
        line.trim_end_matches(')')
            .strip_suffix(place)
            .is_some_and(|line| line.ends_with("(opens in new ") || line.ends_with("(opens in a new "))
    })
}

/// Whether a block replaces a video player: "Your browser does not support the video tag."
fn is_of_player(block: &str) -> bool {
    const ASKS: [&str; 6] = [
        "please enable javascript",
        "try a different browser",
        "you need to enable javascript",
        "your browser does not support",
        "turn on javascript",
        "not supported by your browser",
    ];
    // A cheap test first, since converting every block to lower case would be slow.
    (block.contains("rowser") || block.contains("cript"))
        && ASKS.iter().any(|asks| block.to_lowercase().contains(asks))
        && !block.contains(['“', '"'])
}

/// A line without punctuation at its ends.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | ')'))
}

/// Whether a line in lower case is a copyright or legal notice.
fn is_notice(line: &str) -> bool {
    // "Copyright 2018" and "Copyright (c) 2018", but not "Copyright in the song ended in 1999".
    let begins_with_year = |rest: &str| {
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let rest = rest.strip_prefix("c)").unwrap_or(rest).trim_start();
        rest.bytes().take(4).filter(u8::is_ascii_digit).count() == 4
    };
    let dated = |rest: &str| rest.bytes().take(40).filter(u8::is_ascii_digit).count() >= 4;
    line.starts_with('©')
        || line.strip_prefix("copyright").is_some_and(|rest| rest.contains('©') || begins_with_year(rest))
        || line.strip_prefix("(c)").is_some_and(dated)
        || line.ends_with("unsubscribe") && line.len() <= LONGEST_NOTICE
        || NOTICES.iter().any(|notice| has_notice(line, notice))
            && speaks_to_reader(line)
            && line.len() <= LONGEST_NOTICE
            && !line.contains('“')
}

/// Whether a line contains `notice`; "all rights reserved" must end its sentence, unless the line has "©".
fn has_notice(line: &str, notice: &str) -> bool {
    line.match_indices(notice).any(|(at, _)| {
        let after = line.get(at + notice.len()..).unwrap_or_default().trim_start();
        !notice.starts_with("all rights") || !after.starts_with(char::is_alphabetic) || line.contains('©')
    })
}

/// Whether a line is addressed by a site to its readers, and not a sentence of an article about such things.
fn speaks_to_reader(line: &str) -> bool {
    const WORDS: [&str; 9] = ["our", "your", "you", "us", "we", "click", "here", "rights", "reproduced"];
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_sentence = line.split_whitespace().count() > 8;
    !is_sentence
        || line.contains('©')
        || line.contains("may not be")
        || words.any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, BlockKind, Format};

    const BODY: &str = "Harbour plan passes\n\nThe council met late on Monday and voted for the plan.";

    fn check(tail: &[&str], furniture: &[&str]) {
        let text = format!("{BODY}\n\n{}\n", tail.join("\n\n"));
        let article = Article::from_text("t", text.clone(), Format::Plain);
        let found = article.blocks.iter().filter(|b| b.kind == BlockKind::Furniture);
        assert_eq!(found.map(|b| b.span.of(&text)).collect::<Vec<_>>(), furniture);
    }

    #[test]
    fn a_trailing_run_is_furniture() {
        for line in [
            "Comments",
            "Comments are closed.",
            "12 Comments",
            "Comments (3)",
            "Share this",
            "Read more",
            "Read more: Harbour plan fails",
            "Advertisement",
            "Follow us on Twitter",
            "Follow @harbour_news",
            "Sign up for our newsletter.",
            "© 2018 Harbour News",
            "You get this letter because you asked for it. Unsubscribe",
            "Copyright 2018 Harbour News. All rights reserved.",
            "Click to share on Facebook (Opens in new window)",
            "Did you like this story? Subscribe to the Harbour News from 3 euros a month.",
            "ADVERTISEMENT – CONTINUE READING BELOW",
        ] {
            check(&[line], &[line]);
            check(&["Nobody objected.", line, "Share this"], &[line, "Share this"]);
        }
    }

    #[test]
    fn links_belong_to_the_line_that_opens_them() {
        let related =
            ["Related", "Five things to know about the harbour", "Who pays for the new quay?", "Print"];
        check(&related, &related);
    }

    #[test]
    fn inside_the_article_nothing_is_furniture() {
        check(&["Share this", "Work begins in May, the mayor said."], &[]);
        check(&["Comments", "The mayor did not answer a request for comment."], &[]);
    }

    #[test]
    fn sentences_that_begin_alike_are_the_article() {
        check(&["Follow the harbour road to the quay."], &[]);
        check(&["Comments from the mayor were expected on Tuesday."], &[]);
        check(&["Sign up before May, officials said."], &[]);
        check(&["Residents who subscribe to the plan will get a letter from us, the mayor said."], &[]);
        check(&["The story continues."], &[]);
        check(&["“Read more,” she said."], &[]);
        check(&["Copyright law does not apply, the court said."], &[]);
    }

    #[test]
    fn something_is_always_left() {
        let article = Article::from_text("t", "Comments\n\nShare this", Format::Plain);
        assert!(article.blocks.iter().all(|b| b.kind != BlockKind::Furniture));
    }
}
