//! What drivers answer from fields that all of them have.

/// The methods of [`Kind`](crate::design::kinds::Kind) that a driver answers from its own fields:
/// `case` and `origin` for every one; `volumes` where it has air inside (`wall_exchange`); `spout`
/// where its sound leaves through one (`spout_length`, `spout_bore`).
macro_rules! driver_fields {
    (case) => {
        fn origin(&self) -> Option<&$crate::design::kinds::common::Origin> {
            Some(&self.origin)
        }

        fn origin_mut(&mut self) -> Option<&mut $crate::design::kinds::common::Origin> {
            Some(&mut self.origin)
        }

        fn case(&self) -> Option<&$crate::design::kinds::common::Case> {
            Some(&self.case)
        }
    };
    (volumes) => {
        fn wall_exchange(&self) -> Option<bool> {
            Some(self.wall_exchange)
        }

        fn set_wall_exchange(&mut self, on: bool) {
            self.wall_exchange = on;
        }
    };
    (spout) => {
        fn spout_mm(&self) -> Option<[f64; 2]> {
            use $crate::design::kinds::common::case::spout_mm;
            Some(spout_mm(self.spout_length, self.spout_bore))
        }

        fn port_bore(&self, port: &str) -> Option<f64> {
            (port == $crate::design::port::SPOUT).then_some(self.spout_bore)
        }
    };
    ($($fields:ident),+) => {
        $(driver_fields!($fields);)+
    };
}

pub(in crate::design::kinds) use driver_fields;
