package dev.animals.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Java runtime with only the modules that the service uses. The JDK that runs this
 * program links it with jlink.
 */
final class JavaRuntime {

	/** The modules that jdeps finds in the libraries, without tools and compilers. */
	private static final List<String> MODULES = List.of("java.base", "java.desktop", "java.instrument", "java.logging",
			"java.management", "java.naming", "java.net.http", "java.security.jgss", "java.sql", "java.xml", "jdk.jfr",
			"jdk.management", "jdk.unsupported");

	/**
	 * The libraries of java.desktop for screens, fonts and sound. The service only reads
	 * images.
	 */
	private static final String EXCLUDED_FILES = "**libawt_xawt.so,**libsplashscreen.so,**libjsound.so,"
			+ "**libfontmanager.so,**libfreetype.so,**libmlib_image.so";

	/**
	 * The inner classes of java.desktop for screens, printers and sound. The outer
	 * classes stay because a package of a module must not be empty.
	 */
	private static final String EXCLUDED_CLASSES = "regex:/java.desktop/(javax/swing|com/sun/java/swing|sun/awt/X11"
			+ "|sun/swing|com/sun/media/sound|sun/print|javax/print)/.*\\$.*\\.class";

	private JavaRuntime() {
	}

	/**
	 * Links the runtime.
	 * @param folder the folder to write, which must not exist
	 * @throws IOException if a tool cannot be started
	 * @throws InterruptedException if this thread is interrupted
	 */
	static void link(Path folder) throws IOException, InterruptedException {
		// jlink runs in a separate process. The classes that it generates for method
		// handles depend on the method handles that its process has used before.
		Tools.run(Tools.ofJdk("jlink"), "--output", folder.toString(), "--add-modules", String.join(",", MODULES),
				"--vm", "server", "--strip-debug", "--no-header-files", "--no-man-pages", "--exclude-files",
				EXCLUDED_FILES, "--exclude-resources", EXCLUDED_CLASSES);
		NativeLibraries.strip(folder.resolve("lib/server/libjvm.so"));
	}

}
