package dev.animals.http;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Allows pages of other origins to call the service, if a setting names them (Fetch
 * standard, CORS protocol). Requests are answered in any case, because the browser checks
 * the headers. Spring's filter would reject requests of the service's own page behind a
 * proxy that ends TLS.
 */
class CrossOriginFilter extends OncePerRequestFilter {

	/** Browsers do not take {@code *} for the header with a token. */
	private static final String ALLOWED_HEADERS = "*, " + HttpHeaders.AUTHORIZATION;

	private static final String MAX_AGE_IN_SECONDS = "3600";

	private final List<String> origins;

	/**
	 * Creates the filter.
	 * @param origins the allowed origins; empty to allow none, {@code *} to allow all
	 */
	CrossOriginFilter(List<String> origins) {
		this.origins = origins;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!this.origins.isEmpty()) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		boolean allowed = origin != null && (this.origins.contains("*") || this.origins.contains(origin));
		if (allowed) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
			response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "*");
		}
		if (allowed && CorsUtils.isPreFlightRequest(request)) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST");
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
			response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_IN_SECONDS);
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
			return;
		}
		boolean isOptions = HttpMethod.OPTIONS.matches(request.getMethod());
		chain.doFilter(isOptions ? new WithoutOrigin(request) : request, response);
	}

	/**
	 * Hides the origin of a preflight request that is not allowed, so that Spring answers
	 * with the methods of the path. With the origin, Spring would answer with all methods
	 * that exist.
	 */
	private static final class WithoutOrigin extends HttpServletRequestWrapper {

		WithoutOrigin(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getHeader(String name) {
			return HttpHeaders.ORIGIN.equalsIgnoreCase(name) ? null : super.getHeader(name);
		}

	}

}
