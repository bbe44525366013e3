//! A job on Spark's own `spark-submit`, which knows a cluster's settings; else Python's pyspark runs it. Spark waits long
//! and without a word for an address where nobody answers, so addresses are tried first.

use std::net::{TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use goingrate::units::Problem;

use super::Job;
use super::driver::{Scratch, on_path};

/// The command with `spark-submit`, where there is one and the job does not go to a server of Spark Connect.
pub(super) fn submit(job: &Job<'_>, scratch: &Scratch) -> Result<Option<Command>, Problem> {
    let Some(program) = spark_submit().filter(|_| job.connect.is_none()) else { return Ok(None) };
    let mut command = Command::new(program);
    let memory = job.memory.map(|bytes| format!("{}m", bytes >> 20));
    let settings = [
        ("--master", job.master),
        ("--driver-memory", memory.as_deref()),
        ("--executor-memory", memory.as_deref()),
    ];
    for (flag, value) in settings {
        command.args(value.into_iter().flat_map(|value| [flag, value]));
    }
    command.env("PYSPARK_PYTHON", job.python).env("PYSPARK_DRIVER_PYTHON", job.python);
    command.arg("--py-files").arg(scratch.path("job.py"));
    command.arg(scratch.path("on_spark.py")).arg(scratch.job());
    Ok(Some(command))
}

/// How long an address has to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The port of a server of Spark Connect that names none.
const CONNECT_PORT: &str = "15002";

/// What leads a client of Spark Connect to its server through a proxy.
const PROXIES: [&str; 6] =
    ["grpc_proxy", "https_proxy", "http_proxy", "GRPC_PROXY", "HTTPS_PROXY", "HTTP_PROXY"];

/// Refuses an address where nobody answers; one that answers of several is enough. Addresses of another form are left
/// to Spark (`local[2]`, `yarn`), and so are servers of Spark Connect behind a proxy.
pub(super) fn check_address(master: Option<&str>, connect: Option<&str>) -> Result<(), Problem> {
    let proxied = PROXIES.iter().any(|name| std::env::var_os(name).is_some());
    let (field, value, hosts) = match (master, connect) {
        (Some(master), _) => ("master", master, master.strip_prefix("spark://")),
        (_, Some(server)) => ("connect", server, server.strip_prefix("sc://").filter(|_| !proxied)),
        _ => return Ok(()),
    };
    let Some(hosts) = hosts else { return Ok(()) };
    let hosts = hosts.split('/').next().unwrap_or_default();
    let mut hosts = hosts.split(',').map(|host| match field {
        "connect" if !has_port(host) => format!("{host}:{CONNECT_PORT}"),
        _ => host.to_owned(),
    });
    // What is wrong with an address without a port Spark says itself.
    if hosts.any(|host| !has_port(&host) || answers(&host)) {
        return Ok(());
    }
    Err(Problem::of(field, value, "nobody answers there")
        .hint("is Spark running, and is this its host and port?"))
}

/// Whether a host names its port.
fn has_port(host: &str) -> bool {
    host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok())
}

/// Whether somebody listens at `host:port`.
fn answers(address: &str) -> bool {
    let found = address.to_socket_addrs();
    found.is_ok_and(|mut found| found.any(|at| TcpStream::connect_timeout(&at, PATIENCE).is_ok()))
}

/// That of SPARK_HOME, or the one on the PATH.
fn spark_submit() -> Option<PathBuf> {
    let home = std::env::var_os("SPARK_HOME").map(PathBuf::from);
    let at_home = home.map(|home| home.join("bin").join("spark-submit"));
    at_home.filter(|program| program.is_file()).or_else(|| on_path("spark-submit"))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_host_answers_or_not() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let there = listener.local_addr().unwrap().to_string();
        assert!(answers(&there));
        assert_eq!(check_address(Some(&format!("spark://{there}")), None), Ok(()));
        drop(listener);
        assert!(!answers(&there));
        // Any master of several may be the one at work.
        for master in [format!("spark://{there}"), format!("spark://{there},{there}")] {
            let refused = check_address(Some(&master), None).unwrap_err();
            assert_eq!(refused.field.as_deref(), Some("master"));
            assert_eq!(refused.value, Some(master));
        }
        assert_eq!(check_address(Some("local[2]"), None), Ok(()));
        assert!(!answers("no-such-host.invalid:7077"));
        assert_eq!(check_address(Some("spark://no-port"), None), Ok(()));
        assert!(check_address(None, Some("sc://no-such-host.invalid/;token=x")).is_err());
    }
}
