//! A book is keyed by words: a list of the taxonomy that grows in the middle never changes what an
//! older book says, a word that is gone is refused by its name, and no bytes make reading panic.

use goingrate::GoingRate;
use goingrate::data;
use goingrate::model::Book;
use goingrate::units::{
    Component, Date, EmployerId, Engagement, LevelId, PlaceId, Profile, RoleId, SkillId, Taxonomy,
    TaxonomyFiles, TierId,
};

/// The text with another one put before the last of the places where a mark stands in its first
/// three fifths.
fn put_before(text: &str, mark: &str, new: &str) -> String {
    let middle = text.match_indices(mark).filter(|found| found.0 < text.len() * 3 / 5);
    let at = middle.last().expect("the mark is there").0;
    format!("{}{new}{}", &text[..at], &text[at..])
}

/// The carried taxonomy with one more role, level, place, skill, industry, tier and employer, each
/// in the middle of its list.
fn grown() -> Taxonomy {
    let files = data::TAXONOMY;
    let role = "[[role]]\nslug = \"x-role\"\nname = \"X role\"\nparent = \"mathematics\"\n\
                words = [\"xrole\"]\n\n";
    let level = "[[level]]\nslug = \"x-level\"\nname = \"X level\"\nladder = \"individual\"\n\
                 years = [3, 4]\ntolerance = [3, 5]\nwords = [\"xlevel\"]\n\n";
    let tier = "[[tier]]\nslug = \"x-tier\"\nname = \"X tier\"\nwords = [\"xtier\"]\n\n";
    let roles = put_before(files.roles, "[[role]]\nslug = \"15-2099\"", role);
    let levels = put_before(files.levels, "[[level]]\nslug = \"senior\"", level);
    let areas = put_before(files.areas, "us-2", "us-29999,metro,us-tx,0029999,\"Xville, TX\"\n");
    let skill = "[\"x-skill\", \"framework\", \"python\", \"X skill\"],\n  ";
    let skills = put_before(files.skills, "[\"pandas\"", skill);
    let industry = "[\"x-industry\", \"\", \"\", \"X industry\", \"X industry in full\"],\n  ";
    let industries = put_before(files.industries, "[\"consulting\"", industry);
    let tiers = put_before(files.tiers, "[[tier]]\nslug = \"startup\"", tier);
    let employer = "x-employer,X employer,,,,,\n";
    let employers = put_before(files.employers, "google,Google", employer);
    let files = TaxonomyFiles {
        roles: &roles,
        levels: &levels,
        areas: &areas,
        skills: &skills,
        industries: &industries,
        tiers: &tiers,
        employers: &employers,
        ..files
    };
    Taxonomy::read(&files).expect("a taxonomy")
}

/// The same profile in the words of another taxonomy.
fn reworded(profile: &Profile, from: &Taxonomy, to: &Taxonomy) -> Profile {
    let skill = |&skill: &SkillId| to.skill_of(&from.skill(skill).slug).expect("a skill");
    Profile {
        role: to.role_of(&from.role(profile.role).slug).expect("a role"),
        level: profile.level.map(|level| to.level_of(&from.level(level).slug).expect("a level")),
        place: to.place_of(&from.place(profile.place).slug).expect("a place"),
        skills: profile.skills.iter().map(skill).collect(),
        industry: profile
            .industry
            .map(|industry| to.industry_of(&from.industry(industry).slug).expect("an industry")),
        tier: profile.tier.map(|tier| to.tier_of(&from.tier(tier).slug).expect("a tier")),
        employer: profile
            .employer
            .map(|employer| to.employer_of(&from.employer(employer).slug).expect("an employer")),
        rung: None,
        ..profile.clone()
    }
}

#[test]
fn a_list_that_grows_in_the_middle_changes_no_answer() {
    let carried = GoingRate::open().expect("the carried data open");
    let taxonomy = grown();
    let book = Book::read(data::BOOK, &taxonomy).expect("a book of the words at hand");
    let mut now = carried.clone();
    (now.taxonomy, now.book) = (taxonomy, book);
    let words = &carried.taxonomy;
    assert!(now.taxonomy.roles.len() > words.roles.len());
    let mut answers = 0;
    for case in 0..400 {
        let place = PlaceId::from_index(case * 37 % words.places.len());
        let profile = Profile {
            role: RoleId::from_index(1 + case * 7 % (words.roles.len() - 1)),
            level: (case % 3 > 0).then(|| LevelId::from_index(case % words.levels.len())),
            years: None,
            place: if case % 40 == 0 { words.default_place } else { place },
            skills: vec![SkillId::from_index(case * 5 % words.skills.len())],
            industry: words.industry_of(["consulting", "government", "technology"][case % 3]),
            tier: (case % 4 == 0).then(|| TierId::from_index(case / 4 % words.tiers.len())),
            employer: (case % 4 == 1)
                .then(|| EmployerId::from_index(17 * case % words.employers.len())),
            rung: None,
            engagement: Engagement::Employee,
            component: Component::BaseSalary,
            as_of: Date::new(2026, 3, 15).expect("a date"),
        };
        let Ok(before) = carried.estimator().percentiles(&profile) else { continue };
        let after = now.estimator().percentiles(&reworded(&profile, words, &now.taxonomy));
        let bits = |found: &[goingrate::model::Uncertain; 5]| {
            found.map(|figure| [figure.ln.to_bits(), figure.sd.to_bits()])
        };
        assert_eq!(bits(&before), bits(&after.expect("an answer")), "case {case}");
        answers += 1;
    }
    assert!(answers > 200, "{answers} answers");
    // Written in the words at hand, the book says the same.
    let again = Book::read(&now.book.to_bytes(), words).expect("the book");
    assert_eq!(again.largest_difference(&carried.book), 0.0);
}

#[test]
fn a_word_that_is_gone_is_refused_by_its_name() {
    let files = data::TAXONOMY;
    let areas = files.areas.replace("us-10180,", "us-10181,");
    let taxonomy = Taxonomy::read(&TaxonomyFiles { areas: &areas, ..files }).expect("a taxonomy");
    let refused = Book::read(data::BOOK, &taxonomy).expect_err("a place is missing").to_string();
    assert!(refused.contains("place \"us-10180\""), "{refused}");

    let mut bytes = data::BOOK.to_vec();
    let slug = b"official:percentile";
    let at = bytes.windows(slug.len()).position(|w| w == slug).expect("the block");
    bytes[at..at + 8].copy_from_slice(b"unheard:");
    sum_up(&mut bytes);
    let carried = Taxonomy::read(&files).expect("a taxonomy");
    let refused = Book::read(&bytes, &carried).expect_err("a block is unknown").to_string();
    assert!(refused.contains("block \"unheard::percentile\""), "{refused}");
}

/// Puts the right checksum at the end, as whoever wants to break the reader would.
fn sum_up(bytes: &mut [u8]) {
    let (body, sum) = bytes.split_last_chunk_mut::<8>().expect("a checksum");
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let mut sums = [0xcbf2_9ce4_8422_2325u64; 4];
    let (words, rest) = body.as_chunks::<8>();
    let (fours, last) = words.as_chunks::<4>();
    for four in fours {
        for (sum, word) in sums.iter_mut().zip(four) {
            *sum = step(*sum, u64::from_le_bytes(*word));
        }
    }
    let last = last.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest.iter().map(|&byte| u64::from(byte));
    let hash = sums.into_iter().chain(last).chain(rest).fold(body.len() as u64, step);
    *sum = hash.to_le_bytes();
}

#[test]
fn no_bytes_make_reading_panic() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).expect("a taxonomy");
    let mut state = 7u64;
    let mut below = |n: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let book = data::BOOK;
    // Lengths and words stand at the beginning, so most changes are made there.
    for case in 0..150 {
        let mut changed = book.to_vec();
        let at = 16 + below(if case % 3 == 0 { book.len() - 24 } else { 60_000 });
        changed[at] = [0xff, 0x80, 0x00, below(256) as u8][case % 4];
        sum_up(&mut changed);
        let _ = Book::read(&changed, &taxonomy);
    }
    for _ in 0..40 {
        let mut cut = book[..24 + below(book.len() - 24)].to_vec();
        sum_up(&mut cut);
        assert!(Book::read(&cut, &taxonomy).is_err());
    }
}
