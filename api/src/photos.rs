//! Photos as they are kept: upright, no larger than a screen, and without what a camera writes beside them (place, time, owner).

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder};

/// The longest side of a photo, in pixels.
pub const MAX_SIDE: u32 = 2_000;
/// The longest side of its small picture.
const SMALL_SIDE: u32 = 360;
/// No camera makes more pixels in a row than this; what claims to is no photo.
const MAX_READ: u32 = 16_384;
/// Memory that reading a photo may take, in bytes.
const MAX_MEMORY: u64 = 512 * 1024 * 1024;

/// A photo as it is kept, as JPEG.
#[derive(Debug)]
pub struct Photo {
    /// The picture.
    pub picture: Vec<u8>,
    /// The same, small.
    pub small: Vec<u8>,
}

/// Whether these bytes begin like a picture that can be read.
pub fn is_photo(bytes: &[u8]) -> bool {
    format(bytes).is_some()
}

fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP).then_some(format)
}

/// Reads a picture and writes it anew; it blocks.
///
/// # Errors
/// The code of what is wrong: `photo-kind` or `photo-broken`.
pub fn made(bytes: &[u8]) -> Result<Photo, &'static str> {
    let format = format(bytes).ok_or("photo-kind")?;
    let picture = read(bytes, format).map_err(|error| {
        tracing::debug!(%error, "a photo could not be read");
        "photo-broken"
    })?;
    let picture = if picture.width().max(picture.height()) > MAX_SIDE {
        picture.resize(MAX_SIDE, MAX_SIDE, image::imageops::FilterType::Triangle)
    } else {
        picture
    };
    let small = picture.thumbnail(SMALL_SIDE.min(picture.width()), SMALL_SIDE.min(picture.height()));
    Ok(Photo { small: written(small, 78)?, picture: written(picture, 84)? })
}

fn read(bytes: &[u8], format: ImageFormat) -> image::ImageResult<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_READ);
    limits.max_image_height = Some(MAX_READ);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn written(picture: DynamicImage, quality: u8) -> Result<Vec<u8>, &'static str> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    picture.into_rgb8().write_with_encoder(encoder).map_err(|_| "photo-broken")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use image::{GenericImageView, Rgb, RgbImage};

    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let picture =
            RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { [250, 0, 0] } else { [0, 0, 250] }));
        written(picture.into(), 90).unwrap()
    }

    /// With a block that says it lies on its side (turned a quarter to the right), and where it was taken.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
        tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
        tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26]);
        tiff.extend([0, 0, 0, 0]);
        tiff.extend(*b"GPS-52.09-5.12");
        let mut block = b"Exif\0\0".to_vec();
        block.extend(tiff);
        let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &block, &jpeg[2..]].concat()
    }

    #[test]
    fn a_photo_is_put_upright_and_forgets_where_it_was_taken() {
        let taken = with_exif(&jpeg(80, 40));
        let has = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
        assert!(has(&taken, b"GPS-52") && has(&taken, b"Exif"));
        let kept = made(&taken).unwrap();
        assert!(!has(&kept.picture, b"GPS-52") && !has(&kept.picture, b"Exif"));
        let upright = image::load_from_memory(&kept.picture).unwrap();
        assert_eq!(upright.dimensions(), (40, 80));
        assert!(upright.get_pixel(20, 10)[0] > 200 && upright.get_pixel(20, 70)[2] > 200, "left was turned to the top");
    }

    #[test]
    fn a_photo_is_no_larger_than_a_screen_and_the_same_comes_out_the_same() {
        let large = jpeg(2_600, 1_300);
        let kept = made(&large).unwrap();
        assert_eq!(image::load_from_memory(&kept.picture).unwrap().dimensions(), (2_000, 1_000));
        assert_eq!(image::load_from_memory(&kept.small).unwrap().dimensions(), (360, 180));
        assert_eq!(made(&large).unwrap().picture, kept.picture);
        assert_eq!(image::load_from_memory(&made(&jpeg(30, 20)).unwrap().small).unwrap().dimensions(), (30, 20));
    }

    #[test]
    fn what_is_no_picture_or_claims_too_much_is_refused() {
        assert_eq!(made(b"<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap_err(), "photo-kind");
        assert_eq!(made(b"GIF89a\x01\0\x01\0").unwrap_err(), "photo-kind");
        assert_eq!(made(b"%PDF-1.7").unwrap_err(), "photo-kind");
        let whole = jpeg(40, 40);
        assert_eq!(made(&whole[..60]).unwrap_err(), "photo-broken");
        // A PNG whose head says 60,000 by 60,000 pixels.
        let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        huge.extend([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0]);
        assert_eq!(made(&huge).unwrap_err(), "photo-broken");
    }
}
