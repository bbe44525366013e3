//! Who asks, and how much one client may ask: so many requests a second, and so many at once. Clients on
//! this machine are free, unless a proxy on it says for whom it asks.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{HeaderMap, HeaderName};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::Settings;

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// After so many requests those clients are forgotten who have not asked for a while.
const TIDY: u32 = 1 << 16;

/// How much each client may ask.
pub struct Clients {
    limiter: Option<DefaultKeyedRateLimiter<IpAddr>>,
    clock: DefaultClock,
    asked: AtomicU32,
    proxies: Vec<IpAddr>,
    loopback: bool,
}

impl Clients {
    /// As the settings say.
    pub fn new(settings: &Settings) -> Clients {
        let quota = |rate| {
            let burst = NonZeroU32::new(settings.burst).unwrap_or(NonZeroU32::MIN);
            RateLimiter::keyed(Quota::per_second(rate).allow_burst(burst))
        };
        Clients {
            limiter: NonZeroU32::new(settings.rate).map(quota),
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
            proxies: settings.trust_proxy.clone(),
            loopback: settings.trust_loopback,
        }
    }

    /// Who asks: the peer, or whom a trusted proxy names last.
    pub fn who(&self, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
        let mut who = peer.ip().to_canonical();
        if !self.trusts(who) {
            return who;
        }
        let values = headers.get_all(FORWARDED).iter().filter_map(|value| value.to_str().ok());
        let named: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
        // From the nearest to the farthest: the first that is no proxy of ours is the client.
        for address in named.into_iter().rev() {
            let Ok(address) = address.parse::<IpAddr>() else { break };
            who = address.to_canonical();
            if !self.trusts(who) {
                break;
            }
        }
        who
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.loopback && address.is_loopback() || self.proxies.contains(&address)
    }

    /// Counts a request of a client.
    ///
    /// # Errors
    /// With the seconds to wait, when it has asked too much.
    pub fn admit(&self, who: IpAddr) -> Result<(), u64> {
        let Some(limiter) = self.limiter.as_ref().filter(|_| !who.is_loopback()) else {
            return Ok(());
        };
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(TIDY) {
            limiter.retain_recent();
        }
        limiter.check_key(&network(who)).map_err(|wait| {
            wait.wait_time_from(self.clock.now()).as_secs_f64().ceil().max(1.0) as u64
        })
    }
}

/// One client of IPv6 has 64 bits of addresses.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn clients(flags: &[(&str, &str)]) -> Clients {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let flags: Vec<(String, String)> = flags.iter().map(owned).collect();
        let config = Config::of(None, &[], &flags).expect("a configuration");
        Clients::new(&config.settings().expect("settings"))
    }

    fn who(clients: &Clients, peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED, forwarded.parse().expect("a header"));
        clients.who(SocketAddr::new(peer.parse().expect("an address"), 1), &headers).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_says_who_asks() {
        let nobody = clients(&[]);
        assert_eq!(who(&nobody, "127.0.0.1", "9.9.9.9"), "127.0.0.1");
        let proxied = clients(&[("trust_proxy", "loopback,10.0.0.1")]);
        assert_eq!(who(&proxied, "127.0.0.1", "9.9.9.9"), "9.9.9.9");
        assert_eq!(who(&proxied, "127.0.0.1", "6.6.6.6, 9.9.9.9, 10.0.0.1"), "9.9.9.9");
        assert_eq!(who(&proxied, "8.8.8.8", "9.9.9.9"), "8.8.8.8");
        assert_eq!(who(&proxied, "127.0.0.1", "rubbish"), "127.0.0.1");
    }

    #[test]
    fn a_client_may_ask_so_much() {
        let clients = clients(&[("rate", "1"), ("burst", "2")]);
        let stranger: IpAddr = "9.9.9.9".parse().expect("an address");
        let asked: Vec<bool> = (0..3).map(|_| clients.admit(stranger).is_ok()).collect();
        assert_eq!(asked, [true, true, false]);
        let here: IpAddr = "127.0.0.1".parse().expect("an address");
        assert!((0..9).all(|_| clients.admit(here).is_ok()));
    }
}
