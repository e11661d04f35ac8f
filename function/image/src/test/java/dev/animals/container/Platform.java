package dev.animals.container;

/**
 * The processors that the image can be built for, on a machine that has one, by the names
 * that their libraries' archives give them.
 */
enum Platform {

	/** Most machines. */
	X86_64("amd64", "linux-x86_64", "linux-x86-64"),

	/** Graviton, Ampere and the like. */
	AARCH64("arm64", "linux-aarch64", "linux-aarch64");

	/** The machine that this runs on. */
	static final Platform CURRENT = System.getProperty("os.arch").equals("aarch64") ? AARCH64 : X86_64;

	/** In an image's configuration. */
	final String image;

	private final String djl;

	private final String jna;

	Platform(String image, String djl, String jna) {
		this.image = image;
		this.djl = djl;
		this.jna = jna;
	}

	/**
	 * libtorch's folder in {@code pytorch-native-cpu}.
	 * @return its path, with a slash at the end
	 */
	String libtorch() {
		return "pytorch/cpu/" + this.djl + "/";
	}

	/**
	 * The folder in which DJL looks for libtorch.
	 * @param version libtorch's
	 * @return its path
	 */
	String djlFolder(String version) {
		return "djl/pytorch/" + version + "-cpu-" + this.djl;
	}

	/**
	 * DJL's own library in {@code pytorch-jni}.
	 * @return its path
	 */
	String djlTorch() {
		return "jnilib/" + this.djl + "/cpu/libdjl_torch.so";
	}

	/**
	 * JNA's library in its archive.
	 * @return its path
	 */
	String jnaDispatch() {
		return "com/sun/jna/" + this.jna + "/libjnidispatch.so";
	}

	/**
	 * libjpeg-turbo in the function's own archive.
	 * @return its path
	 */
	String turboJpeg() {
		return "native/" + this.djl + "/libturbojpeg.so";
	}

}
