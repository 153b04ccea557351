//! From a web address to bytes: the only station that uses the network.
//!
//! Takes an [`Address`], gives a [`Page`]: bytes, what the server says they are, and where they came from in the end.
//! Knows nothing of articles.
//!
//! - [`address`](Address) holds what may be asked for at all: http and https.
//! - `exchange` asks, follows redirects and reads the answer, within [`Limits`].
//! - `head` reads what an answer says about itself.
//! - `guard` looks names up and keeps pages of the open web from leading into the reader's own network.
//! - [`hosts`] asks for many things at once without bothering anybody.
//! - `public` knows numbers and names of private networks.
//! - `roots` tells whose word for a server is taken, `tls` why a connection is not safe.
//! - `cache` keeps copies, so that a page opens at once the second time, and without a network.
//! - `cancel` ends a fetch that nobody wants any more, whatever the server does.

mod address;
mod cache;
mod cancel;
mod exchange;
mod failure;
mod guard;
mod head;
pub mod hosts;
mod public;
mod roots;
mod tls;

pub use address::Address;
pub use cache::Cache;
pub use cancel::{Cancel, UnderWay};
pub use failure::Failure;

use std::time::{Duration, SystemTime};

/// What came from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The content, decompressed. Untrusted, as is all else that a server says.
    pub bytes: Vec<u8>,
    /// The content type as the server sent it, with its parameters.
    pub content_type: Option<String>,
    /// Where it came from, after redirects.
    pub address: Address,
    /// Whether the server is in the reader's own network or on the same machine: what such a page leads to may be
    /// there too.
    pub is_private: bool,
    /// Where the bytes are a copy, when that was last known to be good.
    pub copied: Option<SystemTime>,
    /// Why this is a copy although something newer was asked for.
    pub failure: Option<Failure>,
}

impl Page {
    /// That this is an old copy and why, where something newer was asked for; goes after the address.
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

/// Which state of a page is good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// A copy, however old; the server is only asked where there is none.
    Any,
    /// What the server has now; a copy where it says that this is still the same, or does not answer.
    Checked,
    /// What the server has now, and nothing else.
    Anew,
}

/// How far a fetch may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere: a person has typed the address. What redirects from the open web is still kept from private networks.
    Anywhere,
    /// The open web only: a page of the open web gave the address.
    Public,
}

/// Limits of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of content, before and after decompression.
    pub bytes: u64,
    /// Most redirects.
    pub redirects: usize,
    /// To look the name up, and again to connect.
    pub connect: Duration,
    /// Longest silence of the server.
    pub silence: Duration,
    /// For all of it.
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

/// Fetches pages.
#[derive(Debug, Clone, Default)]
pub struct Fetcher {
    /// Where copies are kept, if anywhere.
    pub cache: Option<Cache>,
    /// The proxy to go through, if any.
    pub proxy: Option<ureq::Proxy>,
    /// What a server may take.
    pub limits: Limits,
}

/// What is sent along so that a server need not send what is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Validators {
    etag: Option<String>,
    modified: Option<String>,
}

/// Silence of a server after which a copy is shown instead.
const SILENCE_WITH_COPY: Duration = Duration::from_secs(5);

impl Fetcher {
    /// With the cache folder and the proxy that the environment names.
    pub fn from_environment() -> Self {
        Self { cache: Cache::of_user(), proxy: ureq::Proxy::try_from_env(), limits: Limits::default() }
    }

    /// Fetches `address`, or takes the copy of it where `freshness` allows that. Without a connection a copy is given
    /// unless [`Freshness::Anew`] is asked for, and the page says why.
    ///
    /// # Errors
    /// Where there is nothing to give: what went wrong.
    pub fn get(
        &self,
        address: &Address,
        reach: Reach,
        freshness: Freshness,
        cancel: &Cancel,
    ) -> Result<Page, Failure> {
        let copy = match freshness {
            Freshness::Anew => None,
            // A copy from the reader's own network is not for pages of the open web.
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
            (Ok(exchange::Answer::Unchanged { .. }), None) => Err(Failure::Garbled),
            (Err(failure), Some(copy)) if failure.is_passing() => {
                Ok(Page { failure: Some(failure), ..copy.page })
            }
            (Err(failure), _) => Err(failure),
        }
    }

    /// Keeps what there is now, or nothing where that may not be kept.
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
