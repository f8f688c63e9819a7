//! A PostgreSQL server of our own on loopback, from the machine's package; it can be killed and brought back.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};
use tempfile::TempDir;

/// The user of booths.
pub(crate) const USER: &str = "booth_7f3a";
/// Their password: nothing that is shown may hold it.
pub(crate) const PASSWORD: &str = "hunter2:pass word%41";
/// How long a server may take to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server of our own. It ends with this.
pub(crate) struct Cluster {
    /// Where its files are: `ca.crt`, `server.crt` for 127.0.0.1, `credentials`.
    pub(crate) folder: TempDir,
    /// Where it listens, on 127.0.0.1.
    pub(crate) port: u16,
    bin: PathBuf,
    guest: Option<(u32, u32)>,
    server: Mutex<Option<Child>>,
}

impl Cluster {
    /// Starts a server; none, with a word on stderr, where there is no PostgreSQL.
    pub(crate) fn start() -> Option<Self> {
        let skipped = |why: &str| {
            // Not through the test's own stderr, which is only shown when it fails.
            let _ = writeln!(std::io::stderr(), "SKIPPED: {why}; the shared board is not tested here");
            None
        };
        let Some(bin) = binaries() else { return skipped("no PostgreSQL server (package postgresql)") };
        if Command::new("openssl").arg("version").output().is_err() {
            return skipped("no openssl command");
        }
        let folder = tempfile::Builder::new().prefix("polysemy-pg").tempdir().expect("a folder");
        // The server refuses to be run by root.
        let root = fs::metadata(folder.path()).expect("a folder").uid() == 0;
        let guest = postgres_user();
        if root && guest.is_none() {
            return skipped("run by root, and no user postgres");
        }
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        let guest = guest.filter(|_| root);
        let cluster = Self { folder, port, bin, guest, server: Mutex::new(None) };
        cluster.certificates();
        cluster.give(cluster.folder.path());
        cluster.make();
        cluster.up();
        let mut admin = cluster.admin("postgres");
        admin.batch_execute(&format!("CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")).expect("a role");
        cluster.file("credentials", &format!("{USER}:{PASSWORD}\n"));
        Some(cluster)
    }

    /// A new database with the tables of a board, and its address.
    pub(crate) fn database(&self, name: &str) -> String {
        self.admin("postgres").batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
        self.tables(name);
        self.url(name)
    }

    /// Makes the tables of a board, as the guide has it done.
    pub(crate) fn tables(&self, database: &str) {
        let mut admin = self.admin(database);
        let printed = Command::new(env!("CARGO_BIN_EXE_polysemy")).args(["booth", "--sql"]).output().expect("it runs");
        let sql = String::from_utf8(printed.stdout).expect("text");
        assert!(sql.ends_with(polysemy::store::share::SQL) && sql.contains("-- ") && printed.status.success(), "{sql}");
        admin.batch_execute(&sql).expect("tables");
        admin.batch_execute(&format!("GRANT polysemy_booth TO {USER}")).expect("a member");
    }

    /// The address of a database.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://127.0.0.1:{}/{database}", self.port)
    }

    /// A file of the cluster's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file that only its owner can read.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("it is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a mode");
        path
    }

    /// Somebody who may do anything in a database.
    pub(crate) fn admin(&self, database: &str) -> Client {
        self.user("admin", database)
    }

    /// Somebody who has logged in.
    pub(crate) fn user(&self, user: &str, database: &str) -> Client {
        let until = Instant::now() + PATIENCE;
        let folder = self.folder.path().display();
        let how = format!("host={folder} port={} user={user} dbname={database}", self.port);
        loop {
            match Client::connect(&how, NoTls) {
                Ok(client) => return client,
                Err(error) if Instant::now() > until => panic!("the server does not come: {error:?}{}", self.log()),
                Err(_) => sleep(Duration::from_millis(20)),
            }
        }
    }

    /// Starts the server, and waits until it takes calls. What is left of one that was killed may keep the next waiting.
    pub(crate) fn up(&self) {
        let until = Instant::now() + PATIENCE;
        let folder = self.folder.path().display();
        let how = format!("host={folder} port={} user=admin dbname=postgres", self.port);
        while Client::connect(&how, NoTls).is_err() {
            assert!(Instant::now() < until, "the server does not start{}", self.log());
            let mut server = self.server.lock().expect("a server");
            if server.as_mut().is_none_or(|server| server.try_wait().expect("a state").is_some()) {
                *server = Some(self.run());
            }
            drop(server);
            sleep(Duration::from_millis(20));
        }
    }

    /// Takes it down as a pulled plug would: by SIGKILL, or at once by SIGQUIT.
    pub(crate) fn down(&self, kill: bool) {
        if let Some(mut server) = self.server.lock().expect("a server").take() {
            signal(&server, if kill { "KILL" } else { "QUIT" });
            server.wait().expect("it ends");
        }
    }

    /// Stops it where it stands, or lets it go on: it takes calls and says nothing.
    pub(crate) fn freeze(&self, frozen: bool) {
        if let Some(server) = &*self.server.lock().expect("a server") {
            signal(server, if frozen { "STOP" } else { "CONT" });
        }
    }

    fn run(&self) -> Child {
        let folder = self.folder.path();
        let log = fs::File::options().create(true).append(true).open(self.path("log")).expect("a log");
        let mut server = self.command("postgres");
        server.arg("-D").arg(folder.join("data")).arg("-p").arg(self.port.to_string()).arg("-k").arg(folder);
        for set in ["listen_addresses=127.0.0.1", "fsync=off", "shared_buffers=8MB"] {
            server.arg("-c").arg(set);
        }
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().expect("it starts")
    }

    fn make(&self) {
        let data = self.path("data");
        let mut init = self.command("initdb");
        init.arg("-D").arg(&data).args(["-U", "admin", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"]);
        must(&mut init);
        // Whoever is allowed to reach the folder is whoever they say; booths come over the wire.
        let hba = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\nhostnossl plain all 127.0.0.1/32 scram-sha-256\n";
        fs::write(data.join("pg_hba.conf"), hba).expect("it is written");
        self.encrypt("on", "server");
    }

    /// Whether it encrypts, and with which certificate; from its next start, or when it reads its settings again.
    fn encrypt(&self, on: &str, certificate: &str) {
        let file = |ending: &str| self.path(&format!("{certificate}.{ending}")).display().to_string();
        let (certificate, key) = (file("crt"), file("key"));
        let text = format!("ssl = {on}\nssl_cert_file = '{certificate}'\nssl_key_file = '{key}'\n");
        let path = self.path("data").join("postgresql.auto.conf");
        fs::write(path, text).expect("it is written");
    }

    /// The same for the next call.
    pub(crate) fn reload(&self, on: &str, certificate: &str) {
        self.encrypt(on, certificate);
        self.admin("postgres").execute("SELECT pg_reload_conf()", &[]).expect("it reads them");
        let query = "SELECT current_setting('ssl') = $1 AND current_setting('ssl_cert_file') LIKE $2";
        let file = format!("%/{certificate}.crt");
        let done = || self.admin("postgres").query_one(query, &[&on, &file]).expect("an answer").get::<_, bool>(0);
        while !done() {
            sleep(Duration::from_millis(20));
        }
    }

    /// One that an authority signed, one of an authority that nobody trusts, and one that signs itself, as
    /// `docs/booth-shared.md` has it made.
    fn certificates(&self) {
        let openssl = |args: &str| {
            must(Command::new("openssl").args(args.split(' ')).current_dir(self.folder.path()));
        };
        let new = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        for ca in ["ca", "stranger"] {
            openssl(&format!("req -x509 -days 3650 {new} -subj /CN=polysemy-{ca} -keyout {ca}.key -out {ca}.crt"));
        }
        fs::write(self.path("names"), "subjectAltName=IP:127.0.0.1\n").expect("it is written");
        openssl(&format!("req {new} -subj /CN=board -keyout server.key -out server.csr"));
        let sign = "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -extfile names";
        openssl(&format!("{sign} -days 3650 -out server.crt"));
        let itself = "-addext basicConstraints=critical,CA:FALSE -addext subjectAltName=IP:127.0.0.1";
        openssl(&format!("req -x509 -days 3650 {new} -subj /CN=board {itself} -keyout itself.key -out itself.crt"));
        for key in ["server.key", "itself.key"] {
            fs::set_permissions(self.path(key), fs::Permissions::from_mode(0o600)).expect("a mode");
        }
    }

    fn command(&self, name: &str) -> Command {
        let program = self.bin.join(name);
        let mut command = match self.guest {
            None => Command::new(program),
            Some((user, group)) => {
                let mut command = Command::new("setpriv");
                command.arg(format!("--reuid={user}")).arg(format!("--regid={group}")).arg("--clear-groups");
                command.arg("--").arg(program);
                command
            }
        };
        command.current_dir(self.folder.path());
        command
    }

    /// What the server needs is given to the user that it is run by; the folder can then still be read by root.
    fn give(&self, folder: &Path) {
        if let Some((user, group)) = self.guest {
            chown(folder, Some(user), Some(group)).expect("it is given away");
            for file in ["server.key", "server.crt", "itself.key", "itself.crt"] {
                chown(folder.join(file), Some(user), Some(group)).expect("it is given away");
            }
        }
    }

    fn log(&self) -> String {
        format!("\n{}", fs::read_to_string(self.path("log")).unwrap_or_default())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.freeze(false);
        self.down(false);
    }
}

fn signal(process: &Child, name: &str) {
    must(Command::new("kill").arg(format!("-{name}")).arg(process.id().to_string()));
}

fn must(command: &mut Command) {
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Where the newest server is, as Debian and others keep it; or the one that is in the path.
fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = folders.into_iter().rev().map(|(_, folder)| folder).chain(std::env::split_paths(&path));
    paths.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

fn postgres_user() -> Option<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let line = users.lines().find(|line| line.starts_with("postgres:"))?;
    let mut parts = line.split(':').skip(2);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
