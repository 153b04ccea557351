//! E-mails in the Internet Message Format (RFC 5322) with MIME parts: newsletters, letters, digests; and web pages that a
//! browser has saved in this format (MHTML).
//!
//! `header` repairs the header, `parts` selects the text parts, `transfer` decodes them, `flowed` joins the lines of
//! `format=flowed`. Mails are parsed by the crate `mail-parser`.

mod flowed;
mod header;
mod parts;
mod transfer;

use super::html;
use crate::article::{
    About, Article, Format, Problem,
    budget::Budget,
    machine_date::{self, MachineDate},
};
use mail_parser::{Message, MessageParser, MimeHeaders};
use parts::{Part, Text};

/// Largest mail that is read, in bytes.
const LARGEST: usize = 64 << 20;

/// The stack size, in bytes, that reading a mail may need: mails may be nested to any depth, and the parser recurses
/// for each level.
pub(in crate::article) fn stack(bytes: &[u8]) -> usize {
    /// The recursion's need at the deepest possible nesting, per byte of the mail.
    const FOR_EACH_BYTE: usize = 64;
    (8 << 20) + bytes.len().min(LARGEST) * FOR_EACH_BYTE
}

/// Reads a mail as one article: all of its text parts, one after the other; or a saved page as the article in it.
///
/// # Errors
/// Where the mail is larger than 64 MiB or has no header.
pub(in crate::article) fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Article, Problem> {
    if bytes.len() > LARGEST {
        return Err(Problem::Broken { form: "an e-mail", reason: "it is larger than 64 MB".to_owned() });
    }
    let broken = || Problem::Broken { form: "an e-mail", reason: "it has no header".to_owned() };
    let bytes = header::mended(bytes);
    let message = MessageParser::default().parse(&*bytes).ok_or_else(broken)?;
    let mut parts = parts::of(&message).into_iter().peekable();
    if is_saved_page(&message)
        && let Some(Part { text: Text::Html(page), .. }) = parts.peek()
    {
        let address = || message.parts.iter().find_map(MimeHeaders::content_location);
        let address = message.header_raw("Snapshot-Content-Location").or_else(address);
        return Ok(html::read(name, page, address.map(str::trim), budget));
    }
    let mut article = part(name, parts.next().unwrap_or_default(), about(&message), budget);
    for more in parts {
        let about = more.message.map(about).unwrap_or_default();
        let next = part(name, more, about, budget);
        article = article.followed_by(next);
    }
    Ok(article)
}

/// Whether a browser has written this: "From: <Saved by Blink>".
fn is_saved_page(message: &Message<'_>) -> bool {
    message.header_raw("From").is_some_and(|from| from.contains("Saved by ") && !from.contains('@'))
}

/// The metadata in the header of a mail.
fn about(message: &Message<'_>) -> About {
    let sender = message.from().and_then(|from| from.first());
    let date = || message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    let header = message.header_raw("Date");
    let written = header.and_then(MachineDate::of).map(|date| date.to_string());
    let is_void = header.is_some_and(machine_date::is_void);
    About {
        title: message.subject().map(str::to_owned),
        byline: sender.and_then(|sender| sender.name().or(sender.address())).map(str::to_owned),
        published: written.or_else(date).filter(|_| !is_void),
        ..About::default()
    }
}

/// The article of one part, with the metadata in `about` above its text.
fn part(name: &str, part: Part<'_>, about: About, budget: &mut Budget) -> Article {
    match part.text {
        Text::Html(html) => html::whole(name, &html, about, budget),
        Text::Plain(text) => Article::from_text(name, text, Format::Plain).under(about, budget),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    fn check(mail: &str, expected: &[(BlockKind, &str)]) {
        let article = read("t.eml", mail.as_bytes(), &mut Budget::of(0)).unwrap();
        let found: Vec<_> = article.blocks.iter().map(|b| (b.kind, article.shown(b.span))).collect();
        let found: Vec<_> = found.iter().map(|(kind, shown)| (*kind, shown.as_str())).collect();
        assert_eq!(found, expected, "{mail}");
    }

    use BlockKind::{BlockQuote, Byline, Date, Heading, Paragraph, Title};

    const HEAD: &str = "From: =?utf-8?q?Mara_L=C3=AFnd?= <mara@news.example>\r\nTo: readers@news.example\r\n\
        Subject: The harbour =?utf-8?b?4oCUIG5vdw==?=\r\nDate: Tue, 8 May 2018 10:15:00 +0100\r\n";

    #[test]
    fn plain_text_under_what_its_header_says() {
        check(
            &format!(
                "{HEAD}\r\nNobody likes it, the mayor said, and nobody will,\r\nas long as it is there.\r\n\r\n> What about the quay?\r\n"
            ),
            &[
                (Title, "The harbour — now"),
                (Byline, "Mara Lïnd"),
                (Date, "2018-05-08 10:15"),
                (Paragraph, "Nobody likes it, the mayor said, and nobody will, as long as it is there."),
                (BlockQuote, "What about the quay?"),
            ],
        );
    }

    #[test]
    fn lines_may_end_as_on_old_systems() {
        let mail = format!("{HEAD}\r\nNobody likes it.\r\n").replace("\r\n", "\r");
        check(
            &mail,
            &[
                (Title, "The harbour — now"),
                (Byline, "Mara Lïnd"),
                (Date, "2018-05-08 10:15"),
                (Paragraph, "Nobody likes it."),
            ],
        );
    }

    #[test]
    fn of_html_and_text_the_html_is_read() {
        check(
            &format!(
                "{HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=cut\r\n\r\n--cut\r\n\
                 Content-Type: text/plain\r\n\r\nplain\r\n--cut\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
                 Content-Transfer-Encoding: quoted-printable\r\n\r\n<div style=3D\"display:none\">Peek!</div><div style=3D\"max-height:0px; overflow:hidden\">A peek</div>\
                 <div style=3D\"opacity: 0; font-size:1px\">More</div>\
                 <table><tr><td><h2>The quay</h2><p>Nobody likes the caf=E9.</p></td></tr></table>\
                 <p>You asked for it. <a href=3D\"https://x.example\">Unsubscribe</a></p>\r\n--cut--\r\n"
            ),
            &[
                (Title, "The harbour — now"),
                (Byline, "Mara Lïnd"),
                (Date, "2018-05-08 10:15"),
                (Heading(2), "The quay"),
                (Paragraph, "Nobody likes the café."),
            ],
        );
    }

    #[test]
    fn mails_in_mails_of_any_depth_are_survived() {
        use crate::article::{Input, format::Hint};
        let alternative = "Content-Type: multipart/alternative; boundary=cut\r\n\r\n--cut\r\n";
        let message = "Content-Type: message/rfc822\r\n\r\n";
        for unit in [message.to_owned(), alternative.to_owned(), [alternative, message, message].concat()] {
            let mail = format!("{HEAD}MIME-Version: 1.0\r\n{}Words.\r\n--cut--\r\n", unit.repeat(20_000));
            let _ = Input::read("t.eml", mail.into_bytes(), &Hint::default());
        }
    }

    #[test]
    fn html_without_words_leaves_the_text() {
        let mail = format!(
            "{HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=cut\r\n\r\n--cut\r\n\
             Content-Type: text/plain\r\n\r\nIn words.\r\n--cut\r\nContent-Type: text/html\r\n\r\n<img src=x>\r\n--cut--\r\n"
        );
        let article = read("t.eml", mail.as_bytes(), &mut Budget::of(0)).unwrap();
        assert!(article.text.ends_with("In words."), "{}", article.text);
    }

    fn parts(kind: &str, parts: &[(&str, &str)]) -> String {
        let mut all = String::new();
        for (said, text) in parts {
            all.extend(["--cut\r\nContent-Type: ", said, "\r\n\r\n", text, "\r\n"]);
        }
        format!("{HEAD}Content-Type: multipart/{kind}; boundary=cut\r\n\r\n{all}--cut--\r\n")
    }

    /// The text of a mail below its own header.
    fn text(mail: &[u8]) -> String {
        let article = read("t.eml", mail, &mut Budget::of(0)).unwrap();
        article.text.split_once("10:15\n\n").map_or(article.text.clone(), |(_, text)| text.trim().to_owned())
    }

    #[test]
    fn every_part_that_is_text_is_read() {
        let mail = parts(
            "mixed",
            &[("text/plain", "One."), ("image/png", "x"), ("text/html", "<p>Two."), ("text/x-y", "no")],
        );
        assert_eq!(text(mail.as_bytes()), "One.\n\nTwo.");
        let file = "text/html; name=a\r\nContent-Disposition: attachment";
        assert_eq!(text(parts("mixed", &[("text/plain", "One."), (file, "<p>A file.")]).as_bytes()), "One.");
        let long = "The quay is to be built after all, and the boats may stay where they are.";
        let stub =
            [("text/plain", long), ("text/html", "<style>a { color: red }</style><p>Read it elsewhere.")];
        assert_eq!(text(parts("alternative", &stub).as_bytes()), long);
    }

    #[test]
    fn mails_in_a_mail_stand_under_their_headers() {
        let inner = "Subject: Old\r\nFrom: Ada <a@x.example>\r\nDate: 7-MAY-2018 08:00\r\n\r\nSo it was.";
        let mail = parts("mixed", &[("text/plain", "See below."), ("message/rfc822", inner)]);
        assert_eq!(text(mail.as_bytes()), "See below.\n\nOld\n\nAda\n\n2018-05-07 08:00\n\nSo it was.");
        let digest = parts("digest", &[("message/rfc822", inner), ("message/rfc822", inner)]);
        assert_eq!(text(digest.as_bytes()).matches("So it was.").count(), 2);
    }

    #[test]
    fn what_a_list_adds_below_an_encoded_text_spoils_nothing() {
        let of = |said: &str, body: &str| text(format!("{HEAD}{said}\r\n{body}").as_bytes());
        let footer = "____________\r\nTown list\r\nhttps://x.example/?list=town\r\n";
        let said = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ";
        let base64 = of(&format!("{said}base64\r\n"), &format!("VGhlIGNhZsOpIGlzIHNodXQuCg==\r\n{footer}"));
        assert!(base64.starts_with("The café is shut.\n") && base64.contains("Town list"), "{base64}");
        let quoted =
            of(&format!("{said}quoted-printable\r\n"), &format!("The caf=C3=A9 is shut.\r\n{footer}"));
        assert!(quoted.starts_with("The café is shut.\n") && quoted.contains("?list=town"), "{quoted}");
        let html = of(
            &format!("{}quoted-printable\r\n", said.replace("plain", "html")),
            "<p>The caf=C3=A9 <a href=\"https://x.example/?a=b\">is</a> shut.</p>\r\n",
        );
        assert_eq!(html, "The café is shut.");
    }

    #[test]
    fn a_page_that_was_saved_as_a_mail_is_a_page() {
        let long = "The council met again on Monday and talked about the bridge, which nobody likes, until it was late.";
        let page = format!(
            "<html><head><title>Plan passes</title></head><body><nav><a href=/>Home</a></nav><article>\
             <h1>Plan passes</h1><p>{long}</p><p>{long}</p></article></body></html>"
        );
        let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/plan\r\nSubject: Plan\r\n\
            Date: Tue, 8 May 2018 10:15:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=cut\r\n\r\n\
            --cut\r\nContent-Type: text/html\r\nContent-Location: https://news.example/plan\r\n\r\n";
        let article =
            read("plan.mht", format!("{saved}{page}\r\n--cut--\r\n").as_bytes(), &mut Budget::of(0)).unwrap();
        assert_eq!(article.title_text().as_deref(), Some("Plan passes"));
        assert_eq!((article.byline, article.url.as_deref()), (None, Some("https://news.example/plan")));
        assert!(!article.text.contains("Home"), "{}", article.text);
    }

    #[test]
    fn the_charset_is_that_of_the_bytes() {
        let of = |said: &str, body: &[u8]| text(&[format!("{HEAD}{said}\r\n").as_bytes(), body].concat());
        assert_eq!(of("", b"The caf\xe9 \x96 it\x92s late."), "The café – it’s late.");
        assert_eq!(of("Content-Type: text/plain; charset=us-ascii\r\n", "The café.".as_bytes()), "The café.");
        assert_eq!(of("Content-Type: text/plain; charset=x-none\r\n", "The café.".as_bytes()), "The café.");
    }
}
