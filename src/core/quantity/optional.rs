//! `#[serde(with)]` adapters for quantities that may be absent.

macro_rules! optional {
    ($($optional:ident $of:ident;)+) => {
        $(
            #[doc = concat!("An optional value in the unit `", stringify!($of), "`.")]
            pub mod $optional {
                use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

                /// Writes `Some(text)` or `None`.
                ///
                /// # Errors
                /// Whatever the serializer reports.
                #[allow(clippy::ref_option, reason = "the signature serde asks for")]
                pub fn serialize<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
                    match value {
                        Some(value) => serializer
                            .serialize_some(&crate::quantity::text::exact(*value, &crate::quantity::Unit::$of)),
                        None => serializer.serialize_none(),
                    }
                }

                /// Reads `Some(text)` or `None`.
                ///
                /// # Errors
                /// When the text is not a quantity of this unit.
                pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
                    Option::<String>::deserialize(deserializer)?
                        .map(|text| crate::quantity::parse(&text, &crate::quantity::Unit::$of).map_err(D::Error::custom))
                        .transpose()
                }
            }
        )+
    };
}

optional! {
    optional_henry HENRY;
    optional_semi_henry SEMI_HENRY;
    optional_acoustic_resistance ACOUSTIC_RESISTANCE;
    optional_damper DAMPER;
    optional_length LENGTH;
    optional_volume VOLUME;
}
