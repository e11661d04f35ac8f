package dev.animals.drift;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

/**
 * A fault that users' photos may have.
 */
enum Corruption {

	/** The photo is unchanged. */
	CLEAN,

	/**
	 * Each value has noise with a standard deviation of 60 of 255, as in photos taken at
	 * night.
	 */
	NOISE,

	/** The photo has only as much detail as a photo whose longer side has 24 pixels. */
	BLUR,

	/** The photo has a fifth of its brightness. */
	DARK,

	/** Each colour has three levels, as in a drawing. */
	CARTOON,

	/** The photo is cropped to a ninth of its area, at a random place. */
	CROPPED,

	/** The photo has as much detail as a photo whose longer side has 64 pixels. */
	SLIGHT_BLUR,

	/** The photo is stored as a JPEG of the lowest quality, as some messengers do. */
	COMPRESSED,

	/** The photo has no colours. */
	GREY,

	/** Contrast is reduced to 30 % and the photo is brighter, as in fog. */
	FOG,

	/** The photo is turned by 90 degrees, because its orientation was lost. */
	ROTATED,

	/** The photo shows a dog and is unchanged. */
	DOGS,

	/** The photo shows a bird and is unchanged. */
	BIRDS,

	/** The photo shows a reptile and is unchanged. */
	REPTILES,

	/** The photo shows an animal that the model has no class for, and is unchanged. */
	NEW_ANIMALS,

	/** The photo shows something other than an animal and is unchanged. */
	OTHER_THINGS;

	private static final Set<Corruption> ONE_KIND = EnumSet.of(DOGS, BIRDS, REPTILES);

	private static final Set<Corruption> UNCHANGED = EnumSet.of(CLEAN, DOGS, BIRDS, REPTILES, NEW_ANIMALS,
			OTHER_THINGS);

	/**
	 * Returns the corruptions that apply to a photo.
	 * @param photo the photo
	 * @return only {@link #OTHER_THINGS} or {@link #NEW_ANIMALS} for a photo that has no
	 * class. For other photos everything else; the first label, if it is the index of a
	 * class of ImageNet, decides whether this includes one kind of animals
	 */
	static Set<Corruption> of(LabelledPhoto photo) {
		if (!photo.showsAnimal()) {
			return EnumSet.of(OTHER_THINGS);
		}
		if (photo.labels().contains(LabelledPhoto.ANIMAL)) {
			return EnumSet.of(NEW_ANIMALS);
		}
		Set<Corruption> corruptions = EnumSet.complementOf(EnumSet.of(OTHER_THINGS, NEW_ANIMALS));
		corruptions.removeIf(
				(corruption) -> ONE_KIND.contains(corruption) && !corruption.includesClass(photo.labels().getFirst()));
		return corruptions;
	}

	private boolean includesClass(String label) {
		if (!label.matches("[0-9]{1,3}")) {
			return false;
		}
		int index = Integer.parseInt(label);
		return switch (this) {
			case DOGS -> index >= 151 && index <= 268;
			case BIRDS ->
				(index >= 7 && index <= 24) || (index >= 80 && index <= 100) || (index >= 127 && index <= 146);
			case REPTILES -> index >= 33 && index <= 68;
			default -> false;
		};
	}

	/**
	 * Corrupts a photo.
	 * @param photo the photo
	 * @param random source of noise and of places
	 * @return the bytes of an encoded image
	 * @throws InvalidPhotosException if Java cannot decode the photo
	 */
	byte[] apply(LabelledPhoto photo, Random random) {
		if (UNCHANGED.contains(this)) {
			return photo.bytes();
		}
		EditedImage image = EditedImage.read(photo);
		EditedImage edited = switch (this) {
			case CLEAN, DOGS, BIRDS, REPTILES, NEW_ANIMALS, OTHER_THINGS -> image;
			case NOISE -> image.withValues((value) -> value + 60 * random.nextGaussian());
			case BLUR -> image.withDetail(24);
			case DARK -> image.withValues((value) -> value / 5);
			case CARTOON -> image.withValues((value) -> Math.rint(value / 127.5) * 127.5);
			case CROPPED -> image.cropped(random);
			case SLIGHT_BLUR -> image.withDetail(64);
			case COMPRESSED -> image.compressed(0.05F);
			case GREY -> image.withoutColours();
			case FOG -> image.withValues((value) -> 200 + 0.3 * (value - 128));
			case ROTATED -> image.rotated();
		};
		return edited.jpeg();
	}

	/** Returns the name as a part of a file name. */
	String fileName() {
		return name().toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return fileName().replace('_', ' ');
	}

}
