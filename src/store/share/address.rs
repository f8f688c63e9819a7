//! The address of the server, from which nothing may weaken what is demanded of the wire.

use std::time::Duration;

use postgres::Config;
use postgres::config::{SslMode, SslNegotiation};

use crate::app::booth::config::is_address;
use crate::game::scores::{Reason, Why};

/// How long one address of the server may take to take a call.
const CONNECT: Duration = Duration::from_secs(5);

/// How to call the server of an address such as `postgres://host:5432/database`.
///
/// # Errors
///
/// If it is no such address, or holds a user, a password or an option. What stands there is not repeated: it may be
/// secret.
pub(super) fn read(url: &str, encrypted: bool) -> Result<Config, Reason> {
    let mut config: Config = match url.parse() {
        // Options could ask for less than is demanded here, and all of them may hold a password.
        Ok(config) if is_address(url) => config,
        _ => return Err(Reason::new(Why::Address, "")),
    };
    config
        .application_name("polysemy")
        // Where nothing is encrypted nothing is negotiated, and the stream is taken as it is: bytes are counted either way.
        .ssl_mode(SslMode::Require)
        .ssl_negotiation(if encrypted { SslNegotiation::Postgres } else { SslNegotiation::Direct })
        .connect_timeout(CONNECT)
        .tcp_user_timeout(Duration::from_secs(15))
        .keepalives(true)
        .keepalives_idle(Duration::from_secs(30))
        .keepalives_interval(Duration::from_secs(5))
        .keepalives_retries(3);
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_host_and_a_database() {
        for good in ["postgres://board.example/booths", "postgresql://10.0.0.1:5433/booths", "postgres://[::1]:5/b"] {
            let config = read(good, true).expect(good);
            assert_eq!(
                (config.get_ssl_mode(), config.get_ssl_negotiation()),
                (SslMode::Require, SslNegotiation::Postgres)
            );
            assert_eq!((config.get_user(), config.get_password()), (None, None));
        }
        assert_eq!(read("postgres://h/d", false).expect("an address").get_ssl_negotiation(), SslNegotiation::Direct);
        let bad = [
            "",
            "board.example",
            "postgres://",
            "postgres://h",
            "postgres://h/",
            "postgres:///d",
            "postgres://h:x/d",
            "postgres://%2Ftmp/d",
            "host=h dbname=d",
            "http://h/d",
        ];
        for bad in bad {
            assert_eq!(read(bad, true).expect_err(bad), Reason::new(Why::Address, ""), "{bad}");
        }
    }

    #[test]
    fn an_address_holds_no_secret_and_no_option_and_is_not_repeated() {
        let bad = [
            "postgres://booth:hunter2@h/d",
            "postgres://booth@h/d",
            "postgres://h/d?password=hunter2",
            "postgres://h/d?sslmode=disable",
            "postgres://h/d#hunter2",
        ];
        for bad in bad {
            let reason = read(bad, true).expect_err(bad);
            assert_eq!(reason, Reason::new(Why::Address, ""), "{bad}");
        }
    }
}
