//! Writes pages into a folder, to look at them without a server:
//! `show FOLDER '/pay?q=senior+backend' …`. Each is written as `1.html`, `2.html`, … beside what they load;
//! serve the folder with `python3 -m http.server`. A path that begins with `POST ` is sent as a form.

use std::path::Path;

use goingrate::GoingRate;
use goingrate_pages::assets::ASSETS;
use goingrate_pages::pages;
use goingrate_view::questions::Asking;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder.join("assets")).expect("the folder");
    for asset in ASSETS.iter() {
        std::fs::write(folder.join(&asset.path[1..]), &asset.bytes).expect("an asset");
    }
    let going_rate = GoingRate::open().expect("the carried data");
    let today = "2026-11-30".parse().expect("a day");
    let asking = Asking::new(&going_rate, today);
    for (at, address) in arguments.enumerate() {
        let begun = std::time::Instant::now();
        let (page, input) = pages::at(&asking, &address);
        let text = match page.file(&input) {
            Some(file) => file.text.clone(),
            None => page.html(&asking),
        };
        println!("{} {address}: {} bytes, {:?}", page.status, text.len(), begun.elapsed());
        std::fs::write(folder.join(format!("{}.html", at + 1)), text).expect("a page");
    }
}
