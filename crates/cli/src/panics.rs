//! Panics in other people's code that the library catches: they end as errors, and are not printed as well.

use convert_tables::xls::THREAD;
use std::panic::{set_hook, take_hook};

/// Lets panics of caught threads go by unseen.
pub(crate) fn quiet_those_caught() {
    let print = take_hook();
    set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(THREAD) {
            print(panic);
        }
    }));
}
