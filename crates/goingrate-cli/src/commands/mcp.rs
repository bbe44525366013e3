//! `goingrate mcp`: all questions as tools for assistants, by the Model Context Protocol.

use std::net::{SocketAddr, TcpListener};

use clap::Args;
use goingrate::units::{Date, Problem, ProblemKind};
use goingrate_mcp::{Http, Limits, Server};

use super::Answer;
use crate::args::{self, BookFile, StoreFolder};
use crate::exit::Exit;
use crate::out;

/// Examples of the help. They serve until they are stopped, so tests do not run them.
pub const EXAMPLES: &str = "\
An assistant starts the program itself and speaks with it over stdin and stdout. Configuration of most clients:
  {\"mcpServers\": {\"goingrate\": {\"command\": \"goingrate\", \"args\": [\"mcp\"]}}}

For clients that connect to an address: --http 127.0.0.1:8081 serves http://127.0.0.1:8081/mcp";

/// Tools for assistants.
#[derive(Args)]
pub struct Mcp {
    /// Serves over HTTP at this address instead of stdin and stdout; the path is /mcp.
    #[arg(long, value_name = "ADDRESS")]
    pub http: Option<SocketAddr>,
    /// A name by which other machines reach the address; may be given several times. Without one
    /// only this machine is served.
    #[arg(long, value_name = "NAME", requires = "http")]
    pub allow_host: Vec<String>,
    /// Slow questions that are answered at once.
    #[arg(long, value_name = "COUNT", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub slow_at_once: u16,
    /// The day that it is taken to be, for answers that have to come out the same again.
    #[arg(long, value_name = "DATE", hide = true)]
    pub today: Option<String>,
    #[command(flatten)]
    pub book: BookFile,
}

impl Mcp {
    /// Serves until the client is gone or the program is asked to end.
    pub fn run(&self) -> Answer {
        let listener = self.http.map(|address| self.listen(address)).transpose()?;
        let server = self.server()?;
        let served = match listener {
            None => goingrate_mcp::stdio(&server),
            Some(listener) => {
                let address = listener.local_addr().map_err(|error| failed(&error))?;
                out::note(&format!("Serving http://{address}/mcp; Ctrl-C ends it.\n"));
                goingrate_mcp::http(&server, listener, &Http { hosts: self.allow_host.clone() })
            }
        };
        served.map_err(|error| failed(&error))?;
        Ok((String::new(), Exit::Success))
    }

    fn server(&self) -> Result<Server, Problem> {
        let going_rate = args::open(&self.book, &StoreFolder::default(), &[])?;
        let fixed: Option<Date> = args::day(self.today.as_deref())?;
        let limits = Limits { slow: self.slow_at_once.into(), ..Limits::default() };
        let today = move || fixed.map_or_else(args::today, Ok);
        Ok(Server::new(going_rate, today, limits))
    }

    fn listen(&self, address: SocketAddr) -> Result<TcpListener, Problem> {
        let refuse = |what: String| Problem::of("http", &address.to_string(), what);
        if !address.ip().is_loopback() && self.allow_host.is_empty() {
            return Err(refuse("can be reached by other machines".to_owned())
                .hint("take 127.0.0.1, or name with --allow-host how they reach this one"));
        }
        TcpListener::bind(address).map_err(|error| {
            refuse(format!("cannot be listened at: {error}")).kind(ProblemKind::Unreadable)
        })
    }
}

fn failed(error: &std::io::Error) -> Problem {
    Problem::new(format!("the server ended: {error}")).kind(ProblemKind::Unreadable)
}
