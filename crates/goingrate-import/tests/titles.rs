//! Invented titles and levels through the carried table of patterns; and, where the shared data are
//! there, how much of the real titles it reads.

mod microdata;

use goingrate_evidence::Shares;
use goingrate_import::TitleRole;
use microdata::World;

/// Role and level as text: slugs with percents, "-" for other work, "?" for unmapped.
fn read(world: &World, title: &str) -> (String, String) {
    let read = world.context().titles.title(title);
    let t = &world.taxonomy;
    let role = match &read.role {
        TitleRole::Role(shares) => text(shares, |id| t.role(id).slug.clone()),
        TitleRole::OtherWork => "-".to_owned(),
        TitleRole::Unmapped => "?".to_owned(),
    };
    (role, text(&read.level, |id| t.level(id).slug.clone()))
}

fn text<I: Copy + Ord>(shares: &Shares<I>, slug: impl Fn(I) -> String) -> String {
    let one = |(id, percent): &(I, u8)| match percent {
        100 => slug(*id),
        percent => format!("{} {percent}", slug(*id)),
    };
    shares.all().iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn titles_are_read_by_their_most_special_words() {
    let world = World::open();
    let check = |title: &str, role: &str, level: &str| {
        assert_eq!(read(&world, title), (role.to_owned(), level.to_owned()), "{title}");
    };
    check("Senior Back-End Engineer (Go)", "backend-developer", "senior");
    check("Sr. Software Engineer - Full Stack", "full-stack-developer", "senior");
    check("Lead Data Scientist", "data-scientist", "lead");
    check("Data Scientist II", "data-scientist", "mid");
    check("Principal Machine Learning Engineer", "machine-learning-engineer", "principal");
    check("Machine Learning Research Engineer", "ml-researcher", "");
    check("Junior QA Tester", "qa-engineer", "junior");
    check("Software Engineering Manager", "engineering-manager", "manager");
    check("VP of Engineering", "engineering-manager", "vp");
    check("Head of Data", "data-manager", "director");
    check("iOS Developer", "mobile-developer", "");
    check("Developer, embedded applications or devices", "embedded-developer", "");
    check("Database Administrator", "database-administrator", "");
    check("Member of Technical Staff", "15-1252", "");
    check("Systems Engineer III", "systems-engineer", "senior");
    check("Engineer", "15-1252 70, machine-learning-engineer 15, data-engineer 15", "");
    check("Technical Recruiter", "-", "");
    check("Astrologer", "?", "");
    check("", "?", "");
    check("🦀", "?", "");
}

#[test]
fn levels_are_read_by_the_employers_own_codes_first() {
    let world = World::open();
    let check = |level: &str, employer: Option<&str>, expected: &str| {
        let shares = world.context().titles.level(level, employer);
        let read = text(&shares, |id| world.taxonomy.level(id).slug.clone());
        assert_eq!(read, expected, "{level} at {employer:?}");
    };
    check("L5", Some("Google"), "senior");
    check("L5", Some("amazon"), "mid");
    check("L5", None, "senior 60, staff 40");
    check("L6 SDM", Some("Amazon"), "manager");
    check("63", Some("Microsoft"), "senior");
    check("63", None, "");
    check("Senior Software Engineer", Some("Acme Rockets"), "senior");
    check("Software Engineer II", None, "mid");
    check("VP", Some("Goldman Sachs"), "senior 60, staff 40");
    check("VP", None, "vp");
    check("Quux", None, "");
}

/// The share of rows (not of different titles) that the table reads, by set.
#[test]
fn real_titles_are_mostly_read() {
    let Some(data) = microdata::shared() else {
        eprintln!("skipped: GOINGRATE_TEST_DATA does not name a folder of data");
        return;
    };
    let world = World::open();
    let sets = [
        ("gsa-labor-rates-2016/s70_data.csv", 1, 0.5),
        ("ai-jobs-2025/salaries.csv", 3, 0.99),
        ("levels-fyi-2021/Levels_Fyi_Salary_Data.csv", 3, 0.99),
        ("stackoverflow-2025/survey_results.csv", 5, 0.99),
        ("justjoin-poland-2024/jobs.csv", 0, 0.8),
    ];
    for (file, column, least) in sets {
        let Ok(bytes) = std::fs::read(data.join(file)) else { continue };
        let mut unmapped = std::collections::BTreeMap::<String, u32>::new();
        let (mut rows, mut mapped, mut other) = (0u32, 0u32, 0u32);
        let rest =
            csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[..]).into_byte_records();
        for record in rest.flatten() {
            let title =
                String::from_utf8_lossy(record.get(column).unwrap_or_default()).into_owned();
            rows += 1;
            match read(&world, &title).0.as_str() {
                "?" => *unmapped.entry(title).or_default() += 1,
                "-" => other += 1,
                _ => mapped += 1,
            }
        }
        let mut top: Vec<_> = unmapped.into_iter().collect();
        top.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        top.truncate(25);
        eprintln!("{file}: {rows} rows, {mapped} mapped, {other} other work; unmapped {top:?}");
        assert!(f64::from(mapped + other) >= least * f64::from(rows), "{file}");
    }
}
