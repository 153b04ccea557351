//! Fetching, from servers that are as they should be and from servers that are not. Nothing here leaves the loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say so when they fail")]

#[path = "support/server.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod server;

use dixit::fetch::{Address, Cache, Cancel, Failure, Fetcher, Freshness, Limits, Page, Reach};
use flate2::{Compression, write::GzEncoder};
use server::{Reply, Server};
use std::{
    io::Write as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

fn fetcher() -> Fetcher {
    Fetcher::default()
}

fn get(fetcher: &Fetcher, url: &str, freshness: Freshness) -> Result<Page, Failure> {
    fetcher.get(&Address::parse(url).unwrap(), Reach::Anywhere, freshness, &Cancel::default())
}

#[track_caller]
fn fails(reply: impl Fn() -> Reply + Send + Sync + 'static, failure: Failure) {
    let server = Server::start(move |_| reply());
    assert_eq!(get(&fetcher(), &server.url("/"), Freshness::Checked), Err(failure));
}

#[test]
fn a_page_comes_with_its_type_and_where_it_is_from() {
    let server = Server::start(|request| match request.path.as_str() {
        "/old?x=1" => Reply::redirect("/new/"),
        "/new/" => Reply::redirect("page"),
        _ => Reply::page("text/html; charset=latin1", b"caf\xe9"),
    });
    let page = get(&fetcher(), &server.url("/old?x=1#part"), Freshness::Checked).unwrap();
    assert_eq!(page.bytes, b"caf\xe9");
    assert_eq!(page.content_type.as_deref(), Some("text/html; charset=latin1"));
    assert_eq!(page.address.as_str(), server.url("/new/page"));
    assert!(page.is_private && page.copied.is_none() && page.failure.is_none());
    let asked = server.requests();
    assert!(asked[0].field("user-agent").unwrap().starts_with("dixit/"));
    assert!(asked[0].field("accept-encoding").unwrap().contains("br"));
    assert!(asked.iter().all(|request| !request.path.contains('#')));
}

#[test]
fn what_is_compressed_is_unpacked() {
    let server = Server::start(|request| match request.path.as_str() {
        "/gzip" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::default());
            packed.write_all(b"packed words").unwrap();
            Reply::page("text/plain", packed.finish().unwrap()).with("Content-Encoding", "gzip")
        }
        // A stream of one uncompressed block with "packed words" in it, and the empty last block.
        _ => {
            Reply::page("text/plain", b"\x8b\x05\x80packed words\x03".to_vec()).with("Content-Encoding", "br")
        }
    });
    for path in ["/gzip", "/br"] {
        let page = get(&fetcher(), &server.url(path), Freshness::Checked).unwrap();
        assert_eq!(String::from_utf8_lossy(&page.bytes), "packed words", "{path}");
    }
}

#[test]
fn errors_of_servers_are_told_apart() {
    for code in [404, 410, 403, 429, 500, 503, 418] {
        fails(move || Reply::status(code), Failure::Status { code });
    }
    assert_eq!(Failure::Status { code: 404 }.to_string(), "there is no such page (404)");
    fails(|| Reply::raw(|_| Ok(())), Failure::BrokeOff);
    fails(|| Reply::raw(|out| out.write_all(b"SSH-2.0-x\r\n")), Failure::Garbled);
    fails(
        || Reply::raw(|out| out.write_all(b"HTTP/1.1 200 x\r\nContent-Length: 99\r\n\r\nhalf")),
        Failure::BrokeOff,
    );
    fails(
        || Reply::raw(|out| out.write_all(b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf")),
        Failure::BrokeOff,
    );
}

#[test]
fn redirects_end_somewhere() {
    let hops = AtomicUsize::new(0);
    fails(|| Reply::redirect("/"), Failure::Circle);
    fails(
        move || Reply::redirect(&format!("/{}", hops.fetch_add(1, Ordering::SeqCst))),
        Failure::TooManyRedirects,
    );
    for to in
        ["file:///etc/passwd", "javascript:alert(1)", "http://user@127.0.0.1/", "http://", "gopher://x/"]
    {
        fails(move || Reply::redirect(to), Failure::BadRedirect);
    }
    fails(|| Reply::status(302), Failure::BadRedirect);
}

#[test]
fn an_answer_without_end_is_cut() {
    let fetcher = Fetcher { limits: Limits { bytes: 1 << 20, ..Limits::default() }, ..fetcher() };
    let endless = |head: &'static [u8], block: Vec<u8>| {
        Server::start(move |_| {
            let block = block.clone();
            Reply::raw(move |out| {
                out.write_all(head)?;
                loop {
                    out.write_all(&block)?;
                }
            })
        })
    };
    let plain = endless(b"HTTP/1.1 200 x\r\nContent-Type: text/plain\r\n\r\n", vec![b'a'; 1 << 14]);
    let chunked =
        endless(b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n", b"4\r\naaaa\r\n".repeat(999));
    let head = endless(b"HTTP/1.1 200 x\r\n", b"X-Y: zzzzzzzz\r\n".repeat(999));
    let too_large = Err(Failure::TooLarge { megabytes: 1 });
    assert_eq!(get(&fetcher, &plain.url("/"), Freshness::Checked), too_large);
    assert_eq!(get(&fetcher, &chunked.url("/"), Freshness::Checked), too_large);
    assert_eq!(get(&fetcher, &head.url("/"), Freshness::Checked), Err(Failure::Garbled));
}

/// Ten gigabytes of zeros, a few megabytes at a time: what is unpacked counts, not what is sent.
#[test]
fn a_bomb_in_gzip_does_not_go_off() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let server = Server::start(move |_| {
        let count = Arc::clone(&count);
        Reply::raw(move |out| {
            out.write_all(b"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n")?;
            let mut packed = GzEncoder::new(out, Compression::best());
            let zeros = vec![0; 1 << 20];
            for _ in 0..10_240 {
                packed.write_all(&zeros)?;
                packed.flush()?;
                count.fetch_add(1, Ordering::SeqCst);
            }
            packed.finish().map(drop)
        })
    });
    let failed = get(&fetcher(), &server.url("/"), Freshness::Checked);
    assert_eq!(failed, Err(Failure::TooLarge { megabytes: 32 }));
    assert!(sent.load(Ordering::SeqCst) < 10_240);
}

#[test]
fn a_slow_server_is_not_waited_for_for_ever() {
    let limits = Limits { silence: Duration::from_millis(300), ..Limits::default() };
    let impatient = Fetcher { limits, ..fetcher() };
    let overall =
        Fetcher { limits: Limits { overall: Duration::from_secs(1), ..Limits::default() }, ..fetcher() };
    let (_hold, held) = mpsc::channel::<()>();
    let held = std::sync::Mutex::new(held);
    let silent = Server::start(move |_| {
        // Until the test is over.
        let _ = held.lock().unwrap().recv();
        Reply::status(500)
    });
    assert_eq!(get(&impatient, &silent.url("/"), Freshness::Checked), Err(Failure::TooSlow));
    let trickling = Server::start(|_| {
        Reply::raw(|out| {
            out.write_all(b"HTTP/1.1 200 x\r\n\r\n")?;
            loop {
                out.write_all(b"a")?;
                std::thread::sleep(Duration::from_millis(50));
            }
        })
    });
    assert_eq!(get(&overall, &trickling.url("/"), Freshness::Checked), Err(Failure::TooSlow));
}

#[test]
fn nobody_there() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(get(&fetcher(), &format!("http://{at}/"), Freshness::Checked), Err(Failure::Refused));
}

#[test]
fn a_connection_that_is_not_safe_is_not_used() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 not what a safe connection begins with\r\n\r\n").unwrap();
        // Until the other side has had enough.
        let _ = std::io::copy(&mut stream, &mut std::io::sink());
    });
    let failure = get(&fetcher(), &format!("https://{at}/"), Freshness::Checked).unwrap_err();
    server.join().unwrap();
    assert!(matches!(failure, Failure::NotSafe { .. }), "{failure:?}");
}

#[test]
fn what_is_not_wanted_any_more_is_not_fetched() {
    let server = Server::start(|_| Reply::text("x"));
    let cancel = Cancel::default();
    cancel.cancel();
    let address = Address::parse(&server.url("/")).unwrap();
    let got = fetcher().get(&address, Reach::Anywhere, Freshness::Anew, &cancel);
    assert_eq!(got, Err(Failure::Cancelled));
    assert!(server.requests().is_empty());
}

#[test]
fn pages_that_are_led_to_do_not_reach_the_loopback() {
    let server = Server::start(|_| Reply::text("x"));
    let address = Address::parse(&server.url("/")).unwrap();
    let got = fetcher().get(&address, Reach::Public, Freshness::Anew, &Cancel::default());
    assert_eq!(got, Err(Failure::Private));
    assert!(server.requests().is_empty());
}

/// A server that knows validators, counts and can be turned off, and a fetcher with a cache.
struct Kept {
    server: Server,
    fetcher: Fetcher,
    version: Arc<AtomicUsize>,
    _folder: tempfile::TempDir,
}

impl Kept {
    fn new(head: (&'static str, &'static str)) -> Self {
        let version = Arc::new(AtomicUsize::new(1));
        let current = Arc::clone(&version);
        let server = Server::start(move |request| {
            let version = current.load(Ordering::SeqCst);
            let etag = format!("\"{version}\"");
            let date = format!("Mon, 0{version} Jan 2024 00:00:00 GMT");
            let (known, value) =
                if head.0 == "ETag" { ("if-none-match", &etag) } else { ("if-modified-since", &date) };
            match version {
                0 => Reply::raw(|_| Ok(())),
                9 => Reply::status(404),
                _ if request.field(known) == Some(value) => Reply::status(304),
                _ => {
                    let reply = Reply::text(format!("version {version}"));
                    if head.0 == "ETag" {
                        reply.with("ETag", &etag)
                    } else {
                        reply.with("Last-Modified", &date)
                    }
                    .with("Cache-Control", head.1)
                }
            }
        });
        let folder = tempfile::tempdir().unwrap();
        let fetcher = Fetcher { cache: Some(Cache::new(folder.path())), ..fetcher() };
        Self { server, fetcher, version, _folder: folder }
    }

    fn get(&self, freshness: Freshness) -> Result<Page, Failure> {
        get(&self.fetcher, &self.server.url("/page"), freshness)
    }
}

#[test]
fn a_second_opening_needs_no_network_and_a_check_sends_nothing_twice() {
    for field in ["ETag", "Last-Modified"] {
        let kept = Kept::new((field, "max-age=0"));
        assert_eq!(kept.get(Freshness::Any).unwrap().bytes, b"version 1");
        let again = kept.get(Freshness::Any).unwrap();
        assert_eq!(again.bytes, b"version 1");
        assert!(again.copied.is_some());
        assert_eq!(kept.server.requests().len(), 1);
        let checked = kept.get(Freshness::Checked).unwrap();
        assert_eq!((checked.bytes, checked.copied), (b"version 1".to_vec(), None));
        assert_eq!(kept.server.requests().len(), 2);
        kept.version.store(2, Ordering::SeqCst);
        assert_eq!(kept.get(Freshness::Any).unwrap().bytes, b"version 1");
        assert_eq!(kept.get(Freshness::Checked).unwrap().bytes, b"version 2");
        assert_eq!(kept.get(Freshness::Any).unwrap().bytes, b"version 2");
    }
}

#[test]
fn without_a_connection_there_is_the_copy() {
    let kept = Kept::new(("ETag", "private"));
    kept.get(Freshness::Checked).unwrap();
    kept.version.store(0, Ordering::SeqCst);
    let page = kept.get(Freshness::Checked).unwrap();
    assert_eq!(page.bytes, b"version 1");
    assert_eq!(page.failure, Some(Failure::BrokeOff));
    assert!(page.copied.is_some());
    assert_eq!(kept.get(Freshness::Anew), Err(Failure::BrokeOff));
    // What is gone is not shown as if it were there.
    kept.version.store(9, Ordering::SeqCst);
    assert_eq!(kept.get(Freshness::Checked), Err(Failure::Status { code: 404 }));
}

#[test]
fn what_may_not_be_kept_is_not() {
    let kept = Kept::new(("ETag", "private, no-store"));
    kept.get(Freshness::Any).unwrap();
    kept.get(Freshness::Any).unwrap();
    assert_eq!(kept.server.requests().len(), 2);
}

/// Runs the program with a cache of its own and no proxy.
fn dixit(cache: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.args(arguments).env("XDG_CACHE_HOME", cache).stdin(std::process::Stdio::null());
    for variable in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
        command.env_remove(variable).env_remove(variable.to_lowercase());
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_program_reads_from_the_web_and_without_a_connection_from_its_cache() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_| {
        Reply::page(
            "text/markdown; charset=iso-8859-1",
            b"# Harbour plan passes\n\n\"Non,\" said Zo\xeb Lind.\n",
        )
    });
    let url = server.url("/plan");
    let (code, out, err) = dixit(folder.path(), &["--plain", &url]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("Harbour plan passes") && out.contains("Lind"), "{out}");
    let (_, out, _) = dixit(folder.path(), &["extract", &url]);
    let object: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&object["doc"], &object["article"]["url"]), (&url.as_str().into(), &url.as_str().into()));
    assert_eq!(object["quotes"].as_array().unwrap().len(), 1);
    assert_eq!(server.requests().len(), 2);
    drop(server);
    let (code, again, err) = dixit(folder.path(), &["extract", &url]);
    assert_eq!((code, again), (Some(0), out));
    assert!(err.contains("; this is the copy of a minute ago") && err.lines().count() == 1, "{err}");
}

#[test]
fn the_program_says_in_one_line_what_is_wrong_with_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_| Reply::status(404));
    let gone = server.url("/gone");
    for (address, words) in [
        (gone.as_str(), "there is no such page (404)"),
        ("ftp://news.example/a", "ftp: is not fetched, only http: and https: are"),
        ("file:///etc/passwd", "file: is not fetched"),
        ("https://", "not a web address"),
        ("http://\u{1b}[31m.example/", "not a web address"),
    ] {
        for arguments in [vec![address], vec!["--plain", address], vec!["extract", address]] {
            let (code, out, err) = dixit(folder.path(), &arguments);
            assert_eq!((code, out.as_str(), err.lines().count()), (Some(1), "", 1), "{err}");
            assert!(err.starts_with("dixit: ") && err.contains(words), "{err}");
            assert!(!err.trim_end().contains(char::is_control), "{err:?}");
        }
    }
}

#[test]
fn links_are_printed_where_they_lead_to_the_web() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_| {
        let more = "The council met on Monday and talked about the bridge for hours. ".repeat(9);
        Reply::html(format!(
            "<html><head><title>Links</title></head><body><article><h1>Links</h1><p>{more}<a href='/a b'>One\u{9b}2J</a>, \
             <a href='/a b'>again</a>, <a href='javascript:x'>no</a>, <a href='https://other.example/'>two</a>.</p>\
             <p>{more}</p></article></body></html>"
        ))
    });
    let (code, out, err) = dixit(folder.path(), &["--print-links", &server.url("/")]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, format!("{}\tOne\u{fffd}2J\nhttps://other.example/\ttwo\n", server.url("/a%20b")));
}
