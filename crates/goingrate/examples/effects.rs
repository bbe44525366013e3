//! Prints the effects of blocks of a book: `effects BOOK BLOCK…`.
use goingrate_model::{BLOCKS, Book};

fn main() {
    let mut args = std::env::args().skip(1);
    let taxonomy = goingrate_units::Taxonomy::read(&goingrate::data::TAXONOMY).unwrap();
    let bytes = std::fs::read(args.next().unwrap()).unwrap();
    let book = Book::read(&bytes, &taxonomy).unwrap();
    for slug in args {
        let block = BLOCKS.iter().copied().find(|block| block.slug() == slug).unwrap();
        for (words, value) in book.effects_of(block) {
            println!("{slug}\t{words}\t{value:.3}");
        }
    }
}
