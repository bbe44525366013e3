//! A verdict: its words, its sign, and how many there are of each.

use maud::{Markup, html};

use crate::charts::stack::{Part, Stack};
use goingrate_view::words;

/// What was found of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
    /// It cannot be told.
    Open,
    /// Nothing was held against it.
    #[default]
    None,
}

/// The verdicts that a reader can ask for, the worst first.
pub const ALL: [Verdict; 3] = [Verdict::Fails, Verdict::Open, Verdict::Holds];

impl Verdict {
    /// By the name that the program gives it.
    pub fn named(name: &str) -> Verdict {
        let all = [Verdict::Holds, Verdict::Fails, Verdict::Open];
        all.into_iter().find(|verdict| verdict.name() == name).unwrap_or_default()
    }

    /// By the name that the program gives it, or by the words that a reader sees.
    pub fn asked(name: &str) -> Verdict {
        let said = |verdict: &Verdict| verdict.words().eq_ignore_ascii_case(name);
        let named = Verdict::named(name);
        if named != Verdict::None { named } else { ALL.into_iter().find(said).unwrap_or_default() }
    }

    /// The name that the program gives it, which an address has too.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Holds => "supported",
            Verdict::Fails => "contradicted",
            Verdict::Open => "undecided",
            Verdict::None => "for a planner",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Holds => "Holds",
            Verdict::Fails => "Does not hold",
            Verdict::Open => "Cannot be told",
            Verdict::None => "Not judged",
        }
    }

    /// The class of its ink.
    pub fn class(self) -> &'static str {
        match self {
            Verdict::Holds => "yes",
            Verdict::Fails => "no",
            Verdict::Open | Verdict::None => "open",
        }
    }

    /// Its sign and its words.
    pub fn html(self) -> Markup {
        let sign = match self {
            Verdict::Holds => "M1.5 6.5l3 3.2l6-7.4",
            Verdict::Fails => "M2 2l8 8M10 2l-8 8",
            Verdict::Open | Verdict::None => "M2 6h8",
        };
        html! {
            span class={ "v " (self.class()) } {
                svg.sign viewBox="0 0 12 12" aria-hidden="true" { path d=(sign) {} }
                (self.words())
            }
        }
    }
}

/// How many claims there are of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// That hold.
    pub holds: usize,
    /// That do not.
    pub fails: usize,
    /// That cannot be told.
    pub open: usize,
}

impl Tally {
    /// Counts verdicts.
    pub fn of(verdicts: impl Iterator<Item = Verdict>) -> Tally {
        verdicts.fold(Tally::default(), |mut tally, verdict| {
            match verdict {
                Verdict::Holds => tally.holds += 1,
                Verdict::Fails => tally.fails += 1,
                Verdict::Open => tally.open += 1,
                Verdict::None => {}
            }
            tally
        })
    }

    /// How many were judged.
    pub fn all(self) -> usize {
        self.holds + self.fails + self.open
    }

    /// How many have a verdict.
    pub fn of_verdict(self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Holds => self.holds,
            Verdict::Fails => self.fails,
            Verdict::Open => self.open,
            Verdict::None => 0,
        }
    }

    /// "1 holds, 14 do not hold and 9 cannot be told"; verdicts that no claim has are left out.
    pub fn sentence(self) -> String {
        let one = |n: usize, one: &str, more: &str| {
            let words = if n == 1 { one } else { more };
            (n > 0).then(|| format!("{} {words}", words::thousands(n as f64)))
        };
        let parts = [
            one(self.holds, "holds", "hold"),
            match self.holds {
                0 => one(self.fails, "does not hold", "do not hold"),
                _ => one(self.fails, "does not", "do not"),
            },
            one(self.open, "cannot be told", "cannot be told"),
        ];
        words::list(&parts.into_iter().flatten().collect::<Vec<_>>())
    }

    /// The divided bar.
    pub fn stack(self) -> Stack {
        let part = |name: &str, n: usize, ink: &'static str| Part {
            name: name.to_owned(),
            shown: words::thousands(n as f64),
            size: n as f64,
            ink,
        };
        let parts = vec![
            part("hold", self.holds, "s-yes"),
            part("cannot be told", self.open, "s-open"),
            part("do not hold", self.fails, "s-no"),
        ];
        Stack { parts }
    }

    /// A small divided bar for a row of a table, whose figures stand beside it.
    pub fn small(self) -> Markup {
        const WIDE: f64 = 180.0;
        let parts = [(self.holds, "s-yes"), (self.open, "s-open"), (self.fails, "s-no")];
        let all = self.all().max(1) as f64;
        let bars = parts.into_iter().filter(|(n, _)| *n > 0).scan(0.0, |x, (n, ink)| {
            let (from, wide) = (*x, WIDE * n as f64 / all);
            *x += wide;
            Some((ink, format!("{from:.1}"), format!("{:.1}", (wide - 1.5).max(1.5))))
        });
        html! {
            svg.hide-s width="180" height="12" viewBox="0 0 180 12" aria-hidden="true" {
                @for (ink, x, width) in bars { rect class=(ink) x=(x) y="0" height="12" width=(width) {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_in_words_names_only_what_there_is() {
        let tally = Tally { holds: 1, fails: 1204, open: 0 };
        assert_eq!(tally.sentence(), "1 holds and 1,204 do not");
        let tally = Tally { holds: 0, fails: 12, open: 452 };
        assert_eq!(tally.sentence(), "12 do not hold and 452 cannot be told");
        assert_eq!(Verdict::named("undecided"), Verdict::Open);
        assert_eq!(Verdict::named(""), Verdict::None);
    }
}
