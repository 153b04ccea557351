//! What can go wrong between an address and its bytes, in words for a person.

use super::{guard::Refused, tls};
use std::io::{self, ErrorKind};
use ureq::Error;

/// Why a page was not fetched. Its display goes after the address and a colon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// Not an address, or one that could deceive.
    #[error("not a web address: it looks like https://news.example/article")]
    NotAnAddress,
    /// An address of something else than the web.
    #[error("{scheme}: is not fetched, only http: and https: are")]
    NotTheWeb {
        /// What stands before the colon.
        scheme: String,
    },
    /// The name of the host cannot be looked up.
    #[error("there is no host of this name, or no network")]
    NoSuchHost,
    /// Nobody listens there.
    #[error("the server refused the connection")]
    Refused,
    /// The host cannot be reached.
    #[error("the server cannot be reached: is there a network?")]
    Unreachable,
    /// It takes too long.
    #[error("the server did not answer in time")]
    TooSlow,
    /// The connection ended before the page did.
    #[error("the connection broke off before the page was there")]
    BrokeOff,
    /// Larger than anybody reads.
    #[error("the page is too large: more than {} MB", .megabytes)]
    TooLarge {
        /// How much is taken.
        megabytes: u64,
    },
    /// A redirect back to where it came from.
    #[error("the page redirects in a circle")]
    Circle,
    /// More redirects than are followed.
    #[error("the page redirects too often")]
    TooManyRedirects,
    /// A redirect to nowhere.
    #[error("the page redirects to something that is not a web address")]
    BadRedirect,
    /// From the open web into a private network.
    #[error("it leads to an address in a private network, which is only opened by typing it")]
    Private,
    /// The connection cannot be made safe.
    #[error("no safe connection: {reason}")]
    NotSafe {
        /// Why, in few words.
        reason: &'static str,
    },
    /// No connection can be made safe, since there is nobody to believe.
    #[error(
        "no safe connection: this machine trusts no authority; install ca-certificates, or name a file of \
         certificates in SSL_CERT_FILE"
    )]
    NoAuthorities,
    /// The proxy did not do its part.
    #[error("the proxy did not connect: check the proxy in the environment")]
    Proxy,
    /// The answer is not one of the web.
    #[error("the server sent an answer that makes no sense")]
    Garbled,
    /// The content is packed in a way that is not taken off.
    #[error("the server packed the page in a way that is not understood here: {coding}")]
    Packed {
        /// What the server calls it.
        coding: String,
    },
    /// The server answered with an error.
    #[error("{} ({code})", words(*.code))]
    Status {
        /// The status code.
        code: u16,
    },
    /// Nobody wants it any more.
    #[error("cancelled")]
    Cancelled,
}

/// What a status code means to a reader.
const fn words(code: u16) -> &'static str {
    match code {
        401 | 407 => "the page is only for those who log in",
        402 => "the page is only for those who pay",
        403 => "the server refuses to show the page",
        404 => "there is no such page",
        410 => "the page was taken down",
        429 => "the server was asked too often: try again later",
        451 => "the page may not be shown for legal reasons",
        503 => "the server is busy or being mended: try again later",
        500..=599 => "the server failed",
        400..=499 => "the server did not like the request",
        _ => "the server sent no page",
    }
}

impl Failure {
    /// Whether another time all may be well, so that a copy is better than nothing. A page that is gone is gone.
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::NotAnAddress
            | Self::NotTheWeb { .. }
            | Self::BadRedirect
            | Self::Private
            | Self::NotSafe { .. }
            | Self::Cancelled => false,
            Self::Status { code } => matches!(code, 408 | 429 | 500..=599),
            _ => true,
        }
    }

    /// That a page is larger than `bytes`, which is the most that is taken.
    pub(super) const fn too_large(bytes: u64) -> Self {
        Self::TooLarge { megabytes: bytes.div_ceil(1 << 20) }
    }

    /// What an error of the client means; `bytes` is the most that is taken.
    pub(super) fn of(error: Error, bytes: u64) -> Self {
        match error {
            Error::HostNotFound => Self::NoSuchHost,
            Error::BodyExceedsLimit(_) => Self::too_large(bytes),
            Error::Timeout(_) => Self::TooSlow,
            // The one thing that is said so.
            Error::Tls(_) => Self::NotSafe { reason: tls::NO_NAME },
            Error::Rustls(reason) => Self::NotSafe { reason: tls::words(&reason) },
            Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => Self::Proxy,
            Error::Other(reason) if reason.is::<Refused>() => Self::Private,
            Error::ConnectionFailed => Self::Unreachable,
            Error::Io(reason) => Self::of_io(&reason),
            _ => Self::Garbled,
        }
    }

    fn of_io(reason: &io::Error) -> Self {
        let inner = reason.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        if let Some(inner) = inner {
            return Self::NotSafe { reason: tls::words(inner) };
        }
        match reason.kind() {
            ErrorKind::ConnectionRefused => Self::Refused,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::TooSlow,
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe => Self::BrokeOff,
            // Of content that is not packed as it should be, too.
            ErrorKind::InvalidData | ErrorKind::InvalidInput => Self::Garbled,
            _ => Self::Unreachable,
        }
    }
}
