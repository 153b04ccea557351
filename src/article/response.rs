//! The answer of a web server that was saved as it came (`curl -i`): its status line and header fields above the file.

use super::budget;

/// Most answers that are skipped: each redirection is one.
const ANSWERS: usize = 16;
/// Longest status line with its header fields, in bytes.
const LONGEST: usize = 1 << 14;

/// What a server has sent before a file, as `curl -i` saves it: the status line and the header.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Its length in bytes, with the empty line below it.
    pub length: usize,
    /// The content type that it names.
    pub content_type: Option<String>,
}

/// The heads of the answers that `bytes` begins with; `None` where there are none, or nothing is below them.
pub(super) fn head(bytes: &[u8]) -> Option<Head> {
    let mut head = Head::default();
    for _ in 0..ANSWERS {
        let Some(next) = one(bytes.get(head.length..)?) else { break };
        head = Head { length: head.length + next.length, ..next };
    }
    (head.length > 0 && head.length < bytes.len()).then_some(head)
}

/// The head of one answer.
fn one(bytes: &[u8]) -> Option<Head> {
    let start = bytes.get(..LONGEST).unwrap_or(bytes);
    let mut lines = start.split_inclusive(|&b| b == b'\n');
    let status = lines.next()?;
    let (version, code) = std::str::from_utf8(status).ok()?.strip_prefix("HTTP/")?.split_once(' ')?;
    let is_status = version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && code.get(..3).is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()));
    let mut head = Head { length: status.len(), content_type: None };
    // Only an answer that another follows has no fields ("100 Continue").
    let mut is_whole = code.starts_with('1');
    for line in lines.take_while(|_| is_status) {
        head.length += line.len();
        if line.trim_ascii().is_empty() {
            return is_whole.then_some(head);
        }
        let colon = line.iter().position(|&b| b == b':')?;
        let (name, value) = line.split_at_checked(colon)?;
        if !name.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        is_whole = true;
        if name.eq_ignore_ascii_case(b"content-type") {
            let value = std::str::from_utf8(value.get(1..)?).ok();
            head.content_type = value.and_then(|value| budget::line(value, budget::NAME));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Hint, Input};

    #[test]
    fn an_answer_that_was_saved_with_its_head_is_read_without() {
        let moved = "HTTP/1.1 301 Moved Permanently\r\nLocation: /a\r\n\r\n";
        let said = "HTTP/2 200\r\ncontent-type: text/html; charset=utf-8\r\nserver: x\r\n\r\n";
        let page = "<html><head><title>Plan passes</title></head><body><h1>Plan passes</h1><p>It met late.</p></body></html>";
        for start in [said.to_owned(), [moved, said].concat()] {
            let bytes = [&start, page].concat();
            assert_eq!(head(bytes.as_bytes()).unwrap().length, start.len());
            let Ok(Input::Article(article)) = Input::read("saved", bytes.into(), &Hint::default()) else {
                panic!("a page is one article")
            };
            assert_eq!(article.title_text().as_deref(), Some("Plan passes"));
            assert!(!article.text.contains("server"), "{}", article.text);
        }
    }

    #[test]
    fn text_about_answers_is_none() {
        for text in [
            "HTTP/1.1 200 OK is what servers say.\n\nThey say it often.",
            "HTTP/1.1 is old.\n\nText",
            "HTTP/1.1 200 OK\nServer: x\n",
            "HTTP/1.1 200 OK\nServer: x\n\n",
            "HTTP/1.1 200 OK\nand no more fields\n\nText",
        ] {
            assert_eq!(head(text.as_bytes()), None, "{text}");
        }
    }
}
