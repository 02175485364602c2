//! Durations in ISO 8601, such as `PT01H24M05.5S`.

/// The duration of a number of days.
pub fn of_days(days: f64) -> String {
    let micros = (days.abs() * 86_400e6).round() as u64;
    let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
    let sign = if days < 0.0 && (seconds > 0 || micros > 0) { "-" } else { "" };
    let mut text = format!("{sign}PT{:02}H{:02}M{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if micros > 0 {
        text.push_str(format!(".{micros:06}").trim_end_matches('0'));
    }
    text.push('S');
    text
}

/// The seconds of a duration `[-]P[nD]T[nH][nM][n[.n]S]`, without years and months.
pub fn seconds(value: &str) -> Option<f64> {
    let (sign, rest) = value.strip_prefix('-').map_or((1.0, value), |rest| (-1.0, rest));
    let rest = rest.strip_prefix('P')?;
    let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
    let mut total = match days {
        "" => 0.0,
        days => days.strip_suffix('D')?.parse::<f64>().ok()? * 86_400.0,
    };
    let mut rest = clock;
    for (unit, weight) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            total += number.parse::<f64>().ok()? * weight;
            rest = after;
        }
    }
    (rest.is_empty() && total.is_finite()).then_some(sign * total)
}

/// The duration of a number of seconds.
///
/// ```
/// assert_eq!(convert_number_format::duration::of_seconds("59.872"), "PT00H00M59.872S");
/// assert_eq!(convert_number_format::duration::of_seconds("3661"), "PT01H01M01S");
/// ```
pub fn of_seconds(text: &str) -> String {
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let total: u64 = whole.parse().unwrap_or(0);
    format!("PT{:02}H{:02}M{:02}{fraction}S", total / 3600, total / 60 % 60, total % 60)
}
