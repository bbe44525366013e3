//! How often parts of a grant become one's own.

use std::str::FromStr;

use goingrate_units::{Problem, ProblemKind};

/// How often parts of a grant become one's own within a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Twelve times a year.
    Month,
    /// Four times a year.
    Quarter,
    /// Twice a year.
    HalfYear,
    /// Once, at the end of the year.
    Year,
}

impl Every {
    /// All of them, the most frequent first.
    pub const ALL: [Every; 4] = [Every::Month, Every::Quarter, Every::HalfYear, Every::Year];

    /// Months from one part to the next; they divide a year.
    pub fn months(self) -> u32 {
        match self {
            Every::Month => 1,
            Every::Quarter => 3,
            Every::HalfYear => 6,
            Every::Year => 12,
        }
    }

    /// How it is said: "every quarter".
    pub fn in_words(self) -> &'static str {
        match self {
            Every::Month => "every month",
            Every::Quarter => "every quarter",
            Every::HalfYear => "every half year",
            Every::Year => "every year",
        }
    }

    /// The word in files and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Every::Month => "month",
            Every::Quarter => "quarter",
            Every::HalfYear => "half-year",
            Every::Year => "year",
        }
    }
}

impl FromStr for Every {
    type Err = Problem;

    /// # Errors
    /// When the word is none of `month`, `quarter`, `half-year`, `year`; field `every`.
    fn from_str(word: &str) -> Result<Every, Problem> {
        Every::ALL.into_iter().find(|every| every.slug() == word).ok_or_else(|| {
            let words = Every::ALL.map(Every::slug).join(", ");
            Problem::of("every", word, "is not how often shares vest")
                .kind(ProblemKind::Unknown)
                .hint(format!("write one of {words}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for every in Every::ALL {
            assert_eq!(every.slug().parse(), Ok(every));
            assert_eq!(12 % every.months(), 0, "{every:?}");
        }
        let problem = "week".parse::<Every>().expect_err("no word");
        assert_eq!((problem.field_name(), problem.value_text()), ("every", "week"));
    }
}
