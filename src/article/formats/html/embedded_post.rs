//! Embedded posts of social networks: moves the line with the author below the post, where a quotation's credit stands.

use super::piece::Piece;
use crate::article::BlockKind;

/// Longest line with an author, in bytes.
const LONGEST: usize = 100;

/// In each run of block quotations, puts the author's line last and a dash before it. It may stand above ("Ann Roe
/// @annroe") or be a sentence below ("A post shared by Ann Roe (@annroe)"). Counts of likes and the time are dropped.
pub(super) fn credit(pieces: &mut Vec<Piece>) {
    let is_quoted = |piece: &Piece| piece.kind == BlockKind::BlockQuote;
    if !pieces.iter().any(is_quoted) {
        return;
    }
    let old = std::mem::take(pieces);
    let mut post: Vec<Piece> = Vec::new();
    for piece in old {
        if is_quoted(&piece) {
            if !is_count(&piece.text) {
                post.push(piece);
            }
        } else {
            end(&mut post, pieces);
            pieces.push(piece);
        }
    }
    end(&mut post, pieces);
}

/// Appends the quotation `post` to `pieces`, with its credit last.
fn end(post: &mut Vec<Piece>, pieces: &mut Vec<Piece>) {
    for piece in post.iter_mut() {
        without_picture(piece);
    }
    if let Some(last) = post.last_mut() {
        shared_by(last);
    }
    let is_credited = post.iter().any(|piece| piece.text.starts_with(['—', '–', '-', '―']));
    let above = post.len() > 1 && !is_credited && post.first().is_some_and(|first| names(&first.text));
    let name = above.then(|| post.remove(0));
    pieces.append(post);
    if let Some(mut name) = name {
        name.prefix("— ");
        pieces.push(name);
    }
}

/// Removes the address of a picture or a shortened link at the end of a post.
fn without_picture(piece: &mut Piece) {
    if let Some((words, last)) = piece.text.rsplit_once(' ')
        && ["pic.twitter.com/", "https://t.co/"].iter().any(|address| last.starts_with(address))
    {
        let end = words.trim_end().len();
        piece.truncate(end);
    }
}

/// Replaces "A post shared by Ann Roe" by "— Ann Roe".
fn shared_by(piece: &mut Piece) {
    const LEADS: [&str; 5] =
        ["A post shared by ", "A photo shared by ", "A video posted by ", "A photo posted by ", "Posted by "];
    let lead = LEADS.iter().find(|lead| piece.text.starts_with(**lead) && piece.text.len() <= LONGEST);
    if let Some(lead) = lead {
        piece.drop_start(lead.len());
        piece.prefix("— ");
    }
}

/// Whether a line is a name followed by a handle: "Ann Roe @annroe".
fn names(line: &str) -> bool {
    /// Most words of such a line.
    const MOST: usize = 8;
    let words: Vec<&str> = line.split_whitespace().collect();
    let handle = words.iter().position(|word| {
        word.trim_start_matches('(').strip_prefix('@').is_some_and(|handle| handle.len() > 1)
    });
    (2..=MOST).contains(&words.len())
        && line.len() <= LONGEST
        && handle.is_some_and(|at| at >= 1)
        && line.starts_with(char::is_uppercase)
        && !line.ends_with(['.', '!', '?'])
}

/// Whether a line only holds counts of reactions, with or without a date ("9 March 2018 14 Retweets 68 Likes"), or is a
/// time.
fn is_count(line: &str) -> bool {
    const WORDS: [&str; 9] =
        ["retweets", "retweet", "likes", "like", "replies", "reposts", "views", "shares", "quotes"];
    /// Most words of such a line.
    const MOST: usize = 12;
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let counts = words.windows(2).filter(|pair| {
        pair.first().is_some_and(|count| count.starts_with(|c: char| c.is_ascii_digit()))
            && pair.get(1).is_some_and(|what| WORDS.contains(&what.as_str()))
    });
    // "9:14 PM"
    let is_time = words.len() <= 2
        && words
            .first()
            .and_then(|word| word.split_once(':'))
            .is_some_and(|(hour, minute)| hour.parse::<u8>().is_ok() && minute.parse::<u8>().is_ok());
    is_time || words.len() <= MOST && counts.count() > 0 && !line.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::{Piece, credit};
    use crate::article::BlockKind;

    fn check(lines: &[&str], expected: &[&str]) {
        let quoted = |line: &&str| Piece { text: (*line).to_owned(), ..Piece::new(BlockKind::BlockQuote) };
        let mut pieces: Vec<Piece> = lines.iter().map(quoted).collect();
        credit(&mut pieces);
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn who_wrote_a_post_stands_under_it() {
        check(
            &["Ann Roe @annroe", "It rains into the well.", "10:15 PM", "14 Retweets 68 Likes"],
            &["It rains into the well.", "— Ann Roe @annroe"],
        );
        check(&["It rains.", "A post shared by Ann Roe (@annroe)"], &["It rains.", "— Ann Roe (@annroe)"]);
    }

    #[test]
    fn other_quotations_stay_as_they_are() {
        check(&["It rains on @annroe again.", "So it does."], &["It rains on @annroe again.", "So it does."]);
        check(&["Ann Roe @annroe"], &["Ann Roe @annroe"]);
        check(&["It had 14 likes and no reply."], &["It had 14 likes and no reply."]);
    }
}
