//! Explains why a TLS connection failed, in words for readers without knowledge of TLS.

use rustls::{AlertDescription, CertificateError, Error, PeerIncompatible};

/// What is wrong with the server or this machine, as a clause that follows "no safe connection: ".
pub(super) fn words(error: &Error) -> &'static str {
    match error {
        Error::InvalidCertificate(error) => of_certificate(error),
        Error::NoCertificatesPresented => "the server shows no certificate",
        Error::AlertReceived(alert) => of_alert(*alert),
        Error::PeerIncompatible(error) => of_lack(error),
        Error::InvalidMessage(_)
        | Error::InappropriateMessage { .. }
        | Error::InappropriateHandshakeMessage { .. }
        | Error::PeerSentOversizedRecord => {
            "what answers there does not speak TLS: does the address begin with http: instead of https:?"
        }
        Error::UnsupportedNameType => NO_NAME,
        Error::FailedToGetCurrentTime => "this machine does not know what time it is: set its clock",
        Error::FailedToGetRandomBytes => "this machine gives no random numbers",
        _ => "the server does not keep to the rules of TLS",
    }
}

/// For a host name that no certificate can be issued for.
pub(super) const NO_NAME: &str = "no certificate can be for a host of this name";

const OLD: &str = "the server only speaks versions of TLS that are no longer safe";

const NOTHING_IN_COMMON: &str = "the server and dixit know no way to encrypt in common";

fn of_certificate(error: &CertificateError) -> &'static str {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the server's certificate has expired: its owner has to renew it, unless the clock of this machine is wrong"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the server's certificate is not valid yet: is the clock of this machine right?"
        }
        CertificateError::UnknownIssuer => {
            "the server's certificate is not from an authority that this machine trusts; SSL_CERT_FILE names others"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the server's certificate is for a host of another name: is the address right?"
        }
        CertificateError::Revoked => "the server's certificate was revoked: it may be somebody else's by now",
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "the server's certificate is not one for servers"
        }
        CertificateError::BadSignature
        | CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            "the server's certificate is signed in a way that is not safe"
        }
        // The type of this error is webpki's, on which rustls depends, but not dixit.
        CertificateError::Other(inner) if inner.to_string() == "CaUsedAsEndEntity" => {
            "the server's certificate is one that it made for itself, and nobody vouches for it"
        }
        _ => "the server's certificate is broken",
    }
}

/// The meaning of the alert that the server sent before it closed the connection.
fn of_alert(alert: AlertDescription) -> &'static str {
    match alert {
        AlertDescription::ProtocolVersion => OLD,
        AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity => NOTHING_IN_COMMON,
        AlertDescription::UnrecognisedName => "the server knows no host of this name: is the address right?",
        AlertDescription::CertificateRequired
        | AlertDescription::NoCertificate
        | AlertDescription::BadCertificate
        | AlertDescription::UnsupportedCertificate
        | AlertDescription::CertificateUnknown
        | AlertDescription::AccessDenied => "the server lets in only those who have a certificate from it",
        AlertDescription::InternalError => "the server failed: try again later",
        _ => "the server refused to make the connection safe",
    }
}

/// What the server does not support.
fn of_lack(error: &PeerIncompatible) -> &'static str {
    match error {
        PeerIncompatible::ServerDoesNotSupportTls12Or13
        | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig
        | PeerIncompatible::SupportedVersionsExtensionRequired
        | PeerIncompatible::Tls12NotOffered
        | PeerIncompatible::Tls12NotOfferedOrEnabled => OLD,
        _ => NOTHING_IN_COMMON,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::{
        InvalidMessage, OtherError, PeerMisbehaved,
        pki_types::{ServerName, UnixTime},
    };
    use std::{sync::Arc, time::Duration};

    fn check(error: impl Into<Error>, said: &str) {
        let error = error.into();
        assert!(words(&error).contains(said), "{error:?}: {}", words(&error));
    }

    #[test]
    fn certificates_are_told_apart() {
        let at = |seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        check(CertificateError::ExpiredContext { time: at(2), not_after: at(1) }, "has expired");
        check(CertificateError::NotValidYetContext { time: at(1), not_before: at(2) }, "not valid yet");
        check(CertificateError::UnknownIssuer, "SSL_CERT_FILE");
        let expected = ServerName::try_from("news.example").unwrap().to_owned();
        check(
            CertificateError::NotValidForNameContext { expected, presented: vec!["\u{1b}[2J".to_owned()] },
            "of another name",
        );
        check(CertificateError::Revoked, "revoked");
        check(CertificateError::InvalidPurpose, "not one for servers");
        check(CertificateError::BadSignature, "signed in a way");
        check(CertificateError::BadEncoding, "broken");
        let other = |words: &str| CertificateError::Other(OtherError(Arc::new(std::io::Error::other(words))));
        check(other("CaUsedAsEndEntity"), "made for itself");
        check(other("UnsupportedCertVersion"), "broken");
        check(Error::NoCertificatesPresented, "shows no certificate");
    }

    #[test]
    fn refusals_are_told_apart() {
        check(Error::AlertReceived(AlertDescription::HandshakeFailure), "no way to encrypt");
        check(Error::AlertReceived(AlertDescription::ProtocolVersion), "no longer safe");
        check(Error::AlertReceived(AlertDescription::UnrecognisedName), "no host of this name");
        check(
            Error::AlertReceived(AlertDescription::CertificateRequired),
            "only those who have a certificate",
        );
        check(Error::AlertReceived(AlertDescription::InternalError), "try again");
        check(Error::AlertReceived(AlertDescription::Unknown(200)), "refused");
        check(PeerIncompatible::ServerDoesNotSupportTls12Or13, "no longer safe");
        check(PeerIncompatible::NoCipherSuitesInCommon, "no way to encrypt");
        check(InvalidMessage::InvalidContentType, "http:");
        check(PeerMisbehaved::TooManyEmptyFragments, "rules");
        check(Error::FailedToGetCurrentTime, "clock");
    }
}
