//! The codes and names of nations.

use std::sync::LazyLock;

/// The codes of the International Olympic Committee, including former ones, and their names, sorted by code.
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

/// The codes of FIFA, the Commonwealth Games and ISO 3166 that are not in the list above, sorted.
#[rustfmt::skip]
const OTHERS: &[(&str, &str)] = &[
    ("ABW", "Aruba"), ("AGO", "Angola"), ("AIA", "Anguilla"), ("ALA", "Åland"), ("ARE", "United Arab Emirates"),
    ("ASM", "American Samoa"), ("ATG", "Antigua and Barbuda"), ("BES", "Bonaire, Sint Eustatius and Saba"),
    ("BFA", "Burkina Faso"), ("BGD", "Bangladesh"), ("BGR", "Bulgaria"), ("BHR", "Bahrain"), ("BHS", "Bahamas"),
    ("BIR", "Burma"), ("BLM", "Saint Barthélemy"), ("BLZ", "Belize"), ("BMU", "Bermuda"), ("BOE", "Bonaire"),
    ("BRB", "Barbados"), ("BTN", "Bhutan"), ("BWA", "Botswana"), ("CEY", "Ceylon"), ("CHE", "Switzerland"),
    ("CHL", "Chile"), ("CIS", "CIS"), ("COG", "Republic of the Congo"), ("CRI", "Costa Rica"),
    ("CTA", "Central African Republic"), ("CUW", "Curaçao"), ("CYM", "Cayman Islands"), ("DAH", "Dahomey"),
    ("DEU", "Germany"), ("DNK", "Denmark"), ("DZA", "Algeria"), ("ENG", "England"),
    ("EQG", "Equatorial Guinea"), ("FJI", "Fiji"), ("FLK", "Falkland Islands"), ("FRO", "Faroe Islands"),
    ("GGY", "Guernsey"), ("GIB", "Gibraltar"), ("GIN", "Guinea"), ("GLP", "Guadeloupe"), ("GMB", "The Gambia"),
    ("GNB", "Guinea-Bissau"), ("GNQ", "Equatorial Guinea"), ("GRC", "Greece"), ("GRD", "Grenada"),
    ("GRL", "Greenland"), ("GTM", "Guatemala"), ("GUE", "Guernsey"), ("GUF", "French Guiana"),
    ("HND", "Honduras"), ("HRV", "Croatia"), ("HTI", "Haiti"), ("IDN", "Indonesia"), ("IMN", "Isle of Man"),
    ("IOM", "Isle of Man"), ("IRE", "Ireland"), ("IRN", "Iran"), ("JEY", "Jersey"), ("KHM", "Cambodia"),
    ("KNA", "Saint Kitts and Nevis"), ("KVX", "Kosovo"), ("KWT", "Kuwait"), ("LBY", "Libya"),
    ("LKA", "Sri Lanka"), ("LSO", "Lesotho"), ("LVA", "Latvia"), ("MAC", "Macau"), ("MAF", "Saint Martin"),
    ("MCO", "Monaco"), ("MDG", "Madagascar"), ("MMR", "Myanmar"), ("MNG", "Mongolia"),
    ("MNP", "Northern Mariana Islands"), ("MRT", "Mauritania"), ("MSR", "Montserrat"), ("MTQ", "Martinique"),
    ("MUS", "Mauritius"), ("MWI", "Malawi"), ("MYS", "Malaysia"), ("MYT", "Mayotte"), ("NCL", "New Caledonia"),
    ("NER", "Niger"), ("NFI", "Norfolk Island"), ("NFK", "Norfolk Island"), ("NGA", "Nigeria"),
    ("NIC", "Nicaragua"), ("NIR", "Northern Ireland"), ("NIU", "Niue"), ("NLD", "Netherlands"),
    ("NPL", "Nepal"), ("OMN", "Oman"), ("PHL", "Philippines"), ("PRI", "Puerto Rico"), ("PRT", "Portugal"),
    ("PRY", "Paraguay"), ("PSE", "Palestine"), ("PYF", "French Polynesia"), ("REU", "Réunion"),
    ("ROM", "Romania"), ("SAU", "Saudi Arabia"), ("SCO", "Scotland"), ("SDN", "Sudan"), ("SHN", "Saint Helena"),
    ("SLB", "Solomon Islands"), ("SLV", "El Salvador"), ("SMA", "Saint Martin"),
    ("SPM", "Saint Pierre and Miquelon"), ("SVN", "Slovenia"), ("SXM", "Sint Maarten"), ("SYC", "Seychelles"),
    ("TAH", "Tahiti"), ("TCA", "Turks and Caicos Islands"), ("TCD", "Chad"), ("TGO", "Togo"), ("TON", "Tonga"),
    ("TRI", "Trinidad and Tobago"), ("TWN", "Taiwan"), ("TZA", "Tanzania"),
    ("VCT", "Saint Vincent and the Grenadines"), ("VGB", "British Virgin Islands"),
    ("VIR", "U.S. Virgin Islands"), ("VNM", "Vietnam"), ("VOL", "Upper Volta"), ("VUT", "Vanuatu"),
    ("WAL", "Wales"), ("WIN", "West Indies"), ("WLF", "Wallis and Futuna"), ("WSM", "Samoa"), ("XKX", "Kosovo"),
    ("ZAF", "South Africa"), ("ZAI", "Zaire"), ("ZAN", "Zanzibar"), ("ZMB", "Zambia"), ("ZWE", "Zimbabwe"),
];

/// For each three-character code, the 1-based index of its nation in both lists; 0 if it has none.
static PLACES: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut places = vec![0; 36 * 36 * 36];
    for (at, (code, _)) in (1..).zip(NATIONS.iter().chain(OTHERS)) {
        if let Some(place) = letters(code).and_then(|code| places.get_mut(code)) {
            *place = at;
        }
    }
    places
});

/// A code of three capital letters (or digits: `RU1`) as a number.
fn letters(code: &str) -> Option<usize> {
    let code: [u8; 3] = code.as_bytes().try_into().ok()?;
    code.iter().try_fold(0, |number, byte| match byte {
        b'A'..=b'Z' => Some(number * 36 + usize::from(byte - b'A')),
        b'0'..=b'9' => Some(number * 36 + 26 + usize::from(byte - b'0')),
        _ => None,
    })
}

/// The name for a code, if it is known.
pub(crate) fn name(code: &str) -> Option<&'static str> {
    let place = letters(code).and_then(|code| PLACES.get(code)).copied().map_or(0, usize::from);
    let at = place.checked_sub(1)?;
    NATIONS.get(at).or_else(|| OTHERS.get(at.checked_sub(NATIONS.len())?)).map(|(_, name)| *name)
}

/// The code of a nation, given by its code or its name.
pub(crate) fn code(given: &str) -> Option<&'static str> {
    let is = |(code, name): &&(&'static str, &str)| *code == given || *name == given;
    NATIONS.iter().chain(OTHERS).find(is).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_known() {
        assert!(NATIONS.is_sorted_by_key(|(code, _)| code));
        assert!(OTHERS.is_sorted_by_key(|(code, _)| code));
        assert!(
            OTHERS.iter().all(|(code, _)| NATIONS.iter().all(|(known, _)| known != code)),
            "one name per code"
        );
        assert_eq!(
            ["NED", "KOR", "TPE"].map(name),
            [Some("Netherlands"), Some("South Korea"), Some("Chinese Taipei")]
        );
        assert_eq!(["DEU", "ENG", "BRN"].map(name), [Some("Germany"), Some("England"), Some("Bahrain")]);
        assert_eq!(name("Ned"), None);
        assert_eq!(["Germany", "DEU", "Wales"].map(code), [Some("GER"), Some("DEU"), Some("WAL")]);
    }
}
