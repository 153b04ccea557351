//! Fetching from well-behaved and from misbehaving servers, all on the loopback interface.

use crate::support::{
    run::run,
    server::{Reply, Server},
};
use dixit::fetch::{Address, Cache, Cancel, Failure, Fetcher, Freshness, Limits, Page, Reach};
use flate2::{Compression, write::GzEncoder};
use std::{
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
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
            let page = Reply::page("text/plain", packed.finish().unwrap());
            page.with("Content-Encoding", "identity").with("Content-Encoding", "X-Gzip")
        }
        // A stream of one uncompressed block with "packed words" in it, and an empty last block.
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
fn what_is_packed_in_another_way_is_refused_unread() {
    for codings in [
        vec!["zstd"],
        vec!["deflate"],
        vec!["compress"],
        vec!["gzip, br"],
        vec!["gzip", "gzip"],
        vec!["x-unknown"],
    ] {
        let reply = |codings: &[&str]| {
            let page = Reply::text("\u{1}garbage");
            codings.iter().fold(page, |page, coding| page.with("Content-Encoding", coding))
        };
        let named = codings.join(", ");
        let failure = Failure::Packed { coding: named.clone() };
        assert!(failure.to_string().ends_with(&named), "{failure}");
        fails(move || reply(&codings), failure);
    }
    let server = Server::start(|_| Reply::text("plain words").with("Content-Encoding", "identity"));
    assert_eq!(get(&fetcher(), &server.url("/"), Freshness::Checked).unwrap().bytes, b"plain words");
}

#[test]
fn errors_of_servers_are_told_apart() {
    for code in [404, 410, 403, 429, 500, 503, 418] {
        fails(move || Reply::status(code), Failure::Status { code });
    }
    assert_eq!(Failure::Status { code: 404 }.to_string(), "there is no such page (404)");
    fails(|| Reply::raw(|_| Ok(())), Failure::BrokeOff);
    fails(|| Reply::raw(|out| out.write_all(b"SSH-2.0-x\r\n")), Failure::InvalidResponse);
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
    assert_eq!(get(&fetcher, &head.url("/"), Freshness::Checked), Err(Failure::InvalidResponse));
}

/// A gzip bomb that unpacks to ten gigabytes of zeros: the limit is on what is unpacked, not on what is sent.
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
        // Blocks until the test is over.
        let _ = held.lock().unwrap().recv();
        Reply::status(500)
    });
    assert_eq!(get(&impatient, &silent.url("/"), Freshness::Checked), Err(Failure::TooSlow));
    let trickling = Server::start(|_| {
        Reply::raw(|out| {
            out.write_all(b"HTTP/1.1 200 x\r\n\r\n")?;
            loop {
                out.write_all(b"a")?;
                thread::sleep(Duration::from_millis(50));
            }
        })
    });
    assert_eq!(get(&overall, &trickling.url("/"), Freshness::Checked), Err(Failure::TooSlow));
}

#[test]
fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(get(&fetcher(), &format!("http://{at}/"), Freshness::Checked), Err(Failure::Refused));
}

#[test]
fn a_connection_that_is_not_safe_is_not_used() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 not what a safe connection begins with\r\n\r\n").unwrap();
        // Reads until the client hangs up.
        let _ = io::copy(&mut stream, &mut io::sink());
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

/// Fetches `address`, which `listener` serves, and cancels once the server has got a request. The server answers by
/// `answer` until the client hangs up.
#[track_caller]
fn ends_when_cancelled(
    fetcher: &Fetcher,
    listener: TcpListener,
    address: &str,
    answer: fn(&mut TcpStream) -> io::Result<()>,
) {
    let (sender, events) = mpsc::channel();
    let asked = sender.clone();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        asked.send("asked".to_owned()).unwrap();
        // Until writing fails, and then until the client has closed its side.
        let _ = answer(&mut stream);
        let _ = io::copy(&mut stream, &mut io::sink());
        asked.send("hung up".to_owned()).unwrap();
    });
    let cancel = Cancel::default();
    let address = Address::parse(address).unwrap();
    thread::scope(|scope| {
        let got = scope.spawn(|| {
            let got = fetcher.get(&address, Reach::Anywhere, Freshness::Checked, &cancel);
            sender.send(format!("{got:?}")).unwrap();
            got
        });
        assert_eq!(events.recv().unwrap(), "asked", "{address}");
        cancel.cancel();
        assert_eq!(got.join().unwrap(), Err(Failure::Cancelled), "{address}");
    });
    assert!(events.iter().any(|event| event == "hung up"));
}

/// Whatever the server does, its connection is closed at once: waiting for it would end the fetch with another error.
#[test]
fn a_fetch_that_is_cancelled_hangs_up() {
    let listen = || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        (listener, at)
    };
    let answers: [fn(&mut TcpStream) -> io::Result<()>; 6] = [
        |_| Ok(()),
        |out| out.write_all(b"HTTP/1.1 200 x\r\nX-"),
        |out| out.write_all(b"HTTP/1.1 200 x\r\nContent-Length: 99\r\n\r\nhalf"),
        |out| out.write_all(b"HTTP/1.1 200 x\r\nConnection: close\r\n\r\nas if whole"),
        |out| trickle(out, b"HTTP/1.1 200 x\r\nContent-Type: text/html\r\n\r\n", b"<p>"),
        |out| trickle(out, b"HTTP/1.1 200 x\r\nX-Slow: ", b"y"),
    ];
    for answer in answers {
        let (listener, at) = listen();
        ends_when_cancelled(&fetcher(), listener, &format!("http://{at}/"), answer);
    }
    // Cancelled during the TLS handshake, and while a proxy sets up the connection.
    let (listener, at) = listen();
    ends_when_cancelled(&fetcher(), listener, &format!("https://{at}/"), |_| Ok(()));
    for scheme in ["http", "socks5"] {
        let (listener, at) = listen();
        let proxy = ureq::Proxy::new(&format!("{scheme}://{at}")).unwrap();
        let fetcher = Fetcher { proxy: Some(proxy), ..fetcher() };
        ends_when_cancelled(&fetcher, listener, "https://192.0.2.1/", |_| Ok(()));
    }
}

/// Writes `head`, then `bit` over and over.
fn trickle(out: &mut TcpStream, head: &[u8], bit: &[u8]) -> io::Result<()> {
    out.write_all(head)?;
    loop {
        out.write_all(bit)?;
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn pages_that_are_led_to_do_not_reach_the_loopback() {
    let server = Server::start(|_| Reply::text("x"));
    let address = Address::parse(&server.url("/")).unwrap();
    let got = fetcher().get(&address, Reach::Public, Freshness::Anew, &Cancel::default());
    assert_eq!(got, Err(Failure::Private));
    assert!(server.requests().is_empty());
}

/// A server that supports validators, counts requests and can be switched off, and a fetcher with a cache.
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
    // A page that the server has removed (404) is not shown from the cache.
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

#[test]
fn one_line_that_forbids_it_is_enough_for_nothing_to_be_kept() {
    let answer = |lines: &'static [&'static str]| {
        Reply::raw(move |out| {
            out.write_all(b"HTTP/1.1 200 x\r\nContent-Length: 4\r\nConnection: close\r\n")?;
            for line in lines {
                // One byte for each character.
                let bytes: Vec<u8> = line.chars().map(|c| u32::from(c) as u8).collect();
                out.write_all(&[b"Cache-Control: ", bytes.as_slice(), b"\r\n"].concat())?;
            }
            out.write_all(b"\r\npage")
        })
    };
    let check = |lines: &'static [&'static str], is_kept: bool| {
        let server = Server::start(move |_| answer(lines));
        let folder = tempfile::tempdir().unwrap();
        let fetcher = Fetcher { cache: Some(Cache::new(folder.path())), ..fetcher() };
        for _ in 0..2 {
            assert_eq!(get(&fetcher, &server.url("/"), Freshness::Any).unwrap().bytes, b"page");
        }
        assert_eq!(server.requests().len() == 1, is_kept, "{lines:?}");
    };
    check(&["max-age=60", "private"], true);
    check(&["max-age=60", "No-Store"], false);
    check(&["\u{e9}\u{ff}", "no-cache, no-store"], false);
    check(&["\u{e9}, no-store"], false);
}

#[test]
fn a_redirect_that_may_not_be_kept_is_not_kept_with_its_page() {
    let server = Server::start(|request| match request.path.as_str() {
        "/secret" => Reply::redirect("/page").with("Cache-Control", "no-store"),
        _ => Reply::text("page"),
    });
    let folder = tempfile::tempdir().unwrap();
    let fetcher = Fetcher { cache: Some(Cache::new(folder.path())), ..fetcher() };
    for _ in 0..2 {
        get(&fetcher, &server.url("/secret"), Freshness::Any).unwrap();
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn a_copy_goes_when_the_server_changes_its_mind() {
    let answers = AtomicUsize::new(0);
    let server = Server::start(move |_| match answers.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::text("first"),
        _ => Reply::text("then").with("Cache-Control", "no-store"),
    });
    let folder = tempfile::tempdir().unwrap();
    let fetcher = Fetcher { cache: Some(Cache::new(folder.path())), ..fetcher() };
    for (freshness, bytes) in [
        (Freshness::Any, "first"),
        (Freshness::Any, "first"),
        (Freshness::Checked, "then"),
        (Freshness::Any, "then"),
    ] {
        assert_eq!(get(&fetcher, &server.url("/"), freshness).unwrap().bytes, bytes.as_bytes());
    }
    assert_eq!(server.requests().len(), 3);
}

/// Runs the program with a cache of its own and no proxy.
fn dixit(cache: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.args(arguments).env("XDG_CACHE_HOME", cache);
    run(&mut command)
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
