package dev.animals.image;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OtherFormatTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			\\0\\0\\0\\x18ftypheic\\0\\0\\0\\0mif1heic      | HEIC
			\\0\\0\\0\\x18ftypmif1\\0\\0\\0\\0mif1heic      | HEIC
			\\0\\0\\0\\x14ftyphevc\\0\\0\\0\\0hevc          | HEIC
			\\0\\0\\0\\x1cftypavif\\0\\0\\0\\0avifmif1miaf  | AVIF
			\\0\\0\\0\\x1cftypmif1\\0\\0\\0\\0mif1avifmiaf  | AVIF
			\\0\\0\\0\\x18ftypmp42\\0\\0\\0\\0mp42isom      | VIDEO
			\\0\\0\\0\\x14ftypqt  \\0\\0\\0\\0qt            | VIDEO
			\\0\\0\\0\\x18ftyp                              | VIDEO
			\\xff\\x0a\\xfa\\x1f                            | JPEG_XL
			\\0\\0\\0\\x0cJXL \\x0d\\x0a\\x87\\x0a          | JPEG_XL
			II*\\0\\x10\\0\\0\\0                            | TIFF
			MM\\0*\\0\\0\\0\\x08                            | TIFF
			II+\\0\\x08\\0\\0\\0                            | TIFF
			%PDF-1.7                                        | PDF
			<?xml version="1.0"?><!-- a --><svg xmlns="a"/> | SVG
			<svg>                                           | SVG
			/9j/4AAQSkZJRgABAQAAAQ                          | BASE64
			data:image/png;base64,iVBORw0KGgo               | BASE64
			--x\\x0d\\x0aContent-Disposition: form-data     | FORM
			<!DOCTYPE html><html>                           | WEB_PAGE
			A koala in a tree                               | UNKNOWN
			ftyp                                            | UNKNOWN
			<                                               | UNKNOWN
			""")
	void recognisesTheFormatByTheFirstBytes(String escaped, OtherFormat format) {
		assertThat(OtherFormat.of(bytes(escaped))).isEqualTo(format);
	}

	@Test
	void aRejectionNamesTheFormatAndSaysWhatToDo() {
		assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(() -> new ImageDecoder(ImageLimits.defaults())
				.decode(bytes("\\0\\0\\0\\x18ftypheic\\0\\0\\0\\0mif1heic"), 224))
			.withMessage("This is a HEIC photo. Animals reads JPEG, PNG, GIF, BMP and WebP; choose 'Most Compatible'"
					+ " in the iPhone's camera settings or export the photo as JPEG.")
			.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.NOT_AN_IMAGE));
	}

	/**
	 * Returns the bytes of a text in which {@code \0} and {@code \xHH} stand for bytes.
	 */
	private static byte[] bytes(String escaped) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < escaped.length(); i++) {
			if (escaped.startsWith("\\x", i)) {
				text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 4), 16));
				i += 3;
			}
			else if (escaped.startsWith("\\0", i)) {
				text.append('\0');
				i++;
			}
			else {
				text.append(escaped.charAt(i));
			}
		}
		return text.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

}
