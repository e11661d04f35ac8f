package dev.animals.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Java runtime with the modules that the service uses, linked by jlink from the JDK
 * that runs this.
 */
final class JavaRuntime {

	/** By {@code jdeps} over all libraries, without tools and compilers. */
	private static final List<String> MODULES = List.of("java.base", "java.desktop", "java.instrument", "java.logging",
			"java.management", "java.naming", "java.net.http", "java.security.jgss", "java.sql", "java.xml", "jdk.jfr",
			"jdk.management", "jdk.unsupported");

	/** What java.desktop has for screens, printers and sound, beside images. */
	private static final String EXCLUDED_FILES = "**libawt_xawt.so,**libsplashscreen.so,**libjsound.so,**libfontmanager.so,"
			+ "**libfreetype.so,**libmlib_image.so";

	/**
	 * The inner classes of the same; the outer ones stay, because a module's packages may
	 * not be empty.
	 */
	private static final String EXCLUDED_CLASSES = "regex:/java.desktop/(javax/swing|com/sun/java/swing|sun/awt/X11|sun/swing"
			+ "|com/sun/media/sound|sun/print|javax/print)/.*\\$.*\\.class";

	private JavaRuntime() {
	}

	/**
	 * Links the runtime.
	 * @param folder where; must not exist
	 * @throws IOException if a tool cannot be started
	 * @throws InterruptedException never
	 */
	static void link(Path folder) throws IOException, InterruptedException {
		// Not in this process: what jlink generates for method handles depends on those
		// that the process has used.
		Process jlink = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/jlink").toString(), "--output",
				folder.toString(), "--add-modules", String.join(",", MODULES), "--vm", "server", "--strip-debug",
				"--no-header-files", "--no-man-pages", "--exclude-files", EXCLUDED_FILES, "--exclude-resources",
				EXCLUDED_CLASSES)
			.inheritIO()
			.start();
		if (jlink.waitFor() != 0) {
			throw new CannotAssembleException("`jlink` failed (see above).");
		}
		NativeLibraries.strip(folder.resolve("lib/server/libjvm.so"));
	}

}
