//! The dialects of SQL, one list: what each engine calls a type, a cast that may fail, a logarithm and a
//! pattern, and how it quotes.

use super::quoting::{Quoting, Within};

/// The SQL of an engine. In its words `{}` stands for what they are applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Its word on the command line.
    pub word: &'static str,
    /// What its engine is called.
    pub name: &'static str,
    /// How names are quoted.
    pub(super) names: Quoting,
    /// How texts are quoted.
    pub(super) texts: Quoting,
    /// The type of texts.
    pub(super) text: &'static str,
    /// The type of whole numbers of 64 bits.
    pub(super) whole: &'static str,
    /// A number, or a text that is one, as a floating-point number of 64 bits; null for other texts, where
    /// the engine has such a cast.
    pub(super) number: &'static str,
    /// Whether a column holds texts. Engines know that before they read a row, so the check costs nothing.
    /// Without it the cast decides alone what a number is.
    pub(super) is_text: Option<&'static str>,
    /// Whether a text is of the form `{pattern}`.
    pub(super) is_like: &'static str,
    /// The logarithm to base 2. It may be wrong in its last digit; the bucket forgives it.
    pub(super) log2: &'static str,
    /// A text in small letters, those of all alphabets.
    pub(super) small: &'static str,
    /// What the statement ends with.
    pub(super) ending: &'static str,
    /// What holds for tables of this engine only.
    pub(super) note: Option<&'static str>,
}

const DOUBLE_QUOTES: Quoting = Quoting { mark: '"', within: Within::Doubled };
const BACKTICKS: Quoting = Quoting { mark: '`', within: Within::Doubled };
const BACKTICKS_ESCAPED: Quoting = Quoting { mark: '`', within: Within::Escaped };
const DOUBLE_QUOTES_ESCAPED: Quoting = Quoting { mark: '"', within: Within::Escaped };
const TEXTS: Quoting = Quoting { mark: '\'', within: Within::Doubled };
const TEXTS_ESCAPED: Quoting = Quoting { mark: '\'', within: Within::Escaped };

/// The dialects, in the order in which they are shown.
pub const DIALECTS: [Dialect; 8] = [
    Dialect {
        word: "spark",
        name: "Spark SQL",
        names: BACKTICKS,
        texts: TEXTS_ESCAPED,
        text: "STRING",
        whole: "BIGINT",
        number: "try_cast({} AS DOUBLE)",
        is_text: Some("typeof({}) = 'string'"),
        is_like: "{} RLIKE {pattern}",
        log2: "log2({})",
        small: "lower({})",
        ending: "",
        note: None,
    },
    Dialect {
        word: "datafusion",
        name: "DataFusion",
        names: DOUBLE_QUOTES,
        texts: TEXTS,
        text: "VARCHAR",
        whole: "BIGINT",
        number: "TRY_CAST({} AS DOUBLE)",
        is_text: Some("arrow_typeof({}) LIKE '%Utf8%'"),
        is_like: "regexp_like({}, {pattern})",
        log2: "log2({})",
        small: "lower({})",
        ending: "",
        note: None,
    },
    Dialect {
        word: "duckdb",
        name: "DuckDB",
        names: DOUBLE_QUOTES,
        texts: TEXTS,
        text: "VARCHAR",
        whole: "BIGINT",
        number: "TRY_CAST({} AS DOUBLE)",
        is_text: Some("typeof({}) = 'VARCHAR'"),
        is_like: "regexp_matches({}, {pattern})",
        log2: "log2({})",
        small: "lower({})",
        ending: "",
        note: None,
    },
    Dialect {
        word: "clickhouse",
        name: "ClickHouse",
        names: DOUBLE_QUOTES_ESCAPED,
        texts: TEXTS_ESCAPED,
        text: "Nullable(String)",
        whole: "Nullable(Int64)",
        number: "toFloat64({})",
        is_text: Some("toTypeName({}) LIKE '%String%'"),
        is_like: "match({}, {pattern})",
        log2: "log2({})",
        small: "lowerUTF8({})",
        // Without it ClickHouse reads numbers in texts with an error in their last digit.
        ending: "\nSETTINGS precise_float_parsing = 1",
        note: None,
    },
    Dialect {
        word: "trino",
        name: "Trino",
        names: DOUBLE_QUOTES,
        texts: TEXTS,
        text: "VARCHAR",
        whole: "BIGINT",
        number: "TRY_CAST({} AS DOUBLE)",
        is_text: Some("typeof({}) LIKE '%char%'"),
        is_like: "regexp_like({}, {pattern})",
        log2: "log2({})",
        small: "lower({})",
        ending: "",
        note: None,
    },
    Dialect {
        word: "bigquery",
        name: "BigQuery",
        names: BACKTICKS_ESCAPED,
        texts: TEXTS_ESCAPED,
        text: "STRING",
        whole: "INT64",
        number: "SAFE_CAST({} AS FLOAT64)",
        is_text: None,
        is_like: "REGEXP_CONTAINS({}, {pattern})",
        log2: "LOG({}, 2)",
        small: "LOWER({})",
        ending: "",
        note: Some("A text is a number here if BigQuery's SAFE_CAST reads it, hexadecimals too."),
    },
    Dialect {
        word: "postgres",
        name: "PostgreSQL",
        names: DOUBLE_QUOTES,
        texts: TEXTS,
        text: "TEXT",
        whole: "BIGINT",
        number: "CAST({} AS DOUBLE PRECISION)",
        is_text: Some("CAST(pg_typeof({}) AS TEXT) IN ('text', 'character varying', 'character')"),
        is_like: "{} ~ {pattern}",
        log2: "ln({}) / 0.6931471805599453",
        small: "lower({})",
        ending: "",
        note: None,
    },
    Dialect {
        word: "snowflake",
        name: "Snowflake",
        names: DOUBLE_QUOTES,
        texts: TEXTS_ESCAPED,
        text: "VARCHAR",
        whole: "BIGINT",
        number: "CAST({} AS DOUBLE)",
        is_text: None,
        is_like: "REGEXP_LIKE({}, {pattern})",
        log2: "LOG(2, {})",
        small: "LOWER({})",
        ending: "",
        note: Some(
            "Columns of amounts must hold numbers: Snowflake's TRY_CAST takes texts only, and CAST ends \
             the statement at a text that is no number.",
        ),
    },
];

impl Dialect {
    /// The dialect of this word.
    pub fn of(word: &str) -> Option<&'static Dialect> {
        DIALECTS.iter().find(|dialect| dialect.word == word)
    }

    /// A name between marks.
    pub fn name_of(&self, heading: &str) -> String {
        self.names.quoted(heading)
    }

    /// A text between marks.
    pub fn text_of(&self, text: &str) -> String {
        self.texts.quoted(text)
    }

    pub(super) fn as_text(&self, value: &str) -> String {
        format!("CAST({value} AS {})", self.text)
    }

    pub(super) fn as_whole(&self, value: &str) -> String {
        format!("CAST({value} AS {})", self.whole)
    }

    pub(super) fn is_like(&self, text: &str, pattern: &str) -> String {
        // The pattern goes first: no pattern of ours holds `{}`, but a heading in the text may.
        applied(&self.is_like.replace("{pattern}", &self.text_of(pattern)), text)
    }
}

/// Words of a dialect with a value in place of `{}`.
pub(super) fn applied(words: &str, value: &str) -> String {
    words.replace("{}", value)
}
