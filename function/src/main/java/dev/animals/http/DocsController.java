package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the contract as a page on which people can try requests. The page is Swagger UI,
 * whose two files the build copies out of its archive. They are streamed, so that they
 * take no memory while nobody reads them.
 */
@RestController
class DocsController {

	/**
	 * All scripts and styles are files of this service. Swagger UI shows icons from data
	 * URLs.
	 */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

	private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);

	@GetMapping("/docs")
	ResponseEntity<Resource> page() {
		return file("docs/docs.html", HTML, CacheControl.noCache());
	}

	@GetMapping("/docs/docs.js")
	ResponseEntity<Resource> script() {
		return file("docs/docs.js", SCRIPT, CacheControl.noCache());
	}

	@GetMapping("/docs/swagger-ui-bundle.js")
	ResponseEntity<Resource> viewer() {
		return file("docs/swagger-ui-bundle.js", SCRIPT, CacheControl.maxAge(Duration.ofHours(1)));
	}

	@GetMapping("/docs/swagger-ui.css")
	ResponseEntity<Resource> style() {
		return file("docs/swagger-ui.css", STYLE, CacheControl.maxAge(Duration.ofHours(1)));
	}

	private static ResponseEntity<Resource> file(String name, MediaType type, CacheControl cache) {
		return ResponseEntity.ok()
			.contentType(type)
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.cacheControl(cache)
			.body(new ClassPathResource(name));
	}

}
