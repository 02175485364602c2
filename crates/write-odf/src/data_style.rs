//! Data styles, the number formats of ODF (ODF 1.3 part 3, section 16.29).

use sheets::{Day, Format, Sign};
use std::io::Write;

/// Appends the data style with this name.
pub(crate) fn declare(format: Format, out: &mut Vec<u8>, name: &str) {
    const LONG: &str = " number:style=\"long\"";
    // Writing to a vector cannot fail.
    let _ = match format {
        Format::Number(decimals) => write!(
            out,
            "<number:number-style style:name=\"{name}\"><number:number number:decimal-places=\"{decimals}\" \
             number:min-decimal-places=\"{decimals}\" number:min-integer-digits=\"1\"/></number:number-style>"
        ),
        Format::Percent(decimals) => write!(
            out,
            "<number:percentage-style style:name=\"{name}\"><number:number number:decimal-places=\"{decimals}\" \
             number:min-decimal-places=\"{decimals}\" number:min-integer-digits=\"1\"/><number:text>%</number:text>\
             </number:percentage-style>"
        ),
        Format::Minutes { pad, decimals } => write!(
            out,
            "<number:time-style style:name=\"{name}\" number:truncate-on-overflow=\"false\">\
             <number:minutes{}/><number:text>:</number:text><number:seconds{LONG} \
             number:decimal-places=\"{decimals}\"/></number:time-style>",
            if pad { LONG } else { "" }
        ),
        Format::Hours { pad, decimals } => {
            let decimals =
                if decimals == 0 { String::new() } else { format!(" number:decimal-places=\"{decimals}\"") };
            write!(
                out,
                "<number:time-style style:name=\"{name}\" number:truncate-on-overflow=\"false\">\
                 <number:hours{}/><number:text>:</number:text><number:minutes{LONG}/>\
                 <number:text>:</number:text><number:seconds{LONG}{decimals}/></number:time-style>",
                if pad { LONG } else { "" }
            )
        }
        Format::Seconds { decimals } => write!(
            out,
            "<number:time-style style:name=\"{name}\"><number:seconds number:decimal-places=\"{decimals}\"/>\
             </number:time-style>"
        ),
        Format::Clock { seconds } => {
            let _ = write!(out, "<number:time-style style:name=\"{name}\">");
            clock(out, seconds);
            write!(out, "</number:time-style>")
        }
        Format::Date(day) => {
            date_start(out, name);
            declare_day(day, out);
            write!(out, "</number:date-style>")
        }
        Format::DateTime { day, sign, seconds } => {
            date_start(out, name);
            declare_day(day, out);
            let sign = match sign {
                Sign::T => "T",
                Sign::Space => " ",
                Sign::Comma => ", ",
            };
            let _ = write!(out, "<number:text>{sign}</number:text>");
            clock(out, seconds);
            write!(out, "</number:date-style>")
        }
        Format::Upper => write!(
            out,
            "<number:boolean-style style:name=\"{name}\"><number:boolean/></number:boolean-style>"
        ),
        Format::Lower => write!(
            out,
            "<number:number-style style:name=\"{name}P0\" style:volatile=\"true\">\
             <number:text>true</number:text></number:number-style>\
             <number:number-style style:name=\"{name}\"><number:text>false</number:text>\
             <style:map style:condition=\"value()=1\" style:apply-style-name=\"{name}P0\"/></number:number-style>"
        ),
    };
}

fn date_start(out: &mut Vec<u8>, name: &str) {
    let _ =
        write!(out, "<number:date-style style:name=\"{name}\" number:language=\"en\" number:country=\"GB\">");
}

fn clock(out: &mut Vec<u8>, seconds: bool) {
    out.extend_from_slice(
        b"<number:hours number:style=\"long\"/><number:text>:</number:text><number:minutes number:style=\"long\"/>",
    );
    if seconds {
        out.extend_from_slice(b"<number:text>:</number:text><number:seconds number:style=\"long\"/>");
    }
}

fn declare_day(day: Day, out: &mut Vec<u8>) {
    const DAY: &str = "<number:day/>";
    const MONTH: &str = "<number:month number:style=\"long\" number:textual=\"true\"/>";
    const YEAR: &str = "<number:year number:style=\"long\"/>";
    let _ = match day {
        Day::Digits => write!(
            out,
            "{YEAR}<number:text>-</number:text><number:month number:style=\"long\"/>\
             <number:text>-</number:text><number:day number:style=\"long\"/>"
        ),
        Day::Worded => {
            write!(out, "{DAY}<number:text> </number:text>{MONTH}<number:text> </number:text>{YEAR}")
        }
        Day::American => {
            write!(out, "{MONTH}<number:text> </number:text>{DAY}<number:text>, </number:text>{YEAR}")
        }
    };
}
