//! Marks that the markup of a cell can express: faces of text and external links.

use model::{Mark, MarkKind};

/// A face of text, which is one bit of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are those of the model's marks")]
pub enum Face {
    Bold,
    Italic,
    Underline,
    Strike,
    Sub,
    Sup,
}

impl Face {
    /// Every face, in the order in which marks over the same text nest.
    pub const ALL: [Face; 6] =
        [Face::Bold, Face::Italic, Face::Underline, Face::Strike, Face::Sub, Face::Sup];

    /// Its bit in a set.
    pub fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The kind of mark for it.
    pub fn mark(self) -> MarkKind {
        match self {
            Face::Bold => MarkKind::Bold,
            Face::Italic => MarkKind::Italic,
            Face::Underline => MarkKind::Underline,
            Face::Strike => MarkKind::Strike,
            Face::Sub => MarkKind::Sub,
            Face::Sup => MarkKind::Sup,
        }
    }

    /// The face for a kind of mark, if it has one.
    pub fn of(kind: &MarkKind) -> Option<Face> {
        Face::ALL.into_iter().find(|face| face.mark() == *kind)
    }
}

/// A range of text with the same faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The faces, one bit each.
    pub faces: u8,
}

/// The marks for the runs and links of a text, ordered by their start, longer ones first. Adjacent runs of one face
/// make one mark.
///
/// LibreOffice adds the path `/` to a link without a path (the two are equivalent, RFC 3986 section 6.2.3). If the text
/// is the link itself, it shows whether the path was there.
pub fn marks_of_runs(text: &str, runs: &[Run], links: Vec<(std::ops::Range<usize>, String)>) -> Vec<Mark> {
    let link = |(range, mut url): (std::ops::Range<usize>, String)| {
        if url.strip_suffix('/').is_some_and(|bare| text.get(range.clone()) == Some(bare)) {
            url.pop();
        }
        Mark::new(range, MarkKind::ExternalLink { url })
    };
    let mut marks: Vec<Mark> = links.into_iter().map(link).collect();
    for face in Face::ALL {
        let mut open: Option<(usize, usize)> = None;
        for run in runs.iter().filter(|run| run.faces & face.bit() != 0 && run.end > run.start) {
            match &mut open {
                Some((_, end)) if *end == run.start => *end = run.end,
                _ => {
                    if let Some((start, end)) = open.replace((run.start, run.end)) {
                        marks.push(Mark::new(start..end, face.mark()));
                    }
                }
            }
        }
        if let Some((start, end)) = open {
            marks.push(Mark::new(start..end, face.mark()));
        }
    }
    // The sort is stable: over the same text, links come first, then faces in their order.
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    marks
}

/// Whether reading a cell with these marks as its markup returns exactly the same marks: they are either only faces, in
/// their canonical form, or only links.
///
/// ```
/// use model::{Mark, MarkKind};
/// assert!(convert_sheets::are_simple(&[Mark::new(0..3, MarkKind::Bold), Mark::new(1..2, MarkKind::Italic)]));
/// assert!(!convert_sheets::are_simple(&[Mark::new(0..3, MarkKind::Link { target: "x".into() })]));
/// ```
pub fn are_simple(marks: &[Mark]) -> bool {
    let mut end = 0;
    if marks.iter().all(|mark| matches!(mark.kind, MarkKind::ExternalLink { .. })) {
        return marks.iter().all(|mark| {
            let apart = mark.start >= end && mark.end > mark.start;
            end = mark.end;
            apart
        });
    }
    if marks.iter().any(|mark| Face::of(&mark.kind).is_none() || mark.end <= mark.start) {
        return false;
    }
    // Subscript and superscript are mutually exclusive.
    let both = |a: &Mark, b: &Mark| {
        a.kind == MarkKind::Sub && b.kind == MarkKind::Sup && a.start < b.end && b.start < a.end
    };
    if marks.iter().any(|a| marks.iter().any(|b| both(a, b))) {
        return false;
    }
    let runs: Vec<Run> = runs_of_marks(marks);
    marks_of_runs("", &runs, Vec::new()) == marks
}

/// The runs for marks that are faces.
pub fn runs_of_marks(marks: &[Mark]) -> Vec<Run> {
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let faces = |start: usize, end: usize| {
        let over = marks.iter().filter(|mark| mark.start <= start && mark.end >= end);
        over.filter_map(|mark| Face::of(&mark.kind)).fold(0, |faces, face| faces | face.bit())
    };
    let pairs = cuts.iter().zip(cuts.iter().skip(1));
    pairs
        .map(|(&start, &end)| Run { start, end, faces: faces(start, end) })
        .filter(|run| run.faces != 0)
        .collect()
}
