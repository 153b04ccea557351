//! Followed feeds, from a server on the loopback interface.

use crate::support::{
    run::run,
    server::{Reply, Server},
};
use std::{
    fs,
    process::Command,
    sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    },
};
use tempfile::TempDir;

/// A user who follows feeds: folders for configuration and cache.
struct Follower(TempDir);

impl Follower {
    fn of(config: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("config/dixit")).unwrap();
        fs::write(home.path().join("config/dixit/config.toml"), config).unwrap();
        Self(home)
    }

    fn dixit(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command
            .args(arguments)
            .env("XDG_CONFIG_HOME", self.0.path().join("config"))
            .env("XDG_STATE_HOME", self.0.path().join("state"))
            .env("XDG_CACHE_HOME", self.0.path().join("cache"));
        run(&mut command)
    }
}

fn rss(title: &str, entries: usize) -> String {
    let entry = |n: usize| {
        format!(
            "<item><title>Entry {n}</title><description>“No,” said Ada Brandt, the mayor.</description></item>"
        )
    };
    let entries: String = (1..=entries).map(entry).collect();
    format!("<rss version='2.0'><channel><title>{title}</title>{entries}</channel></rss>")
}

#[test]
fn lists_of_feeds_are_taken_kept_and_given() {
    let server = Server::start(|_| Reply::page("application/rss+xml", rss("The Post", 2)));
    let follower = Follower::of("# mine\n");
    let (code, _, problems) = follower.dixit(&["feeds"]);
    assert!(code == Some(1) && problems.contains("no feeds are followed"), "{problems}");
    let list = follower.0.path().join("list.opml");
    let (url, list) = (server.url("/a"), list.to_str().unwrap());
    let outline =
        format!("<outline text='Mine' xmlUrl='{url}'/><outline text='x' xmlUrl='file:///etc/passwd'/>");
    fs::write(list, format!("<opml version='2.0'><body>{outline}</body></opml>")).unwrap();
    let (code, told, problems) = follower.dixit(&["feeds", "--follow", list]);
    assert_eq!((code, told.as_str()), (Some(1), "1 feed is followed now\n"), "{problems}");
    assert!(problems.contains("file:///etc/passwd"), "{problems}");
    assert_eq!(follower.dixit(&["feeds", "--follow", list]).1, "0 feeds are followed now, 1 were already\n");
    let (_, given, _) = follower.dixit(&["feeds", "--opml"]);
    assert!(given.contains(&format!("text=\"Mine\" xmlUrl=\"{url}\"")), "{given}");
    let (code, told, problems) = follower.dixit(&["feeds", "--keep", "--model", "quick"]);
    assert_eq!((code, told.as_str()), (Some(0), "2 added\n"), "{problems}");
    let (_, said, _) = follower.dixit(&["said", "Ada Brandt"]);
    assert!(said.starts_with("Ada Brandt, mayor: "), "{said}");
    fs::write(list, "no list").unwrap();
    let (code, _, problems) = follower.dixit(&["feeds", "--follow", list]);
    assert!(code == Some(1) && problems.contains("it names no feeds"), "{problems}");
}

#[test]
fn all_feeds_are_asked_and_each_host_one_after_the_other() {
    static BUSY: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let server = Server::start(|request| {
        let busy = BUSY.fetch_add(1, Ordering::SeqCst) + 1;
        MOST.fetch_max(busy, Ordering::SeqCst);
        std::thread::sleep(std::time::Duration::from_millis(20));
        BUSY.fetch_sub(1, Ordering::SeqCst);
        if request.field("if-none-match") == Some("\"1\"") {
            return Reply::status(304);
        }
        match request.path.as_str() {
            "/a" => Reply::page("application/rss+xml", rss("The Courier", 3)).with("ETag", "\"1\""),
            "/b" => Reply::page("application/rss+xml", rss("The \u{202e}Post\u{9b}2J", 1)),
            "/page" => Reply::html("<p>A page.</p>"),
            _ => Reply::status(404),
        }
    });
    let feed = |path: &str| format!("[[feeds]]\nurl = \"{}\"\n", server.url(path));
    let config = ["/a", "/gone", "/b", "/page"].map(feed).concat();
    let follower = Follower::of(&config);
    let (code, out, err) = follower.dixit(&["feeds"]);
    assert_eq!(code, Some(1));
    assert_eq!(out, "    3  The Courier\n    1  The \u{fffd}Post2J\n");
    assert!(err.contains("/gone: there is no such page (404)"), "{err}");
    assert!(err.contains("/page: this is a page, not a feed"), "{err}");
    assert_eq!(err.lines().count(), 2, "{err}");
    assert_eq!(MOST.load(Ordering::SeqCst), 1);
    // The second time requests are conditional, and what has not changed is not sent again.
    let (_, again, _) = follower.dixit(&["feeds"]);
    assert_eq!(again, out);
    let asked = server.requests();
    let conditional = asked.iter().filter(|request| request.field("if-none-match").is_some());
    assert_eq!((asked.len(), conditional.count()), (8, 1));
}

#[test]
fn without_feeds_or_with_nonsense_it_says_what_to_do() {
    let (code, _, err) = Follower::of("").dixit(&["feeds"]);
    assert_eq!((code, err.lines().count()), (Some(1), 1));
    assert!(err.contains("no feeds are followed") && err.contains("config.toml"), "{err}");
    let (code, _, err) = Follower::of("colour = 1\n").dixit(&["feeds"]);
    assert_eq!((code, err.lines().count()), (Some(1), 1));
    assert!(err.contains("config.toml, line 1, column 1: unknown field `colour`"), "{err}");
}

#[test]
fn a_feed_is_extracted_entry_by_entry() {
    let server = Server::start(|_| Reply::page("application/rss+xml", rss("The Courier", 2)));
    let (code, out, err) = Follower::of("").dixit(&["extract", &server.url("/feed")]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let objects: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let titles: Vec<_> = objects.iter().map(|object| object["article"]["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Entry 1", "Entry 2"]);
    assert!(objects.iter().all(|object| object["quotes"].as_array().unwrap().len() == 1), "{out}");
}

#[test]
fn what_a_feed_only_sums_up_is_extracted_from_its_page() {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => {
            let entry = |name: &str| {
                format!(
                    "<item><title>{name}</title><link>/{name}</link><description>It rained.</description></item>"
                )
            };
            let entries = ["one", "gone"].map(entry).concat();
            Reply::page(
                "application/rss+xml",
                format!("<rss version='2.0'><channel><title>The Courier</title>{entries}</channel></rss>"),
            )
        }
        "/one" => Reply::html(
            "<h1>It rained all day</h1><p>The bridge was closed in the morning, and nobody could cross the river.</p>\
             <p>“We have waited for years,” said Ada Brandt, the mayor of the town, before the council met.</p>",
        ),
        _ => Reply::status(404),
    });
    let follower = Follower::of("");
    for _ in 0..2 {
        let (code, out, err) = follower.dixit(&["extract", &server.url("/feed")]);
        assert_eq!(code, Some(0), "{err}");
        assert!(err.contains("/gone: there is no such page (404)") && err.lines().count() == 1, "{err}");
        let objects: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let texts: Vec<_> =
            objects.iter().map(|object| object["article"]["text"].as_str().unwrap()).collect();
        assert!(texts[0].contains("We have waited") && texts[1].contains("It rained."), "{out}");
        assert_eq!(objects[0]["quotes"][0]["speaker_name"], "Ada Brandt", "{out}");
    }
    // A page in the cache is not requested again.
    let asked = server.requests();
    assert_eq!(asked.iter().filter(|request| request.path == "/one").count(), 1);
}

/// A feed of summaries, one for each address.
fn summaries(addresses: impl Iterator<Item = String>) -> Reply {
    let entry = |(n, address)| {
        format!(
            "<item><title>Entry {n}</title><link>{address}</link><description>It rained.</description></item>"
        )
    };
    let entries: String = addresses.enumerate().map(entry).collect();
    let feed = format!("<rss version='2.0'><channel><title>The Courier</title>{entries}</channel></rss>");
    Reply::page("application/rss+xml", feed)
}

fn texts(out: &str) -> Vec<String> {
    let text = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        object["article"]["text"].as_str().unwrap().to_owned()
    };
    out.lines().map(text).collect()
}

/// The server sends the first page of each host only once the first page of the other has been requested.
#[test]
fn pages_of_several_hosts_are_fetched_at_once_and_given_in_order() {
    let firsts = Barrier::new(2);
    let server = Server::start(move |request| {
        let host = request.field("host").unwrap().to_owned();
        let (_, port) = host.split_once(':').unwrap();
        if request.path == "/feed" {
            let hosts = ["127.0.0.1", "localhost"].into_iter().cycle().enumerate();
            return summaries(hosts.take(8).map(|(n, host)| format!("http://{host}:{port}/{n}")));
        }
        if matches!(request.path.as_str(), "/0" | "/1") {
            firsts.wait();
        }
        Reply::html(format!("<p>The page {} of {host} says that it rained.</p>", request.path))
    });
    for arguments in [["extract", "--from", "text"].as_slice(), &["--plain"]] {
        let url = server.url("/feed");
        let (code, out, err) = Follower::of("").dixit(&[arguments, &[url.as_str()]].concat());
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let places: Vec<_> = (0..8).map(|n| out.find(&format!("The page /{n} of")).unwrap()).collect();
        assert!(places.is_sorted(), "{out}");
    }
}

#[test]
fn a_feed_does_not_make_it_fetch_for_ever() {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => summaries((0..205).map(|n| format!("/{n}"))),
        path => Reply::html(format!("<p>The page {path} says that it rained.</p>")),
    });
    let (code, out, err) = Follower::of("").dixit(&["extract", &server.url("/feed")]);
    assert_eq!((code, err.lines().count()), (Some(0), 1), "{err}");
    assert!(err.contains("/feed: 5 of the articles are given as the feed sums them up"), "{err}");
    let texts = texts(&out);
    assert_eq!((texts.len(), server.requests().len()), (205, 201));
    assert!(texts[199].contains("The page /199 says") && texts[200].contains("It rained."), "{out}");
}
