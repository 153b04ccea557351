//! The failures of fetching, in words for the reader.

use super::{resolver::Refused, tls};
use std::io::{self, ErrorKind};
use ureq::Error;

/// Why a page could not be fetched. Its display follows the address and a colon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// Not a web address, too long for one, or one with a user name, which may mislead about the host.
    #[error("not a web address: it looks like https://news.example/article")]
    NotAnAddress,
    /// An address with a scheme that is not fetched.
    #[error("{scheme}: is not fetched, only http: and https: are")]
    NotTheWeb {
        /// The scheme.
        scheme: String,
    },
    /// The host name cannot be resolved.
    #[error("there is no host of this name, or no network")]
    NoSuchHost,
    /// Nothing accepts connections there.
    #[error("the server refused the connection")]
    Refused,
    /// The host cannot be reached.
    #[error("the server cannot be reached: is there a network?")]
    Unreachable,
    /// A time limit was exceeded.
    #[error("the server did not answer in time")]
    TooSlow,
    /// The connection was closed before the page was complete.
    #[error("the connection broke off before the page was there")]
    BrokeOff,
    /// The page exceeds the limit.
    #[error("the page is too large: more than {} MB", .megabytes)]
    TooLarge {
        /// The limit, in MiB.
        megabytes: u64,
    },
    /// Redirects in a circle.
    #[error("the page redirects in a circle")]
    Circle,
    /// More redirects than the limit allows.
    #[error("the page redirects too often")]
    TooManyRedirects,
    /// A redirect without target, or to something that is not a web address.
    #[error("the page redirects to something that is not a web address")]
    BadRedirect,
    /// A redirect or link from the open web to a private network.
    #[error("it leads to an address in a private network, which is only opened by typing it")]
    Private,
    /// The TLS connection failed.
    #[error("no safe connection: {reason}")]
    NotSafe {
        /// The reason, as a clause.
        reason: &'static str,
    },
    /// No TLS connection is possible, since the system has no root certificates.
    #[error(
        "no safe connection: this machine trusts no authority; install ca-certificates, or name a file of \
         certificates in SSL_CERT_FILE"
    )]
    NoAuthorities,
    /// The proxy did not connect.
    #[error("the proxy did not connect: check the proxy in the environment")]
    Proxy,
    /// The response is not valid HTTP.
    #[error("the server sent an answer that makes no sense")]
    InvalidResponse,
    /// The content is compressed in an unsupported way.
    #[error("the server packed the page in a way that is not understood here: {coding}")]
    Packed {
        /// The content coding, as the server names it.
        coding: String,
    },
    /// The server answered with an error status.
    #[error("{} ({code})", words(*.code))]
    Status {
        /// The HTTP status code.
        code: u16,
    },
    /// The fetch was cancelled.
    #[error("cancelled")]
    Cancelled,
}

/// The meaning of an HTTP status code, for the reader.
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
    /// Whether the failure may be temporary, so that a cached copy should be shown instead. A page that was removed is
    /// not.
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

    /// The failure for a page larger than `bytes`, which is the limit.
    pub(super) const fn too_large(bytes: u64) -> Self {
        Self::TooLarge { megabytes: bytes.div_ceil(1 << 20) }
    }

    /// The failure for an error of the client; `bytes` is the limit on pages.
    pub(super) fn of(error: Error, bytes: u64) -> Self {
        match error {
            Error::HostNotFound => Self::NoSuchHost,
            Error::BodyExceedsLimit(_) => Self::too_large(bytes),
            Error::Timeout(_) => Self::TooSlow,
            // The client reports only invalid host names this way.
            Error::Tls(_) => Self::NotSafe { reason: tls::NO_NAME },
            Error::Rustls(reason) => Self::NotSafe { reason: tls::words(&reason) },
            Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => Self::Proxy,
            Error::Other(reason) if reason.is::<Refused>() => Self::Private,
            Error::ConnectionFailed => Self::Unreachable,
            Error::Io(reason) => Self::of_io(&reason),
            _ => Self::InvalidResponse,
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
            // Malformed compressed content is reported this way too.
            ErrorKind::InvalidData | ErrorKind::InvalidInput => Self::InvalidResponse,
            _ => Self::Unreachable,
        }
    }
}
