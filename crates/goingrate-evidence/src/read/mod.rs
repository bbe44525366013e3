//! Bytes to evidence: claims (TOML), official tables (compressed CSV), series (CSV).
