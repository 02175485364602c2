//! Fractions: `# ?/?`, `# ??/100`.

use crate::digits::whole;
use crate::section::{Section, Token};

/// Appends a number as a fraction; returns `false` if the section does not describe one.
pub(crate) fn show(section: &Section, value: f64, into: &mut String) -> bool {
    let tokens = &section.tokens;
    let Some(slash) = tokens.iter().position(|token| *token == Token::Slash) else { return false };
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let top_start = tokens[..slash].iter().rposition(|token| !is_digit(token)).map_or(0, |at| at + 1);
    if top_start == slash || value.abs() >= 1e15 {
        return false;
    }
    // The denominator is either placeholders or a fixed number.
    let below = &tokens[slash + 1..];
    let places = below.iter().take_while(|token| is_digit(token)).count();
    let mut bottom_end = slash + 1 + places;
    let mut fixed = 0_u64;
    // In a fixed number such as 10, the `0` was parsed as a placeholder.
    let mut digits = String::new();
    for token in below {
        match token {
            Token::Literal(text) if text.trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
                digits.push_str(text.trim());
            }
            Token::Digit(b'0') if !digits.is_empty() => digits.push('0'),
            _ => break,
        }
        bottom_end = bottom_end.max(slash + 2);
    }
    if let Ok(number) = digits.parse::<u64>() {
        fixed = number.min(1_000_000);
        let pieces = below.iter().take_while(|token| is_digit(token) || matches!(token, Token::Literal(text) if text.trim().bytes().all(|byte| byte.is_ascii_digit()) && !text.trim().is_empty()));
        bottom_end = slash + 1 + pieces.count();
    } else if places == 0 {
        return false;
    }
    let has_whole = tokens[..top_start].iter().any(is_digit);
    let magnitude = value.abs();
    let (mut integer, rest) =
        if has_whole { (magnitude.trunc(), magnitude.fract()) } else { (0.0, magnitude) };
    let (mut top, bottom) = match fixed {
        0 => nearest(rest, 10_u64.pow(places.min(5) as u32) - 1),
        bottom => ((rest * bottom as f64).round() as u64, bottom),
    };
    if has_whole && top >= bottom {
        integer += 1.0;
        top = 0;
    }
    if value < 0.0 && (integer > 0.0 || top > 0) {
        into.push('-');
    }
    let text = |number: f64| if number == 0.0 { String::new() } else { format!("{number:.0}") };
    let start = into.len();
    let nothing_else = top == 0 && has_whole;
    if nothing_else && integer == 0.0 {
        whole(&tokens[..top_start], b"0", None, 0.0, into);
    } else {
        whole(&tokens[..top_start], text(integer).as_bytes(), None, 0.0, into);
    }
    if nothing_else {
        // No fraction: blanks take its place if its placeholders reserve space.
        let width =
            tokens[top_start..bottom_end].iter().filter(|token| **token == Token::Digit(b'?')).count();
        if width > 0 || fixed > 0 {
            into.push_str(&" ".repeat(width + 1));
        } else {
            let kept = into[start..].trim_end().len() + start;
            into.truncate(kept);
        }
    } else {
        let digits = if top == 0 { "0".to_owned() } else { top.to_string() };
        whole(&tokens[top_start..slash], digits.as_bytes(), None, 0.0, into);
        into.push('/');
        let digits = bottom.to_string();
        into.push_str(&digits);
        if fixed == 0 {
            let places = &tokens[slash + 1..bottom_end];
            let blanks = places.iter().skip(digits.len()).filter(|token| **token == Token::Digit(b'?'));
            into.push_str(&" ".repeat(blanks.count()));
        }
    }
    for token in &tokens[bottom_end.min(tokens.len())..] {
        if let Token::Literal(text) = token {
            into.push_str(text);
        }
    }
    true
}

/// The fraction nearest to a number whose denominator is at most `most`.
fn nearest(value: f64, most: u64) -> (u64, u64) {
    let mut best = (value.round().max(0.0) as u64, 1_u64);
    let mut best_error = (value - best.0 as f64).abs();
    // Continued fractions and their semiconvergents.
    let (mut before, mut here) = ((0_u64, 1_u64), (1_u64, 0_u64));
    let mut rest = value;
    for _ in 0..40 {
        let step = rest.floor();
        if !(0.0..1e9).contains(&step) {
            break;
        }
        let step = step as u64;
        let most_steps =
            if here.1 == 0 { step } else { step.min(most.saturating_sub(before.1) / here.1.max(1)) };
        let next = (
            here.0.saturating_mul(most_steps).saturating_add(before.0),
            here.1.saturating_mul(most_steps).saturating_add(before.1),
        );
        if next.1 > 0 && next.1 <= most {
            let error = (value - next.0 as f64 / next.1 as f64).abs();
            if error < best_error - 1e-15 {
                (best, best_error) = (next, error);
            }
        }
        if most_steps < step || best_error < 1e-12 {
            break;
        }
        (before, here) = (here, next);
        let fraction = rest - rest.floor();
        if fraction < 1e-12 {
            break;
        }
        rest = 1.0 / fraction;
    }
    best
}
