//! `goingrate serve`: the HTTP API, until it is told to end.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, value_parser};
use goingrate::units::Problem;
use goingrate_web::{Config, KEYS, Server, Settings, answers, document, start_log};

use super::Answer;
use crate::exit::Exit;
use crate::out;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate serve --print-config
  goingrate serve --print-openapi --public-url https://pay.example.org

Without --print-… it answers until SIGTERM or SIGINT (Ctrl-C): \
curl 'http://127.0.0.1:8080/v1/pay?text=senior+backend,+Seattle'. SIGHUP reads the book again. docs/API.md \
says more. Every setting can also stand in a file (--config), under its name without dashes in front and with \
_ for -, or in the environment as GOINGRATE_SERVE_ and its name in capitals; flags come first, then the \
environment, then the file.";

/// Serves.
#[derive(Clone, Debug)]
pub struct Serve {
    config: Option<PathBuf>,
    act: Act,
    /// Keys that flags have set.
    flags: Vec<(String, String)>,
}

/// What is done.
#[derive(Clone, Copy, Debug)]
enum Act {
    Serve,
    PrintConfig,
    PrintOpenApi,
    Check,
}

impl Serve {
    /// Answers: exit 1 where a check finds no server that answers.
    pub fn run(&self, _: bool) -> Answer {
        let config = Config::load(self.config.as_deref(), &self.flags)?;
        let settings = config.settings()?;
        match self.act {
            Act::PrintConfig => Ok((config.toml(), Exit::Success)),
            Act::PrintOpenApi => {
                let text = serde_json::to_string_pretty(&document(&settings));
                Ok((text.map_err(|error| Problem::new(error.to_string()))? + "\n", Exit::Success))
            }
            Act::Check => Ok(check(settings.listen)),
            Act::Serve => serve(settings),
        }
    }
}

fn serve(settings: Settings) -> Answer {
    let log = start_log(settings.log);
    let server = Server::start(settings)?;
    out::note(&format!("Listening on http://{}; the reference is at /docs\n", server.address()));
    server.run()?;
    drop(log);
    Ok((String::new(), Exit::Success))
}

/// Whether a server at this address takes requests.
fn check(listen: SocketAddr) -> (String, Exit) {
    let host = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    let address = SocketAddr::new(host, listen.port());
    match answers(address, "/readyz") {
        Ok(true) => (format!("{address} takes requests\n"), Exit::Success),
        Ok(false) => (format!("{address} takes no requests\n"), Exit::No),
        Err(error) => (format!("{address} does not answer: {error}\n"), Exit::No),
    }
}

/// The flags that are no keys of the configuration.
const CONFIG: &str = "config";
const ACTS: [(&str, &str, Act); 3] = [
    (
        "print-config",
        "Print what holds, each value with where it came from, as TOML",
        Act::PrintConfig,
    ),
    ("print-openapi", "Print the OpenAPI document", Act::PrintOpenApi),
    ("check", "Exit with 0 if a server at the address takes requests, else with 1", Act::Check),
];

/// Every key of the configuration is a flag.
impl Args for Serve {
    fn augment_args(command: Command) -> Command {
        let config = Arg::new(CONFIG).long(CONFIG).value_name("FILE");
        let config = config.value_parser(value_parser!(PathBuf));
        let command = command.arg(config.help("Settings in a TOML file"));
        let acts = ACTS.iter().map(|(name, about, _)| {
            let others = ACTS.iter().map(|(other, ..)| *other).filter(|other| other != name);
            let arg = Arg::new(*name).long(*name).help(*about).action(ArgAction::SetTrue);
            arg.conflicts_with_all(others)
        });
        let keys = KEYS.iter().map(|key| {
            let usual = if key.usual.is_empty() { "none" } else { key.usual };
            let about = format!("{} [default: {usual}]", key.about.trim_end_matches('.'));
            // Flags of clap live as long as the program.
            let arg = Arg::new(key.name).long(&*key.name.replace('_', "-").leak());
            arg.value_name(key.takes()).help(about).help_heading("Settings")
        });
        command.args(acts).args(keys)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Serve::augment_args(command)
    }
}

impl FromArgMatches for Serve {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Serve, clap::Error> {
        let act = ACTS.iter().find(|(name, ..)| matches.get_flag(name)).map(|(.., act)| *act);
        let flags = KEYS.iter().filter_map(|key| {
            matches.get_one::<String>(key.name).map(|text| (key.name.to_owned(), text.clone()))
        });
        Ok(Serve {
            config: matches.get_one::<PathBuf>(CONFIG).cloned(),
            act: act.unwrap_or(Act::Serve),
            flags: flags.collect(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Serve::from_arg_matches(matches)?;
        Ok(())
    }
}
