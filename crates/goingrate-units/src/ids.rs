//! Small typed indices into a [`Taxonomy`](crate::Taxonomy): cheap to copy, impossible to mix up.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u16);

        impl $name {
            /// The id of the entry at `index` of its list in the taxonomy.
            pub fn from_index(index: usize) -> Self {
                Self(u16::try_from(index).expect("taxonomy lists hold at most 65,535 entries"))
            }

            /// Position of the entry in its list in the taxonomy.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

id!(
    /// A role: an occupation group, an official occupation, or a specialty below one.
    RoleId
);
id!(
    /// A step of a ladder (`junior`, `senior`, `director`, …).
    LevelId
);
id!(
    /// A place: the world, a region, a country, a state, an area, a group of areas, or remote.
    PlaceId
);
id!(
    /// A skill: a family, a language, a framework, a tool.
    SkillId
);
id!(
    /// An industry: a NAICS sector or a word the reports use.
    IndustryId
);
id!(
    /// A tier of employers (top-tier technology, start-up, …).
    TierId
);
id!(
    /// An employer by name.
    EmployerId
);
id!(
    /// A level of an employer's own ladder (L5 at Google).
    RungId
);
