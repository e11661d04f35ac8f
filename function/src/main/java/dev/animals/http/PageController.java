package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.HtmlUtils;

import dev.animals.hardexamples.HardExamples;
import dev.animals.model.ModelFolder;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Serves the page and its pictures.
 */
@RestController
class PageController {

	private static final String FOLDER = "page";

	private static final CacheControl ONE_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

	private final Page page;

	PageController(ModelFolder folder, HardExamples hardExamples) {
		this.page = Page.read(FOLDER, folder.description().subject())
			.withStorage(hardExamples.areSent() ? "Some photos are sent to people who label them."
					: "Photos are not stored.");
	}

	@GetMapping("/")
	ResponseEntity<byte[]> page(HttpServletRequest request) {
		String address = ServletUriComponentsBuilder.fromContextPath(request).path("/").toUriString();
		byte[] html = this.page.at(HtmlUtils.htmlEscape(address)).getBytes(StandardCharsets.UTF_8);
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.header("Content-Security-Policy", this.page.policy())
			.header("X-Content-Type-Options", "nosniff")
			.cacheControl(CacheControl.noCache())
			.eTag("W/\"" + DigestUtils.md5DigestAsHex(html) + "\"")
			.body(html);
	}

	/** Browsers ask for {@code /favicon.ico} when they show a document without a page. */
	@GetMapping({ "/icon.svg", "/favicon.ico" })
	ResponseEntity<Resource> icon() {
		return picture("icon.svg", MediaType.valueOf("image/svg+xml"));
	}

	/** The picture that messengers show beside a link to the page. */
	@GetMapping("/preview.jpg")
	ResponseEntity<Resource> preview() {
		return picture("preview.jpg", MediaType.IMAGE_JPEG);
	}

	@GetMapping("/examples/{name:[a-z-]+}.jpg")
	ResponseEntity<Resource> example(@PathVariable String name) {
		return picture("examples/" + name + ".jpg", MediaType.IMAGE_JPEG);
	}

	private static ResponseEntity<Resource> picture(String name, MediaType type) {
		Resource resource = new ClassPathResource(FOLDER + "/" + name);
		if (!resource.exists()) {
			throw new RejectedException(Reason.NOT_FOUND,
					"There is no example photo of this name. The page shows those that exist.");
		}
		return ResponseEntity.ok().contentType(type).cacheControl(ONE_DAY).body(resource);
	}

}
