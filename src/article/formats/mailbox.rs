//! Mailboxes: several mails in one file (mbox, RFC 4155). Splits them; [`mail`](super::mail) reads each.

use std::borrow::Cow;

/// The start of the separator line before each mail.
const BEFORE: &[u8] = b"From ";

/// The mails in a mailbox, without separator lines; all of `bytes` as one mail where it is no mailbox.
///
/// A separator line must follow an empty line and be followed by a header field, since not every program escapes lines
/// of a text that begin with "From ", and text must not be taken for a mail.
pub(in crate::article) fn mails(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    if !bytes.starts_with(BEFORE) {
        return vec![Cow::Borrowed(bytes)];
    }
    let mut lines = bytes.split_inclusive(|&b| b == b'\n').peekable();
    let mut mails: Vec<Cow<'_, [u8]>> = Vec::new();
    let (mut at, mut start, mut behind_empty) = (0, 0, true);
    while let Some(line) = lines.next() {
        let begins =
            behind_empty && line.starts_with(BEFORE) && lines.peek().is_none_or(|next| is_field(next));
        if begins && at > 0 {
            mails.push(unmarked(bytes.get(start..at).unwrap_or_default()));
        }
        at += line.len();
        if begins {
            start = at;
        }
        behind_empty = line.trim_ascii().is_empty();
    }
    mails.push(unmarked(bytes.get(start..).unwrap_or_default()));
    mails.retain(|mail| !mail.trim_ascii().is_empty());
    mails
}

/// Whether a line begins a header field.
fn is_field(line: &[u8]) -> bool {
    let name = line.split(|&b| b == b':').next().unwrap_or_default();
    !name.is_empty() && name.len() < line.len() && name.iter().all(u8::is_ascii_graphic)
}

/// A mail with the escaped lines restored: one `>` is removed from `>From `, `>>From ` etc. (the mboxrd variant).
fn unmarked(mail: &[u8]) -> Cow<'_, [u8]> {
    let is_marked = |line: &[u8]| {
        let text = line.iter().position(|&b| b != b'>').and_then(|at| line.get(at..));
        line.starts_with(b">") && text.is_some_and(|text| text.starts_with(BEFORE))
    };
    if !mail.split(|&b| b == b'\n').any(is_marked) {
        return Cow::Borrowed(mail);
    }
    let lines = mail.split_inclusive(|&b| b == b'\n');
    Cow::Owned(
        lines
            .flat_map(|line| if is_marked(line) { line.get(1..).unwrap_or_default() } else { line })
            .copied()
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mailbox: &str, expected: &[&str]) {
        let found: Vec<String> =
            mails(mailbox.as_bytes()).iter().map(|mail| String::from_utf8_lossy(mail).into_owned()).collect();
        assert_eq!(found, expected, "{mailbox:?}");
    }

    #[test]
    fn each_mail_of_a_mailbox_is_found() {
        check("Subject: one\n\nFrom here on.\n", &["Subject: one\n\nFrom here on.\n"]);
        check("From a\nSubject: one\n\nText\n", &["Subject: one\n\nText\n"]);
        check(
            "From a\r\nSubject: one\r\n\r\nText\r\n\r\nFrom b\r\nSubject: two\r\n\r\nMore\r\n",
            &["Subject: one\r\n\r\nText\r\n\r\n", "Subject: two\r\n\r\nMore\r\n"],
        );
    }

    #[test]
    fn text_is_not_taken_for_a_mail() {
        check(
            "From a\nS: x\n\nOne.\n\nFrom here on it rained,\nand it poured: all day.\n\n>From b\nT: y\n>>From c\n",
            &["S: x\n\nOne.\n\nFrom here on it rained,\nand it poured: all day.\n\nFrom b\nT: y\n>From c\n"],
        );
        check("From a\nS: x\nFrom b\nT: y\n", &["S: x\nFrom b\nT: y\n"]);
        check("From ", &[]);
    }
    #[test]
    fn a_mailbox_is_a_list_of_articles() {
        use crate::article::{Input, format::Hint};
        let mailbox = "From a\nFrom: Mara <m@x.example>\nSubject: One\nDate: Tue, 8 May 2018 10:15:00 +0100\n\nText.\n\n\
                       From b\nSubject: Two\n\nMore.\n";
        let read = |name| Input::read(name, mailbox.into(), &Hint::default()).unwrap();
        let Input::Collection(mails) = read("news.mbox") else { panic!("it holds several") };
        let titles: Vec<_> =
            mails.items.iter().map(|item| (item.title.as_str(), item.published.as_deref())).collect();
        assert_eq!(titles, [("One", Some("2018-05-08 10:15")), ("Two", None)]);
        let articles = read("-").into_articles();
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[1].name, "-#2");
        assert!(articles[0].text.contains("Text.") && articles[1].text.contains("More."));
    }
}
