//! What a fault of the wire or of the server means for a booth. Only codes and what the system says are passed on: the
//! server's own sentences hold users, and parts of what was sent.

use std::error::Error as StdError;
use std::io;

use postgres::Error;
use postgres::error::SqlState;
use rustls::CertificateError;

use super::meter::TooMuch;
use crate::game::scores::{Reason, Why};

pub(super) fn reason(error: &Error) -> Reason {
    if let Some(state) = error.code() {
        return Reason::new(state_means(state), state.code());
    }
    let mut links: Vec<&(dyn StdError + 'static)> = vec![error];
    while let Some(next) = links.last().and_then(|link| below(*link)) {
        links.push(next);
    }
    let last = links.last().map(ToString::to_string).unwrap_or_default();
    if let Some(tls) = links.iter().find_map(|link| link.downcast_ref::<rustls::Error>()) {
        return Reason::new(tls_means(tls), &tls.to_string());
    }
    if links.iter().any(|link| link.is::<TooMuch>()) {
        return Reason::new(Why::TooMuch, "");
    }
    // These have no code of their own; tests hold us to what they say.
    match last.as_str() {
        "server does not support TLS" => Reason::new(Why::Plain, ""),
        "password missing" => Reason::new(Why::NoCredentials, ""),
        _ => match links.iter().find_map(|link| link.downcast_ref::<io::Error>()) {
            Some(io) => Reason::new(Why::Unreachable, &io.to_string()),
            None => Reason::new(Why::Unreachable, &last),
        },
    }
}

impl From<rusqlite::Error> for Reason {
    fn from(error: rusqlite::Error) -> Self {
        // Its sentences may hold SQL and values; the code says what it is.
        let code = error.sqlite_error_code().map(|code| format!("{code:?}"));
        Reason::new(Why::Local, &code.unwrap_or_default())
    }
}

/// The next error below: those within an `io::Error` are not among its sources.
fn below<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    if let Some(inner) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        return Some(inner);
    }
    error.source()
}

/// Whether the server would take none of these values, whenever they are sent.
pub(super) fn is_about_values(error: &Error) -> bool {
    // Classes of SQLSTATE: data exception, integrity constraint violation.
    error.code().is_some_and(|state| state.code().starts_with("22") || state.code().starts_with("23"))
}

fn state_means(state: &SqlState) -> Why {
    match state.code().get(..2).unwrap_or_default() {
        "28" => Why::Refused,
        "3D" => Why::NoDatabase,
        // Too many connections, starting, stopping, locks that others hold, timeouts.
        "53" | "55" | "57" | "40" | "08" => Why::Busy,
        _ if *state == SqlState::INSUFFICIENT_PRIVILEGE => Why::NoRight,
        _ => Why::Server,
    }
}

fn tls_means(error: &rustls::Error) -> Why {
    let fault = match error {
        rustls::Error::InvalidCertificate(fault) => fault,
        // It is before 1970.
        rustls::Error::FailedToGetCurrentTime => return Why::Dates,
        _ => return Why::Encryption,
    };
    match fault {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => Why::Stranger,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Why::Name,
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Why::Dates,
        _ => Why::Encryption,
    }
}
