//! Names that MediaWiki knows in the language of each wiki: name spaces, redirects, options of pictures.
//!
//! A page does not say which wiki it is from, so the names of the larger languages hold everywhere, but for those
//! that are words of another language as well.

/// The name spaces of pictures and sounds, in lower case.
#[rustfmt::skip]
const FILE: &[&str] = &[
    "file", "image",
    "datei", "bild", "fichier", "archivo", "imagen", "immagine", "ficheiro", "arquivo", "imagem", "bestand",
    "afbeelding", "plik", "grafika", "файл", "изображение", "зображення", "картинка", "fil", "billede", "bilde",
    "tiedosto", "kuva", "soubor", "súbor", "fájl", "kép", "dosya", "resim", "fișier", "датотека", "слика",
    "datoteka", "slika", "fitxer", "imatge", "fitxategi", "αρχείο", "εικόνα", "קובץ", "תמונה", "ملف", "صورة",
    "پرونده", "تصویر", "ファイル", "画像", "文件", "檔案", "图像", "圖像", "파일", "그림", "tập tin", "hình", "berkas",
    "gambar", "pilt", "vaizdas", "attēls", "ไฟล์", "ภาพ", "चित्र", "dosiero",
];

/// The name spaces of categories, in lower case.
#[rustfmt::skip]
const CATEGORY: &[&str] = &[
    "category",
    "kategorie", "catégorie", "categoría", "categoria", "categorie", "kategoria", "категория", "категорія",
    "kategori", "luokka", "kategória", "kategorija", "категорија", "kategooria", "kategorio", "κατηγορία",
    "קטגוריה", "تصنيف", "رده", "カテゴリ", "分类", "分類", "분류", "thể loại", "หมวดหมู่", "श्रेणी",
];

/// The words after `#` that make a redirect, in lower case.
#[rustfmt::skip]
const REDIRECT: &[&str] = &[
    "redirect",
    "weiterleitung", "redirection", "redirección", "redireccion", "rinvia", "redirecionamento", "doorverwijzing",
    "patrz", "przekieruj", "перенаправление", "перенапр", "перенаправлення", "omdirigering", "omdiriger",
    "viderekobling", "uudelleenohjaus", "ohjaus", "přesměruj", "presmeruj", "átirányítás", "yönlendirme",
    "yönlendir", "ανακατευθυνση", "הפניה", "تحويل", "تغییر_مسیر", "転送", "リダイレクト", "重定向", "넘겨주기", "đổi",
    "alih", "preusmeritev", "преусмери", "виж", "пренасочване",
];

/// The options of pictures that are words, and those that take a value.
#[rustfmt::skip]
const OPTIONS: (&[&str], &[&str]) = (
    &[
        "thumb", "thumbnail", "frame", "framed", "frameless", "border", "left", "right", "center", "centre", "none",
        "baseline", "sub", "super", "sup", "top", "text-top", "middle", "bottom", "text-bottom", "upright",
        "mini", "miniatur", "hochkant", "links", "rechts", "zentriert", "rahmenlos", "gerahmt", "rand", "vignette",
        "gauche", "droite", "centré", "cadre", "sans cadre", "redresse", "miniaturadeimagen", "miniatura", "izquierda",
        "izda", "derecha", "dcha", "centro", "marco", "sinmarco", "sinistra", "destra", "miniaturadaimagem",
        "esquerda", "direita", "miniatuur", "gecentreerd", "мини", "миниатюра", "слева", "справа", "центр",
        "miniatyr", "vänster", "höger", "mały", "lewo", "prawo", "centruj", "サムネイル", "左", "右", "中央", "缩略图",
    ],
    &["alt", "link", "upright", "page", "lang", "class", "thumb", "thumbnail", "thumbtime", "start", "end",
      "alternativtext", "verweis", "hochkant", "mini", "lien", "redresse", "enlace", "ссылка"],
);

/// The options by which a picture has a frame, where its caption is shown.
#[rustfmt::skip]
const FRAMES: &[&str] = &[
    "thumb", "thumbnail", "frame", "framed",
    "mini", "miniatur", "gerahmt", "vignette", "cadre", "miniaturadeimagen", "miniatura", "marco",
    "miniaturadaimagem", "miniatuur", "мини", "миниатюра", "miniatyr", "mały", "サムネイル", "缩略图",
];

/// The extensions of the files that wikis take.
const EXTENSIONS: &[&str] = &[
    "svg", "png", "jpg", "jpeg", "gif", "tif", "tiff", "webp", "xcf", "ogg", "oga", "ogv", "webm", "mp3",
    "wav", "djvu", "pdf",
];

/// Name spaces in which a file's name is that of a page to link to.
const LINKED: &[&str] = &[
    "media",
    "special",
    "talk",
    "user",
    "wikipedia",
    "project",
    "help",
    "template",
    "commons",
    "c",
    "file talk",
];

fn is_one(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
        || (!name.is_ascii() && names.contains(&name.to_lowercase().as_str()))
}

/// Whether the name space is that of pictures and sounds.
pub fn is_file(name_space: &str) -> bool {
    is_one(FILE, name_space)
}

/// Whether a name in a name space that is not known here is a file's: its extension says so.
pub fn is_file_name(name_space: &str, name: &str) -> bool {
    let Some((_, extension)) = name.rsplit_once('.') else { return false };
    !name.contains(':')
        && EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension.trim_end()))
        && !LINKED.iter().any(|known| known.eq_ignore_ascii_case(name_space))
}

/// Whether the option of a picture puts it in a frame, where its caption is shown.
pub fn is_frame(part: &str) -> bool {
    FRAMES.contains(&part) || part.starts_with("thumb=") || part.starts_with("thumbnail=")
}

/// Whether the name space is that of categories.
pub fn is_category(name_space: &str) -> bool {
    is_one(CATEGORY, name_space)
}

/// Whether the word makes a page a redirect.
pub fn is_redirect(word: &str) -> bool {
    is_one(REDIRECT, word)
}

/// Whether a part of a picture says how it is shown; any other is its caption.
pub fn is_picture_option(part: &str) -> bool {
    let size = |size: &str| size.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
    OPTIONS.0.contains(&part)
        || part.strip_suffix("px").is_some_and(|number| size(number.trim_end()))
        || part.split_once('=').is_some_and(|(name, _)| OPTIONS.1.contains(&name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_case() {
        assert!(["File", "image", "Datei", "Файл"].into_iter().all(is_file));
        assert!(["Category", "KATEGORIE", "Категория"].into_iter().all(is_category));
        assert!(["REDIRECT", "Weiterleitung", "ПЕРЕНАПРАВЛЕНИЕ"].into_iter().all(is_redirect));
        assert!(!is_file("Media") && !is_category("Portal") && !is_redirect("a"));
    }

    #[test]
    fn options_of_pictures() {
        assert!(
            ["thumb", "20px", "100x200px", "x20px", "upright=1.5", "alt = a"]
                .into_iter()
                .all(is_picture_option)
        );
        assert!(["A caption", "a=b", "pxx", ""].into_iter().all(|part| !is_picture_option(part)));
    }
}
