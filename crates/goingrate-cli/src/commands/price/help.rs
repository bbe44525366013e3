//! What the help of `goingrate price` says beside its options.

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate price roster.csv
  goingrate price roster.csv -o priced.csv
  goingrate price roster.csv --per month --currency EUR --json
  goingrate price roster.csv -o priced.csv --force --as-of 2025-06 --threads 1

Columns that are read: question (\"senior backend, Seattle, Rust\"), or role, level, years, place, \
skills (separated by | or ;), industry, tier, employer, engagement, component, as_of; and period and \
currency of the prices; and salary (or offer), what each person is paid. Headings of HR systems, job boards \
and surveys are read too: Job Title, Grade, Seniority, Years of experience, City, State, Country, Company, \
Contract Type, Salary. City, state and country are put together into one place. Two columns may not say the \
same. A heading that is understood by words within it is told. All columns are passed through.

A role may be a whole title, which says level, skills, place and engagement too. A salary that names no \
currency is in that of its heading, or of the row's column currency, or in the money of the row's place.

A cell of level, years, skills, industry, tier, employer, engagement or component that cannot be read is left \
out: the row is priced without it, and the column complaint and the last lines say so. With --strict such a \
row has no price. A row whose title, place, period, currency or day cannot be read, or that has no title, \
never has one.

Columns that are added: p10, p10_low, p10_high and so on to p90 (the percentile and the ends of the 80 % \
interval of that figure), pay_currency, pay_period, pay_as_of; where there is a salary: percentile, \
percentile_low and percentile_high, how many of 100 people in the market are paid less; read_as: in words \
what the row was read as; and complaint: why a row has no price, or its salary no percentile, and what was \
left out or read in a way of its own.

FILE is CSV or Parquet, recognised by its content. OUT is written by its ending: .csv, .parquet, .jsonl. What \
is there is written over only with --force.";
