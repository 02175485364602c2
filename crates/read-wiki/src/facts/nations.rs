//! The country codes of the International Olympic Committee, and what a page calls them.

/// Codes and names, sorted by code; former ones included.
#[rustfmt::skip]
const NATIONS: &[(&str, &str)] = &[
    ("AFG", "Afghanistan"), ("AHO", "Netherlands Antilles"), ("AIN", "Individual Neutral Athletes"),
    ("ALB", "Albania"), ("ALG", "Algeria"), ("AND", "Andorra"), ("ANG", "Angola"), ("ANT", "Antigua and Barbuda"),
    ("ANZ", "Australasia"), ("ARG", "Argentina"), ("ARM", "Armenia"), ("ART", "Refugee Olympic Athletes"),
    ("ARU", "Aruba"), ("ASA", "American Samoa"), ("AUS", "Australia"), ("AUT", "Austria"), ("AZE", "Azerbaijan"),
    ("BAH", "Bahamas"), ("BAN", "Bangladesh"), ("BAR", "Barbados"), ("BDI", "Burundi"), ("BEL", "Belgium"),
    ("BEN", "Benin"), ("BER", "Bermuda"), ("BHU", "Bhutan"), ("BIH", "Bosnia and Herzegovina"), ("BIZ", "Belize"),
    ("BLR", "Belarus"), ("BOH", "Bohemia"), ("BOL", "Bolivia"), ("BOT", "Botswana"), ("BRA", "Brazil"),
    ("BRN", "Bahrain"), ("BRU", "Brunei"), ("BUL", "Bulgaria"), ("BUR", "Burkina Faso"), ("BWI", "British West Indies"),
    ("CAF", "Central African Republic"), ("CAM", "Cambodia"), ("CAN", "Canada"), ("CAY", "Cayman Islands"),
    ("CGO", "Republic of the Congo"), ("CHA", "Chad"), ("CHI", "Chile"), ("CHN", "China"), ("CIV", "Ivory Coast"),
    ("CMR", "Cameroon"), ("COD", "Democratic Republic of the Congo"), ("COK", "Cook Islands"), ("COL", "Colombia"),
    ("COM", "Comoros"), ("COR", "Korea"), ("CPV", "Cape Verde"), ("CRC", "Costa Rica"), ("CRO", "Croatia"),
    ("CUB", "Cuba"), ("CYP", "Cyprus"), ("CZE", "Czech Republic"), ("DEN", "Denmark"), ("DJI", "Djibouti"),
    ("DMA", "Dominica"), ("DOM", "Dominican Republic"), ("ECU", "Ecuador"), ("EGY", "Egypt"), ("EOR", "Refugee Olympic Team"),
    ("ERI", "Eritrea"), ("ESA", "El Salvador"), ("ESP", "Spain"), ("EST", "Estonia"), ("ETH", "Ethiopia"),
    ("EUA", "United Team of Germany"), ("EUN", "Unified Team"), ("FIJ", "Fiji"), ("FIN", "Finland"), ("FRA", "France"),
    ("FRG", "West Germany"), ("FSM", "Federated States of Micronesia"), ("GAB", "Gabon"), ("GAM", "The Gambia"),
    ("GBR", "Great Britain"), ("GBS", "Guinea-Bissau"), ("GDR", "East Germany"), ("GEO", "Georgia"),
    ("GEQ", "Equatorial Guinea"), ("GER", "Germany"), ("GHA", "Ghana"), ("GRE", "Greece"), ("GRN", "Grenada"),
    ("GUA", "Guatemala"), ("GUI", "Guinea"), ("GUM", "Guam"), ("GUY", "Guyana"), ("HAI", "Haiti"), ("HKG", "Hong Kong"),
    ("HON", "Honduras"), ("HUN", "Hungary"), ("INA", "Indonesia"), ("IND", "India"), ("IOA", "Independent Olympic Athletes"),
    ("IOP", "Independent Olympic Participants"), ("IRI", "Iran"), ("IRL", "Ireland"), ("IRQ", "Iraq"), ("ISL", "Iceland"),
    ("ISR", "Israel"), ("ISV", "Virgin Islands"), ("ITA", "Italy"), ("IVB", "British Virgin Islands"), ("JAM", "Jamaica"),
    ("JOR", "Jordan"), ("JPN", "Japan"), ("KAZ", "Kazakhstan"), ("KEN", "Kenya"), ("KGZ", "Kyrgyzstan"),
    ("KIR", "Kiribati"), ("KOR", "South Korea"), ("KOS", "Kosovo"), ("KSA", "Saudi Arabia"), ("KUW", "Kuwait"),
    ("LAO", "Laos"), ("LAT", "Latvia"), ("LBA", "Libya"), ("LBN", "Lebanon"), ("LBR", "Liberia"), ("LCA", "Saint Lucia"),
    ("LES", "Lesotho"), ("LIB", "Lebanon"), ("LIE", "Liechtenstein"), ("LTU", "Lithuania"), ("LUX", "Luxembourg"),
    ("MAD", "Madagascar"), ("MAL", "Malaya"), ("MAR", "Morocco"), ("MAS", "Malaysia"), ("MAW", "Malawi"),
    ("MDA", "Moldova"), ("MDV", "Maldives"), ("MEX", "Mexico"), ("MGL", "Mongolia"), ("MHL", "Marshall Islands"),
    ("MKD", "North Macedonia"), ("MLI", "Mali"), ("MLT", "Malta"), ("MNE", "Montenegro"), ("MON", "Monaco"),
    ("MOZ", "Mozambique"), ("MRI", "Mauritius"), ("MTN", "Mauritania"), ("MYA", "Myanmar"), ("NAM", "Namibia"),
    ("NBO", "North Borneo"), ("NCA", "Nicaragua"), ("NED", "Netherlands"), ("NEP", "Nepal"), ("NGR", "Nigeria"),
    ("NIG", "Niger"), ("NOR", "Norway"), ("NRU", "Nauru"), ("NZL", "New Zealand"), ("OAR", "Olympic Athletes from Russia"),
    ("OMA", "Oman"), ("PAK", "Pakistan"), ("PAN", "Panama"), ("PAR", "Paraguay"), ("PER", "Peru"), ("PHI", "Philippines"),
    ("PLE", "Palestine"), ("PLW", "Palau"), ("PNG", "Papua New Guinea"), ("POL", "Poland"), ("POR", "Portugal"),
    ("PRK", "North Korea"), ("PUR", "Puerto Rico"), ("QAT", "Qatar"), ("RHO", "Rhodesia"), ("ROC", "ROC"),
    ("ROT", "Refugee Olympic Team"), ("ROU", "Romania"), ("RSA", "South Africa"), ("RU1", "Russian Empire"), ("RUS", "Russia"),
    ("RWA", "Rwanda"), ("SAA", "Saar"), ("SAM", "Samoa"), ("SCG", "Serbia and Montenegro"), ("SEN", "Senegal"),
    ("SEY", "Seychelles"), ("SGP", "Singapore"), ("SIN", "Singapore"), ("SKN", "Saint Kitts and Nevis"),
    ("SLE", "Sierra Leone"), ("SLO", "Slovenia"), ("SMR", "San Marino"), ("SOL", "Solomon Islands"), ("SOM", "Somalia"),
    ("SRB", "Serbia"), ("SRI", "Sri Lanka"), ("SSD", "South Sudan"), ("STP", "São Tomé and Príncipe"), ("SUD", "Sudan"),
    ("SUI", "Switzerland"), ("SUR", "Suriname"), ("SVK", "Slovakia"), ("SWE", "Sweden"), ("SWZ", "Eswatini"),
    ("SYR", "Syria"), ("TAN", "Tanzania"), ("TCH", "Czechoslovakia"), ("TGA", "Tonga"), ("THA", "Thailand"),
    ("TJK", "Tajikistan"), ("TKM", "Turkmenistan"), ("TLS", "Timor-Leste"), ("TOG", "Togo"), ("TPE", "Chinese Taipei"),
    ("TTO", "Trinidad and Tobago"), ("TUN", "Tunisia"), ("TUR", "Turkey"), ("TUV", "Tuvalu"), ("UAE", "United Arab Emirates"),
    ("UAR", "United Arab Republic"), ("UGA", "Uganda"), ("UKR", "Ukraine"), ("URS", "Soviet Union"), ("URU", "Uruguay"),
    ("USA", "United States"), ("UZB", "Uzbekistan"), ("VAN", "Vanuatu"), ("VEN", "Venezuela"), ("VIE", "Vietnam"),
    ("VIN", "Saint Vincent and the Grenadines"), ("YAR", "North Yemen"), ("YEM", "Yemen"), ("YMD", "South Yemen"),
    ("YUG", "Yugoslavia"), ("ZAM", "Zambia"), ("ZIM", "Zimbabwe"), ("ZZX", "Mixed team"),
];

/// The name for a code, if it is one.
pub(crate) fn name(code: &str) -> Option<&'static str> {
    let code: [u8; 3] = code.as_bytes().try_into().ok()?;
    let known = |known: &str| <[u8; 3]>::try_from(known.as_bytes()).unwrap_or_default();
    NATIONS.binary_search_by_key(&code, |(code, _)| known(code)).ok().map(|at| NATIONS[at].1)
}

/// The code of a nation, given by its code or its name.
pub(crate) fn code(given: &str) -> Option<&'static str> {
    let is = |(code, name): &&(&'static str, &str)| *code == given || *name == given;
    NATIONS.iter().find(is).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_known() {
        assert!(NATIONS.is_sorted_by_key(|(code, _)| code));
        assert_eq!(
            ["NED", "KOR", "TPE"].map(name),
            [Some("Netherlands"), Some("South Korea"), Some("Chinese Taipei")]
        );
        assert_eq!(name("Ned"), None);
    }
}
