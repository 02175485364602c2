//! Names that MediaWiki knows in the language of each wiki: namespaces, redirects, image options.
//!
//! A page does not tell which wiki it is from, so the names of the larger languages are known everywhere, except those
//! that are words in another language too.

/// The namespaces of images and sounds, in lower case.
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

/// The namespaces of categories, in lower case.
#[rustfmt::skip]
const CATEGORY: &[&str] = &[
    "category",
    "kategorie", "catégorie", "categoría", "categoria", "categorie", "kategoria", "категория", "категорія",
    "kategori", "luokka", "kategória", "kategorija", "категорија", "kategooria", "kategorio", "κατηγορία",
    "קטגוריה", "تصنيف", "رده", "カテゴリ", "分类", "分類", "분류", "thể loại", "หมวดหมู่", "श्रेणी",
];

/// The words after `#` that start a redirect, in lower case.
#[rustfmt::skip]
const REDIRECT: &[&str] = &[
    "redirect",
    "weiterleitung", "redirection", "redirección", "redireccion", "rinvia", "redirecionamento", "doorverwijzing",
    "patrz", "przekieruj", "перенаправление", "перенапр", "перенаправлення", "omdirigering", "omdiriger",
    "viderekobling", "uudelleenohjaus", "ohjaus", "přesměruj", "presmeruj", "átirányítás", "yönlendirme",
    "yönlendir", "ανακατευθυνση", "הפניה", "تحويل", "تغییر_مسیر", "転送", "リダイレクト", "重定向", "넘겨주기", "đổi",
    "alih", "preusmeritev", "преусмери", "виж", "пренасочване",
];

/// The image options that are words, and those that take a value.
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

/// The options that put an image in a frame, with a visible caption.
#[rustfmt::skip]
const FRAMES: &[&str] = &[
    "thumb", "thumbnail", "frame", "framed",
    "mini", "miniatur", "gerahmt", "vignette", "cadre", "miniaturadeimagen", "miniatura", "marco",
    "miniaturadaimagem", "miniatuur", "мини", "миниатюра", "miniatyr", "mały", "サムネイル", "缩略图",
];

/// The extensions of files that can be uploaded to wikis.
const EXTENSIONS: &[&str] = &[
    "svg", "png", "jpg", "jpeg", "gif", "tif", "tiff", "webp", "xcf", "ogg", "oga", "ogv", "webm", "mp3",
    "wav", "djvu", "pdf",
];

/// The namespaces in which the name of a file is a page to link to.
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

fn contains(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
        || (!name.is_ascii() && names.contains(&name.to_lowercase().as_str()))
}

/// Whether a namespace is that of images and sounds.
pub fn is_file(namespace: &str) -> bool {
    contains(FILE, namespace)
}

/// Whether a name in an unknown namespace is that of a file, according to its extension.
pub fn is_file_name(namespace: &str, name: &str) -> bool {
    let Some((_, extension)) = name.rsplit_once('.') else { return false };
    !name.contains(':')
        && EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension.trim_end()))
        && !LINKED.iter().any(|known| known.eq_ignore_ascii_case(namespace))
}

/// Whether an image option puts the image in a frame, with a visible caption.
pub fn is_frame(part: &str) -> bool {
    FRAMES.contains(&part) || part.starts_with("thumb=") || part.starts_with("thumbnail=")
}

/// Whether a namespace is that of categories.
pub fn is_category(namespace: &str) -> bool {
    contains(CATEGORY, namespace)
}

/// Whether a word after `#` makes a page a redirect.
pub fn is_redirect(word: &str) -> bool {
    contains(REDIRECT, word)
}

/// Whether a part of an image link is an option; any other part is the caption.
pub fn is_image_option(part: &str) -> bool {
    let size = |size: &str| size.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
    OPTIONS.0.contains(&part)
        || part.strip_suffix("px").is_some_and(|number| size(number.trim_end()))
        || part.split_once('=').is_some_and(|(name, _)| OPTIONS.1.contains(&name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_case_insensitive() {
        assert!(["File", "image", "Datei", "Файл"].into_iter().all(is_file));
        assert!(["Category", "KATEGORIE", "Категория"].into_iter().all(is_category));
        assert!(["REDIRECT", "Weiterleitung", "ПЕРЕНАПРАВЛЕНИЕ"].into_iter().all(is_redirect));
        assert!(!is_file("Media") && !is_category("Portal") && !is_redirect("a"));
    }

    #[test]
    fn image_options() {
        assert!(
            ["thumb", "20px", "100x200px", "x20px", "upright=1.5", "alt = a"]
                .into_iter()
                .all(is_image_option)
        );
        assert!(["A caption", "a=b", "pxx", ""].into_iter().all(|part| !is_image_option(part)));
    }
}
