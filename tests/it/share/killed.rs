//! The server is killed and brought back while three booths play.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use super::cluster::Cluster;
use super::{Kiosk, on_server, until};

/// Runs in all; as many as one likes by `POLYSEMY_RUNS`.
fn runs() -> usize {
    std::env::var("POLYSEMY_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(300)
}

#[test]
fn three_booths_end_with_every_run_though_the_server_is_down_a_third_of_the_time() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("killed");
    let runs = runs().next_multiple_of(3);
    let played = AtomicBool::new(false);
    let kiosks = thread::scope(|scope| {
        // All three come at once.
        let visitors = ["left", "middle", "right"].map(|name| {
            let (cluster, url) = (&cluster, &url);
            scope.spawn(move || {
                let kiosk = Kiosk::sharing(name, cluster, url);
                for n in 0..runs / 3 {
                    let id = kiosk.play(n as u32);
                    sleep(Duration::from_millis(10));
                    kiosk.name(id, Some(&format!("{name} {n}")));
                    sleep(Duration::from_millis(10));
                }
                kiosk
            })
        });
        scope.spawn(|| trouble(&cluster, &played));
        let kiosks = visitors.map(|visitor| visitor.join().expect("it plays"));
        played.store(true, Ordering::Relaxed);
        kiosks
    });

    let all = runs as i64;
    for kiosk in &kiosks {
        let name = kiosk.name;
        until(&format!("{name} has sent all"), || kiosk.count("sent < rev") == 0);
        until(&format!("{name} has all, with their names"), || kiosk.count("name IS NOT NULL") == all);
        assert_eq!(kiosk.count("1 = 1"), all);
        assert_eq!(kiosk.count("own = 1"), all / 3);
        assert_eq!(kiosk.count("over = 1 AND rev = 2 AND sent = 2"), all);
        assert_eq!(kiosk.count("name = booth || ' ' || points"), all, "each is whole");
    }
    let whole = "count(*) FILTER (WHERE name = booth || ' ' || points AND rev = 2)";
    assert_eq!(on_server(&cluster, "killed", "count(*)"), all);
    assert_eq!(on_server(&cluster, "killed", whole), all);
}

/// Kills the server again and again, and lets it lie until it was down for half as long as it was up.
fn trouble(cluster: &Cluster, played: &AtomicBool) {
    let (mut up, mut down) = (Duration::ZERO, Duration::ZERO);
    let mut kill = true;
    while !played.load(Ordering::Relaxed) {
        let since = Instant::now();
        sleep(Duration::from_millis(400));
        up += since.elapsed();
        let since = Instant::now();
        cluster.down(kill);
        while (down + since.elapsed()) * 2 < up {
            sleep(Duration::from_millis(10));
        }
        cluster.up();
        down += since.elapsed();
        kill = !kill;
    }
}
