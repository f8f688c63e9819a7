//! The address of the board that several booths share, which never holds a user, a password or an option.

use crate::text::slice;

/// Whether it is `postgres://host/database` or `postgres://host:port/database`, and nothing more.
pub(crate) fn is_address(url: &str) -> bool {
    let rest = ["postgres://", "postgresql://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let Some((host, database)) = rest.and_then(|rest| rest.split_once('/')) else { return false };
    let (name, port) = match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((inner, after)) if inner.parse::<std::net::Ipv6Addr>().is_ok() => ("v6", after),
        Some(_) => return false,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let port_good =
        port.is_empty() || port.strip_prefix(':').and_then(|port| port.parse().ok()).is_some_and(|n: u16| n > 0);
    let named =
        |text: &str, more: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || more.contains(c));
    port_good && named(name, ".-_") && named(database, ".-_%")
}

/// Whether a path seems to be a user and a password instead. A drive such as `C:\` is none.
pub(super) fn is_credentials(path: &str) -> bool {
    path.char_indices().any(|(at, c)| c == ':' && !(at == 1 && slice(path, at + 1..).starts_with(['\\', '/'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_host_and_a_database_and_nothing_else() {
        let good = [
            "postgres://board.example/booths",
            "postgresql://10.0.0.1:5433/booths",
            "postgres://[::1]:5432/b",
            "postgres://[::1]/b",
            "postgres://localhost/nap_board-2",
        ];
        assert!(good.iter().all(|good| is_address(good)), "{good:?}");
        for bad in [
            "",
            "board.example",
            "postgres://",
            "postgres://h",
            "postgres://h/",
            "postgres:///d",
            "postgres://h:x/d",
            "postgres://h:/d",
            "postgres://h:0/d",
            "postgres://h:70000/d",
            "postgres://h:secret:5432/d",
            "postgres://[::1/d",
            "postgres://[h]/d",
            "postgres://noor:secret@h/d",
            "postgres://noor@h/d",
            "postgres://h/d?password=secret",
            "postgres://h/d#secret",
            "postgres://h/d/e",
            "host=h dbname=d password=secret",
            "mysql://h/d",
            "POSTGRES://h/d",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_path_is_told_from_a_user_and_a_password() {
        assert!(["noor:secret", ":secret", "C:secret", "a b:c"].into_iter().all(is_credentials));
        assert!(
            !["share.txt", "/etc/booth/share@home.txt", r"C:\booth\share.txt", "C:/booth"]
                .into_iter()
                .any(is_credentials)
        );
    }
}
