package dev.animals.e2e.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Gives a service the fault that the variable {@code FAULT} names. Spring Boot calls it
 * at the service's start because {@code META-INF/spring.factories} names it.
 */
public class Faults implements ApplicationContextInitializer<GenericApplicationContext>, Filter {

	@Override
	public void initialize(GenericApplicationContext context) {
		context.registerBean("faults", Filter.class, Faults::new);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String type = Objects.requireNonNullElse(request.getContentType(), "");
		Duration age = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
		try {
			byte[] body = request.getInputStream().readAllBytes();
			chain.doFilter((body.length == 0) ? request : new Changed((HttpServletRequest) request,
					Fault.valueOf(System.getenv("FAULT")).change(type, body, age)), response);
		}
		catch (InterruptedException ex) {
			throw new ServletException(ex);
		}
	}

	/** A request with another body. */
	private static final class Changed extends HttpServletRequestWrapper {

		private final byte[] body;

		Changed(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		@Override
		public int getContentLength() {
			return this.body.length;
		}

		@Override
		public long getContentLengthLong() {
			return this.body.length;
		}

		@Override
		public ServletInputStream getInputStream() {
			ByteArrayInputStream in = new ByteArrayInputStream(this.body);
			return new ServletInputStream() {
				@Override
				public int read() {
					return in.read();
				}

				@Override
				public int read(byte[] bytes, int offset, int length) {
					return in.read(bytes, offset, length);
				}

				@Override
				public boolean isFinished() {
					return in.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}
			};
		}

	}

}
