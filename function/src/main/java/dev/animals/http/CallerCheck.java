package dev.animals.http;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.animals.access.Callers;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Lets only callers with a key or a token send photos and feedback, if the settings say
 * so. Every POST needs a key or a token, so a new path is protected without a list of
 * paths. The page, the documentation, the model card and the health checks stay open.
 */
class CallerCheck implements HandlerInterceptor {

	private static final String SCHEME = "Bearer ";

	private final Callers callers;

	private final RequestBodies bodies;

	CallerCheck(Callers callers, RequestBodies bodies) {
		this.callers = callers;
		this.bodies = bodies;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!this.callers.areRestricted() || !HttpMethod.POST.matches(request.getMethod())) {
			return true;
		}
		try {
			Duration wait = this.callers.admit(credential(request));
			if (wait.isZero()) {
				return true;
			}
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
			throw new RejectedException(Reason.RATE_LIMITED,
					"You have sent too many requests. Try again in %d s.".formatted(wait.toSeconds()));
		}
		catch (RejectedException ex) {
			if (ex.reason() == Reason.UNAUTHENTICATED) {
				response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
			}
			this.bodies.discard(request);
			throw ex;
		}
	}

	/**
	 * Returns the key or token of a request. The header X-API-Key takes precedence,
	 * because a proxy may use the header Authorization for its own purposes.
	 */
	private static @Nullable String credential(HttpServletRequest request) {
		String key = request.getHeader("X-API-Key");
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		boolean isBearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
		return (key == null && isBearer) ? header.substring(SCHEME.length()).strip() : key;
	}

}
