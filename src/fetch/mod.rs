//! From a web address to bytes: the only station that uses the network.
//!
//! Takes an [`Address`], gives a [`Page`]: bytes, their content type, and the address that they came from after
//! redirects. Knows nothing of articles.
//!
//! - [`address`](Address) defines which addresses may be fetched: http and https.
//! - `exchange` sends requests, follows redirects and reads the response, within [`Limits`].
//! - `head` reads the header of a response.
//! - `resolver` resolves host names, and keeps pages of the open web from reaching into the reader's private network.
//! - [`hosts`] runs many requests in parallel without overloading any server.
//! - `public` knows the IP addresses and names that are in private networks or reserved.
//! - `trust` configures TLS and the trusted authorities; `tls` explains why a TLS connection failed.
//! - `cache` stores pages, so that a page opens at once the second time, and without a network.
//! - `cancel` ends a fetch in progress at once.

mod address;
mod cache;
mod cancel;
mod exchange;
mod failure;
mod head;
pub mod hosts;
mod public;
mod resolver;
mod tls;
mod trust;

pub use address::Address;
pub use cache::Cache;
pub use cancel::{Cancel, CancelGuard};
pub use failure::Failure;

use std::time::{Duration, SystemTime};

/// A page: what was fetched from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The content, decompressed. Untrusted, as everything that a server sends.
    pub bytes: Vec<u8>,
    /// The content type with its parameters, as the server sent it.
    pub content_type: Option<String>,
    /// The address that it came from, after redirects.
    pub address: Address,
    /// Whether the server is on this machine or in a private network: links of such a page may lead there too.
    pub is_private: bool,
    /// If this is a cached copy, when it was last fetched or validated.
    pub copied: Option<SystemTime>,
    /// Why this is a cached copy although a newer state was asked for.
    pub failure: Option<Failure>,
}

impl Page {
    /// Says that this is an old copy and why, if a newer state was asked for: a line that begins with the address.
    pub fn caution(&self) -> Option<String> {
        let (failure, copied) = (self.failure.as_ref()?, self.copied?);
        let age = copied.elapsed().unwrap_or_default().as_secs();
        let age = match (age / 86_400, age / 3600, age / 60) {
            (0, 0, 0..=1) => "a minute".to_owned(),
            (0, 0, minutes) => format!("{minutes} minutes"),
            (0, 1, _) => "an hour".to_owned(),
            (0, hours, _) => format!("{hours} hours"),
            (1, ..) => "a day".to_owned(),
            (days, ..) => format!("{days} days"),
        };
        Some(format!("{}: {failure}; this is the copy of {age} ago", self.address))
    }
}

/// Which state of a page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// A cached copy of any age; the server is only asked where there is none.
    Any,
    /// The current state; a cached copy where the server says that it is current, or cannot be reached.
    Checked,
    /// The current state only, without use of the cache.
    Anew,
}

/// Which networks a fetch may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Any: a person has typed the address. A redirect from the open web into a private network is still refused.
    Anywhere,
    /// The open web only: the address is from a page of the open web.
    Public,
}

/// Limits on a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of content, both before and after decompression.
    pub bytes: u64,
    /// Most redirects.
    pub redirects: usize,
    /// Longest time for the name lookup, and again for the connection.
    pub connect: Duration,
    /// Longest time without any data from the server.
    pub silence: Duration,
    /// Longest time for the whole fetch, with redirects.
    pub overall: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            redirects: 10,
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(15),
            overall: Duration::from_secs(90),
        }
    }
}

/// Fetches pages, with a cache and a proxy.
#[derive(Debug, Clone, Default)]
pub struct Fetcher {
    /// The cache, if any.
    pub cache: Option<Cache>,
    /// The proxy, if any.
    pub proxy: Option<ureq::Proxy>,
    /// The limits on each fetch.
    pub limits: Limits,
}

/// The validators of a cached page (RFC 9110), by which a server can tell that it is current.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Validators {
    /// The `ETag`.
    etag: Option<String>,
    /// The `Last-Modified` date.
    modified: Option<String>,
}

/// The limit on the time to connect and on the server's silence where there is a cached copy to show instead.
const SILENCE_WITH_COPY: Duration = Duration::from_secs(5);

impl Fetcher {
    /// A fetcher with the user's cache and the proxy from the environment.
    pub fn from_environment() -> Self {
        Self { cache: Cache::of_user(), proxy: ureq::Proxy::try_from_env(), limits: Limits::default() }
    }

    /// Fetches `address`, or takes its cached copy where `freshness` allows this. Where the fetch fails for a temporary
    /// reason, the copy is returned too, unless [`Freshness::Anew`] is asked for; [`Page::failure`] says why.
    ///
    /// # Errors
    /// The failure, where there is no copy to return.
    pub fn get(
        &self,
        address: &Address,
        reach: Reach,
        freshness: Freshness,
        cancel: &Cancel,
    ) -> Result<Page, Failure> {
        let copy = match freshness {
            Freshness::Anew => None,
            // A copy of a page in a private network is not given to pages of the open web.
            _ => self.copy(address).filter(|copy| reach == Reach::Anywhere || !copy.page.is_private),
        };
        if let (Freshness::Any, Some(copy)) = (freshness, &copy) {
            return Ok(copy.page.clone());
        }
        let mut limits = self.limits;
        if copy.is_some() {
            limits.connect = limits.connect.min(SILENCE_WITH_COPY);
            limits.silence = limits.silence.min(SILENCE_WITH_COPY);
        }
        let known = copy.as_ref().map(|copy| (&copy.page.address, &copy.validators));
        let request =
            exchange::Request { address, reach, known, limits, is_public: public::is_public, cancel };
        match (exchange::ask(request, self.proxy.as_ref()), copy) {
            (Ok(exchange::Answer::Page(answer)), _) => {
                self.keep(address, &answer.page, &answer.validators, answer.may_be_kept);
                Ok(answer.page)
            }
            (Ok(exchange::Answer::Unchanged { may_be_kept }), Some(copy)) => {
                let page = Page { copied: None, ..copy.page };
                self.keep(address, &page, &copy.validators, may_be_kept);
                Ok(page)
            }
            (Ok(exchange::Answer::Unchanged { .. }), None) => Err(Failure::InvalidResponse),
            (Err(failure), Some(copy)) if failure.is_passing() => {
                Ok(Page { failure: Some(failure), ..copy.page })
            }
            (Err(failure), _) => Err(failure),
        }
    }

    /// Stores a page in the cache, or removes the copy where the response forbids caching.
    fn keep(&self, address: &Address, page: &Page, validators: &Validators, may_be_kept: bool) {
        match &self.cache {
            Some(cache) if may_be_kept => cache.keep(address, page, validators),
            Some(cache) => cache.forget(address),
            None => {}
        }
    }

    fn copy(&self, address: &Address) -> Option<cache::Copy> {
        self.cache.as_ref()?.find(address)
    }
}
