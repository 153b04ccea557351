//! One fetch: sends requests, follows redirects, and reads the response to its end.

use super::{
    Address, Cancel, CancelGuard, Failure, Limits, Page, Reach, Validators,
    head::{self, Coding},
    resolver::{GuardedResolver, Verdict},
    trust,
};
use brotli_decompressor::Decompressor;
use flate2::read::MultiGzDecoder;
use std::{
    collections::HashSet,
    io::Read,
    net::IpAddr,
    time::{Duration, Instant},
};
use ureq::{
    Agent, Body, Proxy,
    http::{Response, StatusCode, header},
    unversioned::transport::DefaultConnector,
};

/// The `User-Agent` header.
const USER_AGENT: &str = concat!("dixit/", env!("CARGO_PKG_VERSION"), " (article reader for the terminal)");

/// The `Accept` header: the formats that can be read, in order of preference.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, \
    application/feed+json, text/markdown, text/plain;q=0.9, application/epub+zip;q=0.8, application/pdf;q=0.8, \
    */*;q=0.5";

/// How many bytes are read between two checks for cancellation.
const CHUNK: usize = 1 << 16;

/// The size of the buffer for Brotli data, in bytes.
const BUFFER: usize = 1 << 12;

/// Largest header of a response, in bytes.
const HEAD: usize = 1 << 17;

/// The parameters of a fetch.
pub(super) struct Request<'a> {
    pub address: &'a Address,
    pub reach: Reach,
    /// The address that the cached copy is from, and its validators.
    pub known: Option<(&'a Address, &'a Validators)>,
    pub limits: Limits,
    /// Whether an IP address is on the open web; tests replace it.
    pub is_public: fn(IpAddr) -> bool,
    pub cancel: &'a Cancel,
}

/// The outcome of a fetch.
pub(super) enum Answer {
    /// The server says that the cached copy is still current (304).
    Unchanged {
        /// Whether the response allows caching.
        may_be_kept: bool,
    },
    /// A new page.
    Page(Box<Fetched>),
}

/// A page from the network, with its validators.
pub(super) struct Fetched {
    pub page: Page,
    pub validators: Validators,
    /// Whether all responses, including redirects, allow caching.
    pub may_be_kept: bool,
}

/// Performs a fetch, following redirects.
pub(super) fn ask(request: Request<'_>, proxy: Option<&Proxy>) -> Result<Answer, Failure> {
    let Request { address, reach, known, limits, is_public, cancel } = request;
    let end = Instant::now() + limits.overall;
    let mut may_be_private = reach == Reach::Anywhere;
    let mut at = address.without_fragment();
    let mut seen = HashSet::new();
    let mut may_be_kept = true;
    loop {
        if cancel.is_cancelled() {
            return Err(Failure::Cancelled);
        }
        if !seen.insert(at.clone()) {
            return Err(Failure::Circle);
        }
        if seen.len() > limits.redirects + 1 {
            return Err(Failure::TooManyRedirects);
        }
        let by_name = at.is_private_by_name(is_public);
        if by_name && !may_be_private {
            return Err(Failure::Private);
        }
        let verdict = Verdict::default();
        verdict.allow_private(may_be_private);
        let left = end.checked_duration_since(Instant::now()).ok_or(Failure::TooSlow)?;
        let guard = GuardedResolver::new(proxy.cloned(), is_public, verdict.clone());
        let agent = agent(&at, limits, left, proxy.cloned(), guard)?;
        let validators = known.filter(|(of, _)| **of == at).map(|(_, validators)| validators);
        let _under_way = shut_down_with(cancel, &agent);
        let response = send(&agent, &at, validators).map_err(|error| failed(error, limits, cancel))?;
        // Once a redirect has led to the open web, no further one may lead into a private network.
        let is_private = by_name || verdict.saw_private();
        may_be_private &= is_private;
        let status = response.status();
        // Redirects count too: the copy records where they led.
        may_be_kept &= !head::forbids_keeping(response.headers());
        if status == StatusCode::NOT_MODIFIED && validators.is_some() {
            return Ok(Answer::Unchanged { may_be_kept });
        }
        if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            let to = head::text(response.headers(), header::LOCATION).ok_or(Failure::BadRedirect)?;
            at = at.join(&to).map_err(|_| Failure::BadRedirect)?.without_fragment();
            continue;
        }
        if !status.is_success() {
            return Err(Failure::Status { code: status.as_u16() });
        }
        let validators = Validators {
            etag: head::text(response.headers(), header::ETAG),
            modified: head::text(response.headers(), header::LAST_MODIFIED),
        };
        let page = read(response, at, is_private, limits, cancel)?;
        return Ok(Answer::Page(Box::new(Fetched { page, validators, may_be_kept })));
    }
}

/// An HTTP client for one request. Connections are not reused, since the next request may be restricted to other hosts.
fn agent(
    at: &Address,
    limits: Limits,
    left: Duration,
    proxy: Option<Proxy>,
    guard: GuardedResolver,
) -> Result<Agent, Failure> {
    let is_secret = at.as_str().starts_with("https:")
        || proxy.as_ref().is_some_and(|proxy| proxy.uri().scheme_str() == Some("https"));
    let config = Agent::config_builder()
        .tls_config(if is_secret { trust::trusted()? } else { trust::untrusting() })
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_idle_connections(0)
        .max_response_header_size(HEAD)
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
        .accept_encoding(head::ACCEPT_ENCODING)
        .timeout_global(Some(left))
        .timeout_resolve(Some(limits.connect))
        .timeout_connect(Some(limits.connect))
        .timeout_recv_response(Some(limits.silence))
        .timeout_per_read(Some(limits.silence))
        .proxy(proxy)
        .build();
    Ok(Agent::with_parts(config, DefaultConnector::default(), guard))
}

/// Sends a GET request, conditional if there are validators.
fn send(agent: &Agent, at: &Address, validators: Option<&Validators>) -> Result<Response<Body>, ureq::Error> {
    let mut request = agent.get(at.as_str());
    if let Some(validators) = validators {
        if let Some(etag) = &validators.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(modified) = &validators.modified {
            request = request.header("If-Modified-Since", modified);
        }
    }
    request.call()
}

/// Has the connections of `agent` shut down on cancellation, so that waiting for the server ends.
fn shut_down_with(cancel: &Cancel, agent: &Agent) -> CancelGuard {
    let agent = agent.clone();
    cancel.when_cancelled(move || agent.shutdown())
}

/// The failure for an error of the client; after cancellation it is [`Failure::Cancelled`], whatever error the
/// connection gave that was shut down.
fn failed(error: ureq::Error, limits: Limits, cancel: &Cancel) -> Failure {
    if cancel.is_cancelled() { Failure::Cancelled } else { Failure::of(error, limits.bytes) }
}

/// Reads and decompresses the content of a response.
fn read(
    response: Response<Body>,
    address: Address,
    is_private: bool,
    limits: Limits,
    cancel: &Cancel,
) -> Result<Page, Failure> {
    let coding = head::coding(response.headers())?;
    let content_type = head::text(response.headers(), header::CONTENT_TYPE);
    let body = response.into_body().into_with_config().limit(limits.bytes).reader();
    let mut content: Box<dyn Read> = match coding {
        Coding::Plain => Box::new(body),
        Coding::Gzip => Box::new(MultiGzDecoder::new(body)),
        Coding::Brotli => Box::new(Decompressor::new(body, BUFFER)),
    };
    let mut bytes = Vec::new();
    loop {
        let chunk = (&mut content).take(CHUNK as u64).read_to_end(&mut bytes);
        // Checked after reading: a response without length that was shut down looks complete.
        if cancel.is_cancelled() {
            return Err(Failure::Cancelled);
        }
        if chunk.map_err(|error| failed(error.into(), limits, cancel))? == 0 {
            break;
        }
        if bytes.len() as u64 > limits.bytes {
            return Err(Failure::too_large(limits.bytes));
        }
    }
    Ok(Page { bytes, content_type, address, is_private, copied: None, failure: None })
}

#[cfg(test)]
#[path = "../../tests/it/support/server.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod server;

/// Only for Linux, where all of 127.0.0.0/8 is the loopback interface.
#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::{
        server::{Reply, Server},
        *,
    };
    use std::net::Ipv4Addr;

    /// Fetches `address`, with 127.0.0.2 as the only address that counts as the open web.
    fn check(address: &str, reach: Reach) -> Result<Vec<u8>, Failure> {
        let request = Request {
            address: &Address::parse(address).unwrap(),
            reach,
            known: None,
            limits: Limits::default(),
            is_public: |ip| ip == Ipv4Addr::new(127, 0, 0, 2),
            cancel: &Cancel::default(),
        };
        match ask(request, None)? {
            Answer::Page(fetched) => Ok(fetched.page.bytes),
            Answer::Unchanged { .. } => panic!("there is no copy"),
        }
    }

    #[test]
    fn the_open_web_does_not_lead_into_a_private_network() {
        let private = Server::start(|_| Reply::text("secret"));
        let inside = private.url("/");
        let by_name = inside.replace("127.0.0.1", "localhost");
        let (first, second) = (inside.clone(), by_name.clone());
        let open = Server::start_at("127.0.0.2", move |request| match request.path.as_str() {
            "/number" => Reply::redirect(&first),
            "/name" => Reply::redirect(&second),
            "/twice" => Reply::redirect("/number"),
            _ => Reply::text("open"),
        });
        for reach in [Reach::Anywhere, Reach::Public] {
            assert_eq!(check(&open.url("/"), reach), Ok(b"open".to_vec()));
            for path in ["/number", "/name", "/twice"] {
                assert_eq!(check(&open.url(path), reach), Err(Failure::Private), "{path}");
            }
        }
        for address in [inside, by_name] {
            assert_eq!(check(&address, Reach::Public), Err(Failure::Private));
            assert_eq!(check(&address, Reach::Anywhere), Ok(b"secret".to_vec()));
        }
        assert_eq!(private.requests().len(), 2);
    }

    #[test]
    fn a_private_network_may_lead_on_and_out() {
        let open = Server::start_at("127.0.0.2", |_| Reply::text("open"));
        let out = open.url("/");
        let private = Server::start(move |request| match request.path.as_str() {
            "/on" => Reply::redirect("/here"),
            "/out" => Reply::redirect(&out),
            _ => Reply::text("here"),
        });
        assert_eq!(check(&private.url("/on"), Reach::Anywhere), Ok(b"here".to_vec()));
        assert_eq!(check(&private.url("/out"), Reach::Anywhere), Ok(b"open".to_vec()));
    }
}
