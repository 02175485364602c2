//! Names of months and days, in English unless a format asks for another supported language.

/// A language that a format can ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Russian,
}

/// Whether a name is abbreviated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Length {
    Whole,
    Short,
}

impl Length {
    /// The length for a field with this many letters.
    pub(crate) fn of(letters: usize) -> Length {
        if letters == 3 { Length::Short } else { Length::Whole }
    }
}

impl Language {
    /// The language of a locale number, which is in its low ten bits.
    pub(crate) fn of(locale: u32) -> Language {
        match locale & 0x3FF {
            0x07 => Language::German,
            0x0A => Language::Spanish,
            0x0C => Language::French,
            0x10 => Language::Italian,
            0x13 => Language::Dutch,
            0x16 => Language::Portuguese,
            0x19 => Language::Russian,
            _ => Language::English,
        }
    }

    /// The name of a month, counted from 0.
    pub(crate) fn month(self, month: usize, length: Length) -> String {
        let names = match (self, length) {
            (Language::English, _) => {
                "January February March April May June July August September October November December"
            }
            (Language::German, Length::Whole) => {
                "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
            }
            (Language::German, Length::Short) => "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
            (Language::French, Length::Whole) => {
                "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
            }
            (Language::French, Length::Short) => {
                "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."
            }
            (Language::Spanish, Length::Whole) => {
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
            }
            (Language::Spanish, Length::Short) => "ene feb mar abr may jun jul ago sep oct nov dic",
            (Language::Italian, Length::Whole) => {
                "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
            }
            (Language::Italian, Length::Short) => "gen feb mar apr mag giu lug ago set ott nov dic",
            (Language::Portuguese, Length::Whole) => {
                "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
            }
            (Language::Portuguese, Length::Short) => "jan fev mar abr mai jun jul ago set out nov dez",
            (Language::Dutch, Length::Whole) => {
                "januari februari maart april mei juni juli augustus september oktober november december"
            }
            (Language::Dutch, Length::Short) => "jan feb mrt apr mei jun jul aug sep okt nov dec",
            (Language::Russian, Length::Whole) => {
                "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
            }
            (Language::Russian, Length::Short) => "янв фев мар апр май июн июл авг сен окт ноя дек",
        };
        let name = names.split(' ').nth(month).unwrap_or("");
        if length == Length::Short && self == Language::English {
            name.chars().take(3).collect()
        } else {
            name.to_owned()
        }
    }

    /// The name of a weekday; Monday is 0.
    pub(crate) fn day(self, day: usize, length: Length) -> String {
        let (names, letters) = match self {
            Language::English => ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", 3),
            Language::German => ("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag", 2),
            Language::French => ("lundi mardi mercredi jeudi vendredi samedi dimanche", 3),
            Language::Spanish => ("lunes martes miércoles jueves viernes sábado domingo", 3),
            Language::Italian => ("lunedì martedì mercoledì giovedì venerdì sabato domenica", 3),
            Language::Portuguese => {
                ("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo", 3)
            }
            Language::Dutch => ("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", 2),
            Language::Russian => {
                if length == Length::Short {
                    return "пн вт ср чт пт сб вс".split(' ').nth(day).unwrap_or("").to_owned();
                }
                ("понедельник вторник среда четверг пятница суббота воскресенье", 2)
            }
        };
        let name = names.split(' ').nth(day).unwrap_or("");
        if length == Length::Short { name.chars().take(letters).collect() } else { name.to_owned() }
    }
}
