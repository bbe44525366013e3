use std::time::Instant;
use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::request::*;
use goingrate_view::questions::{Ask, Asking, QuickEstimates};
fn main() {
    let gr = GoingRate::open().unwrap();
    let asking = Asking::new(&gr, "2026-11-30".parse().unwrap());
    let mut q = QuickEstimates::new(&gr);
    let b = Instant::now();
    let mut n = 0;
    for e in &gr.taxonomy.employers { let p = ProfileText { role: Some("backend-developer".into()), place: Some("us".into()), employer: Some(e.slug.clone()), ..Default::default() }; if let Ok(v) = q.estimate(&EstimateRequest { profile: p, ..Default::default() }, asking.today) { n += 1; if n < 4 { println!("{} {:?}", e.name, v.percentiles[2].pay); } } }
    println!("{n} of {} employers {:?}", gr.taxonomy.employers.len(), b.elapsed());
    let b = Instant::now();
    for l in ["junior","mid","senior","staff"] { let p = ProfileText { role: Some("backend-developer".into()), place: Some("us".into()), level: Some(l.into()), component: Some("total-compensation".into()), ..Default::default() };
      println!("{:?}", q.estimate(&EstimateRequest { profile: p, ..Default::default() }, asking.today).map(|v| v.percentiles[2].pay.clone())); }
    println!("totals {:?}", b.elapsed());
    let b = Instant::now();
    for pl in ["us","latam","western-europe","eastern-europe","asia"] { for w in ["freelance","agency"] { for l in ["junior","senior"] { let p = ProfileText { role: Some("backend-developer".into()), place: Some(pl.into()), level: Some(l.into()), engagement: Some(w.into()), ..Default::default() };
      let r = q.estimate(&EstimateRequest { profile: p, shown: ShownRequest { currency: Some("USD".into()), ..Default::default() } }, asking.today); if l == "senior" { println!("{pl} {w} {:?}", r.map(|v| v.percentiles[2].pay.clone()).map_err(|e| e.what)); } } } }
    println!("rates {:?}", b.elapsed());
}
