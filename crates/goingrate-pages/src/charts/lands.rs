//! Where the tiles of maps stand: equal squares, roughly where the land lies. No square looks large for its
//! land, each can be read and touched, and no shapes have to be licensed.

/// The states of the United States, by their letters.
pub const STATES: &str = "
.. .. .. .. .. .. .. .. .. .. me
.. .. .. .. .. .. .. .. .. vt nh
wa id mt nd mn wi .. mi ny ma ri
or nv wy sd ia il in oh pa nj ct
ca ut co ne mo ky wv va md de ..
.. az nm ks ar tn nc sc dc .. ..
.. .. .. ok la ms al ga .. .. ..
hi ak .. tx .. .. .. .. fl .. ..";

/// The countries of the world, by their letters. Small islands have no room; pages list them below the map.
pub const COUNTRIES: &str = "
.. .. .. .. .. .. gl .. is .. .. no se fi ee .. .. .. .. .. .. .. .. .. .. ..
.. ca .. .. .. .. .. .. ie gb .. dk .. .. lv .. ru .. .. .. .. .. .. .. .. ..
.. us .. .. bm .. .. .. .. be nl de pl lt by .. .. .. kz .. .. mn .. .. .. ..
.. .. .. .. .. .. .. .. .. fr lu cz sk ua md .. .. .. kg .. .. cn kp .. jp ..
.. mx .. bs .. .. .. .. pt es ch at hu ro .. ge az uz tj .. .. .. kr .. .. ..
.. gt bz cu ht do .. .. .. ad it si hr rs bg am .. tm af .. np bt hk tw .. ..
.. sv hn jm .. ag .. .. .. .. mt ba me xk mk tr .. ir pk in bd mm la vn .. ph
.. .. ni .. .. kn lc .. .. .. .. .. al gr cy lb sy iq .. mv lk th kh .. .. ..
.. .. cr pa .. gd bb .. ma dz tn ly eg .. ps il jo kw bh .. .. my sg bn .. ..
.. .. .. co ve gy tt .. mr ml bf ne td sd er .. sa qa ae .. .. id .. tl .. ..
.. .. ec pe br sr .. cv sn gn ci tg ng cf ss et dj ye om .. .. .. .. .. pg sb
.. .. .. bo py .. .. .. gm sl gh bj cm cd ug ke so .. .. .. .. .. .. .. .. ..
.. .. .. cl ar uy .. .. gw lr gq ga cg rw tz sc .. .. .. .. .. .. au .. vu fj
.. .. .. .. .. .. .. .. .. .. st .. ao zm bi mw km .. .. .. .. .. .. .. .. to
.. .. .. .. .. .. .. .. .. .. .. .. na bw zw mz mg .. .. .. .. .. .. .. nz ..
.. .. .. .. .. .. .. .. .. .. .. .. za ls sz .. mu .. .. .. .. .. .. .. .. ..";

/// The columns of the two maps.
pub const STATE_COLUMNS: usize = 11;
/// The columns of the map of the world.
pub const COUNTRY_COLUMNS: usize = 26;

/// The column and the row of a place on a map, by its letters.
pub fn place_on(map: &str, letters: &str) -> Option<[usize; 2]> {
    let rows = map.lines().filter(|line| !line.is_empty()).enumerate();
    let mut cells = rows
        .flat_map(|(row, line)| line.split(' ').enumerate().map(move |(at, of)| (of, [at, row])));
    cells.find(|(of, _)| *of == letters).map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn maps_are_whole_and_name_nothing_twice() {
        for (map, columns, count) in
            [(STATES, STATE_COLUMNS, 51), (COUNTRIES, COUNTRY_COLUMNS, 175)]
        {
            let rows: Vec<Vec<&str>> =
                map.lines().filter(|l| !l.is_empty()).map(|l| l.split(' ').collect()).collect();
            assert!(rows.iter().all(|row| row.len() == columns), "{map}");
            let named: Vec<&str> = rows.into_iter().flatten().filter(|of| *of != "..").collect();
            let distinct: HashSet<&str> = named.iter().copied().collect();
            assert_eq!(named.len(), distinct.len());
            assert!(named.len() >= count, "{}", named.len());
        }
        assert_eq!(place_on(STATES, "me"), Some([10, 0]));
        assert_eq!(place_on(STATES, "zz"), None);
    }
}
