use goingrate_import::table::Input;
use goingrate_rollup::archive::{Archive, Part};
use goingrate_rollup::kernel::{self, Question};
use goingrate_rollup::percentiles::percentiles;
use std::fs::File;
use std::io;
use std::time::Instant;
struct Disk(Vec<Part>);
impl Archive for Disk {
    fn parts(&self) -> &[Part] {
        &self.0
    }
    fn open(&self, part: usize) -> io::Result<Box<dyn Input>> {
        Ok(Box::new(File::open(&self.0[part].name)?))
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut parts: Vec<Part> = std::fs::read_dir(&args[1])
        .unwrap()
        .map(|e| e.unwrap())
        .map(|e| Part { name: e.path().display().to_string(), bytes: e.metadata().unwrap().len() })
        .collect();
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    let by: Vec<Vec<String>> =
        args[2..].iter().map(|b| b.split(',').map(str::to_owned).collect()).collect();
    let q = Question::by(&by, "pay", 4 << 30);
    let all: Vec<usize> = (0..parts.len()).collect();
    let disk = Disk(parts);
    let t = Instant::now();
    let c = kernel::run(&q, &disk, &all, &(), &|| Err(io::Error::other("no"))).unwrap();
    let counted = t.elapsed();
    let p = percentiles(&q, &c, &[0.1, 0.25, 0.5, 0.75, 0.9]).unwrap();
    let groups: usize = p.iter().map(|g| g.groups.len()).sum();
    let n: u64 =
        p.iter().flat_map(|g| &g.groups).map(|g| g.count + g.faults.iter().sum::<u64>()).sum();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let rss = status.lines().find(|l| l.starts_with("VmHWM")).unwrap();
    println!(
        "scanned {} damaged {} groups {groups} sum {n} counted {counted:?} all {:?} {rss}",
        c.scanned,
        c.damaged.len(),
        t.elapsed()
    );
}
