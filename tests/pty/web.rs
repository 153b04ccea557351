//! Pages, feeds and links on screen, from a server on the loopback interface.

use crate::{
    bytes::harm,
    hostile::ATTACK,
    server::{Reply, Server},
    terminal::Terminal,
};
use std::sync::{Mutex, mpsc};

fn page(title: &str, text: &str) -> String {
    let more =
        "The council met on Monday in the town hall and talked about the bridge over the river for hours. ";
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p><p>{}</p><p>{}</p>\
         <p>“We will not pay,” said Ada Brandt, the mayor.</p></article></body></html>",
        more.repeat(4),
        more.repeat(5)
    )
}

/// `text` in ASCII, with character references.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |out, c| out + &format!("&#{};", u32::from(c)))
}

#[test]
fn a_link_is_followed_by_its_label_and_come_back_from() {
    let server = Server::start(|request| match request.path.as_str() {
        "/first" => {
            Reply::html(page("The first page", "It leads to <a href='second'>another one</a>, and on."))
        }
        "/second" => Reply::html(page("The second page", "Nothing more.")),
        _ => Reply::status(404),
    });
    let mut terminal = Terminal::dixit(100, 30, [server.url("/first")]);
    terminal.wait_for_text("It leads to");
    terminal.press("O");
    terminal.wait_for_text("type the letters");
    terminal.press("a");
    terminal.wait_for_text("Nothing more.");
    terminal.press("\u{7f}");
    terminal.wait_for_text("It leads to");
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn a_page_that_is_not_there_is_told_on_the_terminal_as_it_was() {
    let server = Server::start(|_| Reply::status(404));
    let left = Terminal::dixit(100, 30, [server.url("/gone")]).end();
    assert_eq!((left.status, left.modes, left.settings_restored), (1, vec![], true));
    assert!(left.written.contains("there is no such page (404)"), "{}", left.written);
}

#[test]
fn a_page_that_is_given_up_is_hung_up_on() {
    let (hung_up, seen) = mpsc::channel();
    let hung_up = Mutex::new(hung_up);
    let server = Server::start(move |request| {
        let hung_up = hung_up.lock().unwrap().clone();
        if request.path == "/first" {
            return Reply::html(page(
                "The first page",
                "It leads to <a href='slow'>another one</a>, and on.",
            ));
        }
        Reply::raw(move |stream| {
            std::io::copy(stream, &mut std::io::sink())?;
            let _ = hung_up.send(());
            Ok(())
        })
    });
    let mut terminal = Terminal::dixit(100, 30, [server.url("/first")]);
    terminal.wait_for_text("It leads to");
    terminal.press("O");
    terminal.wait_for_text("type the letters");
    terminal.press("a");
    terminal.wait_for_text("fetching http://127.0.0.1");
    terminal.press("\u{1b}");
    terminal.wait_for_text("cancelled");
    // The reader goes on, and does not wait for the server.
    seen.recv().unwrap();
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn keys_are_answered_while_a_server_is_silent() {
    let (test_runs, end) = mpsc::channel::<()>();
    let end = Mutex::new(end);
    let server = Server::start(move |_| {
        let _ = end.lock().unwrap().recv();
        Reply::status(500)
    });
    let mut terminal = Terminal::dixit(100, 30, [server.url("/slow")]);
    terminal.wait_for_text("fetching http://127.0.0.1");
    terminal.press("?");
    terminal.wait_for_text("one line down");
    terminal.press_for_change("\u{1b}");
    terminal.press("\u{1b}");
    terminal.wait_for_text("cancelled");
    terminal.press("Q");
    assert_eq!(terminal.end().status, 0);
    drop(test_runs);
}

#[test]
fn nothing_of_a_hostile_page_or_feed_reaches_the_terminal_raw() {
    // Both as raw characters and as character references.
    let coded = escaped(ATTACK);
    let raw = ATTACK.replace(['<', '&'], "");
    let server = Server::start(move |request| match request.path.as_str() {
        "/feed" => {
            let entry = format!(
                "<item><title>Entry {coded}</title><author>a@b.example ({coded})</author>\
                 <link>http://x.example/{coded}</link><description>Short {coded} and {coded}</description></item>"
            );
            let title = format!("<title>Feed {coded}</title>");
            let feed = format!("<rss version='2.0'><channel>{title}{}</channel></rss>", entry.repeat(3));
            Reply::page("application/rss+xml", feed.replace("&#27;", "&#8238;").replace("&#8;", "&#157;"))
        }
        "/away" => Reply::redirect("http://127.0.0.1:1/\u{9b}2J"),
        _ => {
            let link = format!("<a href=\"http://127.0.0.1:1/{coded}\">a link {coded}</a>");
            let text =
                format!("It {coded} leads {raw} to {link} and <a href='javascript:{coded}'>there</a>.");
            Reply::html(page(&format!("Title {coded} {raw}"), &text))
        }
    });
    for (path, sees) in [("/page", "The council met"), ("/feed", "Entry")] {
        let mut terminal = Terminal::dixit(120, 40, [server.url(path).as_str(), "--links", "never"]);
        terminal.wait_for_text(sees);
        if path == "/feed" {
            terminal.press_for_change("j");
            terminal.press("\r");
            terminal.wait_for_text("Short");
            terminal.press("\u{7f}");
            terminal.wait_for_text("Entry");
        } else {
            terminal.press("O");
            terminal.wait_for_text("type the letters");
            terminal.press("a");
            terminal.wait_for_text("the server refused the connection");
            terminal.press_for_change("n");
        }
        terminal.press("Q");
        let left = terminal.end();
        assert_eq!((left.status, left.modes), (0, vec![]));
        assert_eq!(harm(&left.written), None, "{path}");
    }
    let left = Terminal::dixit(120, 40, [server.url("/away")]).end();
    assert_eq!(harm(left.written.trim_end_matches(['\r', '\n'])), None);
}

#[test]
fn links_that_the_terminal_follows_lead_to_the_web_only() {
    let coded = escaped(ATTACK);
    let server = Server::start(move |_| {
        let text = format!(
            "It leads to <a href=\"https://news.example/{coded}\">another one</a>, <a href='file:///etc/passwd'>not \
             there</a> and <a href=\"javascript:{coded}\">nowhere</a>."
        );
        Reply::html(page("Links", &text))
    });
    let mut terminal = Terminal::dixit(120, 40, [server.url("/page").as_str(), "--links", "always"]);
    terminal.wait_for_text("It leads to");
    terminal.press("Q");
    let written = terminal.end().written;
    let links: Vec<&str> = written.split("\u{1b}]8;").skip(1).collect();
    assert!(links.len() > 2, "no link was written");
    for link in links {
        let (parameters, _) = link.split_once("\u{1b}\\").expect("a link has an end");
        let address = parameters.split_once(';').expect("a link has parameters").1;
        assert!(address.is_empty() || address.starts_with("https://news.example/"), "{address:?}");
        assert!(address.bytes().all(|b| (0x21..=0x7e).contains(&b)), "{address:?}");
    }
}
